import { askWord } from "../../src/domain/session/asks.ts";
import type { Event } from "../../src/domain/session/events.ts";
import type { Input, LegInput } from "../../src/domain/session/inputs.ts";
import type { Ending, Instant } from "../../src/domain/session/people.ts";
import { script, type Hearing } from "../../src/domain/session/script.ts";
import type { Session } from "../../src/domain/session/session.ts";
import type { Script } from "../../src/domain/session/steps.ts";
import { arrive, arriveAnew, type Arrivals, type Arrived } from "../../src/engine/arrive.ts";
import { handle } from "../../src/engine/handle.ts";
import { hearingOf } from "../../src/engine/hearing.ts";
import type { Leg, Line } from "../../src/engine/ports.ts";
import { endLeg } from "../../src/engine/ending.ts";

/**
 * What src/http/leg.ts and src/http/status.ts make of a webhook, with a script where they answer TwiML. Kept beside them line for
 * line: the simulation is of the engine, and must meet the inputs that the engine meets in service.
 */
export type Form = {
  readonly callSid: string;
  readonly inbound: boolean;
  readonly from: string;
  readonly to: string;
  readonly machine: boolean;
};

export type Heard = { readonly digits: string } | { readonly said: "yes" | "help" | "unclear" };

export type Asking = {
  readonly legId: string;
  readonly ask: string;
  readonly askedAt: Instant;
  readonly turn: number;
  readonly heard: Heard | null;
  /** When the answer was given, if not now. */
  readonly answeredAt: Instant | null;
  readonly form: Form;
};

/** `turn` is that of the next fetch, `at` when it was asked. */
export type Spoken = {
  readonly script: Script;
  readonly legId: string;
  readonly sessionId: string;
  readonly turn: number;
  readonly at: Instant;
};

type Routes = { readonly line: Line; readonly arrivals: Arrivals };

const MOVE_MS = 3_000;
const REDIAL_TURNS = 2;

export async function answerCall(routes: Routes, form: Form): Promise<Spoken | null> {
  const { callSid, from, to } = form;
  const arrived = await arrive(routes.line, routes.arrivals, { callSid, from, to });
  const whose = await whoseCall(routes, arrived, form);
  return speak(routes, whose, 0, null);
}

/** Null hangs up. */
export async function answerLeg(routes: Routes, asking: Asking): Promise<Spoken | null> {
  const { line } = routes;
  const { legId, form, turn } = asking;
  const leg = await line.legs.byId(legId);
  if (leg === null) return form.inbound ? answerCall(routes, form) : null;
  if (!(await line.legs.bind(leg.id, form.callSid))) return null;
  if (leg.sessionId === null) return form.inbound ? answerCall(routes, form) : null;
  if (form.machine && leg.role !== "desk") {
    await endLeg(line, leg, "machine", `${leg.id}:machine`);
    return null;
  }
  const taken = await takeIn(line, leg, leg.sessionId, asking);
  if (leg.answeredAt === null) await line.legs.update(leg.id, { answeredAt: line.clock.now() });
  const whose = await whoseCall(routes, taken, form);
  if (whose.session.id !== taken.session.id) return speak(routes, whose, 0, null);
  return speak(routes, whose, turn, pressedOn(taken, asking, line.clock.now()));
}

async function takeIn(line: Line, leg: Leg, sessionId: string, asking: Asking): Promise<Arrived> {
  const events: Event[] = [];
  let session: Session | null = null;
  for (const input of inputsOf(leg, asking, line.clock.now())) {
    const came = await handle(line, sessionId, input);
    session = came.session;
    events.push(...came.events);
  }
  session ??= await line.store.load(sessionId);
  if (session === null) throw new Error(`Leg ${leg.id} has no session`);
  return { leg, session, events };
}

function inputsOf(leg: Leg, asking: Asking, now: Instant): readonly Input[] {
  const { ask, askedAt, turn } = asking;
  const at = asking.answeredAt ?? now;
  const there = presence(leg, asking);
  const answer = answerOf(leg, asking);
  return [
    ...(there === null ? [] : [{ ...there, id: `${leg.id}:${there.kind}`, at }]),
    ...(answer === null ? [] : [{ ...answer, id: `${leg.id}:${ask}:${askedAt}:${turn}`, at }]),
  ];
}

