import type { OutgoingCall } from "../../src/engine/ports.ts";
import type { StoredEvent } from "../../src/engine/ports-store.ts";
import { REHEARSAL_NUMBER } from "../support/world.ts";
import { ADDRESS } from "./cast.ts";
import { say, type Court } from "./court.ts";

/** 911, 112 and all their kin; and whatever is no telephone number at all. */
const EMERGENCY = /^\+?1?(?:\d11|112|933|988|999)$/;

/** Promise 12, by the number that was dialled to us and the number we dial. */
export function rehearsalsStayApart(court: Court, { leg, to }: OutgoingCall): void {
  const { world, network } = court;
  if (EMERGENCY.test(to)) say(court, "promise 12", leg.sessionId ?? "", `${to} was dialled`);
  if (!network.handsets.has(to))
    say(court, "promise 12", leg.sessionId ?? "", `${to} is nobody's number`);
  const desk = [...world.desks.values()].find(({ number }) => number === to);
  if (desk === undefined || leg.role !== "desk") return;
  const opened = network.calls.find((call) => call.inbound && call.legId === leg.sessionId);
  if (opened !== undefined && (opened.to === REHEARSAL_NUMBER) !== desk.rehearsal)
    say(court, "promise 12", leg.sessionId ?? "", `${desk.id} is rung for a call to ${opened.to}`);
}

/** Promise 12: a responder's single key never sends help. */
export function neverByOneKey(court: Court, sessionId: string, event: StoredEvent): void {
  const pressed = court.carried.get(event.cause);
  const leg = pressed === undefined ? undefined : court.world.rows.legs.get(pressed.legId);
  if (leg?.role === "responder" && (pressed?.heard.length ?? 0) < 2)
    say(court, "promise 12", sessionId, `${pressed?.heard} alone sent help`);
}

/** What only the vault may know: names, places, codes, numbers. */
const SEALED = new RegExp(`${ADDRESS}|Pseudonyme|porte-Q|Testville|\\+1555555\\d{4}`);

/** Promise 10: over everything else that was written down. */
export function nothingLeaked(court: Court): void {
  const { world } = court;
  const written: readonly (readonly [string, unknown])[] = [
    ["events", [...world.rows.sessions.values()].map(({ events }) => events)],
    ["sessions", [...world.rows.sessions.values()].map(({ session }) => session)],
    ["duties", [...world.rows.duties.values()]],
    ["legs", [...world.rows.legs.values()]],
    ["line events", world.lineEvents],
    ["the log", world.timeline.map(({ fields }) => fields)],
  ];
  for (const [where, what] of written) {
    const found = SEALED.exec(JSON.stringify(what, withMessages));
    if (found !== null) say(court, "promise 10", "", `${found[0]} is in ${where}`);
  }
}

const withMessages = (_key: string, value: unknown): unknown =>
  value instanceof Error ? [value.message, value.stack, Object.entries(value)] : value;

/** Promise 10: an ordinary call's address is erased within the hour, and every hash expires with what it serves. */
export function erasedOnTime(court: Court): void {
  const { world } = court;
  const now = world.time.now();
  for (const { session } of world.rows.sessions.values()) {
    const { closed, help, id, protocol } = session;
    if (closed === null || help.state !== "none") continue;
    const late = now - closed.at - protocol.numbers.planKeptMs;
    if (late > 5 * 60_000 && world.plans.has(id))
      say(court, "promise 10", id, "its plan is still there");
  }
  for (const { sessionId } of world.rows.lostLines.values()) {
    if (world.rows.sessions.get(sessionId)?.session.closed != null)
      say(court, "promise 10", sessionId, "the hash of its number is still there");
  }
}
