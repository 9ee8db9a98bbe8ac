import { nowhere } from "../domain/place.ts";
import type { Act } from "../domain/session/duties.ts";
import { keepingOf } from "../domain/session/evolve-keeping.ts";
import type { Session } from "../domain/session/session.ts";
import type { Acted } from "./acts.ts";
import { VaultClosed } from "./errors.ts";
import type { Line, Plan } from "./ports.ts";
import type { OwedBySession } from "./ports-store.ts";
import { erasePlan } from "./retention.ts";

type Erasing = Act & { kind: "eraseKept" | "forgetPlace" | "eraseExpired" };

/** What a caller kept, or no longer wants kept, is erased. Done again, it does no harm. */
export async function erase(
  line: Line,
  session: Session,
  owed: OwedBySession,
  act: Erasing,
): Promise<Acted> {
  switch (act.kind) {
    case "eraseKept":
      return eraseKept(line, session, owed, act.plan);
    case "forgetPlace":
      return forgetPlace(line, session);
    case "eraseExpired":
      return eraseExpired(line, owed);
  }
}

async function eraseKept(
  line: Line,
  session: Session,
  owed: OwedBySession,
  tonightToo: boolean,
): Promise<Acted> {
  const { id } = session;
  const plan = await planThatOpens(line, session);
  if (plan?.profileId !== undefined) {
    await line.profiles.erase(plan.profileId);
    await wroteDown(line, "profileErased", {}, owed.id);
  }
  if (tonightToo) return erasePlan(line, session, owed);
  if (plan === null) return "done";
  const { profileId: _gone, ...tonight } = plan;
  await line.plans.write(id, tonight, line.clock.now());
  return "done";
}

/**
 * What they kept is named in tonight's plan alone. Throws `VaultClosed` where that does not open, so that the erasure stays owed;
 * somebody who keyed no code has nothing kept.
 */
async function planThatOpens({ plans }: Line, session: Session): Promise<Plan | null> {
  const plan = await plans.read(session.id);
  if (plan === null && keepingOf(session).keyed > 0 && (await plans.shut(session.id))) {
    throw new VaultClosed("The plan that names what they kept does not open: nothing is erased.");
  }
  return plan;
}

/** Unless another place was given meanwhile. */
async function forgetPlace(line: Line, { id, plan: summary }: Session): Promise<Acted> {
  const plan = await line.plans.read(id);
  if (plan === null || summary.place !== "none") return "done";
  await line.plans.write(
    id,
    { ...plan, ...nowhere, place: "none", spoken: false },
    line.clock.now(),
  );
  return "done";
}

/** All of them at once, whosesoever they are: the proof says how many, and of nobody. */
async function eraseExpired(line: Line, owed: OwedBySession): Promise<Acted> {
  const count = await line.profiles.eraseExpired(line.clock.now());
  if (count > 0) await wroteDown(line, "profilesErased", { count: String(count) }, null);
  line.log.info({ dutyId: owed.id, count }, "What was kept until now is erased");
  return "done";
}

const wroteDown = (
  line: Line,
  kind: string,
  data: Readonly<Record<string, string>>,
  cause: string | null,
): Promise<void> =>
  line.lineEvents.append({ kind, subject: null, data, at: line.clock.now(), cause });