function presence(leg: Leg, { turn, form }: Asking): LegInput | null {
  const { id: legId, role, party, via } = leg;
  const first = turn === 0 && (leg.answeredAt === null || leg.movedAt === null);
  if (!first || form.inbound) return null;
  if (form.machine) return { kind: "legEnded", legId, role, party, how: "machine" };
  if (via === "softphone" && isOurs(leg)) return accepted(leg);
  return { kind: "legAnswered", legId, role, party };
}

function answerOf(leg: Leg, { ask, heard, turn }: Asking): LegInput | null {
  const { id: legId, role, party } = leg;
  if (ask === "" || (heard === null && !staysSilent(leg, ask, turn))) return null;
  if (heard !== null && "said" in heard)
    return role === "caller" ? { kind: "spoke", legId, ask, meaning: heard.said } : null;
  const digits = heard?.digits ?? "";
  if (ask === "accept" && digits === "1" && isOurs(leg)) return accepted(leg);
  return { kind: "keyPressed", legId, role, party, ask, digits };
}

const staysSilent = ({ role }: Leg, ask: string, turn: number): boolean =>
  role === "redial" && ask === "redial" && turn >= REDIAL_TURNS;

const isOurs = ({ role, party }: Leg): boolean =>
  party !== null && (role === "responder" || role === "speaker" || role === "supervisor");

const accepted = ({ id: legId, role, party, via }: Leg): LegInput => ({
  kind: "legAccepted",
  legId,
  role,
  staffId: party ?? "",
  via: via ?? "phone",
});

async function whoseCall(routes: Routes, arrived: Arrived, form: Form): Promise<Arrived> {
  const { leg, session } = arrived;
  if (leg.role !== "redial") return arrived;
  if (session.caller.legId === leg.id) {
    await routes.line.legs.update(leg.id, { role: "caller" });
    return { ...arrived, leg: { ...leg, role: "caller" } };
  }
  const open = session.redial?.legId === leg.id && session.redial.state !== "declined";
  return open ? arrived : arriveAnew(routes.line, routes.arrivals, form, leg);
}

function pressedOn(
  { leg, session }: Arrived,
  { ask, heard }: Asking,
  now: Instant,
): Hearing["pressed"] {
  if (heard !== null && "digits" in heard) return { ask, digits: heard.digits };
  const moving = leg.movedAt !== null && now - leg.movedAt <= MOVE_MS;
  const star = ask === "conference" && leg.role === "responder" && leg.via === "phone";
  if (!star || moving) return null;
  return { ask: askWord({ ask: "star", checkIn: session.watch?.checkIn ?? 0 }), digits: "" };
}

async function speak(
  { line }: Routes,
  { leg, session, events }: Arrived,
  turn: number,
  pressed: Hearing["pressed"],
): Promise<Spoken> {
  const hearing = await hearingOf(line, session, leg, { turn, events, pressed });
  const said = { legId: leg.id, sessionId: session.id, turn: turn + 1, at: hearing.at };
  return { ...said, script: script(hearing) };
}

export type Status = {
  readonly callSid: string;
  /** Null for an inbound call: it is known by its CallSid. */
  readonly legId: string | null;
  readonly sequence: number;
  readonly now: "ringing" | "answered" | Ending;
};

export async function status(line: Line, told: Status): Promise<void> {
  const { callSid, legId, sequence, now } = told;
  const leg =
    legId === null ? await line.legs.byCallSid(callSid) : await bound(line, legId, callSid);
  if (leg === null || now === "ringing") return;
  if (now !== "answered") return endLeg(line, leg, now, `${callSid}:${sequence}`);
  const { role, party, sessionId } = leg;
  const at = line.clock.now();
  if (role === "desk" && sessionId !== null) {
    const id = `${leg.id}:legAnswered`;
    await handle(line, sessionId, { kind: "legAnswered", id, at, legId: leg.id, role, party });
  }
  if (leg.answeredAt === null) await line.legs.update(leg.id, { answeredAt: at });
}

async function bound(line: Line, legId: string, callSid: string): Promise<Leg | null> {
  const leg = await line.legs.byId(legId);
  return leg !== null && (await line.legs.bind(leg.id, callSid)) ? leg : null;
}
