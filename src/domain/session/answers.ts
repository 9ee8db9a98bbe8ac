import { answered } from "./evolve-watch.ts";
import { inTurn, now, owe, record, when } from "./compose.ts";
import { armed, intervalMs, movesTo, nextCheckIn, plannedEndAlarm } from "./deadlines.ts";
import { nothing, refuse, type Decision } from "./decision.ts";
import type { Duty } from "./duties.ts";
import { seek } from "./ringing.ts";
import type { Instant } from "./people.ts";
import { helpIsOut, isAlone, lineAsks, numbersOf, type Session, type Watch } from "./session.ts";
import { nextTelling } from "./telling.ts";
import { markDrowsy } from "./watch.ts";

type Kept = {
  readonly by: string;
  readonly how: "responder" | "key" | "speech";
  readonly at: Instant;
  readonly armed?: "9" | "0" | null;
  /** False when a named key was asked for and another was pressed: alive, and slow. */
  readonly rightKey?: boolean;
};

/** An answer that counts: the interval starts again from here (PRACTICE 9, 10). Once help is out it is told, not obeyed. */
export function keep(
  session: Session,
  { by, how, at, armed: key = null, rightKey = true }: Kept,
): Decision {
  const { watch } = session;
  if (watch === null) return nothing;
  if (helpIsOut(session)) return answeredLate(session, at);
  const prompt = rightKey && isPrompt(watch);
  const after = answered(watch, prompt);
  const everyMs = intervalMs(session, after, at);
  const moves = nextCheckIn(session, everyMs, at);
  const plannedEndAt = endAfter(session, watch, prompt, at);
  const end = plannedEndAt === watch.plannedEndAt ? [] : [plannedEndAlarm(plannedEndAt)];
  const event = { kind: "checkInKept", by, how, prompt, armed: key, plannedEndAt, moves } as const;
  return record(
    at,
    [event],
    [...armed(moves), ...(how === "responder" ? backToCompany(session, at) : []), ...end],
  );
}

/** Before the second ask, on an ordinary deadline. */
function isPrompt(watch: Watch): boolean {
  const late = watch.step === "ask2" || watch.step === "ask3";
  return !late && (watch.deadline.kind === "checkIn" || watch.deadline.kind === "away");
}

function endAfter(session: Session, watch: Watch, prompt: boolean, at: Instant): Instant {
  const n = numbersOf(session);
  if (watch.asksToGoOn) return at + n.watchMs;
  return prompt ? watch.plannedEndAt : Math.max(watch.plannedEndAt, at + n.watchAfterDrowsyMs);
}

/** A caller taken out of the conference to be asked goes straight back to their responder. */
function backToCompany(session: Session, at: Instant): readonly Duty[] {
  const { caller, watch } = session;
  const asked = watch?.step === "ask1" || watch?.step === "ask2" || watch?.step === "ask3";
  if (!asked || isAlone(session) || caller.on !== "line") return [];
  return [now(at, { kind: "bringTogether", legId: caller.legId })];
}

/** A responder's word, for the check-in their screen showed. On a lost line there is nobody to speak for (PRACTICE 19). */
export function confirm(
  session: Session,
  said: { by: string; checkIn: number; mark: "well" | "drowsy"; at: Instant },
): Decision {
  const { watch } = session;
  if (watch === null) return refuse("notWatching");
  if (session.caller.on !== "line") return refuse("lineLost");
  if (watch.checkIn !== said.checkIn) return refuse("checkInMoved");
  if (said.mark === "drowsy" && !helpIsOut(session)) {
    return inTurn(
      session,
      (s) => markDrowsy(s, said.by, said.at),
      () => owe(...backToCompany(session, said.at)),
    );
  }
  return keep(session, { by: said.by, how: "responder", at: said.at });
}

/** They answered after help was sent: everybody is told at once, and a person decides (promise 2, PRACTICE 26). */
export function answeredLate(session: Session, at: Instant): Decision {
  if (!helpIsOut(session) || session.help.answeringSince !== null) return nothing;
  const alone = session.company.state !== "with";
  return inTurn(
    session,
    () =>
      record(
        at,
        [{ kind: "answeredAfterSending" }],
        [now(at, { kind: "page", because: "answeredAfterSending" }), ...newsForDesk(session, at)],
      ),
    when(alone, seek(at)),
  );
}

/** That they answer is news to a desk only where it was sent for silence: who asked for help was answering all along. */
function newsForDesk(session: Session, at: Instant): readonly Duty[] {
  const { reason } = session.help;
  const forSilence = reason === "stoppedAnswering" || reason === "lineLost";
  return forSilence ? [now(at, { kind: "tellDesk", attempt: nextTelling(session) })] : [];
}

/** "Non", "I can't breathe": with a responder they are told; alone, help follows unless the caller presses 1 (PRACTICE 10). */
export function heardHelp(session: Session, at: Instant): Decision {
  const { watch } = session;
  if (watch === null || helpIsOut(session)) return nothing;
  const heard = { kind: "helpHeard" } as const;
  const page = now(at, { kind: "page", because: "askedForHelp" });
  if (session.concerns.includes("selfHarm")) {
    return record(at, [heard], [now(at, { kind: "page", because: "selfHarm" })]);
  }
  if (!lineAsks(session)) return record(at, [heard], [...backToCompany(session, at), page]);
  const helpAt = Math.min(at + numbersOf(session).askedForHelpMs, watch.deadline.helpAt ?? at);
  const moves = movesTo(session, { kind: "asked", dueAt: at, helpAt });
  return record(at, [heard, { kind: "askedForHelp", moves }], [...armed(moves), page]);
}

/** Something was said that no rule can sort: a key is asked for, the deadline stands, the watch is slow. */
export function heardUnclear(session: Session, at: Instant): Decision {
  if (session.watch === null || helpIsOut(session)) return nothing;
  return record(at, [{ kind: "unclearHeard" }]);
}

/** One text message counts for a caller whose line dropped: one new, longer reach deadline, once (PRACTICE 19). */
export function textedWell(session: Session, at: Instant): Decision {
  const { caller, watch } = session;
  if (helpIsOut(session)) return answeredLate(session, at);
  if (watch === null || caller.lost === null || caller.lost.extended) return nothing;
  const n = numbersOf(session);
  const helpAt = at + n.reachSettledMs;
  const moves = movesTo(session, { kind: "reach", dueAt: at, helpAt });
  return record(at, [{ kind: "reachExtended", moves }], armed(moves));
}
