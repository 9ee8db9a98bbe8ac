import { expect, test, vi } from "vitest";

import { owe } from "../../src/adapters/postgres/line-duties.ts";
import { thisOwed } from "../../src/adapters/postgres/owed.ts";
import type { Owing } from "../../src/domain/line-duties.ts";
import { fewOfTheLine, onceInHand } from "../../src/engine/in-hand.ts";
import { perform } from "../../src/engine/perform.ts";
import type { Line } from "../../src/engine/ports.ts";
import { sweep } from "../../src/engine/sweep.ts";
import { noon } from "../support/line-database.ts";
import { processes, times } from "../support/races.ts";
import { does, planned } from "../support/steps.ts";

const running = processes();

const gap = { from: noon + 3_600_000, to: noon + 7_200_000, language: null, on: 0, least: 1 };
const word = (name: string, dueAt = noon): Owing => ({
  duty: { kind: "tellGaps", staffId: "dana", first: gap, more: 0 },
  subject: { kind: "person", id: "dana" },
  dueAt,
  name,
});

/** Told once, as a row of `line_events` says. */
const tellings = (dutyId: string) =>
  running().db.lineEvent.count({ where: { kind: "gapsTold", cause: dutyId } });

async function owed(owing: Owing): Promise<string> {
  const [one] = await owe(running().db, [owing], noon);
  if (one === undefined) throw new Error("It was owed before");
  return one.id;
}

/** A carrier whose first text never ends, as if the process that asked was killed over it. */
function carrier() {
  const asked: string[] = [];
  const over: (() => void)[] = [];
  const text = async (to: string): Promise<void> => {
    asked.push(to);
    if (asked.length === 1) await new Promise<void>((resolve) => over.push(resolve));
  };
  return { asked, text, over: () => over.splice(0).forEach((each) => each()) };
}

const texting = (line: Line, text: Line["phone"]["text"]): Line => ({
  ...line,
  phone: { ...line.phone, text },
});

test("two workers, woken and sweeping at once, tell a supervisor once", async () => {
  const { lineFor } = running();
  const asked: string[] = [];
  const text = async (to: string) => void asked.push(to);
  const id = await owed(word("once"));
  const line = (index: number) => texting(lineFor(index), text);
  await Promise.all([
    times(10, (index) => perform(line(index), `w${index}`, id)),
    sweep(line(0), "one"),
    sweep(line(1), "two"),
  ]);
  expect(asked).toHaveLength(1);
  expect(await tellings(id)).toBe(1);
});

test("a worker killed over a duty of the line: the other does it when the lease has run out, and it is done once", async () => {
  const { db, clock, lineFor } = running();
  const id = await owed(word("killed"));
  const { asked, text, over } = carrier();
  const frozen = { ...clock, until: () => new Promise<void>(() => undefined) };
  const killed = perform({ ...texting(lineFor(0), text), clock: frozen }, "killed", id);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  const other = texting(lineFor(1), text);
  while (clock.next(noon + 1_999));
  expect(await sweep(other, "other")).toBe(0);
  while (clock.next(noon + 2_000));
  expect(await sweep(other, "other")).toBe(1);
  expect(asked).toHaveLength(2);
  expect(await tellings(id)).toBe(1);
  over();
  await killed;
  expect(await tellings(id)).toBe(1);
  expect(await db.duty.findUniqueOrThrow({ where: { id } })).toMatchObject({
    doneAt: new Date(noon + 2_000),
    attempts: 2,
  });
});

test("while it works its lease is renewed, and the other never begins", async () => {
  const { db, clock, lineFor } = running();
  const id = await owed(word("slow"));
  const { asked, text, over } = carrier();
  const atWork = perform(texting(lineFor(0), text), "one", id);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  const other = texting(lineFor(1), text);
  const heldUntil = async () => (await db.duty.findUniqueOrThrow({ where: { id } })).heldUntil;
  for (let step = 0; step < 6; step += 1) {
    const before = await heldUntil();
    while (clock.next(clock.now() + 500));
    await vi.waitFor(async () => expect(await heldUntil()).not.toEqual(before));
    await sweep(other, "other");
  }
  over();
  await atWork;
  expect(asked).toHaveLength(1);
});

