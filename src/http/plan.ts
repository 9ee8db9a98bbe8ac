import type { Plan } from "../engine/ports.ts";
import type { PlanSummary } from "../domain/session/plan.ts";
import type { Session } from "../domain/session/session.ts";
import {
  answers,
  mustBeAllowed,
  sessionOf,
  staffOf,
  wishId,
  type ApiApp,
  type Console,
} from "./console.ts";
import { idParams, planAnswer, planRead, planWish, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";
import { grant, wasDone } from "./wish.ts";

/** The one place where it is said who and where somebody is. Reading it is written down, with who read. */
export function planRoutes(app: ApiApp, parts: Console): void {
  const read = { params: idParams, response: answers(planRead) };
  app.get("/sessions/:id/plan", { schema: read }, async (request) => {
    const { line } = parts;
    const session = await sessionOf(parts, request.params.id);
    mustBeAllowed(request, "readPlan", session);
    await line.lineEvents.append({
      kind: "planRead",
      subject: staffOf(request).id,
      data: { sessionId: session.id },
      at: line.clock.now(),
      cause: request.id,
    });
    return { plan: await line.plans.read(session.id) };
  });

  const write = {
    params: idParams,
    headers: wishHeaders,
    body: planWish,
    response: answers(planAnswer),
  };
  app.put("/sessions/:id/plan", { schema: write }, async (request) => {
    const session = await sessionOf(parts, request.params.id);
    mustBeAllowed(request, "planRecorded", session);
    return writePlan(parts, request, { session, plan: request.body });
  });
}

type Given = { readonly session: Session; readonly plan: Plan };

/** Sealed first: a desk rung for the place a moment later is told what the plan says then. */
async function writePlan(
  parts: Console,
  request: Parameters<typeof grant>[1],
  { session, plan }: Given,
) {
  const { line } = parts;
  const sessionId = session.id;
  const desks = await desksFor(parts, session, plan);
  const wish = { kind: "planRecorded", plan: summaryOf(plan, desks) } as const;
  if (await wasDone(parts, { sessionId, wish, inputId: wishId(request) })) {
    return named(parts, session.plan.desks);
  }
  if (session.closed !== null) throw new Problem("closed");
  await line.plans.write(sessionId, await withKnownNumber(parts, session, plan), line.clock.now());
  const granted = await grant(parts, request, { sessionId, wish });
  return named(parts, granted.plan.desks);
}

/** A place nobody named has no desk, whatever the province. */
const desksFor = async ({ line }: Console, session: Session, plan: Plan) =>
  plan.place === "none" ? [] : line.desks.forPlace(plan, session.rehearsal);

/** The number the carrier gave is what a dropped caller is rung back on: no form left empty takes it away. */
async function withKnownNumber({ line }: Console, session: Session, plan: Plan): Promise<Plan> {
  if (plan.callerNumber !== null) return plan;
  const known = await line.plans.read(session.id);
  return { ...plan, callerNumber: known?.callerNumber ?? null };
}

function summaryOf(plan: Plan, desks: readonly string[]): PlanSummary {
  const { place, help, trustedFirst, numberGiven, mayText } = plan;
  const trustedPerson = plan.trusted !== null;
  return { place, help, trustedPerson, trustedFirst, numberGiven, mayText, desks };
}

async function named({ line }: Console, deskIds: readonly string[]) {
  const found = await Promise.all(deskIds.map((deskId) => line.desks.desk(deskId)));
  const desks = found
    .filter((desk) => desk !== null)
    .map(({ id, name, language }) => ({ id, name, language }));
  return { desks, noDesk: desks.length === 0 };
}
