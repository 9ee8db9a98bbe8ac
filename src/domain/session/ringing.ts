import { ringOrder } from "../routing.ts";
import { inTurn, later, now, owe, record, when, type Rule } from "./compose.ts";
import { nothing, type Decision } from "./decision.ts";
import { relook } from "./deadlines.ts";
import type { Alarm, Duty } from "./duties.ts";
import type { EventBody } from "./events.ts";
import type { Circle, Instant, Person, Roster, Via } from "./people.ts";
import type { Numbers } from "./policy.ts";
import { numbersOf, type Session } from "./session.ts";
import { ownSpeakerGone } from "./speaker.ts";

type RingStep = {
  readonly afterMs: number;
  readonly most: number;
  readonly circles: readonly Circle[];
  readonly anyLanguage: boolean;
};

const ALL = Number.MAX_SAFE_INTEGER;
const EVERYBODY: readonly Circle[] = ["line", "on-call", "supervising"];

/** The circles of people rung, one after another (PRACTICE 1). After the last, everybody again and again. */
function ringSteps(n: Numbers): readonly RingStep[] {
  const line: readonly Circle[] = ["line"];
  const onCall: readonly Circle[] = ["line", "on-call"];
  return [
    { afterMs: 0, most: 1, circles: line, anyLanguage: false },
    { afterMs: n.ringSecondMs, most: 2, circles: line, anyLanguage: false },
    { afterMs: n.ringAllMs, most: ALL, circles: line, anyLanguage: false },
    { afterMs: n.ringAnyLanguageMs, most: ALL, circles: line, anyLanguage: true },
    { afterMs: n.tellSupervisorsMs, most: ALL, circles: line, anyLanguage: true },
    { afterMs: n.ringOnCallMs, most: ALL, circles: onCall, anyLanguage: true },
    { afterMs: n.ringSupervisorsMs, most: ALL, circles: EVERYBODY, anyLanguage: true },
  ];
}

const TELL_STEP = 4;
const EVERYBODY_STEP = 6;

/** Begins to look for somebody, now. The event that calls for it has reset the search. */
export const seek =
  (at: Instant): Rule =>
  () =>
    owe(now(at, { kind: "ringNext", step: 0, since: at }));

/** Rings the next circle. A circle with nobody to ring never waits: the one after it is rung at once. */
export function ringNext(
  session: Session,
  alarm: Alarm & { kind: "ringNext" },
  roster: Roster,
  at: Instant,
): Decision {
  const { search } = session.company;
  if (search === null || search.since !== alarm.since || alarm.step <= search.step) return nothing;
  const n = numbersOf(session);
  const steps = ringSteps(n);
  const index = Math.min(alarm.step, EVERYBODY_STEP);
  const step = session.emergency ? steps[EVERYBODY_STEP] : steps[index];
  if (step === undefined) return nothing;
  const people = chosen(session, step, roster, at);
  const told = tells(session, alarm.step, people, at);
  const rung = people.map((person) => ring(session, person, at));
  const again = nextStep(alarm, steps, people.length + stillRinging(session, at), { at, n });
  return record(
    at,
    [{ kind: "ringStepped", step: alarm.step }, ...told.events, ...rung.map((r) => r.event)],
    [...rung.map((r) => r.duty), ...told.duties, again],
  );
}

const stillRinging = (session: Session, at: Instant): number =>
  session.company.ringing.filter((ring) => ring.until > at).length;

function chosen(session: Session, step: RingStep, roster: Roster, at: Instant): readonly Person[] {
  const { company, language } = session;
  const held = company.ringing.filter((ring) => ring.until > at).map((ring) => ring.staffId);
  const present = [
    company.responder?.staffId,
    company.offered?.staffId,
    speakerNow(session),
    ...company.left,
    ...missedJustNow(session, at),
  ];
  const except = [...held, ...present.filter((id) => id !== undefined)];
  const { circles, anyLanguage } = step;
  const wanted = { circles, language, anyLanguage, first: company.last, except };
  return ringOrder(roster, wanted).slice(0, Math.max(0, step.most - held.length));
}

/** Somebody who has just let it ring is not rung again at once; after a while they are, for they may be the last (PRACTICE 30). */
function missedJustNow(session: Session, at: Instant): readonly string[] {
  const { ringAgainMs } = numbersOf(session);
  return session.company.missed
    .filter((miss) => at - miss.at < ringAgainMs)
    .map((miss) => miss.staffId);
}

const speakerNow = ({ help }: Session): string | undefined =>
  help.speaker === null || help.speaker.state === "lost" ? undefined : help.speaker.staffId;

function ring(session: Session, person: Person, at: Instant): { event: EventBody; duty: Duty } {
  const { staffId, via, languages } = person;
  const until = at + numbersOf(session).ringHoldsMs;
  return {
    event: { kind: "responderRung", staffId, via, until, languages },
    duty: now(at, { kind: "ringResponder", staffId, via, until }),
  };
}

