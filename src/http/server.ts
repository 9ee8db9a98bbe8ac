import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { v7 as uuid } from "uuid";
import { apiRoutes } from "./api.ts";
import { callPageRoutes } from "./call-page.ts";
import type { CarrierRoutes } from "./carrier.ts";
import { consoleFiles } from "./console-files.ts";
import type { Pace } from "../adapters/pace.ts";
import type { Console } from "./console.ts";
import { healthRoutes, type Health } from "./health.ts";
import { answerProblems, answerUnreadable } from "./problems.ts";
import { promiseRoutes } from "./promises.ts";
import { publicReportRoutes } from "./reports.ts";
import { guardBrowsers } from "./security-headers.ts";
import { securityText } from "./security-txt.ts";
import { carrierRoutes } from "./twilio.ts";

export type ServerParts = {
  readonly console: Console;
  readonly carrier: CarrierRoutes;
  readonly health: Health;
  /** The address the line is published at. */
  readonly publicUrl: string;
  readonly pace: Pace;
  /** Whom to tell of a hole; null where nobody is named. */
  readonly securityContact: string | null;
  readonly log: FastifyBaseLogger;
};

/** A connection nobody says anything on; a live stream speaks every 15 s. */
const SILENT_MS = 60_000;
const REQUEST_MS = 15_000;
/** Whoever sends their headers letter by letter is hung up on. */
const HEADERS_MS = 10_000;
const LOOKED_AT_EVERY_MS = 5_000;
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
    http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: LOOKED_AT_EVERY_MS },
    handlerTimeout: HANDLER_MS,
    forceCloseConnections: "idle",
    // Stopped, what still comes by a connection that is open is answered: a proxy hands a refusal on to the caller.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: answerUnreadable,
  });
  const { publicUrl, pace } = parts;
  logRequests(app);
  answerProblems(app);
  await guardBrowsers(app, publicUrl);
  healthRoutes(app, parts.health);
  await app.register(async (scope) => carrierRoutes(scope, parts.carrier));
  securityText(app, { contact: parts.securityContact, publicUrl, clock: parts.health.clock });
  const ours = parts.carrier.arrivals.numbers.map(({ number }) => number);
  await app.register(
    async (scope) => apiRoutes(scope, { ...parts.console, publicUrl, ours, pace }),
    {
      prefix: "/api",
    },
  );
  await app.register(async (scope) => callPageRoutes(scope, parts.console, publicUrl));
  publicReportRoutes(app, parts.console);
  promiseRoutes(app, parts.console);
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
