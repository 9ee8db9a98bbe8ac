import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { v7 as uuid } from "uuid";
import { apiRoutes } from "./api.ts";
import { callPageRoutes } from "./call-page.ts";
import type { CarrierRoutes } from "./carrier.ts";
import { consoleFiles } from "./console-files.ts";
import type { Console } from "./console.ts";
import { healthRoutes, type Health } from "./health.ts";
import { answerProblems } from "./problems.ts";
import { carrierRoutes } from "./twilio.ts";

export type ServerParts = {
  readonly console: Console;
  readonly carrier: CarrierRoutes;
  readonly health: Health;
  /** The address the line is published at. */
  readonly publicUrl: string;
  readonly log: FastifyBaseLogger;
};

/** A connection nobody says anything on; a live stream speaks every 15 s. */
const SILENT_MS = 60_000;
const REQUEST_MS = 15_000;
const HANDLER_MS = 10_000;
const BODY_BYTES = 64 * 1_024;

/** Everything the line answers over HTTP. Listens to nothing yet; `close` lets what is being answered be answered. */
export async function build(parts: ServerParts): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => uuid(),
    trustProxy: ["loopback", "uniquelocal"],
    bodyLimit: BODY_BYTES,
    connectionTimeout: SILENT_MS,
    keepAliveTimeout: SILENT_MS,
    requestTimeout: REQUEST_MS,
    handlerTimeout: HANDLER_MS,
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength: 200 },
  });
  logRequests(app);
  answerProblems(app);
  healthRoutes(app, parts.health);
  await app.register(async (scope) => carrierRoutes(scope, parts.carrier));
  const { publicUrl } = parts;
  const ours = parts.carrier.arrivals.numbers.map(({ number }) => number);
  await app.register(async (scope) => apiRoutes(scope, { ...parts.console, publicUrl, ours }), {
    prefix: "/api",
  });
  await app.register(async (scope) => callPageRoutes(scope, parts.console, publicUrl));
  await app.register(async (scope) => consoleFiles(scope, parts.console));
  return app;
}

/** The route, never the address asked for: that holds ids, and could hold more. Ordinary answers only where somebody looks closely. */
function logRequests(app: FastifyInstance): void {
  app.addHook("onResponse", async (request, reply) => {
    const { method } = request;
    const route = request.routeOptions.url ?? "none";
    const said = { method, route, answer: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    if (reply.statusCode < 400) request.log.debug(said, "Answered");
    else request.log.info(said, "Answered with a problem");
  });
}
