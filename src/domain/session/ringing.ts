import { isForThisCaller, ringOrder } from "../routing.ts";
import { inTurn, later, now, owe, record, when, type Rule } from "./compose.ts";
import { nothing, type Decision } from "./decision.ts";
import { relook } from "./deadlines.ts";
import type { Alarm, Duty } from "./duties.ts";
import type { EventBody } from "./events.ts";
import type { AlarmInput } from "./inputs.ts";
import type { Circle, Instant, Person, Via } from "./people.ts";
import type { Numbers } from "./policy.ts";
import { EVERYBODY, isServed, mayRing, waiterOf, yielded } from "./queue.ts";
import { numbersOf, type Session } from "./session.ts";
import { ownSpeakerGone } from "./speaker.ts";
import { ringOwnPhone, ringVia } from "./own-phone.ts";

type RingStep = {
  readonly afterMs: number;
  readonly most: number;
  readonly circles: readonly Circle[];
  readonly anyLanguage: boolean;
};

const ALL = Number.MAX_SAFE_INTEGER;
/** Whoever becomes free is rung at once (engine/queue.ts). For the day nobody says so; a page is due again after two minutes, a watch's after five. */
const SAFETY_ROUND_MS = 155_000;

type Facts = Omit<AlarmInput & { kind: "queueMoved" }, "kind">;

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

const WHOEVER: RingStep = { afterMs: 0, most: ALL, circles: EVERYBODY, anyLanguage: true };

/** Begins to look for somebody, now. The event that calls for it has reset the search. */
export const seek =
  (at: Instant): Rule =>
  () =>
    owe(now(at, { kind: "ringNext", step: 0, since: at }));

/** Rings the next circle. One with nobody to ring never waits: the one after it is rung at once, in the same decision. */
export function ringNext(
  session: Session,
  alarm: Alarm & { kind: "ringNext" },
  facts: Facts,
  at: Instant,
): Decision {
  const { search } = session.company;
  if (search === null || search.since !== alarm.since || alarm.step <= search.step) return nothing;
  const { step, people } = reached(session, alarm.step, facts, at);
  const told = tells(session, { from: alarm.step, to: step }, people, at);
  const rung = people.map((person) => ring(session, person, at));
  const again = nextStep(session, step, people.length + stillRinging(session, at), at);
  return record(
    at,
    [{ kind: "ringStepped", step }, ...told.events, ...rung.map((r) => r.event)],
    [...rung.map((r) => r.duty), ...told.duties, again],
  );
}

/** The first circle from `from` on with somebody to ring; the last, where there is nobody. While somebody still rings, none is passed over. */
function reached(session: Session, from: number, facts: Facts, at: Instant) {
  const steps = ringSteps(numbersOf(session));
  const waits = stillRinging(session, at) > 0;
  for (let step = from; ; step += 1) {
    const circle = session.emergency ? WHOEVER : (steps[step] ?? WHOEVER);
    const people = chosen(session, circle, facts, at);
    if (people.length > 0 || waits || step >= EVERYBODY_STEP) return { step, people };
  }
}

const stillRinging = (session: Session, at: Instant): number =>
  session.company.ringing.filter((ring) => ring.until > at).length;

/** Among the people this session may ring, with all who wait in mind. */
function chosen(session: Session, step: RingStep, facts: Facts, at: Instant): readonly Person[] {
  const self = waiterOf(session);
  if (self === null) return [];
  const held = self.ringing.filter((ring) => ring.until > at);
  const lately = self.missed.filter((miss) => miss.until > at);
  const { circles, anyLanguage, most } = step;
  const { language, first } = self;
  const { preferred = null } = facts;
  const except = [...self.except, ...[...held, ...lately].map(({ staffId }) => staffId)];
  const wanted = { circles, language, anyLanguage, first, preferred, except };
  const roster = mayRing(self, facts.waiting ?? [], facts.roster, at);
  const order = willing(ringOrder(roster, wanted), circles === EVERYBODY, held.length);
  return order.slice(0, Math.max(0, most - held.length));
}

/** Others (routing.ts) are rung in the last circle, and only with nobody else to ring: rather that than nobody (decisions 026, 052). */
function willing(
  order: readonly Person[],
  isLastCircle: boolean,
  ringing: number,
): readonly Person[] {
  const others = order.filter(isForThisCaller);
  return others.length === 0 && ringing === 0 && isLastCircle ? order : others;
}

function ring(session: Session, person: Person, at: Instant): { event: EventBody; duty: Duty } {
  const { staffId, languages, hasPhone: orPhone } = person;
  const via = ringVia(session, person);
  const until = at + numbersOf(session).ringHoldsMs;
  const event = { kind: "responderRung", staffId, via, until, languages } as const;
  return {
    event: orPhone === undefined ? event : { ...event, orPhone },
    duty: now(at, { kind: "ringResponder", staffId, via, until }),
  };
}

/** Supervisors are told when their step is reached or passed, and at once when there is nobody at all to ring. */
function tells(
  session: Session,
  { from, to }: { readonly from: number; readonly to: number },
  people: readonly Person[],
  at: Instant,
) {
  const nobody = people.length === 0 && to >= EVERYBODY_STEP && stillRinging(session, at) === 0;
  const isTheirs = from <= TELL_STEP && to >= TELL_STEP;
  return {
    events: isTheirs ? [{ kind: "supervisorsTold" } as const] : [],
    duties: [
      ...(isTheirs ? [now(at, { kind: "page", because: "callerWaiting" })] : []),
      ...(nobody ? [now(at, { kind: "page", because: "nobodyReachable" })] : []),
    ],
  };
}

