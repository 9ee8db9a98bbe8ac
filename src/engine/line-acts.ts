import type { LineOutcome } from "../domain/line-duties.ts";
import type { Instant } from "../domain/session/people.ts";
import type { Line } from "./ports.ts";
import type { OwedByLine } from "./ports-store.ts";
import { remindChange } from "./agreed-changes.ts";
import { remindDebrief } from "./debriefs.ts";
import { keepRetention } from "./retention.ts";
import { remindPromise } from "./referral-promise.ts";
import { remindShift } from "./remind-shift.ts";
import { keepReachable } from "./staff-presence.ts";
import { callOurselves, lookAtSynthetic } from "./synthetic.ts";
import { tellGaps } from "./tell-gaps.ts";
import { keepTraining } from "./tell-training.ts";

/** What became of a duty of the line. */
export type LineActed =
  | ({ readonly how: "done" } & LineOutcome)
  /** Its work was one transaction, which ended the duty too; this is owed from now on. */
  | { readonly how: "ended"; readonly owed: readonly OwedByLine[] }
  /** Nobody needs it any more, because of `by`. */
  | { readonly how: "overtaken"; readonly by: string }
  /** It is for a person to end; until then it comes round again. */
  | { readonly how: "waits"; readonly waits: string; readonly until: Instant };

/** One duty of the line, at least once. Throws what the carrier or the database threw: the duty then stays owed. */
export async function actForLine(line: Line, owed: OwedByLine): Promise<LineActed> {
  const { duty } = owed;
  switch (duty.kind) {
    case "lookAhead":
      return { how: "ended", owed: await line.shiftsAhead.look(owed, line.clock.now()) };
    case "eraseRestraints":
      return { how: "ended", owed: await line.restraints.eraseEnded(owed, line.clock.now()) };
    case "debrief": {
      const owedTo = { dutyId: owed.id, staffId: duty.staffId, rehearsal: false };
      return { how: "waits", ...(await remindDebrief(line, owedTo)) };
    }
    case "agreedChange":
      return { how: "waits", ...(await remindChange(line, owed.id, duty)) };
    case "promisedContact":
      return { how: "waits", ...(await remindPromise(line, duty)) };
    case "destroyDayKeys":
    case "sweepRetention":
    case "deleteAtCarrier":
    case "endHold":
      return keepRetention(line, duty);
    case "askStandby":
    case "tellOfPerson":
    case "ringForCover":
    case "testRing":
    case "endTestRing":
      return keepReachable(line, duty);
    case "remindShift":
      return remindShift(line, duty);
    case "tellGaps":
      return tellGaps(line, duty);
    case "lookAtTraining":
    case "tellTraining":
    case "remindRehearsal":
    case "practise":
      return keepTraining(line, owed, duty);
    case "callOurselves":
      return callOurselves(line, owed);
    case "lookAtSynthetic":
      return lookAtSynthetic(line, duty);
  }
}
