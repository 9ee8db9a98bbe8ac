import type { ReasonToLook } from "../domain/audit.ts";
import type { Language } from "../domain/language.ts";
import { placeInWords } from "../domain/place.ts";
import { may, subjectOf, type Staff } from "../domain/permissions.ts";
import { isSealedFor } from "../domain/session/place-seal.ts";
import type { Session } from "../domain/session/session.ts";
import { planNow, withoutPlace } from "../engine/plans.ts";
import type { Line, Plan } from "../engine/ports.ts";
import { noteLook } from "./audit.ts";
import type { PlaceSeen } from "./call-page-html.ts";
import type { Console } from "./console.ts";
import { Problem } from "./problems.ts";

/** Who reads, and by which request. */
type Reader = {
  readonly staff: Staff;
  readonly cause: string;
  /** Needed once the session is closed. */
  readonly because?: ReasonToLook | undefined;
};

/**
 * A plan as it stands; where they are is left out of it while that is sealed for this reader. That it was read is written down, with
 * who read, before it is shown. Throws a `Problem` where it is not theirs to read.
 */
export async function planReadBy(
  parts: Console,
  session: Session,
  { staff, because }: Reader,
): Promise<Plan | null> {
  const { line } = parts;
  if (!may(staff, "readPlan", subjectOf(session))) throw new Problem("notAllowed");
  await noteLook(parts, staff, { kind: "planRead", session, because });
  const plan = planNow(session, await openPlan(line, session.id));
  return plan !== null && isSealedFor(session, staff.id, line.clock.now())
    ? withoutPlace(plan)
    : plan;
}

/** The place in the caller's own voice, out of the vault; heard as a plan is read. */
export async function placeHeardBy(
  parts: Console,
  session: Session,
  { staff, because }: Reader,
): Promise<Buffer> {
  const { line } = parts;
  if (!may(staff, "readPlan", subjectOf(session))) throw new Problem("notAllowed");
  if (isSealedFor(session, staff.id, line.clock.now())) throw new Problem("placeSealed");
  const { heard, accepted } = session.spoken;
  const take = (accepted ?? heard)?.take ?? null;
  const audio = take === null ? null : await line.recordings.read(session.id, take);
  if (audio === null) throw new Problem("notSpoken");
  await noteLook(parts, staff, { kind: "placeHeard", session, because });
  return Buffer.from(audio);
}

/** Where they are and how to get in, line by line: what a desk or a person at the door would need. Throws a `Problem` while that is sealed. */
export async function placeSeenBy(
  parts: Console,
  session: Session,
  reader: Reader & { readonly language?: Language },
): Promise<PlaceSeen> {
  if (isSealedFor(session, reader.staff.id, parts.line.clock.now()))
    throw new Problem("placeSealed");
  const plan = await planReadBy(parts, session, reader);
  const spoken = session.plan.spoken === true && plan?.address === null;
  if (plan === null || plan.place === "none") return { lines: [], spoken: false };
  const words = placeInWords(plan, reader.language ?? session.language);
  const lines = [words, plan.municipality, plan.wayIn, plan.othersThere];
  return { lines: lines.filter((line) => line !== null), spoken };
}

/** Null where there is none. Throws a `Problem` where there is one that does not open: nobody is to think the caller named no place. */
export async function openPlan(
  { plans }: Pick<Line, "plans">,
  sessionId: string,
): Promise<Plan | null> {
  const plan = await plans.read(sessionId);
  if (plan === null && (await plans.shut(sessionId))) throw new Problem("sealedShut");
  return plan;
}
