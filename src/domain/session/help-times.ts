import { evolve } from "./evolve.ts";
import type { Event } from "./events.ts";
import type { Instant } from "./people.ts";
import type { HelpReason } from "./plan.ts";
import { newSession, type Session } from "./session.ts";

/** One emergency of a session, moment by moment; null where it never came to that. */
export type HelpTimes = {
  readonly reason: HelpReason;
  /** Their last answer, or the loss of the line. */
  readonly silentSince: Instant | null;
  readonly escalatedAt: Instant;
  readonly deskRungAt: Instant | null;
  readonly deskAnsweredAt: Instant | null;
  readonly takenAt: Instant | null;
  readonly thereAt: Instant | null;
  readonly stoodDownAt: Instant | null;
};

/** Every emergency of a session in order: silence, escalated, desk rung, taken, there. */
export function helpTimes(events: readonly Event[]): readonly HelpTimes[] {
  let session = openedBy(events[0]);
  const found: HelpTimes[] = [];
  for (const event of events) {
    const last = found.at(-1);
    if (event.kind === "helpAsked") found.push(begun(session, event));
    else if (last !== undefined) found[found.length - 1] = told(last, event);
    session = evolve(session, event);
  }
  return found;
}

const openedBy = (first: Event | undefined): Session => {
  if (first?.kind !== "callArrived") throw new Error("A session begins with the call that arrived");
  return newSession(first.legId, first.protocol);
};

/** Since when nobody has heard from them: their last answer, or the loss of the line. Null without a watch. */
export function silentSince({ help, caller, watch }: Session): Instant | null {
  const since = help.reason === "lineLost" ? caller.lost?.at : undefined;
  return since ?? watch?.lastAnswerAt ?? null;
}

function begun(session: Session, event: Event & { readonly kind: "helpAsked" }): HelpTimes {
  const { reason, at } = event;
  const asked = { ...session, help: { ...session.help, reason } };
  return {
    reason,
    silentSince: silentSince(asked),
    escalatedAt: at,
    deskRungAt: null,
    deskAnsweredAt: null,
    takenAt: null,
    thereAt: null,
    stoodDownAt: null,
  };
}

/** The first moment of each kind counts. */
function told(times: HelpTimes, event: Event): HelpTimes {
  const { at } = event;
  switch (event.kind) {
    case "deskRung":
      return event.errand === "dispatch" ? { ...times, deskRungAt: times.deskRungAt ?? at } : times;
    case "deskAnswered":
      return { ...times, deskAnsweredAt: times.deskAnsweredAt ?? at };
    case "helpTaken":
      return { ...times, takenAt: times.takenAt ?? at };
    case "helpArrived":
      return { ...times, thereAt: times.thereAt ?? at };
    case "helpStoodDown":
      return { ...times, stoodDownAt: times.stoodDownAt ?? at };
    default:
      return times;
  }
}
