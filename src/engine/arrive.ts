import type { Language } from "../domain/language.ts";
import type { Restricted } from "../domain/restrictions.ts";
import type { Event } from "../domain/session/events.ts";
import type { Input } from "../domain/session/inputs.ts";
import type { Instant } from "../domain/session/people.ts";
import type { Protocol } from "../domain/session/policy.ts";
import type { Session } from "../domain/session/session.ts";
import { isBeingAsked } from "./cut-off.ts";
import { meets } from "./desk-return.ts";
import { SessionNotFound } from "./errors.ts";
import { handle } from "./handle.ts";
import { blankPlan } from "./plans.ts";
import { isPerhapsOurs } from "./synthetic.ts";
import type { Leg, Line } from "./ports.ts";

/** One of our numbers. Which one was dialled decides the language, and alone decides whether it is a rehearsal. */
export type LineNumber = {
  readonly number: string;
  readonly role: "public" | "rehearsal" | "desk-return";
  readonly language: Language;
};

export type Arrivals = {
  readonly numbers: readonly LineNumber[];
  /** The published version of the line's numbers that a session begins with. */
  readonly protocol: (rehearsal: boolean) => Promise<Protocol>;
  /** The line's setting: places are out of sight once they were read back, until they are needed. */
  readonly sealsPlaces?: boolean;
  /** The line's setting: whoever of ours listens is said in the call (PRACTICE 33). */
  readonly saysListeners?: boolean;
  /** Sessions where help is asked for and not yet with the caller. */
  readonly openDispatches: () => Promise<readonly string[]>;
};

/** A call as the carrier announces it. `from` may be anything at all; `to` is the number dialled. */
export type Arrival = {
  readonly callSid: string;
  readonly from: string;
  readonly to: string;
  /** What it begins with, whatever stands about its number: a call of the line to itself rings nobody. */
  readonly restriction?: Restricted;
};

export type Arrived = {
  readonly leg: Leg;
  readonly session: Session;
  /** What came of this very arrival. */
  readonly events: readonly Event[];
};

/**
 * Somebody rings one of our numbers. The same call arriving again meets the same leg and session. A number whose session has lost
 * its line comes back as a `redial` leg of that session; a desk ringing back meets its dispatch; everybody else opens a session.
 */
export async function arrive(line: Line, arrivals: Arrivals, arrival: Arrival): Promise<Arrived> {
  const leg = await legOfCall(line, arrivals, arrival);
  if (leg.sessionId === null) return arriveAnew(line, arrivals, arrival, leg);
  const input = openingInput(leg, callerNumber(arrival.from, arrivals.numbers), line.clock.now());
  if (input !== null) return { leg, ...(await handle(line, leg.sessionId, input)) };
  const session = await line.store.load(leg.sessionId);
  if (session === null) throw new SessionNotFound(`Leg ${leg.id} has no session`);
  return { leg, session, events: [] };
}

/** The leg of a call to us, made when it first comes. */
export async function legOfCall(line: Line, arrivals: Arrivals, arrival: Arrival): Promise<Leg> {
  const known = await line.legs.byCallSid(arrival.callSid);
  return known ?? line.legs.add(await inboundLeg(line, arrivals, arrival));
}

/** Opens a session for an inbound leg that has none, or whose caller said they are not the one whose line was lost. */
export async function arriveAnew(
  line: Line,
  arrivals: Arrivals,
  arrival: Arrival,
  leg: Leg,
): Promise<Arrived> {
  const { from, restriction: given } = arrival;
  const { numbers, sealsPlaces = false, saysListeners = false } = arrivals;
  const number = callerNumber(from, numbers);
  const [published, restriction, sealedBefore] = await Promise.all([
    protocolFor(line, arrivals, arrival, leg),
    number === null ? (given ?? null) : restrictionOn(line, leg, number),
    number === null ? false : hasPlan(line, leg.id),
  ]);
  const { session, events } = await handle(line, leg.id, {
    kind: "callArrived",
    id: `${leg.id}:arrived`,
    at: line.clock.now(),
    legId: leg.id,
    language: leg.language ?? "en",
    protocol: published,
    rehearsal: leg.rehearsal,
    numberKnown: number !== null,
    ...(restriction === null ? {} : { restriction }),
    ...(sealsPlaces ? { sealsPlace: true } : {}),
    ...(saysListeners ? { saysListeners: true } : {}),
  });
  if (number !== null && !sealedBefore) await sealNumber(line, session.id, number);
  await line.legs.update(leg.id, { sessionId: session.id, role: "caller" });
  return hungUpMeanwhile(line, {
    leg: { ...leg, sessionId: session.id, role: "caller" },
    session,
    events,
  });
}

/**
 * A rehearsal that one of our own numbers rings may be somebody's practice call: it rings them alone, and goes by the numbers of a
 * caller who is real (decision 052).
 */
async function protocolFor(
  line: Line,
  { protocol, numbers }: Arrivals,
  { from, to, restriction }: Arrival,
  { id: sessionId, rehearsal }: Leg,
): Promise<Protocol> {
  const isOurs = restriction === undefined && numbers.some(({ number }) => number === from);
  if (!rehearsal || !isOurs) return protocol(rehearsal);
  const call = { sessionId, number: to, at: line.clock.now() };
  return protocol(!(await line.training.practice.arriving(call)));
}

