import { endingOf } from "../adapters/twilio/phone.ts";
import { HANG_UP, LEFT_CONFERENCE, twiml } from "../adapters/twilio/twiml.ts";
import { askWord } from "../domain/session/asks.ts";
import type { Event } from "../domain/session/events.ts";
import type { Input, LegInput } from "../domain/session/inputs.ts";
import type { Instant } from "../domain/session/people.ts";
import { script, type Hearing } from "../domain/session/script.ts";
import type { Session } from "../domain/session/session.ts";
import { arrive, arriveAnew, type Arrival, type Arrived } from "../engine/arrive.ts";
import { endLeg } from "../engine/ending.ts";
import { SessionNotFound } from "../engine/errors.ts";
import { handle } from "../engine/handle.ts";
import { hearingOf } from "../engine/hearing.ts";
import type { Leg } from "../engine/ports.ts";
import type { CarrierRoutes } from "./carrier.ts";
import type { CallForm, Heard, LegQuery } from "./form.ts";

/** A leg asks what it hears next. `heard` is the answer it brings, given at `at`. */
export type Asking = Pick<LegQuery, "ask" | "askedAt" | "turn"> & {
  readonly legId: string;
  readonly form: CallForm;
  readonly heard: Heard | null;
  readonly at: Instant;
};

/** A move takes a moment; a leg that comes out of its conference in that time was moved, it did not press star. */
const MOVE_MS = 3_000;

/** After being asked this often whether they are the one cut off, somebody who presses nothing is welcomed as new. */
const REDIAL_TURNS = 2;

const AT_FIRST: Heeding = { turn: 0, pressed: null };

/** Somebody rings one of our numbers. */
export async function answerCall(routes: CarrierRoutes, form: CallForm): Promise<string> {
  const arrived = await arrive(routes.line, routes.arrivals, arrivalOf(form));
  const whose = await whoseCall(routes, arrived, form);
  return speak(routes, whose, AT_FIRST);
}

/** A leg of ours asks for its script, and may bring an answer. Only that is an input: a fetch alone never is. */
export async function answerLeg(routes: CarrierRoutes, asking: Asking): Promise<string> {
  const { line } = routes;
  const { legId, form } = asking;
  const leg = await line.legs.byId(legId);
  if (leg === null) return isInbound(form) ? answerCall(routes, form) : strayCall(routes, asking);
  if (!(await line.legs.bind(leg.id, form.CallSid))) return strayCall(routes, asking);
  const ended = endingOf(form.CallStatus);
  if (ended !== null) {
    await endLeg(line, leg, ended, `${form.CallSid}:${form.CallStatus}`);
    return HANG_UP;
  }
  if (leg.sessionId === null) return isInbound(form) ? answerCall(routes, form) : HANG_UP;
  if (isMachine(form) && leg.role !== "desk") {
    await endLeg(line, leg, "machine", `${leg.id}:machine`);
    return HANG_UP;
  }
  const taken = await takeIn(routes, { leg, sessionId: leg.sessionId, asking });
  if (leg.answeredAt === null) await line.legs.update(leg.id, { answeredAt: line.clock.now() });
  const whose = await whoseCall(routes, taken, form);
  if (whose.session.id !== taken.session.id) return speak(routes, whose, AT_FIRST);
  const pressed = pressedOn(taken, asking, line.clock.now());
  return speak(routes, whose, { turn: asking.turn, pressed });
}

const isInbound = ({ Direction }: CallForm): boolean => Direction === "inbound";

const arrivalOf = ({ CallSid, From, To }: CallForm): Arrival => ({
  callSid: CallSid,
  from: From,
  to: To,
});

/** A call made twice because nobody knew of the first, or for a leg we never asked for: it hears nothing. */
function strayCall({ line }: CarrierRoutes, { legId, form }: Asking): string {
  line.log.warn({ legId, callSid: form.CallSid }, "A call that is nobody's leg was hung up");
  return HANG_UP;
}

type Coming = { readonly leg: Leg; readonly sessionId: string; readonly asking: Asking };

