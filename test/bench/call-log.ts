import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { Client } from "pg";
import { createCallLog, type CallLog } from "../../src/adapters/postgres/call-log.ts";
import { openDatabase, type Database } from "../../src/adapters/postgres/client.ts";
import { startEmbeddedPostgres } from "../../src/adapters/postgres/embedded.ts";
import { migrate } from "../../src/adapters/postgres/migrate.ts";
import { createReviews } from "../../src/adapters/postgres/reviews.ts";
import { publishProtocols } from "../../src/adapters/postgres/seed.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import type { LogCursor, LogFilter } from "../../src/domain/call-log/filter.ts";
import { removeEmbeddedPostgres } from "../support/postgres.ts";
import { seed, YEARS, type Seeded } from "./call-log-seed.ts";
import type { Found, Measure } from "./measures.ts";
import type { Options } from "./options.ts";
import { say } from "./stage.ts";

const SMALL: Seeded = { sessions: 10_000, eventsEach: 20 };
const LARGE: Seeded = { sessions: 1_000_000, eventsEach: 20 };
const TIMES = 200;
/** Asked first and not counted, so that the first size is not the one that warms the program up. */
const WARMING = 50;
const MOST_MS = 100;
const MOST_GROWTH = 2;
const BYTES_NEEDED = 14e9;
const DAY_MS = 24 * 3_600_000;

type Ask = (log: CallLog, db: Database, middle: LogCursor) => Promise<unknown>;

const all: LogFilter = {
  from: null,
  to: null,
  responderId: null,
  rehearsal: false,
  languages: [],
  provinces: [],
  outcomes: [],
  reached: [],
};
const LIMIT = 30;
const find =
  (filter: Partial<LogFilter>): Ask =>
  (log) =>
    log.page({ filter: { ...all, ...filter }, after: null, limit: LIMIT });
const taken = ["helpTaken", "helpArrived"] as const;
const twoYears = { from: YEARS.from, to: YEARS.to };

/** What supervisors ask, common and rare. */
const QUERIES: readonly (readonly [name: string, ask: Ask])[] = [
  ["the newest", find({})],
  ["one day, a year ago", find({ from: YEARS.to - 365 * DAY_MS, to: YEARS.to - 364 * DAY_MS })],
  ["one responder's", find({ responderId: "r41" })],
  ["every death", find({ outcomes: ["died"] })],
  ["help taken in a quarter", find({ from: YEARS.to - 90 * DAY_MS, reached: taken })],
  ["French", find({ ...twoYears, languages: ["fr"] })],
  [
    "French, Nunavut, help taken, in two years",
    find({ ...twoYears, languages: ["fr"], provinces: ["NU"], reached: taken }),
  ],
  [
    "the least busy responder, Newfoundland, left",
    find({ responderId: "r3", provinces: ["NL"], outcomes: ["left"] }),
  ],
  [
    "unknown outcome, in two territories, English, watched",
    find({
      provinces: ["YT", "NT"],
      outcomes: ["unknown"],
      languages: ["en"],
      reached: ["watching"],
    }),
  ],
  [
    "none there ever was",
    find({ provinces: ["PE"], outcomes: ["died"], reached: ["waiting"], languages: ["fr"] }),
  ],
  [
    "French deaths, a page from the middle on",
    (log, _db, after) =>
      log.page({
        filter: { ...all, languages: ["fr"], outcomes: ["died", "revived"] },
        after,
        limit: LIMIT,
      }),
  ],
  [
    "one session's events, duties and review",
    async (log, db, { id }) => {
      await createStore(db).events(id);
      await log.duties(id);
      await log.entry(id);
      await createReviews(db).read(id);
    },
  ],
];

/** Twelve questions to the call log, of ten thousand sessions and of a million with twenty million events. */
export async function benchCallLog({ words, quick }: Options): Promise<Found> {
  const sessions = Number(words[0] ?? (quick ? 2 * SMALL.sessions : LARGE.sessions));
  const folder = mkdtempSync(path.join(tmpdir(), "line-bench-"));
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < BYTES_NEEDED) throw new Error("It needs 14 GB of free disk.");
  const small = await measured(path.join(folder, "small"), SMALL);
  const large = await measured(path.join(folder, "large"), { ...LARGE, sessions });
  rmSync(folder, { recursive: true, force: true });
  const measures = QUERIES.flatMap(([name], index): Measure[] => {
    const [few = NaN, many = NaN] = [small[index], large[index]];
    return [
      { what: `${name}: p95 ms`, value: many, floor: few, must: { atMost: MOST_MS } },
      {
        what: `${name}: times what it is at ${SMALL.sessions}`,
        value: many / few,
        must: { atMost: MOST_GROWTH },
      },
    ];
  });
  return {
    measures,
    beside: `the same question to ${SMALL.sessions} sessions`,
    about: { sessions, events: sessions * LARGE.eventsEach, times: TIMES },
  };
}

/** The p95 of each query, in ms. */
async function measured(dataDir: string, seeded: Seeded): Promise<readonly number[]> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  try {
    await migrate(postgres.url);
    const opened = openDatabase(postgres.url, (err) => say(String(err)), 2);
    try {
      await publishProtocols(opened.db, YEARS.from);
      await seedAt(postgres.url, seeded);
      return await asked(opened.db);
    } finally {
      await opened.close();
    }
  } finally {
    await postgres.stop();
    removeEmbeddedPostgres(dataDir);
  }
}

async function seedAt(url: string, seeded: Seeded): Promise<void> {
  say(`Seeding ${seeded.sessions} sessions, ${seeded.sessions * seeded.eventsEach} events`);
  const began = performance.now();
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await seed(client, seeded);
  } finally {
    await client.end();
  }
  say(`  ${Math.round((performance.now() - began) / 1_000)} s`);
}

async function asked(db: Database): Promise<readonly number[]> {
  const log = createCallLog(db);
  const filter = { ...all, to: (YEARS.from + YEARS.to) / 2 };
  const [middle] = await log.page({ filter, after: null, limit: 1 });
  if (middle === undefined) throw new Error("Nothing was seeded");
  const p95s: number[] = [];
  for (const [name, ask] of QUERIES) {
    const took: number[] = [];
    for (let time = -WARMING; time < TIMES; time += 1) {
      const from = performance.now();
      await ask(log, db, middle);
      if (time >= 0) took.push(performance.now() - from);
    }
    const p95 = took.toSorted((a, b) => a - b)[Math.floor(TIMES * 0.95)] ?? NaN;
    say(`  ${name}: ${p95.toFixed(1)} ms`);
    p95s.push(p95);
  }
  return p95s;
}
