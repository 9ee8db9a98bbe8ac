import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { mayEver, needsSecondFactor, type Act } from "../domain/permissions.ts";
import { workFor } from "../domain/training/work.ts";
import type { SignedIn } from "../adapters/postgres/sign-in.ts";
import { STAFF, staffOf, type Console } from "./console.ts";
import { Problem } from "./problems.ts";
import { headersOf, mustBeFreeToEnrol } from "./sign-in.ts";
import { mustDoWork } from "./training-work.ts";

/**
 * Whose a route is: `open` asks for no sign-in; `signedIn` is everybody's of ours; `enrol` also theirs who still lack the second
 * factor they need. An act of a session is refused here to whoever has none; whether this session is theirs, the route asks.
 */
export type RouteRule = Act | "open" | "signedIn" | "enrol";

declare module "fastify" {
  interface FastifyContextConfig {
    act?: RouteRule;
  }
}

type Kept = Pick<Console, "audit" | "line" | "signIn" | "training">;

/** Every route after this one has a rule, or the line does not start; and it is kept before anything else is looked at. */
export function keepRules(app: FastifyInstance, parts: Kept): void {
  app.decorateRequest(STAFF, null);
  app.addHook("onRoute", ({ method, url, config }) => {
    if (config?.act === undefined) {
      throw new Error(`${String(method)} ${url} does not say whose it is: give it config.act`);
    }
  });
  app.addHook("onRequest", async (request) => {
    const { act } = request.routeOptions.config;
    if (act === undefined || act === "open") return;
    const staff = await parts.signIn.staffOf(headersOf(request));
    if (staff === null) throw new Problem("signInNeeded");
    request.setDecorator(STAFF, staff);
    await mustPass(parts, request, act);
  });
  noteRefusals(app, parts);
}

async function mustPass(
  parts: Kept,
  request: FastifyRequest,
  act: Exclude<RouteRule, "open">,
): Promise<void> {
  const staff = staffOf(request);
  if (act === "enrol") return mustBeFreeToEnrol(parts.signIn, staff);
  if (lacksSecondFactor(staff)) throw new Problem("secondFactorNeeded");
  if (act === "signedIn") return;
  if (!mayEver(staff, act)) throw new Problem("notAllowed");
  const work = workFor(act);
  if (work !== null) await mustDoWork(parts, request, work);
}

const lacksSecondFactor = (staff: SignedIn): boolean =>
  needsSecondFactor(staff) && !staff.exempt && staff.proof === "password";

/** Whoever tries these without being allowed to wants to see or change something that matters. */
const OF_NOTE: ReadonlySet<RouteRule> = new Set<RouteRule>([
  "readPlan",
  "placeOpened",
  "readTimeline",
  "readNotes",
  "planRecorded",
  "helpSent",
  "stoodDown",
  "endDuties",
  "keepDesks",
  "keepShifts",
  "keepStaff",
  "keepHolds",
  "keepProtocol",
  "keepKnowing",
  "keepServices",
  "keepTraining",
  "keepReferrals",
  "referCaller",
  "readAudit",
  "exportResearch",
]);
const ONCE_IN_MS = 60_000;

/** A console that asks again every second for a session it lost is one refusal a minute. */
function noteRefusals(app: FastifyInstance, { audit, line }: Kept): void {
  const lately = new Map<string, number>();
  app.addHook("onResponse", async (request, reply) => {
    const { act } = request.routeOptions.config;
    const staff = staffOrNull(request);
    if (reply.statusCode !== 403 || act === undefined || !OF_NOTE.has(act)) return;
    if (staff === null || lacksSecondFactor(staff)) return;
    const about = idOf(request.params);
    const at = line.clock.now();
    const key = [staff.id, act, about].join(" ");
    for (const [known, until] of lately) if (until <= at) lately.delete(known);
    if (lately.has(key)) return;
    lately.set(key, at + ONCE_IN_MS);
    await audit
      .append({ kind: "refused", who: staff.id, about, data: { act }, at })
      .catch((err: unknown) => line.log.error({ err, act }, "A refusal was not written down"));
  });
}

const staffOrNull = (request: FastifyRequest): SignedIn | null =>
  request.getDecorator<SignedIn | null>(STAFF);

/** Only what looks like an id of ours: anything else is whatever somebody typed. */
const idOf = (params: unknown): string | null => named.safeParse(params).data?.id ?? null;
const named = z.object({ id: z.string().regex(/^[\w-]{1,64}$/) });
