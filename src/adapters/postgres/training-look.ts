import type { Owing } from "../../domain/line-duties.ts";
import type { Instant } from "../../domain/session/people.ts";
import { endingSoon, isDay } from "../../domain/training/certificates.ts";
import {
  LOOK_AT_TRAINING_EVERY_MS,
  lookAtTrainingAt,
  remindRehearsalAt,
  tellTrainingAt,
} from "../../domain/training/duties.ts";
import type { OwedByLine } from "../../engine/ports-store.ts";
import type { Database } from "./client.ts";
import { finishForLine } from "./line-duties.ts";
import { isOwed } from "./owed.ts";
import type { Tx } from "./shift-changes.ts";
import { heldBy } from "./training-held.ts";
import { keepMarks, rehearsalsDue, unmarked } from "./training-rehearsals.ts";

/**
 * Marks the rehearsals that are over, and by day owes word of what ends within two weeks and of rehearsal calls that are due. One
 * transaction, which also completes the duty and owes the next look: done twice, it changes nothing.
 */
export async function lookAtTraining(
  db: Database,
  timeZone: string,
  owed: OwedByLine,
  now: Instant,
): Promise<readonly OwedByLine[]> {
  return db.$transaction(
    async (tx) => {
      if (!(await isOwed(tx, owed.id))) return [];
      await keepMarks(tx, await unmarked(tx, now));
      const words = isDay(now, timeZone) ? await wordsOwed(tx, now) : [];
      const newly = await finishForLine(tx, {
        dutyId: owed.id,
        ending: { how: "done" },
        outcome: {
          event: { kind: "lookedAtTraining", subject: "training", data: {} },
          owes: [...words, lookAtTrainingAt(now + LOOK_AT_TRAINING_EVERY_MS)],
        },
        now,
      });
      if (newly === null) throw new Error("The look at training was ended by somebody else");
      return newly;
    },
    { timeout: 8_000 },
  );
}

/** Each has a name, so that whatever was owed once is not owed again. */
async function wordsOwed(tx: Tx, now: Instant): Promise<readonly Owing[]> {
  const supervisors = await tx.staff.findMany({
    where: { roles: { has: "supervisor" } },
    select: { id: true },
  });
  const ends = endingSoon(await heldBy(tx), now).flatMap(({ staffId, what, until }) => {
    const told = new Set([staffId, ...supervisors.map(({ id }) => id)]);
    return [...told].map((to) => tellTrainingAt({ to, staffId, what, until }, now));
  });
  const due = (await rehearsalsDue(tx, now)).filter(({ dueAt }) => dueAt <= now);
  return [...ends, ...due.map(({ staffId, since }) => remindRehearsalAt(staffId, since, now))];
}
