import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { startEmbeddedPostgres } from "../../src/adapters/postgres/embedded.ts";
import { migrate } from "../../src/adapters/postgres/migrate.ts";
import { publishProtocols } from "../../src/adapters/postgres/seed.ts";
import { readConfig } from "../../src/config.ts";
import type { InputBody } from "../../src/domain/session/inputs.ts";
import { emptyPlan } from "../../src/domain/session/plan.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { handle } from "../../src/engine/handle.ts";
import { blankPlan } from "../../src/engine/plans.ts";
import { compose, type Composed } from "../../src/line.ts";
import { performDuties } from "../../src/worker/duties.ts";
import { freePort } from "../support/free-port.ts";
import { removeEmbeddedPostgres } from "../support/postgres.ts";
import { startRedis } from "../chaos/redis.ts";
import { startBareCarrier, type BareCarrier } from "./bare-carrier.ts";
import { printed, quantiles, type Measure } from "./measures.ts";

/** Deadlines that pass, two a second. */
const DEADLINES = 100;
const EVERY_MS = 500;
const WATCHES = 1_000;
/** So that what is measured is the line, and not its turn at the gate. */
const PER_SECOND = 30;
const { firstCheckInMs, graceMs } = standard.numbers;
const say = (words: string): void => void process.stderr.write(`${words}\n`);
/** For opening one watch, so that all are open when the first deadline passes. */
const OPENING_MS = 50;
const silentLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * From the moment a deadline passes to the call to the desk arriving at the carrier, by the real worker on the real database: on an
 * idle line, and with a thousand watches open whose own check-ins fall due meanwhile. The floor is a timer and the same request.
 */
export async function benchDispatch(): Promise<boolean> {
  const folder = mkdtempSync(path.join(tmpdir(), "line-bench-"));
  const dataDir = path.join(folder, "database");
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  const redis = await startRedis(await freePort(), path.join(folder, "redis"));
  try {
    await migrate(postgres.url);
    const measures: Measure[] = [];
    for (const [backend, redisUrl] of [
      ["Redis", redis.url],
      ["Postgres", null],
    ] as const) {
      const place = { databaseUrl: postgres.url, redisUrl, folder };
      measures.push(
        ...(await measured(`${backend}, idle line`, place, { watches: 0, mostMs: 250 })),
      );
      measures.push(
        ...(await measured(`${backend}, ${WATCHES} open watches`, place, {
          watches: WATCHES,
          mostMs: 1_000,
        })),
      );
    }
    const about = { cores: cpus().length, load: loadavg()[0], perSecond: PER_SECOND };
    return printed("dispatch", measures, about);
  } finally {
    await redis.stop();
    await postgres.stop();
    removeEmbeddedPostgres(dataDir);
    rmSync(folder, { recursive: true, force: true });
  }
}

type Place = {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly folder: string;
};
type Load = { readonly watches: number; readonly mostMs: number };

async function measured(name: string, place: Place, load: Load): Promise<readonly Measure[]> {
  say(`${name}: opening ${load.watches + DEADLINES} sessions`);
  const carrier = await startBareCarrier(Date.now);
  const composed = await line(place, carrier);
  const worker = performDuties(composed.line, composed.queue, "bench", composed.heartbeats);
  try {
    const beginsAt = composed.line.clock.now() + 5_000 + load.watches * OPENING_MS;
    for (let index = 0; index < load.watches; index += 1) {
      await watched(composed, beginsAt + ((index + 0.5) / load.watches) * DEADLINES * EVERY_MS);
    }
    const late = await passing(composed, carrier, beginsAt);
    say(`${name}: worst ${Math.round(Math.max(...late))} ms`);
    const floor = await floorOf(composed, carrier);
    const [ours, bare] = [quantiles(late), quantiles(floor)];
    return [
      { what: `${name}: deadline to call, p50 ms`, value: ours.p50, floor: bare.p50 },
      {
        what: `${name}: deadline to call, p99 ms`,
        value: ours.p99,
        floor: bare.p99,
        must: { atMost: load.mostMs },
      },
    ];
  } finally {
    await worker.close();
    await closeAll(composed);
    await composed.close();
    carrier.close();
  }
}

