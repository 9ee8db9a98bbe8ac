import type { Event } from "../domain/session/events.ts";
import type { Ending, Instant } from "../domain/session/people.ts";
import { askWord, holdsCode } from "../domain/session/asks.ts";
import { script, type Hearing } from "../domain/session/script.ts";
import { standard } from "../domain/session/policy.ts";
import type { Session } from "../domain/session/session.ts";
import { gather, type Script } from "../domain/session/steps.ts";
import { CODE_LENGTH } from "../domain/synthetic.ts";
import { arrive, arriveAnew, legOfCall, type Arrivals, type Arrived } from "./arrive.ts";
import { rejoined } from "./cut-off.ts";
import { askReference, dispatchOf } from "./desk-return.ts";
import { endLeg } from "./ending.ts";
import { SessionNotFound } from "./errors.ts";
import { handle } from "./handle.ts";
import { inputsOf, isStar } from "./heard.ts";
import { hearingOf } from "./hearing.ts";
import { named } from "./named.ts";
import { commandIn, withoutCode } from "./profiles.ts";
import type { Leg, Line } from "./ports.ts";
import { isPerhapsOurs } from "./synthetic.ts";

/** A call as the carrier tells of it, with every request it makes of us. */
export type OnCall = {
  readonly callSid: string;
  readonly from: string;
  readonly to: string;
  readonly inbound: boolean;
  /** A machine picked up. */
  readonly machine: boolean;
  /** The call is over; null while it is up. */
  readonly ended: Ending | null;
};

/** Keys pressed, or what words came to; null is silence. */
export type Heard =
  | { readonly digits: string }
  | { readonly said: "yes" | "help" | "unclear" }
  /** A recording ended, by the key in `digits` or by none. */
  | {
      readonly digits: string;
      readonly recorded: { readonly sid: string; readonly lastsMs: number };
    };

/** A leg asks what it hears next. `heard` is the answer it brings, given at `at`. */
export type Asking = {
  readonly legId: string;
  readonly ask: string;
  readonly askedAt: string;
  readonly turn: number;
  readonly heard: Heard | null;
  readonly at: Instant;
  /** It comes out of a conference: moved, or by the star key. */
  readonly leftConference: boolean;
  readonly call: OnCall;
};

/** What a leg hears, and whose it is by now. `turn` is that of its next fetch, `at` when it was asked. */
export type Answer = {
  readonly script: Script;
  readonly legId: string;
  readonly sessionId: string;
  readonly turn: number;
  readonly at: Instant;
};

export type Answering = { readonly line: Line; readonly arrivals: Arrivals };

const AT_FIRST: Heeding = { turn: 0, pressed: null, code: null };

/** Somebody rings one of our numbers. Null hangs up: told again after its end, a call that never came to a session must not open one. */
export async function answerCall(answering: Answering, call: OnCall): Promise<Answer | null> {
  const { line, arrivals } = answering;
  const leg = await legOfCall(line, arrivals, call);
  if (hasGone(leg)) return null;
  if (await isUnproven(answering, leg, call)) {
    return askedForReference(line, leg, { turn: 0, wrong: false });
  }
  if (leg.sessionId === null && (await isPerhapsOurs(line, call, arrivals.numbers))) {
    return askedForOurCode(line, leg, 0);
  }
  const arrived = await arrive(answering.line, answering.arrivals, call);
  return speak(answering, await whoseCall(answering, arrived, call), AT_FIRST);
}

/** A leg of ours asks for its script, and may bring an answer. Only that is an input: a fetch alone never is. Null hangs up. */
export async function answerLeg(answering: Answering, asking: Asking): Promise<Answer | null> {
  const { line } = answering;
  const { legId, call, turn } = asking;
  const known = await line.legs.byId(legId);
  if (known === null) return call.inbound ? answerCall(answering, call) : strayCall(line, asking);
  const leg = await named(line, known, call.callSid);
  if (leg === null) return strayCall(line, asking);
  const over = overBy(leg, call);
  if (over !== null) {
    await endLeg(line, leg, over, `${call.callSid}:${over}`);
    return null;
  }
  if (hasGone(leg)) return null;
  if (leg.sessionId === null) return withoutSession(answering, leg, asking);
  const taken = await takeIn(line, leg, leg.sessionId, asking);
  if (leg.answeredAt === null) await line.legs.update(leg.id, { answeredAt: line.clock.now() });
  const whose = await whoseCall(answering, taken, call);
  if (whose.session.id !== taken.session.id) return speak(answering, whose, AT_FIRST);
  const pressed = pressedOn(taken, asking, line.clock.now());
  return speak(answering, whose, { turn, pressed, code: taken.code });
}

