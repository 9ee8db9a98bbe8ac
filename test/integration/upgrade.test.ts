import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import path from "node:path";
import { setImmediate as turn } from "node:timers/promises";

import { expect, onTestFinished, test } from "vitest";

import { readDump } from "../../src/adapters/postgres/dump.ts";
import { pendingMigrations } from "../../src/adapters/postgres/migrate.ts";
import { stored } from "../../src/adapters/postgres/stored.ts";
import { prepareDatabase } from "../../src/adapters/postgres/prepare.ts";
import { readConfig } from "../../src/config.ts";
import { isAlarm } from "../../src/domain/session/duties.ts";
import type { Event } from "../../src/domain/session/events.ts";
import { handle } from "../../src/engine/handle.ts";
import { perform } from "../../src/engine/perform.ts";
import type { Line, OutgoingCall } from "../../src/engine/ports.ts";
import { sweep } from "../../src/engine/sweep.ts";
import { compose } from "../../src/line.ts";
import { addsUp } from "../../src/worker/folds.ts";
import { emptyDatabase } from "../support/database.ts";
import { keptLog } from "../support/kept-log.ts";
import { folderForTest } from "../support/keyring.ts";
import { movableClock } from "../support/movable-clock.ts";
import { quietLog } from "../support/quiet-log.ts";
import { SESSIONS, STOPPED_AT } from "../upgrade/stories.ts";

const RELEASED = path.join(import.meta.dirname, "../upgrade/released");
const releases = readdirSync(RELEASED).filter((file) => file.endsWith(".dump.gz"));

/** Stopped, migrated, started again. */
const UPGRADE_MS = 15_000;
/** How late help may be where something failed meanwhile: promise 1. */
const BOUND_MS = 5_000;
/** All that was promised before the line was stopped has fallen due by then. */
const WATCHED_MS = 90_000;

test("there is a copy of every release", () => {
  expect(releases).toEqual(["0.0.1.dump.gz", "0.1.0.dump.gz"]);
});

test.each(releases)(
  "upgraded from %s with 1,000 sessions open, no deadline is lost",
  { timeout: 300_000 },
  async (file) => {
    const line = await upgraded(path.join(RELEASED, file));
    const before = await line.standing();
    expect(before).toHaveLength(SESSIONS);
    const watched = before.filter(({ helpAt }) => helpAt !== null);
    expect(watched.length).toBeGreaterThanOrEqual(0.9 * SESSIONS);
    const alarms = await line.alarmsOwed();
    expect(alarms.length).toBeGreaterThan(SESSIONS);

    // Every second caller is answered for, by their responder, as soon as they are asked.
    await line.passes(STOPPED_AT + WATCHED_MS, new Set(evens(watched)));

    const late = watched.filter(({ id, helpAt }) => !line.isKept(id, helpAt ?? 0));
    expect(late).toEqual([]);
    const [asked, kept] = [line.count("helpAsked"), line.count("checkInKept")];
    expect(asked).toBeGreaterThan(0.4 * SESSIONS);
    expect(kept).toBeGreaterThan(0.2 * SESSIONS);
    expect(line.desksCalledFor()).toEqual(new Set(line.sessionsWith("helpAsked")));
    expect(await line.stillOwed(alarms)).toEqual([]);
    expect(await line.differing()).toEqual([]);
    expect(line.log.errors).toEqual([]);
  },
);

const evens = (sessions: readonly { readonly id: string }[]) =>
  sessions.filter((_, index) => index % 2 === 0).map(({ id }) => id);

type Standing = { id: string; helpAt: number | null };

