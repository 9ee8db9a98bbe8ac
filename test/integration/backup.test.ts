import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";

import { Client } from "pg";
import { v7 as uuid } from "uuid";
import { expect, onTestFinished, test } from "vitest";

import { readDump } from "../../src/adapters/postgres/dump.ts";
import { drillBackup, makeBackup, restoreBackup } from "../../src/backup.ts";
import { handle } from "../../src/engine/handle.ts";
import { blankPlan } from "../../src/engine/plans.ts";
import { compose } from "../../src/line.ts";
import { emptyDatabase } from "../support/database.ts";
import { keptLog } from "../support/kept-log.ts";
import { folderForTest } from "../support/keyring.ts";
import { accepts, arrived } from "../support/steps.ts";
import { wholeLine } from "../support/whole-line.ts";

type Line = Awaited<ReturnType<typeof wholeLine>>;

const PLACE = { ...blankPlan, address: "1 Fictional Lane", callerNumber: "+15555550142" };

async function callArrives({ line, give }: Line): Promise<string> {
  const id = uuid();
  await give(id, arrived({ legId: `leg-${id}`, rehearsal: true }));
  await line.plans.write(id, PLACE, line.clock.now());
  return id;
}

/** What somebody at the terminal reads. */
function terminal() {
  const said: string[] = [];
  const log = keptLog();
  return { said, told: { log, say: (line: string) => said.push(line) } };
}

const copyOf = () => path.join(folderForTest(), "last-night.dump.gz");

async function databases(url: string): Promise<string[]> {
  return asked(url, "SELECT datname AS one FROM pg_database WHERE datname LIKE 'drill_%'");
}

async function asked(url: string, statement: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ one: string }>(statement);
    return rows.map(({ one }) => one);
  } finally {
    await client.end();
  }
}

/** An empty database, gone with the test. */
async function elsewhere(): Promise<string> {
  const database = await emptyDatabase();
  onTestFinished(() => database.drop());
  return database.url;
}

/** A line with somebody on the phone, and last night's copy, from before another caller's place was erased. */
async function withLastNightsCopy() {
  const line = await wholeLine();
  const [open, over] = [await callArrives(line), await callArrives(line)];
  await line.give(open, accepts("robin"));
  const file = copyOf();
  const { told, said } = terminal();
  await makeBackup(line.database.url, file, told);
  expect(said[0]).toMatch(/: \d+ rows of \d+ tables/);
  await line.give(over, { kind: "closed", by: "dana", outcome: "well" });
  await line.pass(61 * 60_000);
  expect(await line.line.plans.read(over)).toBeNull();
  return { line, open, over, file };
}

test("a drill brings last night's copy back beside the line, erases what was erased since, and leaves nothing behind", async () => {
  const { line, file } = await withLastNightsCopy();
  const { url } = line.database;
  const list = path.join(line.settings.config.dataDir, "erasures.log");
  const [before, events] = [readFileSync(list, "utf8"), await line.database.db.lineEvent.count()];
  const { told, said } = terminal();
  expect(await drillBackup(line.settings, url, file, told)).toBe(true);
  expect(said).toEqual([
    expect.stringMatching(/^✓ made .*, 0 h ago: \d+ rows, all of them back$/),
    "✓ brought forward by 0 migrations of this release",
    "✓ 1 places erased since are erased again",
    expect.stringMatching(/^✓ audit: \d+ records hold, up to /),
    "✓ 2 sessions, 2 open; every open one is what its events say",
    expect.stringMatching(/^This copy would bring the line back: looked at in \d+ s\.$/),
  ]);
  expect(readFileSync(list, "utf8")).toBe(before);
  expect(await line.database.db.lineEvent.count()).toBe(events);
  expect(await databases(url)).toEqual([]);
});