/** What was keyed leads to a session; whoever was asked for nothing comes anew. */
async function withoutSession(
  answering: Answering,
  leg: Leg,
  asking: Asking,
): Promise<Answer | null> {
  const { ask, call } = asking;
  if (ask === "reference") return referenceKeyed(answering, leg, asking);
  if (ask === OUR_CODE) return ourCodeKeyed(answering, leg, asking);
  return call.inbound ? answerCall(answering, call) : null;
}

const hasGone = ({ sessionId, endedAt }: Leg): boolean => sessionId === null && endedAt !== null;

const REFERENCE_TRIES = 3;

/** Somebody has rung the number we show to desks while a dispatch is open, and it is not known for which. */
async function isUnproven({ arrivals }: Answering, leg: Leg, { to }: OnCall): Promise<boolean> {
  const dialled = arrivals.numbers.find(({ number }) => number === to);
  if (leg.sessionId !== null || dialled?.role !== "desk-return") return false;
  return (await arrivals.openDispatches()).length > 0;
}

/**
 * Whoever rang the number we show to desks: the right reference leads to its dispatch. Silence, or a third wrong one, leads to a
 * person the ordinary way: nobody reaches a dead end, and no stranger a dispatch.
 */
async function referenceKeyed(answering: Answering, leg: Leg, asking: Asking): Promise<Answer> {
  const { line, arrivals } = answering;
  const { heard, turn, call, at } = asking;
  const reference = heard !== null && "digits" in heard ? heard.digits : null;
  const dispatch =
    reference === null
      ? null
      : await dispatchOf(line, arrivals.openDispatches, { reference, from: call.from });
  if (dispatch !== null) {
    await line.legs.update(leg.id, dispatch);
    const { id: legId } = leg;
    const { role, sessionId, party } = dispatch;
    const there = { kind: "legAnswered", legId, role, party, calledBack: "reference" } as const;
    const came = await handle(line, sessionId, { ...there, id: `${legId}:arrived`, at });
    return speak(answering, { ...came, leg: { ...leg, ...dispatch } }, AT_FIRST);
  }
  if (reference !== null && turn < REFERENCE_TRIES) {
    return askedForReference(line, leg, { turn, wrong: true });
  }
  return speak(answering, await arriveAnew(line, arrivals, call, leg), AT_FIRST);
}

function askedForReference(
  line: Line,
  leg: Leg,
  { turn, wrong }: { turn: number; wrong: boolean },
): Answer {
  const spokenTo = { legId: leg.id, sessionId: leg.id, turn: turn + 1, at: line.clock.now() };
  return { ...spokenTo, script: askReference(leg, wrong) };
}

/** No ask of any session: a key for it means nothing there. */
const OUR_CODE = "ourCode";
/** For longer than our own caller tries: whoever else shows our number is a caller like any other after it. */
const OUR_CODE_TURNS = 6;
const OUR_CODE_LISTEN_MS = 8_000;

/** Nothing is said: our own caller needs no words, and keys at once. */
function askedForOurCode(line: Line, { id: legId, language }: Leg, turn: number): Answer {
  const listens = { listenMs: OUR_CODE_LISTEN_MS, digits: CODE_LENGTH };
  const script = [gather(OUR_CODE, language ?? "en", listens)];
  return { script, legId, sessionId: legId, turn: turn + 1, at: line.clock.now() };
}

