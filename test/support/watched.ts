import type { Says } from "../../src/adapters/postgres/heartbeats.ts";
import type { LineBooks, PagedPerson } from "../../src/adapters/postgres/watchdog-reads.ts";
import type { OwedDuty } from "../../src/adapters/postgres/reads.ts";
import type { PagedCall } from "../../src/adapters/twilio/pager.ts";
import { createWatchdog } from "../../src/worker/watchdog.ts";
import { keptLog } from "./kept-log.ts";
import { movableClock } from "./movable-clock.ts";

export const DANA: PagedPerson = { staffId: "dana", phone: "+15555550122", language: "en" };
export const LUC: PagedPerson = { staffId: "luc", phone: "+15555550123", language: "fr" };

const START = Date.UTC(2026, 10, 22, 3);

/** A watchdog beside a line in memory, in which all is well until a test says otherwise. */
export function watched() {
  const clock = movableClock(START);
  const log = keptLog();
  const world = { database: true, carrier: true, sweep: true, queue: true };
  const books: LineBooks = {
    callsNotMade: false,
    syntheticFailed: false,
    answering: 1,
    clockSteppedAt: null,
    undated: [],
    lineOverdueAt: null,
    taken: null,
  };
  const found = { books, people: [DANA, LUC] as readonly PagedPerson[], overdue: [] as OwedDuty[] };
  const heard = { calls: [] as PagedCall[], texts: [] as { to: string; body: string }[] };
  const events: { kind: string; data: object }[] = [];
  const rows = new Map<string, { at: number; says: Says }>();
  const asked = { carrier: 0 };

  const fromDatabase = async <T>(value: () => T): Promise<T> => {
    if (!world.database) throw new Error("The database does not answer");
    return value();
  };
  const fromCarrier = async (done: () => void): Promise<void> => {
    asked.carrier += 1;
    if (!world.carrier) throw new Error("The carrier does not answer");
    done();
  };
  const watchdog = createWatchdog({
    line: {
      clock,
      log,
      ids: { uuid: () => "this watchdog" },
      voice: {
        lineName: { en: "The line", fr: "La ligne" },
        timeZone: "America/Toronto",
        fromNumber: () => "+15555550100",
        deskReturnNumber: () => "+15555550190",
      },
      lineEvents: { append: (event) => fromDatabase(() => void events.push(event)) },
    },
    reads: { overdue: () => fromDatabase(() => found.overdue) },
    watchdogReads: {
      wasTaken: () => fromDatabase(() => false),
      books: () => fromDatabase(() => found.books),
      recorded: () => fromDatabase(() => []),
      paged: () => fromDatabase(() => found.people),
    },
    heartbeats: {
      beat: (name, at, says = {}) => fromDatabase(() => void rows.set(name, { at, says })),
      read: () => fromDatabase(() => new Map([...rows].map(([name, { at }]) => [name, at]))),
      says: (name) => fromDatabase(() => rows.get(name)?.says ?? null),
      count: () => Promise.reject(new Error("Not part of this test")),
    },
    vault: { shut: () => [] },
    pager: {
      call: (call) => fromCarrier(() => void heard.calls.push(call)),
      text: (to, _from, body) => fromCarrier(() => void heard.texts.push({ to, body })),
      answers: () => fromCarrier(() => undefined),
    },
    takenUrl: (staffId) => `https://line.example.org/twilio/pages/${staffId}`,
    heartbeatUrl: null,
  });

  /** Two seconds at a time, as it looks; the worker beats meanwhile. */
  const lasts = async (ms: number): Promise<void> => {
    for (const until = clock.now() + ms; clock.now() < until;) {
      if (world.sweep) rows.set("sweep", { at: clock.now(), says: {} });
      if (world.queue) rows.set("queue", { at: clock.now(), says: {} });
      await watchdog.look();
      const next = clock.now() + 2_000;
      while (clock.next(next)) await Promise.resolve();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { ...heard, asked, world, found, events, rows, log, clock, lasts, watchdog };
}