/** Supervisors are told at their step, and at once when there is nobody at all to ring. */
function tells(session: Session, step: number, people: readonly Person[], at: Instant) {
  const nobody = people.length === 0 && step === EVERYBODY_STEP && stillRinging(session, at) === 0;
  if (nobody)
    return { events: [], duties: [now(at, { kind: "page", because: "nobodyReachable" })] };
  if (step !== TELL_STEP) return { events: [], duties: [] };
  const duties = [now(at, { kind: "page", because: "callerWaiting" })];
  return { events: [{ kind: "supervisorsTold" } as const], duties };
}

function nextStep(
  alarm: Alarm & { kind: "ringNext" },
  steps: readonly RingStep[],
  ringing: number,
  { at, n }: { at: Instant; n: Numbers },
): Duty {
  const step = alarm.step + 1;
  const planned = steps[step];
  const alarmNext = { kind: "ringNext", step, since: alarm.since } as const;
  if (planned === undefined) return later(at, n.ringAgainMs, alarmNext);
  if (ringing === 0) return now(at, alarmNext);
  return now(Math.max(at, alarm.since + planned.afterMs), alarmNext);
}

type Acceptance = { readonly staffId: string; readonly via: Via; readonly legId: string };

/** Somebody took the ring. The first one is with the caller; any other is told so and hung up (promise 7). */
export function responderAccepted(session: Session, by: Acceptance, at: Instant): Decision {
  const { company } = session;
  if (company.responder?.legId === by.legId) return nothing;
  const taken = company.state === "with" && !company.cover;
  if (taken || company.search === null) return nothing;
  if (speaksOtherLanguageOnly(session, by.staffId, at)) {
    return company.offered === null ? offer(session, by, at) : nothing;
  }
  return join(session, by, at);
}

/** Own language first: until the last circle, one who speaks the other joins only on the caller's 1 (PRACTICE 4). */
function speaksOtherLanguageOnly(session: Session, staffId: string, at: Instant): boolean {
  const { ringing, search } = session.company;
  const ring = ringing.find((one) => one.staffId === staffId);
  if (ring === undefined || ring.languages.includes(session.language)) return false;
  if (session.emergency || session.watch !== null || session.caller.on !== "line") return false;
  return at - (search?.since ?? at) < numbersOf(session).ringSupervisorsMs;
}

function offer(session: Session, by: Acceptance, at: Instant): Decision {
  const joinAt = (session.company.search?.since ?? at) + numbersOf(session).ringSupervisorsMs;
  return record(
    at,
    [{ kind: "otherLanguageOffered", ...by }],
    [
      now(at, { kind: "moveLeg", legId: session.caller.legId }),
      now(joinAt, { kind: "joinOffered", staffId: by.staffId }),
    ],
  );
}

/** The caller pressed 1, or nobody else has come: the one who waited joins. */
export function offeredJoins(session: Session, at: Instant): Decision {
  const { offered } = session.company;
  if (offered === null) return nothing;
  return inTurn(
    session,
    () => owe(now(at, { kind: "moveLeg", legId: offered.legId })),
    (s) => join(s, offered, at),
  );
}

function join(session: Session, by: Acceptance, at: Instant): Decision {
  const { staffId, via, legId } = by;
  const relieved = session.company.responder;
  return inTurn(
    session,
    when(relieved !== null, () =>
      record(
        at,
        [{ kind: "responderLeft", staffId: relieved?.staffId ?? "" }],
        [now(at, { kind: "moveLeg", legId: relieved?.legId ?? "" })],
      ),
    ),
    when(relieved !== null, ownSpeakerGone(relieved?.staffId ?? "", at)),
    () => record(at, [{ kind: "responderJoined", staffId, via, legId }]),
    (joined) => owe(...together(joined, legId, at), ...relook(joined, at)),
  );
}

function together(session: Session, legId: string, at: Instant): readonly Duty[] {
  const { caller } = session;
  const rings = now(at, { kind: "endRings", except: legId, role: "responder" });
  if (caller.on === "line") return [now(at, { kind: "bringTogether", legId: caller.legId }), rings];
  if (caller.callBackBy !== null) return [now(at, { kind: "callCaller", attempt: 1 }), rings];
  if (caller.pickedUp !== null)
    return [now(at, { kind: "moveLeg", legId: caller.pickedUp }), rings];
  return [rings];
}

/** A ring ended without being taken. When nobody else is being rung, the next circle is, at once. */
export function ringEnded(
  session: Session,
  staffId: string,
  ended: EventBody,
  at: Instant,
): Decision {
  const { ringing, offered } = session.company;
  const known = ringing.some((ring) => ring.staffId === staffId) || offered?.staffId === staffId;
  if (!known) return nothing;
  return inTurn(
    session,
    () => record(at, [ended]),
    (s) => owe(...nextCircleNow(s, at)),
  );
}

function nextCircleNow(session: Session, at: Instant): readonly Duty[] {
  const { search, offered } = session.company;
  const idle = search !== null && offered === null && stillRinging(session, at) === 0;
  if (!idle || search.step >= EVERYBODY_STEP) return [];
  return [now(at, { kind: "ringNext", step: search.step + 1, since: search.since })];
}
