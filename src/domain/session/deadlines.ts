import { later, now } from "./compose.ts";
import type { Duty, WatchStep } from "./duties.ts";
import type { Deadline, Moves } from "./events.ts";
import type { Instant } from "./people.ts";
import { lineAsks, numbersOf, type Session, type Watch } from "./session.ts";

/** The next interval, from where the session stands (PRACTICE 8, 18, 26). */
export function intervalMs(session: Session, watch: Watch, at: Instant): number {
  const n = numbersOf(session);
  if (watch.pace !== "steady" || session.company.state === "lost") return n.closeMs;
  const fresh = at - lastUse(session, watch) < n.freshDoseMs;
  if (lineAsks(session)) return fresh ? n.aloneFreshMs : n.aloneMs;
  return fresh ? Math.min(watch.everyMs, n.freshDoseMaxMs) : watch.everyMs;
}

/** "Using now" is a dose too; one before this watch began is not its last. */
export const lastUse = ({ doses }: Session, { began }: Watch): Instant =>
  Math.max(doses.at(-1)?.at ?? began, began);

/** A new deadline, named one higher than the last. */
export function movesTo(session: Session, deadline: Deadline): Moves {
  return { checkIn: session.deadlines + 1, deadline };
}

/** The ordinary next check-in, `everyMs` from now, with its grace. */
export function nextCheckIn(session: Session, everyMs: number, at: Instant): Moves {
  const dueAt = at + everyMs;
  return movesTo(session, { kind: "checkIn", dueAt, helpAt: dueAt + numbersOf(session).graceMs });
}

/** The two alarms of a deadline: its softer steps, and apart from them the hard one. */
export function armed({ checkIn, deadline }: Moves): readonly Duty[] {
  const soft = now(deadline.dueAt, { kind: "checkInStep", checkIn });
  if (deadline.helpAt === null) return [soft];
  return [soft, now(deadline.helpAt, { kind: "sendHelp", checkIn })];
}

export const plannedEndAlarm = (endAt: Instant): Duty => now(endAt, { kind: "plannedEnd", endAt });

/** When the company changes in the middle of a deadline, its softer steps are looked at afresh. */
export function relook(session: Session, at: Instant): readonly Duty[] {
  if (session.watch === null) return [];
  return [later(at, 0, { kind: "checkInStep", checkIn: session.watch.checkIn })];
}

type Planned = { readonly step: WatchStep; readonly at: Instant };

/** The softer steps of the standing deadline: PRACTICE 9 and 12. */
export function stepsOf(session: Session, watch: Watch): readonly Planned[] {
  const n = numbersOf(session);
  const { kind, dueAt } = watch.deadline;
  const step = (name: WatchStep, afterMs: number): Planned => ({ step: name, at: dueAt + afterMs });
  switch (kind) {
    case "checkIn":
    case "away":
      return asksItself(session)
        ? [step("ask1", 0), step("ask2", n.aloneSecondMs), step("ask3", n.aloneThirdMs)]
        : [
            step("due", 0),
            step("chime", n.chimeMs),
            step("announce", n.announceMs),
            step("ask2", n.askSecondMs),
            step("ask3", n.askThirdMs),
          ];
    case "quiet":
      return [step("announce", 0), step("ask2", n.quietSecondMs), step("ask3", n.quietThirdMs)];
    case "reach":
    case "asked":
    case "open":
      return [];
  }
}

/** Nobody of ours will ask: alone, with somebody they are being handed to, or their responder is on a plain phone and has not confirmed yet (PRACTICE 17). */
function asksItself(session: Session): boolean {
  const { responder } = session.company;
  return lineAsks(session) || (responder?.via === "phone" && !responder.confirmed);
}

/** Help was called off: check-ins at 45 s again, or on a lost line its reach deadline. Null where nothing was watched. */
export function resumed(session: Session, at: Instant): Moves | null {
  const n = numbersOf(session);
  if (session.watch === null) return null;
  if (session.caller.on === "line") return nextCheckIn(session, n.closeMs, at);
  return movesTo(session, { kind: "reach", dueAt: at, helpAt: at + n.reachMs });
}