async function takeIn({ line }: CarrierRoutes, coming: Coming): Promise<Arrived> {
  const { leg, sessionId } = coming;
  const events: Event[] = [];
  let session: Session | null = null;
  for (const input of inputsOf(coming)) {
    const came = await handle(line, sessionId, input);
    session = came.session;
    events.push(...came.events);
  }
  session ??= await line.store.load(sessionId);
  if (session === null) throw new SessionNotFound(`Leg ${leg.id} has no session`);
  return { leg, session, events };
}

/** That somebody is there, then what they answered. Ids are the same for the same answer, however often it comes. */
function inputsOf({ leg, asking }: Coming): readonly Input[] {
  const { at, ask, askedAt, turn } = asking;
  const there = presence(leg, asking);
  const answer = answerOf(leg, asking);
  return [
    ...(there === null ? [] : [{ ...there, id: `${leg.id}:${there.kind}`, at }]),
    ...(answer === null ? [] : [{ ...answer, id: `${leg.id}:${ask}:${askedAt}:${turn}`, at }]),
  ];
}

/** The first fetch of a leg we called. A softphone comes here only when its person took the call. */
function presence(leg: Leg, { turn, form }: Asking): LegInput | null {
  const { id: legId, role, party, via } = leg;
  const first = turn === 0 && (leg.answeredAt === null || leg.movedAt === null);
  if (!first || isInbound(form)) return null;
  if (isMachine(form)) return { kind: "legEnded", legId, role, party, how: "machine" };
  if (via === "softphone" && isOurs(leg)) return accepted(leg);
  return { kind: "legAnswered", legId, role, party };
}

function answerOf(leg: Leg, asking: Asking): LegInput | null {
  const { ask, heard } = asking;
  const { id: legId, role, party } = leg;
  if (ask === "") return null;
  if (heard === null && !staysSilent(leg, asking)) return null;
  if (heard !== null && "said" in heard) {
    return role === "caller" ? { kind: "spoke", legId, ask, meaning: heard.said } : null;
  }
  const digits = heard?.digits ?? "";
  if (ask === "accept" && digits === "1" && isOurs(leg)) return accepted(leg);
  return { kind: "keyPressed", legId, role, party, ask, digits };
}

const staysSilent = ({ role }: Leg, { ask, turn }: Asking): boolean =>
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

/** We never hang up on a desk: one that a machine answers for is told, and the next is rung. */
const isMachine = ({ AnsweredBy }: CallForm): boolean =>
  AnsweredBy.startsWith("machine_") || AnsweredBy === "fax";

/** Somebody who rang again is their session's caller once they rejoin, and a new caller once it is known they are not. */
async function whoseCall(
  routes: CarrierRoutes,
  arrived: Arrived,
  form: CallForm,
): Promise<Arrived> {
  const { leg, session } = arrived;
  if (leg.role !== "redial") return arrived;
  if (session.caller.legId === leg.id) {
    await routes.line.legs.update(leg.id, { role: "caller" });
    return { ...arrived, leg: { ...leg, role: "caller" } };
  }
  const open = session.redial?.legId === leg.id && session.redial.state !== "declined";
  return open ? arrived : arriveAnew(routes.line, routes.arrivals, arrivalOf(form), leg);
}

/** The key this leg pressed. Star takes a responder on their own phone out of the conference: its menu opens. */
function pressedOn({ leg, session }: Arrived, asking: Asking, now: Instant): Hearing["pressed"] {
  const { ask, heard } = asking;
  if (heard !== null && "digits" in heard) return { ask, digits: heard.digits };
  const moving = leg.movedAt !== null && now - leg.movedAt <= MOVE_MS;
  const star = ask === LEFT_CONFERENCE && leg.role === "responder" && leg.via === "phone";
  if (!star || moving) return null;
  return { ask: askWord({ ask: "star", checkIn: session.watch?.checkIn ?? 0 }), digits: "" };
}

type Heeding = { readonly turn: number; readonly pressed: Hearing["pressed"] };

async function speak(
  { line, urls }: CarrierRoutes,
  { leg, session, events }: Arrived,
  { turn, pressed }: Heeding,
): Promise<string> {
  const hearing = await hearingOf(line, session, leg, { turn, events, pressed });
  const spokenTo = { legId: leg.id, sessionId: session.id, turn: turn + 1, at: hearing.at };
  return twiml(script(hearing), spokenTo, urls);
}
