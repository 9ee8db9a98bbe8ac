import { inTurn, later, now, owe, record } from "./compose.ts";
import { nothing, refuse, type Decision } from "./decision.ts";
import type { DeskErrand } from "./duties.ts";
import type { EventBody } from "./events.ts";
import type { Instant } from "./people.ts";
import { helpChosen, numbersOf, type DeskCall, type Session } from "./session.ts";
import { speakerIsUp } from "./speaker.ts";

export const allCallsFor = ({ help }: Session, errand: DeskErrand): readonly DeskCall[] =>
  help.desks.filter((call) => call.errand === errand);

/** Those of the standing emergency; one that was called off before is another. */
export const callsFor = ({ help }: Session, errand: DeskErrand): readonly DeskCall[] =>
  help.desks.slice(help.earlier).filter((call) => call.errand === errand);

/** Who took it; until somebody has, the last desk where somebody picked up. */
export const whoHasIt = (session: Session): string | undefined =>
  session.help.takenBy ??
  callsFor(session, "dispatch").findLast((call) => call.answeredAt !== null)?.deskId;

export const live = (calls: readonly DeskCall[]): readonly DeskCall[] =>
  calls.filter((call) => call.state !== "ended");

/** A desk is being rung, or is hearing the brief and still has time to take it. */
const isRinging = (session: Session): boolean =>
  live(callsFor(session, "dispatch")).some((call) => !call.slow);

/** The first desk leg, ahead of every other call at the gate. */
export function ringFirstDesk(session: Session, at: Instant): Decision {
  return ringDesk(session, { waits: false, at });
}

/** The next route in order; after the last, the first again, the same reference, for as long as nobody took it (promise 5). */
function ringDesk(session: Session, { waits, at }: { waits: boolean; at: Instant }): Decision {
  const { desks } = session.plan;
  const n = numbersOf(session);
  const made = callsFor(session, "dispatch");
  const deskId = desks[made.length % Math.max(1, desks.length)];
  if (deskId === undefined) {
    return record(at, [{ kind: "noDesk" }], [now(at, { kind: "page", because: "noPlace" })]);
  }
  const newRound = made.length > 0 && made.length % desks.length === 0;
  const callAt = waits && newRound ? at + n.nextRoundMs : at;
  const rung = ringing(session, deskId, live(made).length > 0);
  return record(
    at,
    [{ kind: "deskRung", ...rung }],
    [
      now(callAt, { kind: "callDesk", ...rung }),
      // Should word of how the call ended never reach us.
      later(callAt, n.nextRouteMs, { kind: "nextRoute", attempt: rung.attempt }),
      ...(newRound ? [now(at, { kind: "page", because: "deskSlow" } as const)] : []),
    ],
  );
}

/** One more call to a desk for help; its number names it for the whole session. */
export const ringing = (session: Session, deskId: string, beside: boolean) =>
  ({
    deskId,
    attempt: allCallsFor(session, "dispatch").length + 1,
    errand: "dispatch",
    beside,
  }) as const;

/** A desk rings us: it is joined to our person if one is up, otherwise it hears the brief (PRACTICE 25). */
export function deskCalledBack(
  session: Session,
  desk: { legId: string; deskId: string },
  at: Instant,
): Decision {
  const known = session.help.desks.some((one) => one.legId === desk.legId);
  return known ? nothing : record(at, [{ kind: "deskCalledBack", ...desk }]);
}

/** Somebody picked up. That is not taking it: only a key or a named person's word is. */
export function deskAnswered(
  session: Session,
  desk: { legId: string; deskId: string },
  at: Instant,
): Decision {
  const known = session.help.desks.find((one) => one.legId === desk.legId);
  if (known !== undefined) return nothing;
  return inTurn(
    session,
    () => record(at, [{ kind: "deskAnswered", ...desk }]),
    (s) => {
      const call = s.help.desks.find((one) => one.legId === desk.legId);
      const toSpeaker = speakerIsUp(s)
        ? [now(at, { kind: "moveLeg", legId: desk.legId } as const)]
        : [];
      if (call?.errand !== "dispatch") return owe(...toSpeaker);
      const { attempt } = call;
      return owe(...toSpeaker, later(at, heardInFullMs(s), { kind: "nextRoute", attempt }));
    },
  );
}

