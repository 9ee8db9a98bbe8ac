import { readFileSync } from "node:fs";
import { v7 as uuid } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import { createCallLog, type CallLog } from "../../src/adapters/postgres/call-log.ts";
import type { Database } from "../../src/adapters/postgres/client.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import {
  kindsOf,
  LOG_OUTCOMES,
  LOG_PROVINCES,
  type LogCursor,
  type LogEntry,
  type LogFilter,
} from "../../src/domain/call-log/filter.ts";
import { REACHED } from "../../src/domain/call-log/story.ts";
import { languages } from "../../src/domain/language.ts";
import { emptyPlan } from "../../src/domain/session/plan.ts";
import { standard } from "../../src/domain/session/policy.ts";
import type { ConsoleInput } from "../../src/domain/session/inputs.ts";
import { handle } from "../../src/engine/handle.ts";
import type { Line } from "../../src/engine/ports.ts";
import { fakeLine } from "../support/fake-line.ts";
import { lineDatabase, noon } from "../support/line-database.ts";

const open = lineDatabase();
const DAY_MS = 24 * 3_600_000;
const CALLS = 4_000;

let db: Database;
let log: CallLog;
let line: Line;

const anything: LogFilter = {
  from: null,
  to: null,
  responderId: null,
  rehearsal: false,
  languages: [],
  provinces: [],
  outcomes: [],
  reached: [],
};

/** Of two years: mostly English, mostly well, and some kinds as rare as they come. */
beforeAll(async () => {
  ({ db } = open());
  log = createCallLog(db);
  line = { ...fakeLine().line, store: createStore(db), ids: { uuid } };
  await db.$executeRaw`
    INSERT INTO sessions (id, version, state, phase, language, rehearsal, protocol_id, opened_at)
    SELECT gen_random_uuid(), 1, '{}', 'closed', 'en', n % 40 = 0, 'standard-1',
      timestamptz '2024-01-01 00:00:00Z' + (n / 2) * interval '4 hours'
    FROM generate_series(1, ${CALLS}::int) AS n`;
  await db.$executeRaw`
    INSERT INTO call_log (session_id, staff_id, rehearsal, opened_at, language, province, outcome, reached)
    SELECT id, who, rehearsal, opened_at,
      CASE WHEN h % 7 = 0 THEN 'fr' ELSE 'en' END,
      (${[...LOG_PROVINCES]}::text[])[1 + (h / 7 % 14 * (h / 98 % 14)) / 13],
      (${[...LOG_OUTCOMES]}::text[])[1 + (h / 11 % 12 * (h / 132 % 12)) / 11],
      (${[...REACHED]}::text[])[1 + (h / 13 % 6 * (h / 78 % 6)) / 5]
    FROM (SELECT *, abs(hashtext(id::text)) AS h FROM sessions) AS hashed
      CROSS JOIN LATERAL unnest(ARRAY['', 'p' || h % 9]) AS who`;
});

/** The same question asked in the plainest way. */
async function byHand(filter: LogFilter): Promise<readonly string[]> {
  const rows = await db.callLogRow.findMany();
  const kinds = kindsOf(filter);
  const isOne = (values: readonly string[], value: string) => values.includes(value);
  return rows
    .map(({ sessionId: id, openedAt, ...row }) => ({ ...row, id, openedAt: openedAt.getTime() }))
    .filter((row) => row.staffId === (filter.responderId ?? ""))
    .filter((row) => row.rehearsal === filter.rehearsal)
    .filter(({ openedAt }) => openedAt >= (filter.from ?? 0) && openedAt < (filter.to ?? Infinity))
    .filter((row) => isOne(kinds.languages, row.language) && isOne(kinds.provinces, row.province))
    .filter((row) => isOne(kinds.outcomes, row.outcome) && isOne(kinds.reached, row.reached))
    .toSorted((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? 1 : -1))
    .map(({ id }) => id);
}

async function inPages(filter: LogFilter, limit: number): Promise<readonly string[]> {
  const ids: string[] = [];
  let after: LogCursor | null = null;
  for (;;) {
    const page: readonly LogEntry[] = await log.page({ filter, after, limit });
    ids.push(...page.map(({ id }) => id));
    const last = page.at(-1);
    if (last === undefined || page.length < limit) return ids;
    after = last;
  }
}

