import type { Line, Plan } from "../engine/ports.ts";
import {
  blankPlan,
  keepSealedPlace,
  keepSpokenPlace,
  planNow,
  summaryOf,
} from "../engine/plans.ts";
import { isSamePlace, missingFrom } from "../domain/place.ts";
import { readBack } from "../domain/read-back.ts";
import { isSealedFor } from "../domain/session/place-seal.ts";
import type { Session } from "../domain/session/session.ts";
import {
  answers,
  sessionFor,
  sessionOf,
  staffOf,
  wishId,
  type ApiApp,
  type Console,
} from "./console.ts";
import { planAnswer, planRead, planWish } from "./contract-plan.ts";
import { lookQuery } from "./contract-audit.ts";
import { idParams, wishHeaders } from "./contract.ts";
import { placeHeardBy, planReadBy } from "./place-read.ts";
import { Problem } from "./problems.ts";
import { grant, wasDone } from "./wish.ts";

/** The one place where it is said who and where somebody is. Reading it is written down, with who read. */
export function planRoutes(app: ApiApp, parts: Console): void {
  const read = { params: idParams, querystring: lookQuery, response: answers(planRead) };
  app.get("/sessions/:id/plan", { schema: read, config: { act: "readPlan" } }, async (request) => {
    const session = await sessionOf(parts, request.params.id);
    const { because } = request.query;
    const staff = staffOf(request);
    const read = await planReadBy(parts, session, { staff, cause: request.id, because });
    const plan = shown(session, read);
    const sealed = isSealedFor(session, staff.id, parts.line.clock.now());
    return { sealed, plan, readBack: await readBackIn(parts, session, plan) };
  });

  app.get(
    "/sessions/:id/spoken-place",
    { schema: { params: idParams, querystring: lookQuery }, config: { act: "readPlan" } },
    async (request, reply) => {
      const session = await sessionOf(parts, request.params.id);
      const { because } = request.query;
      const reader = { staff: staffOf(request), cause: request.id, because };
      return reply.type("audio/wav").send(await placeHeardBy(parts, session, reader));
    },
  );

  const write = {
    params: idParams,
    headers: wishHeaders,
    body: planWish,
    response: answers(planAnswer),
  };
  app.put(
    "/sessions/:id/plan",
    { schema: write, config: { act: "planRecorded" } },
    async (request) => {
      const session = await sessionFor(parts, request, "planRecorded");
      const { placeWithdrawn = false, ...plan } = request.body;
      return writePlan(parts, request, { session, plan, placeWithdrawn });
    },
  );
}

type ShownPlan = Omit<Plan, "rangFrom" | "profileId" | "preferences" | "referral">;

/**
 * What they rang from is for nobody's eyes: the line rings it back by itself. Who answers may be somebody they fled. Only who calls
 * them afterwards, as they agreed, needs to see it.
 */
function shown({ closed }: Session, plan: Plan | null): ShownPlan | null {
  if (plan === null) return null;
  const { rangFrom, profileId: _kept, preferences: _likes, referral: _wish, ...rest } = plan;
  const theirs = closed !== null && plan.mayFollowUp;
  return rest.callerNumber !== rangFrom || theirs ? rest : { ...rest, callerNumber: null };
}

type Given = {
  readonly session: Session;
  readonly plan: Plan;
  /** The place is to be gone: it was not only left empty. */
  readonly placeWithdrawn: boolean;
};

/** Sealed first: a desk rung for the place a moment later is told what the plan says then. */
async function writePlan(
  parts: Console,
  request: Parameters<typeof grant>[1],
  { session, plan: written, placeWithdrawn }: Given,
) {
  const { line } = parts;
  const sessionId = session.id;
  const before = planNow(session, await line.plans.read(sessionId)) ?? blankPlan;
  const given = placeWithdrawn ? written : keepSealedPlace(session, before, written);
  const plan = keepSpokenPlace(session, before, given);
  const isKept = plan !== given || (given !== written && given.spoken);
  const desks = isKept ? session.plan.desks : await desksFor(parts, session, given);
  const placeChanged =
    given === written && (before.place !== plan.place || !isSamePlace(before, plan));
  const wish = { kind: "planRecorded", plan: summaryOf(plan, desks), placeChanged } as const;
  if (await wasDone(parts, { sessionId, wish, inputId: wishId(request) })) {
    return known(parts, plan, session.plan.desks);
  }
  if (session.closed !== null) throw new Problem("closed");
  if (plan.spoken && session.spoken.accepted === null) throw new Problem("notSpoken");
  await keepPlan(line, sessionId, plan);
  const granted = await grant(parts, request, { sessionId, wish });
  return known(parts, plan, granted.plan.desks);
}

/** A place nobody named has no desk, whatever the province. */
const desksFor = async ({ line }: Console, session: Session, plan: Plan) =>
  plan.place === "none" ? [] : line.desks.forPlace(plan, session.rehearsal, line.clock.now());

async function keepPlan({ plans, clock, log }: Line, sessionId: string, plan: Plan): Promise<void> {
  if (!(await plans.shut(sessionId))) {
    return plans.amend(sessionId, (before) => withWhatIsKnown(before, plan), clock.now());
  }
  const lost = "A plan that does not open is replaced: what only it said is lost, their number too";
  log.error({ sessionId }, lost);
  await plans.write(sessionId, plan, clock.now());
}

/** What a desk called it stays, and the number the carrier gave, which is what a dropped caller is rung back on: no form left empty takes it away. */
function withWhatIsKnown(before: Plan | null, plan: Plan): Plan {
  const { deskReference, rangFrom, preferences, profileId, referral } = before ?? {};
  return {
    ...plan,
    callerNumber: plan.callerNumber ?? before?.callerNumber ?? null,
    ...(deskReference === undefined ? {} : { deskReference }),
    ...(rangFrom === undefined ? {} : { rangFrom }),
    ...(preferences === undefined ? {} : { preferences }),
    ...(profileId === undefined ? {} : { profileId }),
    ...(referral === undefined ? {} : { referral }),
  };
}

/** In both languages: the caller's may change in the middle of a call. */
export async function readBackIn({ line }: Console, session: Session, plan: Plan | null) {
  if (plan === null) return { en: [], fr: [] };
  const [first] = session.plan.desks;
  const desk = first === undefined ? null : await line.desks.desk(first);
  const read = { ...plan, whoComes: desk?.whoComes ?? null };
  return { en: [...readBack(read, "en")], fr: [...readBack(read, "fr")] };
}

async function known({ line }: Console, plan: Plan, deskIds: readonly string[]) {
  const desks = await whoWouldCome(line, deskIds);
  return { desks, noDesk: desks.length === 0, missing: [...missingFrom(plan)] };
}

/** The desks of a plan as people are shown them, in the order they are rung. */
export async function whoWouldCome({ desks }: Line, deskIds: readonly string[]) {
  const found = await Promise.all(deskIds.map((deskId) => desks.desk(deskId)));
  return found
    .filter((desk) => desk !== null)
    .map(({ id, name, language, whoComes, hours, verifiedAt }) => ({
      id,
      name,
      language,
      whoComes,
      hours,
      verifiedAt,
    }));
}