/** From picking up to the end of the time a desk has to take it, the brief read to them in full. */
function heardInFullMs(session: Session): number {
  const n = numbersOf(session);
  return n.fullBriefMs + n.briefReadMs + n.nextRouteMs;
}

/** Heard in full and not taken, or never picked up: the next route rings beside it. The clock stops while our person speaks. */
export function routeSlow(session: Session, attempt: number, at: Instant): Decision {
  if (session.help.state !== "asked") return nothing;
  const call = callsFor(session, "dispatch").find((one) => one.attempt === attempt);
  if (call === undefined || call.state === "ended" || call.slow) return nothing;
  const { answeredAt } = call;
  if (answeredAt !== null && at < answeredAt + heardInFullMs(session)) return nothing;
  if (answeredAt !== null && speakerIsUp(session)) {
    return owe(later(at, numbersOf(session).nextRouteMs, { kind: "nextRoute", attempt }));
  }
  return inTurn(
    session,
    () =>
      record(at, [{ kind: "deskSlow", attempt }], [now(at, { kind: "page", because: "deskSlow" })]),
    (s) => ringDesk(s, { waits: false, at }),
  );
}

/** Busy, failed, no answer, voicemail, or hung up on the recording: the next route at once (PRACTICE 22). */
export function deskEnded(
  session: Session,
  ended: EventBody & { kind: "deskEnded" },
  at: Instant,
): Decision {
  const call = session.help.desks.find((one) => one.legId === ended.legId);
  if (call?.state === "ended") return nothing;
  return inTurn(
    session,
    () => record(at, [ended]),
    (s) => {
      return s.help.state === "asked" && !isRinging(s) ? ringDesk(s, { waits: true, at }) : nothing;
    },
  );
}

/** The trusted person was to be first; now the desk is rung, whatever they said. */
export function deskAfterTrusted(session: Session, askedAt: Instant, at: Instant): Decision {
  const { help } = session;
  if (
    help.state !== "asked" ||
    help.askedAt !== askedAt ||
    callsFor(session, "dispatch").length > 0
  ) {
    return nothing;
  }
  return ringFirstDesk(session, at);
}

/** A place was given after help was asked for: its desk is rung now, or when the trusted person has had their time. */
export function deskNowKnown(session: Session, at: Instant): Decision {
  const { help } = session;
  const wanted = helpChosen(session) === "ambulance" && session.plan.desks.length > 0;
  const { askedAt } = help;
  if (!wanted || help.state !== "asked" || askedAt === null || isRinging(session)) return nothing;
  const deskAt = askedAt + numbersOf(session).trustedFirstMs;
  const asked = help.trusted === "ringing" || help.trusted === "going" || help.trusted === "talk";
  const made = callsFor(session, "dispatch").length;
  return made === 0 && goesFirst(session) && asked && at < deskAt
    ? owe(now(deskAt, { kind: "deskAfterTrusted", askedAt }))
    : ringFirstDesk(session, at);
}

/** The trusted person before the desk, if the plan says so; in an emergency the caller declared, nobody waits. */
export const goesFirst = ({ plan, emergency }: Session): boolean =>
  plan.trustedFirst && plan.trustedPerson && !emergency;

/** Taken: a person at the desk pressed 1, or a named person of ours says so. From now on arrival is owed (PRACTICE 23). */
export function taken(
  session: Session,
  by: { deskId: string | null; by: string },
  at: Instant,
): Decision {
  if (session.help.state === "taken") return nothing;
  if (session.help.state !== "asked") return refuse("helpNotAsked");
  const arrivalDueAt = at + numbersOf(session).arrivalMs;
  return record(
    at,
    [{ kind: "helpTaken", ...by, arrivalDueAt }],
    [
      now(arrivalDueAt, { kind: "arrival", dueAt: arrivalDueAt }),
      now(at, { kind: "endRinging", role: "desk" }),
    ],
  );
}
