import { ringOrder } from "../routing.ts";
import { inTurn, later, now, owe, record, type Rule } from "./compose.ts";
import { nothing, type Decision } from "./decision.ts";
import { wantsPerson } from "./desk-calls.ts";
import type { Duty } from "./duties.ts";
import type { Circle, Instant, Person, Roster, Via } from "./people.ts";
import { isAlone, numbersOf, type Session } from "./session.ts";

/** A second responder, then supervisors, then on-call (PRACTICE 22). */
const ORDER: readonly Circle[] = ["line", "supervising", "on-call"];

export const speakerIsUp = (session: Session): boolean => session.help.speaker?.state === "up";

/** Rings a person of ours to speak to the desk; when nobody else is free, the session's own responder speaks. */
export function ringSpeaker(
  session: Session,
  attempt: number,
  roster: Roster,
  at: Instant,
): Decision {
  const { help, company } = session;
  const wanted = help.state === "asked" || help.state === "taken";
  if (!wanted || speakerIsUp(session) || attempt <= (help.speaker?.attempt ?? 0)) return nothing;
  const again = later(at, numbersOf(session).speakerAgainMs, {
    kind: "ringSpeaker",
    attempt: attempt + 1,
  });
  const person = nextSpeaker(session, roster, at);
  if (person !== undefined) {
    const { staffId, via } = person;
    return record(
      at,
      [{ kind: "speakerRung", staffId, via, attempt, until: at + numbersOf(session).ringHoldsMs }],
      [now(at, { kind: "callSpeaker", staffId, via }), again],
    );
  }
  if (company.state === "with" && company.responder !== null) {
    return speakerJoins(session, { staffId: company.responder.staffId, legId: null }, at);
  }
  // The ring just missed has left its own next look.
  return isJustRung(session, at) ? nothing : owe(again);
}

/** Somebody else than the one rung last; the same one again only after a while. */
function nextSpeaker(session: Session, roster: Roster, at: Instant): Person | undefined {
  const people = ringable(session, roster);
  const last = session.help.speaker?.staffId;
  const other = people.find((person) => person.staffId !== last);
  return other ?? (isJustRung(session, at) ? undefined : people[0]);
}

function isJustRung(session: Session, at: Instant): boolean {
  const rungAt = session.help.speaker?.rungAt ?? null;
  return rungAt !== null && at - rungAt < numbersOf(session).speakerAgainMs;
}

/** Whoever is free for a desk and not on this call already, in order. */
function ringable({ company, help, language }: Session, roster: Roster): readonly Person[] {
  const present = [
    company.responder?.staffId,
    help.joining?.staffId,
    ...company.ringing.map((ring) => ring.staffId),
  ];
  return ringOrder(roster, {
    circles: ORDER,
    language,
    anyLanguage: true,
    first: null,
    except: present.filter((id) => id !== undefined),
  });
}

/** Our person is up: every desk that is on the line is brought to them. */
export function speakerJoins(
  session: Session,
  by: { staffId: string; legId: string | null; via?: Via },
  at: Instant,
): Decision {
  return inTurn(
    session,
    () => record(at, [{ kind: "speakerJoined", ...by }]),
    (s) =>
      owe(
        ...bringCaller(s, at),
        ...bringDesks(s, at),
        ...endOtherRings(s, by.legId, at),
        ...desksToMeet(s, at),
      ),
  );
}

/** A desk that twice hung up on the recording is rung again, now that a person can meet it (PRACTICE 22). */
function desksToMeet(session: Session, at: Instant): readonly Duty[] {
  const wanted = session.plan.desks.some((deskId) => wantsPerson(session, deskId));
  return wanted && session.help.state === "asked" ? [now(at, { kind: "ringByHand" })] : [];
}

/** But for somebody who asked to join, and whoever spoke before. */
function endOtherRings({ help }: Session, legId: string | null, at: Instant): readonly Duty[] {
  if (help.joining !== null || help.besides.length > 0) return [];
  return [now(at, { kind: "endRings", except: legId ?? "", role: "speaker" })];
}

/** A caller with nobody hears a person at last. */
function bringCaller({ caller, company, keysOnly }: Session, at: Instant): readonly Duty[] {
  if (caller.on !== "line" || company.state === "with" || keysOnly) return [];
  return [now(at, { kind: "bringTogether", legId: caller.legId })];
}

/** Desks that are on the line hear what is so now: our person, or without one the recording. */
function bringDesks(session: Session, at: Instant): readonly Duty[] {
  return session.help.desks.flatMap((call) =>
    call.state === "answered" && call.legId !== null
      ? [now(at, { kind: "moveLeg", legId: call.legId } as const)]
      : [],
  );
}

/** They are rung to join, whoever speaks to the desk now. */
export const isJoining = ({ help }: Session, staffId: string | null): boolean =>
  help.joining !== null && help.joining.staffId === staffId;

export function speakerAccepted(
  session: Session,
  by: { staffId: string; legId: string; via: Via },
  at: Instant,
): Decision {
  const { help } = session;
  const wanted = help.state === "asked" || help.state === "taken";
  const already = speakerIsUp(session) && help.speaker?.legId !== null;
  if (!wanted || (already && !isJoining(session, by.staffId))) return nothing;
  return speakerJoins(session, { staffId: by.staffId, legId: by.legId, via: by.via }, at);
}

/** The responder who spoke to the desk on the line they had is gone: the recording bridges again, and another is rung. */
export const ownSpeakerGone =
  (staffId: string, at: Instant): Rule =>
  (session) => {
    const { speaker, state } = session.help;
    if (speaker?.state !== "up" || speaker.legId !== null || speaker.staffId !== staffId) {
      return nothing;
    }
    const again = now(at, { kind: "ringSpeaker", attempt: speaker.attempt + 1 } as const);
    const desks = bringDesks(session, at);
    return record(
      at,
      [{ kind: "speakerLost", staffId }],
      state === "asked" ? [...desks, again] : desks,
    );
  };

/** Our person's line ended: another is rung while the desk still has to be spoken to. */
export function speakerEnded(
  session: Session,
  legId: string,
  staffId: string,
  at: Instant,
): Decision {
  const { speaker, state, besides } = session.help;
  const isBeside = besides.some((one) => one.legId === legId);
  if (isBeside || isJoining(session, staffId))
    return record(at, [{ kind: "speakerLost", staffId }]);
  if (speaker === null || speaker.staffId !== staffId || speaker.state === "lost") return nothing;
  if (speaker.state === "up" && speaker.legId !== legId) return nothing;
  const again = now(at, { kind: "ringSpeaker", attempt: speaker.attempt + 1 } as const);
  const wasHeard = speaker.state === "up";
  return inTurn(
    session,
    () => record(at, [{ kind: "speakerLost", staffId }]),
    (s) =>
      owe(
        ...(wasHeard ? [...bringDesks(s, at), ...backToUs(s, at)] : []),
        ...(state === "asked" && !speakerIsUp(s) ? [again] : []),
      ),
  );
}

/** A caller who had only them hears us again, not an empty conference. */
function backToUs(session: Session, at: Instant): readonly Duty[] {
  const { caller } = session;
  if (caller.on !== "line" || !isAlone(session)) return [];
  return [now(at, { kind: "moveLeg", legId: caller.legId })];
}