/** A released copy, brought to today's tables and served by today's engine, on a clock that moves when told. */
async function upgraded(file: string) {
  const database = await emptyDatabase();
  onTestFinished(() => database.drop());
  await readDump(file, database.url);
  await prepareDatabase(database.url, quietLog);
  expect(await pendingMigrations(database.url)).toEqual([]);
  const clock = movableClock(STOPPED_AT + UPGRADE_MS);
  const log = keptLog();
  const alarms = { set: () => undefined, close: () => Promise.resolve() };
  const at = { databaseUrl: database.url, apiBaseUrl: null };
  const made = await compose(settings(), at, log, { clock, alarms });
  onTestFinished(() => made.close());
  const calls: OutgoingCall[] = [];
  const line: Line = { ...made.line, phone: carrierThatRings(calls), gate: openGate };
  const { db } = made.database;
  const happened = new Map<string, Event[]>();

  const give = async (id: string) => {
    const session = await line.store.load(id);
    if (session?.watch == null || session.company.responder === null) return;
    const by = session.company.responder.staffId;
    const { checkIn } = session.watch;
    const input = {
      kind: "confirmed",
      by,
      checkIn,
      mark: "well",
      id: `answer-${checkIn}`,
    } as const;
    await handle(line, id, { ...input, at: clock.now() });
  };

  const readEvents = async () => {
    const rows = await db.sessionEvent.findMany({
      where: { at: { gte: new Date(STOPPED_AT + UPGRADE_MS) } },
      orderBy: [{ sessionId: "asc" }, { seq: "asc" }],
    });
    for (const { sessionId, data } of rows) {
      happened.set(sessionId, [...(happened.get(sessionId) ?? []), stored<Event>(data)]);
    }
  };

  return {
    log,
    async standing(): Promise<Standing[]> {
      const rows = await db.session.findMany({ where: { closedAt: null } });
      return rows.map(({ id, helpAt }) => ({ id, helpAt: helpAt?.getTime() ?? null }));
    },
    async alarmsOwed(): Promise<string[]> {
      const until = new Date(STOPPED_AT + WATCHED_MS - BOUND_MS);
      const rows = await db.duty.findMany({
        where: { doneAt: null, overtakenBy: null, dueAt: { lte: until } },
      });
      return rows.map(({ id }) => id);
    },
    /** Second by second, as a worker that was just started. */
    async passes(until: number, answering: ReadonlySet<string>) {
      const unanswered = new Set(answering);
      while (clock.now() < until) {
        await everythingDue(line);
        const due = await db.session.findMany({
          where: { dueAt: { lte: new Date(clock.now()) }, id: { in: [...unanswered] } },
          select: { id: true },
        });
        for (const { id } of due) {
          unanswered.delete(id);
          await give(id);
        }
        const next = clock.now() + 1_000;
        while (clock.next(next)) await turn();
      }
      await readEvents();
    },
    count: (kind: Event["kind"]) => sessionsWith(happened, kind).length,
    sessionsWith: (kind: Event["kind"]) => sessionsWith(happened, kind),
    desksCalledFor: () =>
      new Set(calls.filter(({ leg }) => leg.role === "desk").map(({ leg }) => leg.sessionId)),
    /** Help was asked for by then, or they answered in time. */
    isKept(id: string, helpAt: number): boolean {
      const events = happened.get(id) ?? [];
      const by = Math.max(helpAt, STOPPED_AT + UPGRADE_MS) + BOUND_MS;
      return events.some(
        ({ kind, at }) =>
          (kind === "helpAsked" && at <= by) || (kind === "checkInKept" && at <= helpAt),
      );
    },
    /** Of these. */
    async stillOwed(ids: readonly string[]) {
      const rows = await db.duty.findMany({
        where: { id: { in: [...ids] }, doneAt: null, overtakenBy: null },
      });
      return rows.map(({ kind, dueAt }) => `${kind} ${dueAt.toISOString()}`);
    },
    /** Sessions whose row is not what their events come to. */
    async differing(): Promise<string[]> {
      const wrong: string[] = [];
      for (let after: string | null = null; ;) {
        const some = await made.watchdogReads.recorded(clock.now(), after, 100);
        wrong.push(...some.filter((one) => !addsUp(one)).map(({ id }) => id));
        after = some.at(-1)?.id ?? null;
        if (after === null) return wrong;
      }
    },
  };
}

const sessionsWith = (happened: ReadonlyMap<string, readonly Event[]>, wanted: Event["kind"]) =>
  [...happened]
    .filter(([, events]) => events.some(({ kind }) => kind === wanted))
    .map(([id]) => id);

/** Deadlines are alarms, and calls to desks; what else is owed is passed over, so that a test of a thousand sessions ends. */
const promisesOnly: typeof perform = async (line, holder, dutyId) => {
  const owed = await line.store.owed(dutyId);
  if (owed === null) return;
  const matters = owed.sessionId !== null && (isAlarm(owed.duty) || owed.duty.kind === "callDesk");
  if (matters) return perform(line, holder, dutyId, owed);
  await line.store.finish(dutyId, { how: "done" }, line.clock.now());
};

/** More looks than that find the same again: something fails whenever it is tried. */
const LOOKS_MAX = 500;

async function everythingDue(line: Line): Promise<void> {
  for (let looks = 0; looks < LOOKS_MAX; looks += 1) {
    if ((await sweep(line, "worker", promisesOnly)) === 0) return;
  }
  throw new Error("What is due is never done");
}

const openGate: Line["gate"] = { pass: () => Promise.resolve(null) };

/** It rings, and nobody picks up. */
const carrierThatRings = (calls: OutgoingCall[]): Line["phone"] => ({
  async call(call) {
    calls.push(call);
    return { callSid: `CA-${call.leg.id}` };
  },
  move: async () => true,
  hangUp: async () => undefined,
  announce: async () => true,
  text: async () => undefined,
  look: async () => ({ ended: null, answered: false }),
});

/** The key these copies were sealed under; of the rest any will do. */
function settings() {
  const key = createHash("sha256").update("the key of a released copy").digest("base64");
  return readConfig({ DATA_DIR: folderForTest() }, () => ({
    VAULT_KEYS: `test:${key}`,
    HASH_KEY: key,
    AUTH_SECRET: "a secret that only this test has",
    TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
    TWILIO_AUTH_TOKEN: "0".repeat(32),
    TWILIO_API_KEY: `SK${"0".repeat(32)}`,
    TWILIO_API_SECRET: "0".repeat(32),
  }));
}
