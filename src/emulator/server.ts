import { timingSafeEqual } from "node:crypto";
import formbody from "@fastify/formbody";
import fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import { realClock, type EmulatorClock } from "./clock.ts";
import { controlRoutes } from "./control.ts";
import { createExchange, type Exchange, type ExchangeOptions } from "./exchange.ts";
import { createNetwork, type Network } from "./network.ts";
import { notFound, RestError } from "./rest/errors.ts";
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
  const app = fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 200 } });
  await app.register(formbody);
  app.setErrorHandler((error, request, reply) => {
    const known = error instanceof RestError ? error : internal(error);
    request.log.error(error);
    return reply.code(known.status).send(known.toJSON());
  });
  app.setNotFoundHandler((request, reply) => reply.code(404).send(notFound(request.url).toJSON()));
  await app.register(async (rest) => {
    const fallSilent = countRequests(rest, exchange);
    guard(rest, options);
    restRoutes(rest, exchange, fallSilent);
  });
  controlRoutes(app, exchange);
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

/** Counts REST requests as traffic; one left without an answer no longer counts. */
function countRequests(app: FastifyInstance, exchange: Exchange) {
  const counted = new WeakSet<object>();
  const release = (request: object) => {
    if (counted.delete(request)) exchange.traffic.end();
  };
  app.addHook("onRequest", (request, _reply, done) => {
    counted.add(request);
    exchange.traffic.begin();
    done();
  });
  app.addHook("onResponse", (request, _reply, done) => {
    release(request);
    done();
  });
  return (request: object, reply: { hijack(): unknown }) => {
    release(request);
    reply.hijack();
  };
}

/** Basic authentication with the account's token, or an API key. */
function guard(app: FastifyInstance, options: EmulatorOptions): void {
  const { accountSid, authToken, apiKey, apiSecret } = options;
  const accepted = [`${accountSid}:${authToken}`];
  if (apiKey !== undefined && apiSecret !== undefined) accepted.push(`${apiKey}:${apiSecret}`);
  app.addHook("onRequest", (request, _reply, done) => {
    const isRecording = request.method === "GET" && request.url.includes("/Recordings/");
    // Recordings are played by address alone, unless the account says otherwise.
    if (isRecording || accepted.some((pair) => carries(request, pair))) done();
    else done(new RestError(401, 20003, "Authenticate"));
  });
}

function carries(request: FastifyRequest, pair: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? "");
  const wanted = Buffer.from(`Basic ${Buffer.from(pair).toString("base64")}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function internal(error: unknown): RestError {
  return new RestError(500, 20500, error instanceof Error ? error.message : String(error));
}
