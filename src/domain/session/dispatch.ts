import { inTurn, later, now, owe, record, when } from "./compose.ts";
import { nothing, refuse, type Decision } from "./decision.ts";
import type { Duty } from "./duties.ts";
import type { EventBody } from "./events.ts";
import type { Instant } from "./people.ts";
import { allCallsFor, callsFor, isRinging, live, wantsPerson } from "./desk-calls.ts";
import type { DeskCall } from "./help.ts";
import { helpChosen, helpIsOut, numbersOf, type Session } from "./session.ts";
import { speakerIsUp } from "./speaker.ts";
import { tellAgain } from "./telling.ts";

/** The first desk leg, ahead of every other call at the gate. */
export function ringFirstDesk(session: Session, at: Instant): Decision {
  return ringDesk(session, { waits: false, at });
}

/** The next route in order; after the last, the first again, the same reference, for as long as nobody took it (promise 5). */
function ringDesk(session: Session, { waits, at }: { waits: boolean; at: Instant }): Decision {
  const n = numbersOf(session);
  const made = callsFor(session, "dispatch");
  const deskId = nextRoute(session.plan.desks, made);
  if (deskId === undefined) {
    return record(at, [{ kind: "noDesk" }], [now(at, { kind: "page", because: "noPlace" })]);
  }
  const round = made.filter((call) => call.deskId === deskId).length;
  const newRound = round > 0 && deskId === session.plan.desks[0];
  const callAt = waits && newRound ? at + n.nextRoundMs : at;
  const rung = ringing(session, deskId, live(made).length > 0);
  return record(
    at,
    [{ kind: "deskRung", ...rung }],
    [
      now(callAt, { kind: "callDesk", ...rung }),
      // Should word of how the call ended never reach us.
      later(callAt, n.nextRouteMs, { kind: "nextRoute", attempt: rung.attempt }),
      ...(newRound ? louder(round, at) : []),
    ],
  );
}

/** Whichever was rung longest ago; of those never rung, the first. */
const nextRoute = (desks: readonly string[], made: readonly DeskCall[]): string | undefined => {
  const lastRung = (deskId: string) => made.findLastIndex((call) => call.deskId === deskId);
  return desks.toSorted((one, other) => lastRung(one) - lastRung(other))[0];
};

/** Around again: supervisors are told, and one of them is rung, whoever else is up (PRACTICE 22). */
const louder = (round: number, at: Instant): readonly Duty[] => [
  now(at, { kind: "page", because: "deskSlow" }),
  now(at, { kind: "ringSupervisor", round }),
];

/** One more call to a desk for help; its number names it for the whole session. */
export const ringing = (session: Session, deskId: string, beside: boolean) =>
  ({
    deskId,
    attempt: allCallsFor(session, "dispatch").length + 1,
    errand: "dispatch",
    beside,
  }) as const;

/** Somebody picked up. That is not taking it: only a key or a named person's word is. */
export function deskAnswered(session: Session, desk: AtDesk, at: Instant): Decision {
  const known = session.help.desks.find((one) => one.legId === desk.legId);
  if (known !== undefined) return nothing;
  return inTurn(
    session,
    () => record(at, [{ kind: "deskAnswered", ...desk }]),
    (s) => owe(...nowAnswered(s, desk, at)),
  );
}

type AtDesk = { readonly legId: string; readonly deskId: string };

function nowAnswered(session: Session, { legId, deskId }: AtDesk, at: Instant): readonly Duty[] {
  const call = session.help.desks.find((one) => one.legId === legId);
  const up = speakerIsUp(session);
  const dispatched = call?.errand === "dispatch";
  // Its first words went with the request: what has changed since is heard only if the leg is moved.
  const changed = dispatched && (up ? !meetsPerson(session, call) : call.byHand);
  const isOver = dispatched && !helpIsOut(session);
  const moved = changed || isOver || (up && !dispatched);
  const moves = moved ? [now(at, { kind: "moveLeg", legId } as const)] : [];
  if (!dispatched || isOver) return moves;
  const { attempt } = call;
  return [
    ...moves,
    later(at, heardInFullMs(session), { kind: "nextRoute", attempt }),
    later(at, numbersOf(session).fullBriefMs, { kind: "briefBegins", legId, deskId }),
  ];
}

/** Rung with a person of ours up, who meets them at pick-up: no recording first. */
export const meetsPerson = (session: Session, { byHand, deskId }: DeskCall): boolean =>
  byHand && wantsPerson(session, deskId);

/** Nobody of ours was there in time, so the brief is read to them by recording: written down, for some desks refuse it (PRACTICE 22). */
export function briefBegins(session: Session, { legId, deskId }: AtDesk, at: Instant): Decision {
  const call = session.help.desks.find((one) => one.legId === legId);
  const hears = call?.state === "answered" && session.help.state === "asked";
  if (!hears || speakerIsUp(session)) return nothing;
  return record(at, [{ kind: "briefPlayed", legId, deskId }]);
}

/**
 * A machine, says the carrier: the next route rings beside it at once, whoever of ours is up, and it hears the brief instead of them:
 * no voicemail keeps their voices. It errs, so we stay on the line, and a key says that it is a person, before or after.
 */
export function deskIsMachine(session: Session, desk: AtDesk, at: Instant): Decision {
  return inTurn(
    session,
    (s) => deskAnswered(s, desk, at),
    (s) => {
      const call = s.help.desks.find((one) => one.legId === desk.legId);
      if (call === undefined || call.machine || call.person) return nothing;
      return machineAt(s, call, desk, at);
    },
  );
}

function machineAt(session: Session, call: DeskCall, desk: AtDesk, at: Instant): Decision {
  const { errand } = call;
  const ended = call.state === "ended";
  // Only a voicemail that was told matters once it is over: nobody has heard.
  if (errand === "calledBack" || (ended && errand === "dispatch")) return nothing;
  return inTurn(
    session,
    () => record(at, [{ kind: "deskMachine", ...desk }]),
    (s) => (errand === "dispatch" ? nextAtOnce(s, at) : tellAgain(s, at)),
    when(!ended && speakerIsUp(session), () =>
      owe(now(at, { kind: "moveLeg", legId: desk.legId })),
    ),
  );
}

/** Unless one is ringing already, or still has its time. */
const nextAtOnce = (session: Session, at: Instant): Decision =>
  session.help.state === "asked" && !isRinging(session)
    ? ringDesk(session, { waits: true, at })
    : nothing;

/** A person of ours is up: a desk that twice hung up on the recording is rung again at once, to meet them (PRACTICE 22). */
export function ringByHand(session: Session, at: Instant): Decision {
  if (session.help.state !== "asked" || !speakerIsUp(session)) return nothing;
  const onCall = live(callsFor(session, "dispatch")).map(({ deskId }) => deskId);
  const again = session.plan.desks.find(
    (deskId) => wantsPerson(session, deskId) && !onCall.includes(deskId),
  );
  if (again === undefined) return nothing;
  const rung = ringing(session, again, onCall.length > 0);
  const slow = { kind: "nextRoute", attempt: rung.attempt } as const;
  return record(
    at,
    [{ kind: "deskRung", ...rung }],
    [now(at, { kind: "callDesk", ...rung }), later(at, numbersOf(session).nextRouteMs, slow)],
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
    (s) => nextAtOnce(s, at),
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
