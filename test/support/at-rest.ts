import { expect } from "vitest";

import { evolve } from "../../src/domain/session/evolve.ts";
import { newSession } from "../../src/domain/session/session.ts";
import { standard } from "../../src/domain/session/policy.ts";
import type { Event } from "../../src/domain/session/events.ts";
import { minutes, seconds, type Night } from "./night.ts";

/** What stays owed after a session: its address is erased later, and support lasts until a person says it was given. */
const LASTING = new Set(["erasePlan", "eraseExpired", "debrief", "followUp"]);

/** After goodbye they are asked what becomes of what they told us. */
const CHOOSING = seconds(25);

/** How every test ends: nobody's phone rings or is up, nothing is owed, nothing was said to anybody it was not meant for. */
export async function atRest(line: Night): Promise<void> {
  await line.passes(CHOOSING);
  expect(callsStillUp(line)).toEqual([]);
  await line.passes(minutes(45));
  expect(line.network.unexpected()).toEqual([]);
  expect(line.network.problems).toEqual([]);
  expect(line.network.log.entries.filter(isComplaint)).toEqual([]);
  expect(line.log.errors).toEqual([]);
  await expectBooksInOrder(line);
}

const isComplaint = ({ kind }: { kind: string }): boolean =>
  kind === "warned" || kind === "webhookFailed" || kind === "refused";

function callsStillUp({ network }: Night): readonly string[] {
  const up = new Map<string, string>();
  for (const entry of network.log.entries) {
    if (entry.kind === "callRequested") up.set(entry.callSid, entry.to);
    if (entry.kind === "called") up.set(entry.callSid, entry.handset);
    if (entry.kind === "ended") up.delete(entry.callSid);
  }
  return [...up.values()];
}

/** Nothing left owed, open or held; and what is stored of each session is what its events come to. */
async function expectBooksInOrder({ reads, database, line }: Night): Promise<void> {
  const owed = await reads.owed(100);
  expect(owed.filter(({ duty }) => !LASTING.has(duty.kind)).map(({ duty }) => duty)).toEqual([]);
  expect(await database.db.leg.findMany({ where: { endedAt: null } })).toEqual([]);
  expect(await database.db.claim.findMany({ where: { until: null } })).toEqual([]);
  expect(await database.db.lostLine.findMany()).toEqual([]);
  for (const { id, closedAt } of await reads.sessions(100)) {
    expect(closedAt).not.toBeNull();
    const events: readonly Event[] = await line.store.events(id);
    const [first] = events;
    const protocol = first?.kind === "callArrived" ? first.protocol : standard;
    expect(await line.store.load(id)).toEqual(
      events.map(plain).reduce(evolve, newSession(id, protocol)),
    );
  }
}

/** An event without its place in the books. */
function plain(stored: Event & { seq?: number; cause?: string }): Event {
  const { seq: _seq, cause: _cause, ...event } = stored;
  return event;
}
