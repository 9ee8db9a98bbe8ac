import { timingSafeEqual } from "node:crypto";
import formbody from "@fastify/formbody";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { realClock, type EmulatorClock } from "./clock.ts";
import { controlRoutes } from "./control.ts";
import { createExchange, warn, type Exchange, type ExchangeOptions } from "./exchange.ts";
import { createNetwork, type Network } from "./network.ts";
import { pageFiles } from "./phones/page-files.ts";
import { telephoneRoutes } from "./phones/routes.ts";
import { countAndDisturb } from "./rest-faults.ts";
import { notFound, refusedByServer, RestError } from "./rest/errors.ts";
import { restRoutes } from "./rest/routes.ts";

export type EmulatorOptions = Omit<ExchangeOptions, "clock"> & {
  /** 0 takes a free one. */
  port: number;
  host?: string;
  clock?: EmulatorClock;
  /** With a clock that only moves when told: how people who wait for something let time pass. */
  passTime?: (ms: number) => Promise<void>;
  apiKey?: string;
  apiSecret?: string;
};

export type Emulator = { url: string; network: Network; close(): Promise<void> };

/** Starts a telephone network that speaks Twilio's REST API, TwiML and webhooks. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const exchange = createExchange({ ...options, clock: options.clock ?? realClock() });
  const app = fastify({
    forceCloseConnections: true,
    // A name too long for anything is one that nothing has.
    routerOptions: { maxParamLength: 16_000 },
    frameworkErrors(error, _request, reply) {
      void answerError(exchange, error, reply);
    },
  });
  await app.register(formbody);
  app.setErrorHandler((error, _request, reply) => answerError(exchange, error, reply));
  app.setNotFoundHandler((request, reply) => answerError(exchange, notFound(request.url), reply));
  await app.register(async (rest) => {
    // The 2010 API understands forms alone.
    rest.removeContentTypeParser(["application/json", "text/plain"]);
    countAndDisturb(rest, exchange);
    guard(rest, options, exchange);
    restRoutes(rest, exchange);
  });
  controlRoutes(app, exchange);
  await app.register((phones) => telephoneRoutes(phones, exchange));
  await app.register(pageFiles);
  const url = await app.listen({ port: options.port, host: options.host ?? "127.0.0.1" });
  exchange.baseUrl = url;
  return {
    url,
    network: createNetwork(exchange, options.passTime),
    async close() {
      exchange.clock.close();
      await app.close();
    },
  };
}

/** Basic authentication with the account's token, or an API key. */
function guard(app: FastifyInstance, options: EmulatorOptions, { apiKeys }: Exchange): void {
  const { accountSid, authToken, apiKey, apiSecret } = options;
  const accepted = [`${accountSid}:${authToken}`];
  if (apiKey !== undefined && apiSecret !== undefined) accepted.push(`${apiKey}:${apiSecret}`);
  app.addHook("onRequest", (request, reply, done) => {
    // Recordings are played by address alone, unless the account says otherwise.
    const isSound = /\/Recordings\/[^/.?]+(?:\.wav|\.mp3)?(?:\?|$)/.test(request.url);
    const isPlayed = isSound && (request.method === "GET" || request.method === "HEAD");
    const made = [...apiKeys].map(([sid, secret]) => `${sid}:${secret}`);
    if (isPlayed || [...accepted, ...made].some((pair) => carries(request, pair))) {
      done();
      return;
    }
    void reply.header("WWW-Authenticate", 'Basic realm="Twilio API"');
    done(new RestError(401, 20003, "Authenticate"));
  });
}

function carries(request: FastifyRequest, pair: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? "");
  const wanted = Buffer.from(`Basic ${Buffer.from(pair).toString("base64")}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** Every error in the API's own form; what is nobody's fault but ours is a 500, and in the log. */
function answerError(exchange: Exchange, error: unknown, reply: FastifyReply): FastifyReply {
  const known = asRestError(error);
  if (known.code === 20500)
    warn(exchange, "", 20500, `the network itself failed: ${String(error)}`);
  return reply.code(known.status).send(known.toJSON());
}

function asRestError(error: unknown): RestError {
  if (error instanceof RestError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const status = error instanceof Error && "statusCode" in error ? error.statusCode : null;
  const isTheirs = typeof status === "number" && status >= 400 && status < 500;
  return isTheirs ? refusedByServer(status, message) : new RestError(500, 20500, message);
}
