import type { FastifyInstance, FastifyRequest } from "fastify";
import { later, type Exchange } from "./exchange.ts";
import type { EffectOn } from "./faults.ts";
import { nothing } from "./nothing.ts";
import { RestError } from "./rest/errors.ts";
import { pickUp } from "./ringing.ts";

type Late = Exclude<EffectOn<"rest">, "serverError" | "tooManyRequests" | "hang">;

/** Counts REST requests as traffic, and lets the faults befall them; one without an answer no longer counts. */
export function countAndDisturb(app: FastifyInstance, exchange: Exchange): void {
  const counted = countRequests(app, exchange);
  const late = new WeakMap<object, Late>();
  app.addHook("preHandler", async (request) => {
    answerBeforeCancel(exchange, request);
    for (const effect of effectsOn(exchange, request)) {
      if (effect === "serverError") throw new RestError(500, 20500, "Internal Server Error");
      if (effect === "tooManyRequests") throw new RestError(429, 20429, "Too Many Requests");
      if (effect === "hang") await counted.setAside(request, nothing);
      else late.set(request, effect);
    }
  });
  app.addHook("onSend", async (request) => {
    const effect = late.get(request);
    if (effect === undefined) return;
    await counted.setAside(request, (goOn) => {
      if (effect !== "actThenHang") later(exchange, effect.delayMs, goOn);
    });
  });
}

/** From when on what was made is not listed yet. */
export function unlistedSince(exchange: Exchange, path: string, query: object): number {
  const fields = { ...fieldsIn(query), path };
  const lags = exchange.faults.befalling("list", { sid: "", fields });
  return exchange.clock.now() - Math.max(0, ...lags.map(({ lagMs }) => lagMs));
}

function countRequests(app: FastifyInstance, { traffic }: Exchange) {
  const counted = new WeakSet<object>();
  const release = (request: object) => {
    if (counted.delete(request)) traffic.end();
  };
  app.addHook("onRequest", (request, _reply, done) => {
    counted.add(request);
    traffic.begin();
    done();
  });
  app.addHook("onResponse", (request, _reply, done) => {
    release(request);
    done();
  });
  return {
    /** Not under way until `wait` says to go on. */
    setAside: (request: object, wait: (goOn: () => void) => void) =>
      new Promise<void>((resolve) => {
        release(request);
        wait(() => {
          counted.add(request);
          traffic.begin();
          resolve();
        });
      }),
  };
}

function effectsOn(exchange: Exchange, request: FastifyRequest): readonly EffectOn<"rest">[] {
  const { method, url } = request;
  const path = url.replace(/\?.*/, "").replace(/^\/2010-04-01\/Accounts\/[^/]+/, "");
  const fields = { ...fieldsIn(request.query), ...fieldsIn(request.body), method, path };
  return exchange.faults.befalling("rest", { sid: sidIn(request), fields });
}

/** Whoever is rung picks up while the request that would have ended the call is on its way. */
function answerBeforeCancel(exchange: Exchange, request: FastifyRequest): void {
  const call = exchange.calls.get(sidIn(request));
  const { Status } = fieldsIn(request.body);
  if (request.method !== "POST" || !call || Status === undefined) return;
  if (call.status !== "ringing" || call.direction === "inbound") return;
  const { sid, handset, to: To, from: From } = call;
  const [effect] = exchange.faults.befalling("cancel", {
    sid,
    fields: { handset, To, From, Status },
  });
  if (effect !== undefined) pickUp(exchange, call, "person");
}

function sidIn(request: FastifyRequest): string {
  return (fieldsIn(request.params)["sid"] ?? "").replace(/\.json$/, "");
}

/** What was given by name; a name given twice is joined by spaces. */
function fieldsIn(given: unknown): Record<string, string> {
  if (typeof given !== "object" || given === null) return {};
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(" ") : String(value),
    ]),
  );
}