test("a text that fails is tried again half a minute later, and is told then", async () => {
  const { clock, lineFor } = running();
  const id = await owed(word("failing"));
  const failing = texting(lineFor(0), () => Promise.reject(new Error("Away")));
  await sweep(failing, "one");
  const asked: string[] = [];
  const line = texting(lineFor(1), async (to) => void asked.push(to));
  while (clock.next(noon + 29_999));
  expect(await sweep(line, "one")).toBe(0);
  while (clock.next(noon + 30_000));
  expect(await sweep(line, "one")).toBe(1);
  expect([asked.length, await tellings(id)]).toEqual([1, 1]);
});

test("sixty texts of the line's own that hang, all due for long, delay no deadline of a session", async () => {
  const { db, clock, deskId, lineFor, give, ringing, eventsOf } = running();
  const sessionId = await ringing();
  await give(sessionId, planned({ desks: [deskId] }));
  await give(sessionId, does({ kind: "watchStarted" }));
  await db.duty.deleteMany({ where: { kind: { not: "sendHelp" } } });
  const help = await db.duty.findFirstOrThrow({ where: { sessionId } });
  const long = noon - 600_000;
  await owe(db, await times(60, async (index) => word(`hangs ${index}`, long)), noon);
  const asked: string[] = [];
  const hangs = (to: string) => {
    asked.push(to);
    return new Promise<void>(() => undefined);
  };
  const line = texting(lineFor(0), hangs);
  const doOne = onceInHand(fewOfTheLine());
  void sweep(line, "one", doOne);
  await vi.waitFor(() => expect(asked).toHaveLength(5));
  while (clock.next(help.dueAt.getTime()));
  expect((await line.store.overdue(clock.now(), 50))[0]).toBe(help.id);
  void sweep(line, "one", doOne);
  await vi.waitFor(async () => expect(await eventsOf(sessionId, "helpAsked")).toHaveLength(1));
  expect(asked).toHaveLength(5);
});

test("what is owed again and again is owed once at a time, at the earliest moment; a name is owed once for good", async () => {
  const { db, lineFor } = running();
  const standing = (dueAt: number): Owing => ({
    duty: { kind: "lookAhead" },
    subject: { kind: "line", id: "shifts" },
    dueAt,
  });
  const [first] = await owe(db, [standing(noon + 5_000)], noon);
  expect(await owe(db, [standing(noon + 9_000)], noon)).toEqual([]);
  expect(await owe(db, [standing(noon + 1_000)], noon)).toMatchObject([
    { id: first?.id, duty: { dueAt: noon + 1_000 } },
  ]);
  expect(await lineFor(0).store.owed(first?.id ?? "")).toMatchObject({
    sessionId: null,
    duty: { kind: "lookAhead", dueAt: noon + 1_000 },
  });
  const again = {
    event: { kind: "lookedAhead", subject: "shifts", data: {} },
    owes: [standing(noon + 90_000)],
  };
  const ends = () => lineFor(0).store.finishForLine(first?.id ?? "", { how: "done" }, again, noon);
  expect(await ends()).toMatchObject([{ duty: { dueAt: noon + 90_000 } }]);
  expect(await ends()).toBeNull();
  expect(await db.duty.count({ where: { kind: "lookAhead", doneAt: null } })).toBe(1);
  expect(await db.lineEvent.count({ where: { kind: "lookedAhead" } })).toBe(1);
  const id = await owed(word("a name"));
  await lineFor(0).store.finish(id, { how: "done" }, noon);
  expect(await owe(db, [word("a name")], noon)).toEqual([]);
});

test("after a quiet hour one duty among thousands is still found by its id alone", async () => {
  const { db } = running();
  const row = (index: number, doneAt: Date | null) => ({
    id: `0199d0c0-0000-7000-8000-${String(index).padStart(12, "0")}`,
    subjectKind: "person",
    subjectId: "dana",
    kind: "tellGaps",
    data: {},
    dueAt: new Date(noon),
    createdAt: new Date(noon),
    doneAt,
  });
  const rows = (from: number, count: number, doneAt: Date | null) =>
    Array.from({ length: count }, (_, index) => row(from + index, doneAt));
  await db.duty.createMany({ data: rows(0, 3_000, new Date(noon)) });
  await db.$executeRaw`ANALYZE duties`;
  await db.duty.createMany({ data: rows(3_000, 3_000, null) });
  const plan = await db.$queryRaw<object[]>`
    EXPLAIN SELECT FROM duties WHERE ${thisOwed(row(5_000, null).id)}`;
  expect(JSON.stringify(plan)).toContain("duties_pkey");
  await db.duty.deleteMany({ where: { kind: "tellGaps", subjectId: "dana" } });
});
