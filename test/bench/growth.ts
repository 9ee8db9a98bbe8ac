import { freePort } from "../support/free-port.ts";
import type { Composed } from "../../src/line.ts";
import { startBareCarrier } from "./bare-carrier.ts";
import type { Found, Measure } from "./measures.ts";
import { quantiles } from "./measures.ts";
import type { Options } from "./options.ts";
import { copyCalls } from "./copied-calls.ts";
import { CHECK_INS, ordinaryCall } from "./ordinary-call.ts";
import { composeHere, inHands, onStage, rowsOf, say, type Stage } from "./stage.ts";
import { usageOf, usageOfPostgres } from "./usage.ts";

const FEW = 100;
const MANY = 10_000;
/** Taken through by the line with all the others behind it: so many that their processor time is more than noise. */
const LAST = 300;
const AT_ONCE = 10;
const WARMING = 50;
/** Asked so often that the slowest of a hundred means something. */
const TIMES = 200;

/** What a line holds and has used up after so many calls. */
type Figures = {
  readonly rows: number;
  readonly bytes: number;
  readonly logBytes: number;
  readonly postgresMs: number;
  readonly lineMs: number;
};

/** Milliseconds that a question takes with so many calls behind it. */
type Asked = Readonly<Record<"sweep" | "board" | "call log, newest page", number>>;

/**
 * What an ordinary call leaves in the database and costs to take through, on a line that has a hundred of them behind it and on one
 * with ten thousand: what lies between are copies of the hundred. Linear is one time.
 */
export async function benchGrowth({ quick }: Options): Promise<Found> {
  const many = quick ? 2 * FEW + LAST : MANY;
  return onStage(async (stage) => {
    await rowsOf(stage, "ALTER ROLE postgres SET synchronous_commit = off");
    const carrier = await startBareCarrier(Date.now);
    const wanted = { backend: "Redis", carrierUrl: carrier.url, port: await freePort() } as const;
    const composed = await composeHere(stage, wanted);
    try {
      await calls(composed, WARMING);
      const empty = await figuresOf(stage);
      await calls(composed, FEW);
      const few = since(empty, await figuresOf(stage));
      const askedFew = await asked(composed);
      say(`  ${many - FEW - LAST} copies of them`);
      await copyCalls(stage, FEW, (many - FEW - LAST) / FEW);
      const before = await figuresOf(stage);
      await calls(composed, LAST);
      const after = await figuresOf(stage);
      return {
        measures: [
          ...held(few, since(empty, after), many),
          ...spent(few, since(before, after)),
          ...askedOf(askedFew, await asked(composed), many),
        ],
        beside: `the same figure at ${FEW} calls`,
        about: { calls: many, "check-ins in each": CHECK_INS },
        notes: [
          `All but ${FEW + LAST} are copies of ${FEW}, under ids of their own; what a call costs at ${many} is what the last ${LAST} did.`,
          "Written without waiting for the disk: what is left behind is the same.",
          ...(await largest(stage, many)),
        ],
      };
    } finally {
      await composed.close();
      carrier.close();
    }
  });
}

function calls(composed: Composed, count: number): Promise<void> {
  say(`  ${count} calls`);
  const all = Array.from({ length: count }, (_, index) => index);
  return inHands(all, AT_ONCE, () => ordinaryCall(composed), "calls");
}

/** After a vacuum, as autovacuum would sooner or later: what is dead is not counted as held for ever. */
async function figuresOf(stage: Stage): Promise<Figures> {
  await rowsOf(stage, "VACUUM ANALYZE");
  const [row] = await rowsOf<{ rows: number; bytes: number; log: number }>(
    stage,
    `SELECT sum(reltuples)::float8 AS rows, sum(pg_total_relation_size(oid))::float8 AS bytes,
      pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS log
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples >= 0`,
  );
  if (row === undefined) throw new Error("Postgres does not count");
  return {
    rows: row.rows,
    bytes: row.bytes,
    logBytes: row.log,
    postgresMs: usageOfPostgres(stage).cpuMs,
    lineMs: usageOf(process.pid).cpuMs,
  };
}

const since = (before: Figures, after: Figures): Figures => ({
  rows: after.rows - before.rows,
  bytes: after.bytes - before.bytes,
  logBytes: after.logBytes - before.logBytes,
  postgresMs: after.postgresMs - before.postgresMs,
  lineMs: after.lineMs - before.lineMs,
});

const HELD = { rows: "rows a call", bytes: "bytes a call, with indexes" } as const;
const SPENT = {
  logBytes: "bytes of write-ahead log a call",
  postgresMs: "Postgres's processor time a call, ms",
  lineMs: "the line's processor time a call, ms",
} as const;

const held = (few: Figures, all: Figures, many: number): Measure[] =>
  (["rows", "bytes"] as const).map((name) =>
    eachCall(HELD[name], all[name] / many, few[name] / FEW),
  );

const spent = (few: Figures, last: Figures): Measure[] =>
  (["logBytes", "postgresMs", "lineMs"] as const).map((name) =>
    eachCall(SPENT[name], last[name] / LAST, few[name] / FEW),
  );

/** A call that leaves or costs as much with ten thousand behind it is linear. A tenth is the measuring. */
const eachCall = (what: string, value: number, floor: number): Measure => ({
  what,
  value,
  floor,
  must: { atMost: floor * 1.1 },
});

/** It may take as many times longer as there are more calls. */
const grows = (what: string, times: number, many: number): Measure => ({
  what: `${what}: times what it took at ${FEW} calls`,
  value: times,
  must: { atMost: (many / FEW) * 1.1 },
});

const askedOf = (few: Asked, all: Asked, many: number): Measure[] =>
  (["sweep", "board", "call log, newest page"] as const).flatMap((name) => [
    { what: `${name}, p95 ms`, value: all[name], floor: few[name] },
    grows(name, all[name] / few[name], many),
  ]);

/** What is asked every second, or whenever somebody looks, and must not grow with what is long over. */
async function asked({ line, reads, callLog }: Composed): Promise<Asked> {
  const filter = {
    from: null,
    to: null,
    responderId: null,
    rehearsal: true,
    languages: [],
    provinces: [],
    outcomes: [],
    reached: [],
  };
  return {
    sweep: await p95(() => line.store.overdue(line.clock.now(), 50)),
    board: await p95(() => reads.openSessions()),
    "call log, newest page": await p95(() => callLog.page({ filter, after: null, limit: 30 })),
  };
}

async function p95(ask: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const from = performance.now();
    await ask();
    took.push(performance.now() - from);
  }
  return quantiles(took).p95;
}

async function largest(stage: Stage, many: number): Promise<readonly string[]> {
  const rows = await rowsOf<{ name: string; bytes: number }>(
    stage,
    `SELECT relname AS name, pg_total_relation_size(oid)::float8 AS bytes FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    ORDER BY bytes DESC LIMIT 5`,
  );
  const said = rows.map(({ name, bytes }) => `${name} ${Math.round(bytes / many)}`);
  return [`The largest tables, bytes a call with indexes: ${said.join(", ")}.`];
}
