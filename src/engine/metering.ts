import { callsFor } from "../domain/session/desk-calls.ts";
import { gateClass, isAlarm } from "../domain/session/duties.ts";
import type { Session } from "../domain/session/session.ts";
import type { Line } from "./ports.ts";
import type { DutyClass } from "./ports-metrics.ts";
import type { Owed, OwedBySession } from "./ports-store.ts";

export function classOf({ sessionId, duty }: Owed): DutyClass {
  if (sessionId === null) return "line";
  if (duty.kind === "sendHelp") return "deadline";
  if (isAlarm(duty)) return "alarm";
  return gateClass(duty) === null ? "act" : "call";
}

/**
 * A desk call went to the carrier. The first of an emergency counts: until then nobody outside has been asked for help. Counted from
 * when it was owed, for a trusted person may be first, or the place come late.
 */
export function countHelpRequested(line: Line, session: Session, owed: OwedBySession): void {
  const { duty } = owed;
  if (duty.kind !== "callDesk" || duty.errand !== "dispatch") return;
  if (callsFor(session, "dispatch")[0]?.attempt !== duty.attempt) return;
  line.metrics.helpRequested(line.clock.now() - duty.dueAt, session.rehearsal);
}
