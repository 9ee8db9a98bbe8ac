import { beforeEach, expect, test } from "vitest";
import type { Database } from "../../src/adapters/postgres/client.ts";
import { createGate } from "../../src/adapters/postgres/gate.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { gateClass, type Duty } from "../../src/domain/session/duties.ts";
import type { Gate } from "../../src/engine/ports.ts";
import type { OwedBySession, Store } from "../../src/engine/ports-store.ts";
import { opening, owes } from "../support/commits.ts";
import { lineDatabase, noon } from "../support/line-database.ts";

const open = lineDatabase();
let db: Database;
let store: Store;
let gate: Gate;

beforeEach(async () => {
  db ??= open().db;
  store = createStore(db);
  gate = createGate(db, 1);
  await db.duty.deleteMany();
  await db.gate.update({ where: { id: 1 }, data: { nextFreeAt: new Date(noon - 60_000) } });
});

const ring = (dueAt = noon): Duty => ({
  kind: "ringResponder",
  staffId: "jo",
  via: "softphone",
  until: dueAt + 20_000,
  dueAt,
});
const desk = (dueAt = noon, beside = false): Duty => ({
  kind: "callDesk",
  deskId: "d",
  attempt: 1,
  errand: "dispatch",
  beside,
  dueAt,
});
const speaker = (dueAt = noon): Duty => ({
  kind: "callSpeaker",
  staffId: "jo",
  via: "softphone",
  dueAt,
});

/** The duty as a row, owed by a session of its own. */
async function owed(duty: Duty): Promise<OwedBySession> {
  const row = owes("", duty);
  await store.commit(opening({ duties: [row] }));
  return row;
}

/** Takes the duty as a worker does, then asks the gate. */
async function pass(owed: OwedBySession, now: number): Promise<number | null> {
  await store.claim(owed.id, "w", now);
  return gate.pass(owed, gateClass(owed.duty) ?? 0, now);
}

/** It passes, and the carrier takes the call. */
async function goes(owed: OwedBySession, now: number): Promise<void> {
  expect(await pass(owed, now)).toBeNull();
  await store.finish(owed.id, { how: "done" }, now);
}

test("calls go one a second, however many ask", async () => {
  const first = await owed(ring());
  const second = await owed(ring(noon + 1));
  const third = await owed(ring(noon + 2));
  await goes(first, noon + 2);
  expect(await pass(second, noon + 2)).toBe(noon + 1_002);
  expect(await pass(second, noon + 1_001)).toBe(noon + 1_101);
  await goes(second, noon + 1_002);
  expect(await pass(third, noon + 1_002)).toBe(noon + 2_002);
});

test("five a second, where the account may", async () => {
  const first = await owed(ring());
  const second = await owed(ring(noon + 1));
  gate = createGate(db, 5);
  await goes(first, noon + 1);
  expect(await pass(second, noon + 1)).toBe(noon + 201);
});

test("the most urgent of those waiting goes first, whoever asks first", async () => {
  const ringing = await owed(ring(noon - 5_000));
  const further = await owed(desk(noon - 4_000, true));
  const person = await owed(speaker(noon - 3_000));
  const first = await owed(desk(noon));
  // Whoever is behind several does not ask again before their turns: ten rings that asked all the time would be a storm.
  expect(await pass(ringing, noon)).toBe(noon + 2_100);
  expect(await pass(further, noon)).toBe(noon + 1_100);
  expect(await pass(person, noon)).toBe(noon + 100);
  await goes(first, noon);
  expect(await pass(ringing, noon + 1_000)).not.toBeNull();
  await goes(person, noon + 1_000);
  expect(await pass(ringing, noon + 2_000)).not.toBeNull();
  await goes(further, noon + 2_000);
  await goes(ringing, noon + 3_000);
});

test("of one kind the one due first goes first; what is not due yet, or ended, waits in nobody's way", async () => {
  const late = await owed(desk(noon));
  const early = await owed(desk(noon - 1));
  await owed(desk(noon + 10_000));
  const ended = await owed(desk(noon - 9_000));
  await store.finish(ended.id, { how: "done" }, noon);
  expect(await pass(late, noon)).toBe(noon + 100);
  await goes(early, noon);
  await goes(late, noon + 1_000);
});

test("a desk call on its way to the carrier, or set aside after a failure, holds up nobody", async () => {
  const calling = await owed(desk());
  const [one, two, three] = [await owed(ring()), await owed(ring()), await owed(ring())];
  expect(await pass(calling, noon)).toBeNull();
  await goes(one, noon + 1_000);
  await store.release(calling.id, "carrier away", noon + 3_000);
  await goes(two, noon + 2_000);
  expect(await pass(three, noon + 3_000)).not.toBeNull();
  await goes(calling, noon + 3_000);
  await goes(three, noon + 4_000);
});

test("a desk call that failed and that nobody comes back to closes the gate to nobody for more than 5 s", async () => {
  const forsaken = await owed(desk());
  expect(await pass(forsaken, noon)).toBeNull();
  await store.release(forsaken.id, "no answer from the carrier", noon + 1_000);
  const next = await owed(desk(noon + 2_000));
  expect(await pass(next, noon + 5_999)).not.toBeNull();
  await goes(next, noon + 6_100);
});

test("of twenty asking at once from different workers one goes", async () => {
  const one = await owed(ring());
  const another = createGate(open().db, 1);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? gate : another).pass(one, 7, noon)),
  );
  expect(answers.filter((answer) => answer === null)).toHaveLength(1);
});

test("a clock that steps back an hour does not close the gate for an hour", async () => {
  const one = await owed(ring(noon - 9_000_000));
  await db.gate.update({ where: { id: 1 }, data: { nextFreeAt: new Date(noon + 3_600_000) } });
  expect(await pass(one, noon)).toBeNull();
});

test("with thirty rings of responders waiting, a first desk leg goes next", async () => {
  const rings: OwedBySession[] = [];
  for (let n = 0; n < 30; n += 1) rings.push(await owed(ring(noon - 30_000 + n)));
  for (const one of rings) expect(await store.claim(one.id, "w", noon)).not.toBeNull();
  const [first = null, second = null] = rings;
  if (first === null || second === null) throw new Error("No rings");
  await goes(first, noon);
  const urgent = await owed(desk(noon + 200));
  expect(await pass(second, noon + 1_000)).not.toBeNull();
  await goes(urgent, noon + 1_000);
  await goes(second, noon + 2_000);
});