const FILTERS: readonly (readonly [string, Partial<LogFilter>])[] = [
  ["everything", {}],
  ["rehearsals", { rehearsal: true }],
  ["a month", { from: Date.UTC(2024, 5, 1), to: Date.UTC(2024, 6, 1) }],
  ["a responder", { responderId: "p4" }],
  ["nobody of that name", { responderId: "p77" }],
  ["French", { languages: ["fr"] }],
  [
    "French in Nunavut, help taken",
    { languages: ["fr"], provinces: ["NU"], reached: ["helpTaken", "helpArrived"] },
  ],
  ["two provinces and one outcome", { provinces: ["NU", "YT"], outcomes: ["died"] }],
  ["a responder's, and rare", { responderId: "p3", provinces: ["NL"], languages: ["fr"] }],
  [
    "rare in a season",
    { from: Date.UTC(2024, 1, 1), to: Date.UTC(2024, 4, 1), outcomes: ["misuse"] },
  ],
  [
    "none there ever was",
    { provinces: ["YT"], outcomes: ["open"], languages: ["fr"], reached: ["helpArrived"] },
  ],
];

test.each(FILTERS)("%s: found page by page, each once, newest first", async (_name, change) => {
  const filter = { ...anything, ...change };
  const expected = await byHand(filter);
  expect(await inPages(filter, 200)).toEqual(expected);
  const few = await log.page({ filter, after: null, limit: 7 });
  expect(few.map(({ id }) => id)).toEqual(expected.slice(0, 7));
});

test("what is exported is what is found", async () => {
  const filter = { ...anything, languages: [...languages].slice(1) };
  const ids: string[] = [];
  for await (const page of log.everything(filter)) ids.push(...page.map(({ id }) => id));
  expect(ids).toEqual(await byHand(filter));
});

async function calls(change: object = {}): Promise<string> {
  const id = uuid();
  await handle(line, id, {
    kind: "callArrived",
    id: `${id}:arrived`,
    at: noon + 800 * DAY_MS,
    legId: id,
    language: "en",
    protocol: standard,
    rehearsal: false,
    numberKnown: true,
    ...change,
  });
  return id;
}
type Wish = ConsoleInput extends infer I ? (I extends unknown ? Omit<I, "by"> : never) : never;
const does = (id: string, wish: Wish) =>
  handle(line, id, { ...wish, by: "robin", id: uuid(), at: noon + 800 * DAY_MS + 1_000 });
const takes = (id: string, staffId: string) =>
  handle(line, id, {
    kind: "legAccepted",
    id: uuid(),
    at: noon + 800 * DAY_MS + 500,
    legId: uuid(),
    role: "responder",
    staffId,
    via: "softphone",
  });

describe("the log moves with the session, in the same statement", () => {
  test("language, province, who was there, how far it came, and its outcome as amended", async () => {
    const id = await calls();
    expect(await log.entry(id)).toMatchObject({
      language: "en",
      province: "none",
      reached: "waiting",
      outcome: "open",
      people: [],
      review: null,
    });
    await takes(id, "robin");
    await does(id, { kind: "languageSet", language: "fr" });
    await does(id, {
      kind: "planRecorded",
      plan: { ...emptyPlan, place: "exact", province: "NU" },
    });
    await does(id, { kind: "watchStarted" });
    await does(id, { kind: "saidGoodbye" });
    expect(await log.entry(id)).toMatchObject({
      language: "fr",
      province: "NU",
      reached: "watching",
      outcome: "well",
      people: ["robin"],
      review: null,
    });
    await does(id, { kind: "outcomeAmended", outcome: "died" });
    expect(await log.entry(id)).toMatchObject({ outcome: "died", review: "owed" });
    const filter = { ...anything, responderId: "robin", outcomes: ["died"] } as const;
    const [found] = await log.page({ filter, after: null, limit: 1 });
    expect(found?.id).toBe(id);
  });

  test("an emergency is owed a review once it is closed, a rehearsed one too", async () => {
    const id = await calls({ rehearsal: true });
    await takes(id, "jo");
    await does(id, { kind: "helpSent", reason: "injury" });
    expect((await log.entry(id))?.review).toBeNull();
    await does(id, { kind: "stoodDown", reason: "raisedByMistake" });
    await does(id, { kind: "closed", outcome: "calledOff" });
    expect(await log.entry(id)).toMatchObject({ reached: "escalated", review: "owed" });
  });

  test("the migration found earlier sessions where their events put them", async () => {
    const before = await db.callLogRow.findMany({
      where: { openedAt: { gte: new Date(noon + 799 * DAY_MS) } },
    });
    expect(before.length).toBeGreaterThan(2);
    const path = "prisma/migrations/20261122122000_call_log/migration.sql";
    const [, copied = ""] =
      /(INSERT INTO "call_log"[\s\S]*?);/.exec(readFileSync(path, "utf8")) ?? [];
    await db.$executeRaw`TRUNCATE call_log`;
    await db.$executeRawUnsafe(copied);
    const after = await db.callLogRow.findMany({
      where: { openedAt: { gte: new Date(noon + 799 * DAY_MS) } },
    });
    const plain = (rows: typeof before) =>
      rows
        .map((row) => JSON.stringify({ ...row, province: "?" }, Object.keys(row).toSorted()))
        .toSorted();
    expect(plain(after)).toEqual(plain(before));
  });
});
