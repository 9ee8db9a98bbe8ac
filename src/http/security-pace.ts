import type { FastifyInstance, FastifyRequest } from "fastify";
import { MINUTE_MS, type Pace } from "../adapters/pace.ts";
import type { SignedIn } from "../adapters/postgres/sign-in.ts";
import type { Clock } from "../engine/ports.ts";
import { STAFF } from "./console.ts";
import { Problem } from "./problems.ts";

/**
 * How often in a minute: far more than a person does, or a console that works; little enough that a page gone wild, or somebody who
 * guesses, takes nothing from callers. What is done in a session is counted apart: nothing else uses that up.
 */
const MOST = {
  /** To sign in, and whatever else is tried without being known; at each such address of ours, from one of theirs. */
  tries: 60,
  /** Read without being known. */
  open: 300,
  /** By one person, outside sessions. */
  person: 3_000,
  /** By one person, in sessions: ten each second. */
  acts: 600,
} as const;

/** Comes after the rules: by then it is known who asks. What the carrier asks is never counted. */
export function keepPace(
  app: FastifyInstance,
  { pace, clock }: { readonly pace: Pace; readonly clock: Clock },
): void {
  app.addHook("onRequest", async (request, reply) => {
    const at = clock.now();
    const { who, most } = countedAs(request);
    if ((await pace.count(who, at)) <= most) return;
    reply.header("retry-after", Math.ceil((MINUTE_MS - (at % MINUTE_MS)) / 1_000));
    throw new Problem("tooManyTries");
  });
}

function countedAs(request: FastifyRequest): { readonly who: string; readonly most: number } {
  const staff = request.getDecorator<SignedIn | null>(STAFF);
  const { method, ip } = request;
  const route = request.routeOptions.url ?? "";
  const reads = method === "GET" || method === "HEAD";
  if (staff === null) {
    return reads
      ? { who: `open ${ip}`, most: MOST.open }
      : { who: `tries ${route} ${ip}`, most: MOST.tries };
  }
  return !reads && route.startsWith("/api/sessions/")
    ? { who: `acts ${staff.id}`, most: MOST.acts }
    : { who: `person ${staff.id}`, most: MOST.person };
}
