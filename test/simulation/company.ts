import type { Instant } from "../../src/domain/session/people.ts";
import { helpIsOut, isAlone, type Session } from "../../src/domain/session/session.ts";
import type { OutgoingCall } from "../../src/engine/ports.ts";
import type { StoredEvent } from "../../src/engine/ports-store.ts";
import type { Call } from "../support/calls.ts";
import { seenNow } from "../support/memory-roster.ts";
import { openSessions } from "../support/memory-store.ts";
import { neverLasts } from "./allowance.ts";
import { say, stored, type Court } from "./court.ts";

/** Promise 7, from what the carrier connects and from what the line believes. */
export function oneResponderOneCaller(court: Court): void {
  const { world, network } = court;
  const within = new Map<string, string>();
  for (const { session } of openSessions(world.rows)) {
    const there = network.inConference(session.id).filter(({ leg }) => leg?.role === "responder");
    neverLasts(court, `promise 7 ${session.id}`, {
      isSo: new Set(there.map(({ leg }) => leg?.party)).size > 1,
      mostMs: 10_000,
      say: () => say(court, "promise 7", session.id, "two responders stay with one caller"),
    });
    losersAreTold(court, session);
    const ownSpeaker = session.help.speaker?.state === "up" ? session.help.speaker.staffId : null;
    for (const staffId of new Set([session.company.responder?.staffId, ownSpeaker])) {
      if (staffId === undefined || staffId === null) continue;
      if (within.has(staffId)) say(court, "promise 7", session.id, `${staffId} is in two sessions`);
      within.set(staffId, session.id);
    }
  }
}

/** Whoever else was rung, or picked up too, is let go. */
function losersAreTold(court: Court, { id, company }: Session): void {
  const others = court.network
    .live()
    .some(
      ({ leg }) =>
        leg?.sessionId === id && leg.role === "responder" && leg.id !== company.responder?.legId,
    );
  neverLasts(court, `promise 7, losers ${id}`, {
    isSo: others && company.state === "with" && company.search === null,
    mostMs: 12_000,
    say: () => say(court, "promise 7", id, "somebody is still rung for a caller who has company"),
  });
}

export function neverRungWhileBusy(court: Court, { leg }: OutgoingCall): void {
  const { world, network } = court;
  const { party, role, sessionId } = leg;
  if (party === null || (role !== "responder" && role !== "speaker")) return;
  for (const { session } of openSessions(world.rows)) {
    if (session.company.responder?.staffId === party)
      say(court, "promise 7", sessionId ?? "", `${party} is rung while in ${session.id.slice(-4)}`);
  }
  const twice = network
    .live()
    .some(
      ({ leg: other, machine }) =>
        other?.party === party && !machine && other.sessionId !== sessionId,
    );
  if (twice) say(court, "promise 7", sessionId ?? "", `${party} has two calls at once`);
}

/** PRACTICE 18: a caller whose responder is lost is spoken to. */
const SPOKEN_TO_MS = 12_000;
/** The clock of a process that stepped, twice at most, wrote down the loss later than it was. */
const STEPPED_MS = 400;

export function spokenToWhenAlone(court: Court, after: Session, { at }: StoredEvent): void {
  if (after.caller.on !== "line") return;
  const keptAt = (session: Session): Instant | "moot" | null => {
    if (session.caller.on !== "line" || !isAlone(session)) return "moot";
    const call = callOf(court, session.caller.legId);
    if (call === undefined || call.state !== "up" || call.conference !== null) return "moot";
    return call.spokenAt >= at - STEPPED_MS ? call.spokenAt : null;
  };
  const owed = { promise: "promise 7 (spoken to)", role: "", sessionId: after.id };
  court.owing.push({ ...owed, dueAt: at + SPOKEN_TO_MS, keptAt });
}

/** A word every 12 s while waiting (PRACTICE 1), and the longest of them. */
const SILENT_MS = 18_000;
/** Everybody has been rung by then (PRACTICE 1), and whoever missed a ring once more. */
const RUNG_BY_MS = 100_000;

/** Promise 8: a caller who waits hears something, and whoever could answer is rung. */
export function nobodyReachesADeadEnd(court: Court, session: Session): void {
  const { caller, company, watch, id } = session;
  if (caller.on !== "line") return;
  const waits = company.state !== "with" && watch === null && !helpIsOut(session);
  const call = callOf(court, caller.legId);
  const now = court.world.time.now();
  const listens = waits && call?.state === "up" && call.conference === null;
  neverLasts(court, `promise 8, silence ${id} ${call?.heardAt}`, {
    isSo: listens && now > call.heardAt,
    mostMs: SILENT_MS,
    say: () => say(court, "promise 8", id, `a caller who waits hears nothing`),
  });
  neverLasts(court, `promise 8 ${id}`, {
    isSo: waits && !isRung(court, id) && somebodyIsFree(court, session),
    mostMs: RUNG_BY_MS,
    say: () => say(court, "promise 8", id, "somebody is free, and is not rung for who waits"),
  });
}

const isRung = ({ network }: Court, sessionId: string): boolean =>
  network.live().some(({ leg }) => leg?.sessionId === sessionId && leg.role === "responder");

function somebodyIsFree({ world, network }: Court, { company, id }: Session): boolean {
  const { claims } = world.rows;
  return seenNow(world.rows, world.time.now()).some(({ staffId, state }) => {
    const elsewhere = claims.has(staffId) && claims.get(staffId)?.sessionId !== id;
    if (state !== "here" || elsewhere || company.left.includes(staffId)) return false;
    return !network.live().some(({ leg }) => leg?.party === staffId);
  });
}

/** Promise 8: the line never puts down the telephone on a caller, but after a goodbye. */
export function neverHungUpOn(court: Court, call: Call): void {
  if (!call.endedByUs || call.machine) return;
  const session = sessionOfCaller(court, call);
  if (session === null || session.closed !== null) return;
  if (session.caller.legId === call.legId && session.caller.on === "line")
    say(court, "promise 8", session.id, `${call.sid} was hung up on`);
}

function sessionOfCaller(court: Court, { legId }: Call): Session | null {
  const leg = legId === null ? undefined : court.world.rows.legs.get(legId);
  const isTheirs = leg?.role === "caller" || leg?.role === "redial";
  return isTheirs ? stored(court, leg.sessionId ?? "") : null;
}

function callOf({ network }: Court, legId: string): Call | undefined {
  return network.live().find((call) => call.legId === legId);
}