/** What stands about this number, if that can be known: it must not cost anybody their answer. Withheld numbers have nothing (PRACTICE 31). */
async function restrictionOn(line: Line, leg: Leg, number: string): Promise<Restricted | null> {
  const { id: sessionId, rehearsal } = leg;
  try {
    return await line.restraints.arriving({ sessionId, number, rehearsal, at: line.clock.now() });
  } catch (err) {
    line.log.error({ err, sessionId }, "What stands about a number is not known: nothing does");
    return null;
  }
}

/** They hung up while their session was being opened: whoever comes second of the two sees the other. */
async function hungUpMeanwhile(line: Line, arrived: Arrived): Promise<Arrived> {
  const { leg, session } = arrived;
  const ended = await line.legs.byId(leg.id);
  if (ended?.endedHow == null) return arrived;
  const { id: legId, role, party } = leg;
  const at = line.clock.now();
  const how = ended.endedHow;
  const input = { kind: "legEnded", id: `${legId}:ended`, at, legId, role, party, how } as const;
  return { ...arrived, ...(await handle(line, session.id, input)) };
}

/** An inbound leg's id is also the id of the session it opens, so that opening twice opens once. */
async function inboundLeg(line: Line, arrivals: Arrivals, arrival: Arrival): Promise<Leg> {
  const dialled = arrivals.numbers.find(({ number }) => number === arrival.to);
  const rehearsal = dialled?.role === "rehearsal";
  const at = line.clock.now();
  const leg: Leg = {
    id: line.ids.uuid(),
    sessionId: null,
    role: "caller",
    party: null,
    dutyId: null,
    attempt: 0,
    callSid: arrival.callSid,
    rehearsal,
    language: dialled?.language ?? arrivals.numbers[0]?.language ?? "en",
    via: null,
    requestedAt: at,
    answeredAt: at,
    endedAt: null,
    endedHow: null,
    movedAt: null,
  };
  if (dialled?.role === "desk-return") {
    const met = await meets(line, arrivals.openDispatches, arrival.from);
    return met === null ? leg : { ...leg, role: "desk", ...met };
  }
  const number = callerNumber(arrival.from, arrivals.numbers);
  const perhapsOurs = await isPerhapsOurs(line, arrival, arrivals.numbers);
  const sessionId = perhapsOurs ? null : await lostSession(line, number, rehearsal);
  return sessionId === null ? leg : { ...leg, role: "redial", sessionId };
}

/** Null for a caller whose session was opened before: they are where they were. */
function openingInput(leg: Leg, number: string | null, at: Instant): Input | null {
  const { id: legId, role, party } = leg;
  if (role === "redial") {
    return {
      kind: "redialArrived",
      id: `${legId}:arrived`,
      at,
      legId,
      numberKnown: number !== null,
    };
  }
  if (role !== "desk") return null;
  const there = { kind: "legAnswered", legId, role, party, calledBack: "number" } as const;
  return { ...there, id: `${legId}:arrived`, at };
}

/** With several lost lines of one number, the first that nobody is being asked about. */
async function lostSession(
  line: Line,
  number: string | null,
  rehearsal: boolean,
): Promise<string | null> {
  const hash = number === null ? null : line.plans.hashNumber(number);
  for (const sessionId of await line.store.lostLines(hash, line.clock.now())) {
    const session = await line.store.load(sessionId);
    if (session === null || session.rehearsal !== rehearsal || session.caller.on !== "lost")
      continue;
    if (!(await isBeingAsked(line, session))) return sessionId;
  }
  return null;
}

/** Numbers Twilio writes for a caller who withholds theirs: the words on a keypad. Ringing one would ring a stranger. */
const WITHHELD: ReadonlySet<string> = new Set([
  "+266696687", // ANONYMOUS
  "+7378742833", // RESTRICTED
  "+2562533", // BLOCKED
  "+8656696", // UNKNOWN
  "+86282452253", // UNAVAILABLE
]);

const E164 = /^\+[1-9]\d{6,14}$/;

/** The number to call back, or null: withheld, an address that is no number, or one of our own. */
export function callerNumber(from: string, ours: readonly LineNumber[]): string | null {
  if (!E164.test(from) || WITHHELD.has(from)) return null;
  return ours.some(({ number }) => number === from) ? null : from;
}

/** How long a number is known again should it turn out that its caller was cut off from another call. */
const KNOWN_AGAIN_MS = 180_000;

/** The same arrival coming again writes over no plan. A session has its leg's id, so this is asked before it is opened. */
async function hasPlan({ plans, log }: Line, sessionId: string): Promise<boolean> {
  try {
    return (await plans.read(sessionId)) !== null;
  } catch (err) {
    log.error({ err, sessionId }, "It is not known whether there is a plan: none is written");
    return true;
  }
}

/** A number that cannot be sealed must not cost the caller their answer: it is only wanted if the line drops. */
async function sealNumber(line: Line, sessionId: string, callerNumber: string): Promise<void> {
  try {
    const at = line.clock.now();
    const hash = line.plans.hashNumber(callerNumber);
    await Promise.all([
      line.plans.write(sessionId, { ...blankPlan, callerNumber, rangFrom: callerNumber }, at),
      line.store.rememberLostLine(hash, sessionId, at + KNOWN_AGAIN_MS),
    ]);
  } catch (err) {
    line.log.error({ err, sessionId }, "The caller's number could not be sealed: no call-back");
  }
}