test("a line that starts on a restored copy has its open sessions and their places, and not what was erased since", async () => {
  const { line, open, over, file } = await withLastNightsCopy();
  const url = await elsewhere();
  const { told, said } = terminal();
  await restoreBackup(url, file, told);
  expect(said[0]).toMatch(/rows of .* are back/);
  const at = { databaseUrl: url, apiBaseUrl: line.carrierUrl };
  const alarms = { set: () => undefined, close: () => Promise.resolve() };
  const clock = { ...line.clock, start: () => Promise.resolve(), stop: () => undefined };
  const again = await compose(line.settings, at, keptLog(), { clock, alarms });
  onTestFinished(() => again.close());
  expect(await again.line.plans.read(open)).toEqual(PLACE);
  expect(await again.line.plans.read(over)).toBeNull();
  expect((await again.line.store.load(open))?.company.responder?.staffId).toBe("robin");
  const desk = (await again.database.db.desk.findFirstOrThrow()).id;
  expect((await again.line.desks.desk(desk))?.number).toMatch(/^\+1555/);

  const input = { ...arrived({ legId: "leg-later", rehearsal: true }), id: "1", at: clock.now() };
  const { session } = await handle(again.line, uuid(), input);
  expect(session.version).toBe(1);
  const event = { kind: "paged", subject: null, data: {}, at: clock.now(), cause: null };
  await again.line.lineEvents.append(event);
  await expect(asked(url, "DELETE FROM session_events")).rejects.toThrow(/append-only/);
});

test("an audit that was changed before the copy was made is found by the drill", async () => {
  const line = await wholeLine();
  const { url, db } = line.database;
  for (const about of ["one", "two"]) {
    await line.access.audit.append({ kind: "erasedAgain", who: null, about, at: 0 });
  }
  await asked(url, "ALTER TABLE audit DISABLE TRIGGER USER");
  await asked(url, "UPDATE audit SET about = 'nobody' WHERE about = 'one'");
  await asked(url, "ALTER TABLE audit ENABLE ALWAYS TRIGGER append_only");
  expect(await db.auditRecord.count({ where: { about: "nobody" } })).toBe(1);
  const file = copyOf();
  const { told, said } = terminal();
  await makeBackup(url, file, told);
  expect(await drillBackup(line.settings, url, file, told)).toBe(false);
  expect(said.join("\n")).toMatch(/✗ audit: The audit is broken at record 1/);
  expect(said.at(-1)).toMatch(/would NOT do/);
  expect(await databases(url)).toEqual([]);
});

test("a copy that was cut short, is of other tables, or is none is refused whole; so is a database that is not empty, and a file that is there", async () => {
  const line = await wholeLine();
  await callArrives(line);
  const file = copyOf();
  const { told } = terminal();
  await makeBackup(line.database.url, file, told);
  await expect(makeBackup(line.database.url, file, told)).rejects.toThrow(/EEXIST/);
  const whole = readFileSync(file);
  const lines = gunzipSync(whole).toString("utf8").trimEnd().split("\n");
  const made = (text: string | Buffer) => {
    const other = copyOf();
    writeFileSync(other, text);
    return other;
  };
  const url = await elsewhere();
  const refused = async (copy: string, why: RegExp) => {
    const into = await elsewhere();
    await expect(readDump(copy, into)).rejects.toThrow(why);
    const kept = await asked(
      into,
      "SELECT count(*)::text AS one FROM pg_class WHERE relname = 'sessions'",
    );
    const rows = kept[0] === "0" ? [] : await asked(into, "SELECT id AS one FROM sessions");
    expect(rows).toEqual([]);
  };
  await refused(made(whole.subarray(0, whole.length / 2)), /unexpected end/);
  const zipped = (kept: readonly string[]) => made(gzipSync(`${kept.join("\n")}\n`));
  await refused(zipped(lines.slice(0, -1)), /cut short/);
  await refused(zipped(lines.toSpliced(-2, 1)), /says it has/);
  const [head = "", ...rest] = lines;
  await refused(
    zipped([head.replace(/"[0-9a-f]{64}"/, `"${"0".repeat(64)}"`), ...rest]),
    /another/,
  );
  await refused(zipped([head.replace("_house", "_mansion"), ...rest]), /newer release/);
  await refused(made("no copy at all"), /incorrect header/);
  await readDump(file, url);
  await expect(readDump(file, url)).rejects.toThrow(/something in this database already/);
});