async function line(
  { databaseUrl, redisUrl, folder }: Place,
  carrier: BareCarrier,
): Promise<Composed> {
  const settings = readConfig({
    PORT: "3999",
    DATA_DIR: folder,
    DATABASE_URL: databaseUrl,
    TWILIO_API_BASE_URL: carrier.url,
    OUTBOUND_PER_SECOND: String(PER_SECOND),
    ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }),
  });
  const composed = await compose(settings, { databaseUrl, apiBaseUrl: carrier.url }, silentLog);
  await publishProtocols(composed.database.db, composed.line.clock.now());
  return composed;
}

type Given = (body: InputBody, at: number) => Promise<unknown>;

/** A caller alone with the line, whose first check-in falls due then. */
async function watched({ line }: Composed, dueAt: number): Promise<{ id: string; give: Given }> {
  const id = line.ids.uuid();
  let count = 0;
  const give: Given = (body, at) => {
    count += 1;
    return handle(line, id, { ...body, id: `${id}:${count}`, at: Math.round(at) });
  };
  const began = dueAt - firstCheckInMs;
  const legId = `${id}-caller`;
  await give(
    {
      kind: "callArrived",
      legId,
      language: "en",
      protocol: standard,
      rehearsal: true,
      numberKnown: false,
    },
    began - 1_000,
  );
  const pressed = { kind: "keyPressed", legId, role: "caller", party: null } as const;
  await give({ ...pressed, ask: "menu", digits: "7" }, began);
  return { id, give };
}

/** How late each desk was called, in ms. */
async function passing(
  composed: Composed,
  { askedAt }: BareCarrier,
  beginsAt: number,
): Promise<readonly number[]> {
  const { line: ours, directory } = composed;
  const waits: { readonly number: string; readonly helpAt: number }[] = [];
  for (let index = 0; index < DEADLINES; index += 1) {
    const helpAt = Math.round(beginsAt + index * EVERY_MS);
    const deskId = `bench_${ours.ids.uuid().slice(-12)}`;
    const number = `+15555${String(100_000 + ((helpAt + index) % 900_000))}`;
    await directory.save([aDesk(deskId, number)]);
    const { id, give } = await watched(composed, helpAt - graceMs);
    const at = ours.clock.now();
    await ours.plans.write(id, { ...blankPlan, place: "exact", address: "1 Fictional Street" }, at);
    const plan = { ...emptyPlan, place: "exact", desks: [deskId] } as const;
    await give({ kind: "planRecorded", by: "bench", plan }, at);
    waits.push({ number, helpAt });
  }
  const offset = Date.now() - ours.clock.now();
  say(`  ${DEADLINES} deadlines pass`);
  await pause(Math.max(0, beginsAt + DEADLINES * EVERY_MS - ours.clock.now()) + 3_000);
  return waits.map(({ number, helpAt }) => (askedAt.get(number) ?? Infinity) - offset - helpAt);
}

/** The same request from a bare timer, with nothing to decide and nothing to write. */
async function floorOf({ line: ours }: Composed, { url }: BareCarrier): Promise<readonly number[]> {
  const late: number[] = [];
  for (let index = 0; index < DEADLINES; index += 1) {
    const at = ours.clock.now() + 50;
    await pause(50);
    await fetch(`${url}/Calls.json`, {
      method: "POST",
      body: new URLSearchParams({ To: `f${index}` }),
    });
    late.push(Math.max(0, ours.clock.now() - at));
  }
  return late;
}

const aDesk = (id: string, number: string) =>
  ({
    id,
    name: id,
    kind: "tenDigit",
    territory: { province: "ON", regions: [], municipalities: [], postalPrefixes: [] },
    order: 1,
    number,
    languages: ["en"],
    whoComes: "ambulance",
    hours: null,
    timeZone: "America/Toronto",
    recording: "unknown",
    recordingAgreedBy: null,
    recordingAgreedAt: null,
    verifiedAt: null,
    rehearsal: true,
  }) as const;

/** What is still owed belongs to this run alone. */
async function closeAll({ database }: Composed): Promise<void> {
  await database.db.$executeRaw`
    UPDATE duties SET done_at = due_at
    WHERE done_at IS NULL AND overtaken_by IS NULL AND waived_by IS NULL`;
}