/** The code makes it a rehearsal that rings nobody, with the deadlines of a caller who is real; without it, a caller like any other. */
async function ourCodeKeyed(answering: Answering, leg: Leg, asking: Asking): Promise<Answer> {
  const { line, arrivals } = answering;
  const { heard, turn, call, at } = asking;
  const code = heard !== null && "digits" in heard ? heard.digits : "";
  const keyed = { code, number: call.to, sessionId: leg.id, at };
  if (await line.synthetic.take(keyed)) {
    await line.legs.update(leg.id, { rehearsal: true });
    const real = { ...arrivals, protocol: async () => standard };
    const alone = { ...call, restriction: "watchOnly" } as const;
    const ours = await arriveAnew(line, real, alone, { ...leg, rehearsal: true });
    return speak(answering, ours, AT_FIRST);
  }
  if (turn < OUR_CODE_TURNS) return askedForOurCode(line, leg, turn);
  return speak(answering, await arriveAnew(line, arrivals, call, leg), AT_FIRST);
}

/** We never hang up on a desk: one that a machine answers for is told, and the next is rung. */
function overBy({ role }: Leg, { ended, machine }: OnCall): Ending | null {
  return machine && role !== "desk" && ended === null ? "machine" : ended;
}

/** A call made twice because nobody knew of the first, or for a leg we never asked for: it hears nothing. */
function strayCall(line: Line, { legId, call }: Asking): null {
  line.log.warn({ legId, callSid: call.callSid }, "A call that is nobody's leg was hung up");
  return null;
}

async function takeIn(line: Line, leg: Leg, sessionId: string, asking: Asking) {
  const events: Event[] = [];
  let code: string | null = null;
  let session: Session | null = null;
  for (const input of inputsOf(leg, asking)) {
    const taken = await withoutCode(line, sessionId, input);
    code = taken.code ?? code;
    const came = await handle(line, sessionId, taken.input);
    session = came.session;
    events.push(...came.events);
  }
  session ??= await line.store.load(sessionId);
  if (session === null) throw new SessionNotFound(`Leg ${leg.id} has no session`);
  return { leg, session, events, code };
}

/** Somebody who rang again is their session's caller once they rejoin, and a new caller once it is known they are not. */
async function whoseCall(
  { line, arrivals }: Answering,
  arrived: Arrived,
  call: OnCall,
): Promise<Arrived> {
  const { leg, session } = arrived;
  if (leg.role !== "redial") return arrived;
  if (session.caller.legId === leg.id) {
    await rejoined(line, leg);
    await line.legs.update(leg.id, { role: "caller" });
    return { ...arrived, leg: { ...leg, role: "caller" } };
  }
  const open = session.redial?.legId === leg.id && session.redial.state !== "declined";
  // Over, it is told of again: nobody is there to open a session for.
  return open || leg.endedAt !== null ? arrived : arriveAnew(line, arrivals, call, leg);
}

const CHOSEN_BY_SILENCE: ReadonlySet<string> = new Set(["keep", "ownCode"]);

/** The key this leg pressed; of a code no more than that there was one. Star takes a responder out of the conference: its menu opens. */
function pressedOn({ leg, session }: Arrived, asking: Asking, now: Instant): Hearing["pressed"] {
  const { ask, heard } = asking;
  if (heard === null && CHOSEN_BY_SILENCE.has(ask)) return { ask, digits: "" };
  if (heard !== null && "digits" in heard) {
    return { ask, digits: holdsCode(ask) ? (commandIn(heard.digits) ?? "code") : heard.digits };
  }
  if (!isStar(leg, asking, now)) return null;
  return { ask: askWord({ ask: "star", checkIn: session.watch?.checkIn ?? 0 }), digits: "" };
}

type Heeding = Pick<Hearing, "turn" | "pressed"> & { readonly code: string | null };

async function speak(
  { line }: Answering,
  { leg, session, events }: Arrived,
  { turn, pressed, code }: Heeding,
): Promise<Answer> {
  const hearing = await hearingOf(line, session, leg, { turn, events, pressed, code });
  const spokenTo = { legId: leg.id, sessionId: session.id, turn: turn + 1, at: hearing.at };
  return { ...spokenTo, script: script(hearing) };
}
