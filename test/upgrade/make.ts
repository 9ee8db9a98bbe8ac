// Makes the copy of a release that test/integration/upgrade.test.ts upgrades from: 1,000 open sessions, written by that release's own
// code into that release's own tables. `node test/upgrade/make.ts <its folder> <its name>`: the folder has its sources, its
// generated database client and node_modules.
import { createHash } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { writeDump } from "../../src/adapters/postgres/dump.ts";
import { startEmbeddedPostgres } from "../../src/adapters/postgres/embedded.ts";
import type { Event } from "../../src/domain/session/events.ts";
import type { Input } from "../../src/domain/session/inputs.ts";
import type { Session } from "../../src/domain/session/session.ts";
import type { Commit } from "../../src/engine/ports-store.ts";
import type * as Client from "../../src/adapters/postgres/client.ts";
import type * as Migrate from "../../src/adapters/postgres/migrate.ts";
import type * as Commits from "../../src/adapters/postgres/commit.ts";
import type * as Legs from "../../src/adapters/postgres/legs.ts";
import type * as Seed from "../../src/adapters/postgres/seed.ts";
import type * as Vault from "../../src/adapters/vault.ts";
import type * as Decide from "../../src/domain/session/decide.ts";
import type * as Evolve from "../../src/domain/session/evolve.ts";
import type * as Claims from "../../src/domain/session/claims.ts";
import type * as Sessions from "../../src/domain/session/session.ts";
import type * as Duties from "../../src/domain/session/duties.ts";
import type * as Policy from "../../src/domain/session/policy.ts";
import type * as Plan from "../../src/domain/session/plan.ts";
import { neverWaitForDisk, removeEmbeddedPostgres } from "../support/postgres.ts";
import { storyOf, SESSIONS, STOPPED_AT, type Told } from "./stories.ts";

const [folder, name] = process.argv.slice(2);
if (folder === undefined || name === undefined) throw new Error("Say: make.ts <folder> <name>");

/** A module of the release, as today's types have it: what is used of them has not changed since. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters, typescript/no-unsafe-type-assertion
const ofRelease = async <T>(file: string) => (await import(path.resolve(folder, "src", file))) as T;

const { openDatabase } = await ofRelease<typeof Client>("adapters/postgres/client.ts");
const { migrate } = await ofRelease<typeof Migrate>("adapters/postgres/migrate.ts");
const { commit } = await ofRelease<typeof Commits>("adapters/postgres/commit.ts");
const { createLegs } = await ofRelease<typeof Legs>("adapters/postgres/legs.ts");
const { seedRehearsalLine } = await ofRelease<typeof Seed>("adapters/postgres/seed.ts");
const { createVault } = await ofRelease<typeof Vault>("adapters/vault.ts");
const { decide } = await ofRelease<typeof Decide>("domain/session/decide.ts");
const { evolve } = await ofRelease<typeof Evolve>("domain/session/evolve.ts");
const { claimsOf } = await ofRelease<typeof Claims>("domain/session/claims.ts");
const { newSession } = await ofRelease<typeof Sessions>("domain/session/session.ts");
const { isAlarm } = await ofRelease<typeof Duties>("domain/session/duties.ts");
const { standard } = await ofRelease<typeof Policy>("domain/session/policy.ts");
const { emptyPlan } = await ofRelease<typeof Plan>("domain/session/plan.ts");

type Database = ReturnType<typeof openDatabase>["db"];

/** One after the other: they compress, and a copy made again is the same. */
function numbered(session: number): () => string {
  let made = 0;
  return () => {
    made += 1;
    return `01930000-0000-7000-8000-${(session * 4_096 + made).toString(16).padStart(12, "0")}`;
  };
}

