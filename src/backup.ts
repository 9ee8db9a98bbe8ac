import { auditWords } from "./access.ts";
import { erasureList } from "./adapters/erasure-list.ts";
import { createAudit } from "./adapters/postgres/audit.ts";
import { openDatabase, type Database } from "./adapters/postgres/client.ts";
import { readDump, writeDump, type Dumped } from "./adapters/postgres/dump.ts";
import { createErasures } from "./adapters/postgres/erasures.ts";
import { createLineEvents } from "./adapters/postgres/line-events.ts";
import { prepareDatabase } from "./adapters/postgres/prepare.ts";
import { scratchBeside } from "./adapters/postgres/scratch.ts";
import { askTime } from "./adapters/postgres/time.ts";
import { createRecorded } from "./adapters/postgres/watchdog-reads.ts";
import { ConfigError, type Settings } from "./config.ts";
import type { Errand } from "./errand.ts";
import { eraseAgain } from "./sealing.ts";
import { addsUp } from "./worker/folds.ts";

type Told = Parameters<Errand>[2];

/** `npm run backup make FILE`: a copy of the line's database, of one moment, beside the running line. */
export async function makeBackup(databaseUrl: string, file: string, { say }: Told): Promise<true> {
  const now = await timeOf(databaseUrl);
  const { rows } = await writeDump(databaseUrl, file, now);
  say(`${file}: ${totalOf(rows)} rows of ${Object.keys(rows).length} tables.`);
  say(
    "Not in it, on purpose: the keys of days, and the list of what was erased (docs/runbook.md).",
  );
  return true;
}

/** `npm run backup restore FILE`: puts a copy into the line's own database, which has to be empty. */
export async function restoreBackup(
  databaseUrl: string,
  file: string,
  { log, say }: Told,
): Promise<true> {
  const { at, rows } = await readDump(file, databaseUrl);
  const applied = await prepareDatabase(databaseUrl, log);
  say(
    `${totalOf(rows)} rows of ${at} are back, and brought forward by ${applied.length} migrations.`,
  );
  say("What was erased since is erased again as the line starts.");
  return true;
}

/**
 * `npm run backup drill FILE`: would this copy bring the line back? It is restored beside the line, into a database that is gone
 * afterwards; brought to this release; erased of what the list says; and looked at. The line itself is not touched.
 */
export async function drillBackup(
  settings: Settings,
  databaseUrl: string,
  file: string,
  told: Told,
): Promise<boolean> {
  const began = await timeOf(databaseUrl);
  const scratch = await scratchBeside(databaseUrl);
  try {
    const dumped = await readDump(file, scratch.url);
    const applied = await prepareDatabase(scratch.url, told.log);
    const found = await lookedAt(settings, scratch.url, told);
    const tookMs = (await timeOf(databaseUrl)) - began;
    const ageHours = Math.floor((began - Date.parse(dumped.at)) / 3_600_000);
    const isWell = wordsOf({ ...found, dumped, applied, ageHours }, told.say);
    told.say(
      `${isWell ? "This copy would bring the line back" : "This copy would NOT do"}: looked at in ${Math.ceil(tookMs / 1_000)} s.`,
    );
    return isWell;
  } finally {
    await scratch.drop();
  }
}

type Found = Awaited<ReturnType<typeof lookedAt>>;

/** All of a restored copy that has to be so before callers are answered from it. */
async function lookedAt({ config }: Settings, url: string, { log }: Told) {
  const opened = openDatabase(url, (err) => log.warn({ err }, "A connection broke"), 4);
  try {
    const { db } = opened;
    const now = await askTime(opened.pool);
    // The line's own list, which a drill only reads.
    const list = { ...erasureList(config.dataDir), add: () => Promise.resolve() };
    const around = { db, clock: { now: () => now }, log, lineEvents: createLineEvents(db) };
    const erasedAgain = await eraseAgain({ list }, around);
    const known = await list.all();
    const present = await createErasures(db).present();
    return {
      erasedAgain: erasedAgain.length,
      notErased: present.filter((id) => known.has(id)),
      audit: await createAudit(db).check([]),
      sessions: await db.session.count(),
      open: await db.session.count({ where: { closedAt: null } }),
      differing: await differing(db, now),
    };
  } finally {
    await opened.close();
  }
}

/** Open sessions whose row is not what their events come to. */
async function differing(db: Database, now: number): Promise<readonly string[]> {
  const { recorded } = createRecorded(db);
  const wrong: string[] = [];
  for (let after: string | null = null; ;) {
    const some = await recorded(now, after, 200);
    wrong.push(...some.filter((one) => !addsUp(one)).map(({ id }) => id));
    after = some.at(-1)?.id ?? null;
    if (after === null) return wrong;
  }
}

type Drilled = Found & {
  readonly dumped: Dumped;
  readonly applied: readonly string[];
  readonly ageHours: number;
};

/** One line for each, ✓ or ✗. Returns whether all is well. */
function wordsOf(drilled: Drilled, say: (line: string) => void): boolean {
  const { dumped, applied, ageHours, audit } = drilled;
  const lines: readonly (readonly [boolean, string])[] = [
    [true, `made ${dumped.at}, ${ageHours} h ago: ${totalOf(dumped.rows)} rows, all of them back`],
    [true, `brought forward by ${applied.length} migrations of this release`],
    [
      drilled.notErased.length === 0,
      `${drilled.erasedAgain} places erased since are erased again${drilled.notErased.length === 0 ? "" : `, and these are not: ${drilled.notErased.join(" ")}`}`,
    ],
    [audit.broken === null, `audit: ${auditWords(audit, 0)}`],
    [
      drilled.differing.length === 0,
      `${drilled.sessions} sessions, ${drilled.open} open; ${drilled.differing.length === 0 ? "every open one is what its events say" : `not what their events say: ${drilled.differing.join(" ")}`}`,
    ],
  ];
  for (const [isWell, words] of lines) say(`${isWell ? "✓" : "✗"} ${words}`);
  return lines.every(([isWell]) => isWell);
}

const totalOf = (rows: Dumped["rows"]): number =>
  Object.values(rows).reduce((sum, count) => sum + count, 0);

async function timeOf(databaseUrl: string): Promise<number> {
  const opened = openDatabase(databaseUrl, () => undefined, 1);
  try {
    return await askTime(opened.pool);
  } finally {
    await opened.close();
  }
}

const verbs = ["make", "restore", "drill"] as const;

type Around = {
  readonly settings: Settings;
  readonly log: Told["log"];
  readonly database: () => Promise<{ url: string; close(): Promise<void> }>;
};

/** Said on the standard output, and told by what the process ends with. */
export async function backup(
  { settings, log, database }: Around,
  [word, file, ...more]: readonly string[],
): Promise<null> {
  const verb = verbs.find((one) => one === word);
  if (verb === undefined || file === undefined || more.length > 0) {
    throw new ConfigError("Say: backup make FILE, backup restore FILE, or backup drill FILE");
  }
  const opened = await database();
  const told: Told = { log, say: (line) => process.stdout.write(`${line}\n`) };
  try {
    if (!(await does(verb, { settings, url: opened.url, file }, told))) process.exitCode = 1;
  } finally {
    await opened.close();
  }
  return null;
}

type With = { readonly settings: Settings; readonly url: string; readonly file: string };

function does(
  verb: (typeof verbs)[number],
  { settings, url, file }: With,
  told: Told,
): Promise<boolean> {
  switch (verb) {
    case "make":
      return makeBackup(url, file, told);
    case "restore":
      return restoreBackup(url, file, told);
    case "drill":
      return drillBackup(settings, url, file, told);
  }
}