function nextStep(session: Session, reached: number, ringing: number, at: Instant): Duty {
  const n = numbersOf(session);
  const step = reached + 1;
  const planned = ringSteps(n)[step];
  const since = session.company.search?.since ?? at;
  const alarmNext = { kind: "ringNext", step, since } as const;
  const idleMs = untilSomebody(session, at);
  if (planned === undefined) return later(at, ringing > 0 ? n.ringAgainMs : idleMs, alarmNext);
  return now(Math.max(at, since + planned.afterMs), alarmNext);
}

/** Nobody can be rung: until the first of those who let it ring may be rung again, or somebody is free. */
function untilSomebody(session: Session, at: Instant): number {
  const again = (waiterOf(session)?.missed ?? []).map(({ until }) => until - at);
  return Math.min(SAFETY_ROUND_MS, ...again.filter((ms) => ms > 0));
}

/**
 * Somebody became free, or somebody more urgent waits: a session that has nobody rings, and one that rings whom another needs more
 * lets them go.
 */
export function queueMoved(session: Session, facts: Facts, at: Instant): Decision {
  const self = waiterOf(session);
  if (self === null) return nothing;
  const others = (facts.waiting ?? []).filter(({ sessionId }) => sessionId !== session.id);
  const needed = yielded([...others, self], facts.roster, at).get(session.id) ?? [];
  if (needed.length > 0) {
    return record(
      at,
      needed.map((staffId) => ({ kind: "ringYielded", staffId })),
      needed.map((staffId) => now(at, { kind: "endRing", staffId })),
    );
  }
  return isServed(self, at) ? nothing : ringFreed(session, facts, at);
}

/** In the last circle whoever is free is rung; before it, the next circle is, at once: its first alarm is on its way already. */
function ringFreed(session: Session, facts: Facts, at: Instant): Decision {
  const { search } = session.company;
  if (search === null || search.step < 0) return nothing;
  const rung = chosen(session, WHOEVER, facts, at).map((person) => ring(session, person, at));
  if (rung.length === 0) return nothing;
  if (search.step < EVERYBODY_STEP) return owe(...nextCircleNow(session, at));
  const again = { kind: "ringNext", step: search.step + 1, since: search.since } as const;
  return record(
    at,
    rung.map(({ event }) => event),
    [...rung.map(({ duty }) => duty), later(at, numbersOf(session).ringAgainMs, again)],
  );
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
  return joinAsResponder(session, by, at);
}

/** Own language first: until the last circle, one who speaks the other joins only on the caller's 1 (PRACTICE 4). */
function speaksOtherLanguageOnly(session: Session, staffId: string, at: Instant): boolean {
  const { ringing, search } = session.company;
  const ring = ringing.find((one) => one.staffId === staffId);
  if (ring === undefined || ring.languages.includes(session.language)) return false;
  if (session.emergency || session.watch !== null || session.caller.on !== "line") return false;
  return at - (search?.since ?? at) < numbersOf(session).ringSupervisorsMs;
}

/** Told at the caller's next turn, or now: the greeting, with its invitation to the other language, is heard out first. */
function offer(session: Session, by: Acceptance, at: Instant): Decision {
  const since = session.company.search?.since ?? at;
  const { ringAnyLanguageMs, ringSupervisorsMs } = numbersOf(session);
  const greeted = at - since >= ringAnyLanguageMs;
  return record(
    at,
    [{ kind: "otherLanguageOffered", ...by }],
    [
      ...(greeted ? [now(at, { kind: "moveLeg", legId: session.caller.legId })] : []),
      now(since + ringSupervisorsMs, { kind: "joinOffered", staffId: by.staffId }),
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
    (s) => joinAsResponder(s, offered, at),
  );
}

/** They are with the caller from now on, on this line of theirs; whoever was is relieved. */
export function joinAsResponder(session: Session, by: Acceptance, at: Instant): Decision {
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
    (joined) => owe(...together(joined, legId, at), ...relook(joined, at), ...pageFor(by, at)),
  );
}

/** On their own phone they have the star key, and the page of this session if they want it (PRACTICE 17). */
const pageFor = ({ staffId, via }: Acceptance, at: Instant): readonly Duty[] =>
  via === "phone" ? [now(at, { kind: "textPage", staffId })] : [];

function together(session: Session, legId: string, at: Instant): readonly Duty[] {
  const { caller } = session;
  const rings = now(at, { kind: "endRings", except: legId, role: "responder" });
  if (caller.on === "line") return [now(at, { kind: "bringTogether", legId: caller.legId }), rings];
  if (caller.callBackBy !== null) return [now(at, { kind: "callCaller", attempt: 1 }), rings];
  if (caller.pickedUp !== null)
    return [now(at, { kind: "moveLeg", legId: caller.pickedUp }), rings];
  return [rings];
}

/** A ring ended without being taken: their own phone is rung. When nobody is being rung, the next circle is, at once. */
export function ringEnded(
  session: Session,
  { staffId, legId }: { readonly staffId: string; readonly legId: string },
  ended: EventBody,
  at: Instant,
): Decision {
  const { ringing, offered } = session.company;
  const missed = ringing.find((ring) => ring.staffId === staffId);
  if (missed === undefined && offered?.staffId !== staffId) return nothing;
  if (missed?.after === legId) return nothing;
  return inTurn(
    session,
    () => record(at, [ended]),
    (s) => (missed === undefined ? nothing : ringOwnPhone(s, { ...missed, legId }, at)),
    (s) => owe(...nextCircleNow(s, at)),
  );
}

function nextCircleNow(session: Session, at: Instant): readonly Duty[] {
  const { search, offered } = session.company;
  const idle = search !== null && offered === null && stillRinging(session, at) === 0;
  if (!idle || search.step >= EVERYBODY_STEP) return [];
  return [now(at, { kind: "ringNext", step: search.step + 1, since: search.since })];
}