const AT_ONCE = 4;
const dataDir = mkdtempSync(path.join(tmpdir(), "line-release-"));
const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
try {
  await migrate(postgres.url);
  await neverWaitForDisk(postgres.url);
  const opened = openDatabase(postgres.url, (err) => console.error(err));
  await open(opened.db);
  await opened.close();
  const file = path.join(import.meta.dirname, "released", `${name}.dump.gz`);
  console.log(await writeDump(postgres.url, file, STOPPED_AT));
} finally {
  await postgres.stop();
  removeEmbeddedPostgres(dataDir);
}

async function open(db: Database): Promise<void> {
  const key = createHash("sha256").update("the key of a released copy").digest();
  await seedRehearsalLine(db, createVault([{ id: "test", key }]), STOPPED_AT - 3_600_000);
  const [desk] = await db.desk.findMany({ orderBy: { id: "asc" }, select: { id: true } });
  const desks = [desk?.id ?? ""];
  for (let first = 0; first < SESSIONS; first += AT_ONCE) {
    const some = Array.from({ length: AT_ONCE }, (_, place) => first + place);
    await Promise.all(
      some.map((index) =>
        openOne(db, numbered(index), storyOf(index, { standard, emptyPlan, desks })),
      ),
    );
    if ((first + AT_ONCE) % 100 === 0) console.log(`${first + AT_ONCE} sessions`);
  }
}

/**
 * What that release decides of everything that reached the session, alarms that fell due meanwhile among it; its acts are done as they are
 * owed. Then all of it is written by that release's commit, at once.
 */
async function openOne(db: Database, uuid: () => string, told: readonly Told[]): Promise<void> {
  const sessionId = uuid();
  let session = newSession(sessionId, standard);
  const events: Event[] = [];
  const claims: Commit["claims"][number][] = [];
  let owed: Commit["duties"][number][] = [];
  const decided = (input: Input): boolean => {
    const decision = decide(session, input);
    claims.push(...claimsOf(session, decision.events));
    session = decision.events.reduce(evolve, session);
    events.push(...decision.events);
    owed.push(...decision.duties.map((duty) => ({ id: uuid(), sessionId, duty, attempts: 0 })));
    return decision.events.length > 0;
  };
  const fallsDue = (until: number) => {
    for (;;) {
      const [next] = owed
        .filter(({ duty }) => duty.dueAt <= until)
        .toSorted((one, other) => one.duty.dueAt - other.duty.dueAt);
      if (next === undefined) return;
      owed = owed.filter((one) => one !== next);
      const { id, duty } = next;
      if (isAlarm(duty)) decided({ kind: "due", id, at: duty.dueAt, alarm: duty, roster: [] });
    }
  };
  for (const [number, { at, body }] of told.entries()) {
    fallsDue(at);
    const input: Input = { ...body(sessionId), id: `in-${number}`, at };
    if (!decided(input)) throw new Error(`${input.kind} of ${sessionId} changed nothing`);
  }
  fallsDue(STOPPED_AT);
  const input = { id: "all", at: session.openedAt };
  const all = { session, before: 0, input, cause: "all", events, duties: owed, claims };
  const written = await patiently(() => commit(db, { ...all, completes: null }));
  if (written !== "done") throw new Error(`${sessionId} was not written: ${written}`);
  await addCallersLeg(db, session);
}

/** A release gives up a connection after two seconds, and nothing has been done then: a busy machine needs longer. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (err) {
      if (!String(err).includes("timeout exceeded when trying to connect")) throw err;
    }
  }
}

async function addCallersLeg(db: Database, session: Session): Promise<void> {
  const { id: sessionId, openedAt: at, language } = session;
  const leg = {
    id: session.caller.legId,
    sessionId,
    role: "caller",
    party: null,
    dutyId: null,
    attempt: 0,
    callSid: `CA-${sessionId}`,
    rehearsal: true,
    language,
    via: null,
    requestedAt: at,
    answeredAt: at,
    endedAt: null,
    endedHow: null,
    movedAt: null,
  } as const;
  await patiently(() => createLegs(db).add(leg));
}
