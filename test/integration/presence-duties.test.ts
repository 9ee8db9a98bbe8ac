import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "../../src/adapters/postgres/client.ts";
import { createLineEvents } from "../../src/adapters/postgres/line-events.ts";
import { presenceParts, type PresenceBook } from "../../src/adapters/postgres/presence-duties.ts";
import { createRoster, type StaffedRoster } from "../../src/adapters/postgres/roster.ts";
import { seedRehearsalLine } from "../../src/adapters/postgres/seed.ts";
import type { Line } from "../../src/engine/ports.ts";
import { lookAtCoverage } from "../../src/worker/presence.ts";
import { fakeLine } from "../support/fake-line.ts";
import { lineDatabase, noon, testVault } from "../support/line-database.ts";

const open = lineDatabase();
const vault = testVault();
const MINUTE = 60_000;
let db: Database;
let roster: StaffedRoster;
let presenceBook: PresenceBook;

beforeAll(async () => {
  db = open().db;
  await seedRehearsalLine(db, vault, noon);
  roster = createRoster(db, vault);
  ({ presenceBook } = presenceParts(db, roster));
});

beforeEach(async () => {
  await db.$executeRaw`TRUNCATE shifts, presence, claims, legs, duties`;
  await db.staff.updateMany({ data: { testRing: false } });
});

/** Looks at who is free, as the worker does every two seconds. Returns what it owes. */
async function looks(at: number): Promise<readonly string[]> {
  const line: Line = {
    ...fakeLine().line,
    clock: { now: () => at, until: async () => undefined },
    roster,
    presence: presenceBook,
  };
  const before = await db.duty.count();
  await lookAtCoverage({ line, presenceBook });
  const rows = await db.duty.findMany({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  return rows.slice(before).map(({ kind, subjectId }) => `${kind} ${subjectId}`);
}

const planned = (staffId: string, kind: string, from: number) =>
  db.shift.create({
    data: {
      id: crypto.randomUUID(),
      staffId,
      kind,
      startsAt: new Date(from),
      endsAt: new Date(from + 8 * 60 * MINUTE),
    },
  });

test("the last free one away, those on call are asked to stand by: once in half an hour, whoever looks", async () => {
  await planned("casey", "line", noon);
  await planned("jo", "on-call", noon);
  expect(await looks(noon + 1)).toEqual([]);
  await roster.takeBreak("casey", noon + 2);
  expect(await looks(noon + 3)).toEqual(["askStandby jo"]);
  expect(await looks(noon + 29 * MINUTE)).toEqual([]);
  await Promise.all([looks(noon + 31 * MINUTE), looks(noon + 31 * MINUTE)]);
  expect(await db.duty.count({ where: { kind: "askStandby" } })).toBe(2);
});

test("the only one rests after an emergency: somebody is rung to cover, one search at a time, until one does", async () => {
  await planned("casey", "line", noon);
  await planned("jo", "on-call", noon);
  await roster.rest("casey", noon + 1);
  expect(await looks(noon + 2)).toContain("ringForCover cover");
  const nextRound = new Date(noon + MINUTE);
  await db.duty.updateMany({ where: { kind: "ringForCover" }, data: { dueAt: nextRound } });
  expect(await looks(noon + 3)).toEqual([]);
  expect((await db.duty.findFirst({ where: { kind: "ringForCover" } }))?.dueAt).toEqual(nextRound);
  const until = await presenceBook.covers("jo", noon + 4, "CAcover");
  expect(until).toBe(noon + 4 + 30 * MINUTE);
  const covering = await roster.now(noon + 5);
  expect(covering.find(({ staffId }) => staffId === "jo")).toMatchObject({
    circle: "line",
    free: true,
  });
  const afterwards = await roster.now(until);
  expect(afterwards.find(({ staffId }) => staffId === "jo")?.circle).toBe("on-call");
  const [taken] = await createLineEvents(db).read(1);
  expect(taken).toMatchObject({ kind: "coverTaken", subject: "jo", cause: "CAcover" });
  expect(await presenceBook.covers("jo", until + 1, "CAcover")).toBe(until);
  const told = (await roster.now(until + 2)).find(({ staffId }) => staffId === "jo");
  expect(told?.circle).toBe("on-call");
});

test("a test ring is owed at the beginning of a shift to whoever wishes it, once", async () => {
  await db.staff.update({ where: { id: "casey" }, data: { testRing: true } });
  await planned("casey", "line", noon);
  await planned("jo", "line", noon);
  expect(await looks(noon)).toEqual(["testRing casey"]);
  expect(await looks(noon + 2_000)).toEqual([]);
  await roster.missedRing("casey", noon + 3_000);
  expect(await presenceBook.testRingTaken("casey", noon)).toBe(false);
  await presenceBook.takeTestRing("casey", noon + 4_000, "CAtest");
  expect(await presenceBook.testRingTaken("casey", noon)).toBe(true);
  const casey = (await roster.now(noon + 5_000)).find(({ staffId }) => staffId === "casey");
  expect(casey).not.toHaveProperty("deaf");
});

test("whom we rang about themselves is known for a while; a test for which nobody could be rung rang nobody", async () => {
  const log = createLineEvents(db);
  const at = noon + 10 * MINUTE;
  const rang = (kind: string, subject: string, data: Record<string, string>) =>
    log.append({ kind, subject, data, at, cause: crypto.randomUUID() });
  await rang("coverRung", "casey", { round: "0" });
  await rang("testRung", "jo", { rung: "rung" });
  await rang("testRung", "dana", { rung: "refused" });
  for (const staffId of ["casey", "jo"]) {
    expect(await presenceBook.calledSince(staffId, at - 45_000)).toBe(true);
    expect(await presenceBook.calledSince(staffId, at + 1)).toBe(false);
  }
  expect(await presenceBook.calledSince("dana", at - 45_000)).toBe(false);
});

test("somebody scheduled still rests from before: every supervisor is told, or those who supervise now", async () => {
  await roster.rest("casey", noon - MINUTE);
  await planned("casey", "line", noon);
  await planned("jo", "line", noon);
  expect((await looks(noon)).toSorted()).toEqual(["tellOfPerson dana", "tellOfPerson luc"]);
  expect(await looks(noon + 2_000)).toEqual([]);
  await planned("dana", "supervising", noon);
  expect(await presenceBook.toTell(noon)).toEqual(["dana"]);
});

test("everybody on shift, with what coverage counts", async () => {
  await planned("casey", "line", noon);
  await planned("jo", "on-call", noon);
  await roster.takeBreak("jo", noon + 1);
  expect(await presenceBook.people(noon + 2)).toMatchObject([
    { staffId: "casey", circle: "line", free: true, state: "here", standbyAskedAt: null },
    { staffId: "jo", circle: "on-call", free: false, state: "break" },
  ]);
});
