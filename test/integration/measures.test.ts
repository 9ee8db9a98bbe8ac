import { v7 as uuid } from "uuid";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { createMeasures } from "../../src/adapters/postgres/measures.ts";
import { seedRehearsalLine } from "../../src/adapters/postgres/seed.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { byDay, byHour } from "../../src/domain/measures/measures.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { handle } from "../../src/engine/handle.ts";
import type { Line } from "../../src/engine/ports.ts";
import { fakeLine } from "../support/fake-line.ts";
import { lineDatabase, noon, testVault } from "../support/line-database.ts";
import { toronto } from "../support/shifts.ts";

const open = lineDatabase();
const MINUTE = 60_000;
const SECOND = 1_000;

let db: ReturnType<typeof open>["db"];
let line: Line;

beforeAll(async () => {
  ({ db } = open());
  line = { ...fakeLine().line, store: createStore(db), ids: { uuid } };
  await seedRehearsalLine(db, testVault(), noon);
});

/** Every test has a day of its own: what happened stays written down. */
let days = 0;
let at: (time: string) => number;
beforeEach(() => {
  days += 1;
  const day = `2026-12-${String(days).padStart(2, "0")}`;
  at = (time) => toronto(`${day}T${time}`);
});

const count = () => createMeasures(db, "America/Toronto");
const between = (from: string, to: string) =>
  count().between({ from: at(from), to: at(to) }, at("23:59"));

async function rings(when: number, change: object = {}) {
  const id = uuid();
  await handle(line, id, {
    kind: "callArrived",
    id: `${id}:arrived`,
    at: when,
    legId: id,
    language: "en",
    protocol: standard,
    rehearsal: false,
    numberKnown: true,
    ...change,
  });
  return id;
}
const takes = (id: string, staffId: string, when: number) =>
  handle(line, id, {
    kind: "legAccepted",
    id: uuid(),
    at: when,
    legId: uuid(),
    role: "responder",
    staffId,
    via: "softphone",
  });
const hangsUp = (id: string, when: number) =>
  handle(line, id, {
    kind: "legEnded",
    id: uuid(),
    at: when,
    legId: id,
    role: "caller",
    party: null,
    how: "completed",
  });
const closes = (id: string, when: number) =>
  handle(line, id, { kind: "closed", outcome: "well", by: "robin", id: uuid(), at: when });
const onLine = (staffId: string, from: string, to: string) =>
  db.shift.create({
    data: {
      id: uuid(),
      staffId,
      startsAt: new Date(at(from)),
      endsAt: new Date(at(to)),
      kind: "line",
    },
  });

test("a morning: each call in the hour it came, by what became of it", async () => {
  const soon = await rings(at("09:00"));
  await takes(soon, "robin", at("09:00") + 5 * SECOND);
  await closes(soon, at("09:05"));
  const late = await rings(at("09:10"));
  await takes(late, "robin", at("09:10") + 40 * SECOND);
  await closes(late, at("09:15"));
  await hangsUp(await rings(at("09:20")), at("09:20") + 30 * SECOND);
  await hangsUp(await rings(at("10:00")), at("10:00") + 3 * SECOND);
  await rings(at("10:05"), { rehearsal: true });
  await hangsUp(await rings(at("10:06"), { restriction: "watchOnly" }), at("10:08"));
  const { hours } = await between("09:00", "11:00");
  const none = { callers: 0, answered: 0, answeredIn20s: 0, abandoned: 0, abandonedEarly: 0 };
  expect(byHour(hours).get(9)?.answering).toMatchObject({
    ...none,
    callers: 3,
    answered: 2,
    answeredIn20s: 1,
    abandoned: 1,
  });
  expect(byHour(hours).get(10)?.answering).toMatchObject({
    ...none,
    callers: 1,
    abandonedEarly: 1,
    restricted: 1,
  });
});

test("cover: a break, a call and an empty hour", async () => {
  await onLine("robin", "08:00", "10:00");
  const told = (kind: string, when: number) =>
    db.lineEvent.create({ data: { kind, subject: "robin", data: {}, at: new Date(when) } });
  await told("breakTaken", at("08:30"));
  await told("staffReturned", at("08:40"));
  const id = await rings(at("09:00"));
  await takes(id, "robin", at("09:00"));
  await closes(id, at("09:15"));
  const { hours } = await between("08:00", "11:00");
  const nobody = hours.map(({ hour, cover }) => [hour, cover.nobodyFreeMs / MINUTE]);
  expect(nobody).toEqual([
    [8, 10],
    [9, 15],
    [10, 60],
  ]);
});

test("what has not been is not counted as nobody there", async () => {
  const measured = await count().between({ from: at("08:00"), to: at("20:00") }, at("08:30"));
  expect(measured.hours.map(({ cover }) => cover.lastsMs)).toEqual([30 * MINUTE]);
});

test("rings of each person, by name; those of rehearsals are left out", async () => {
  const write = (id: string, seq: number, data: object & { kind: string }) =>
    db.sessionEvent.create({
      data: { sessionId: id, seq, kind: data.kind, data, at: new Date(at("12:00")), cause: "c" },
    });
  const missed = (staffId: string, how: string) => ({ kind: "ringMissed", staffId, how });
  const real = await rings(at("12:00"));
  const rehearsal = await rings(at("12:00"), { rehearsal: true });
  await write(real, 90, missed("robin", "noAnswer"));
  await write(real, 91, missed("jo", "failed"));
  await write(real, 92, missed("dana", "canceled"));
  await write(rehearsal, 90, missed("robin", "noAnswer"));
  const { rings: seen } = await between("11:00", "13:00");
  expect(seen).toMatchObject([
    { name: "Dana", missed: 0, failed: 0 },
    { name: "Jo", missed: 0, failed: 1 },
    { name: "Robin", missed: 1, failed: 0 },
  ]);
});

test("more calls than are read at once, over more days than are held at once: none is lost or counted twice", async () => {
  await db.$executeRaw`
    INSERT INTO sessions (id, version, state, phase, language, rehearsal, protocol_id, opened_at)
    SELECT gen_random_uuid(), 1, '{}', 'closed', 'en', false, 'standard-1',
      timestamptz '2026-06-01 04:00:00Z' + (n / 2) * interval '20 minutes'
    FROM generate_series(0, 2879) AS n`;
  const from = Date.UTC(2026, 5, 1, 4);
  const to = Date.UTC(2026, 5, 21, 4);
  const { hours } = await count().between({ from, to }, to);
  const byDays = [...byDay(hours).values()].map(({ answering }) => answering.callers);
  expect(byDays).toEqual(Array.from({ length: 20 }, () => 144));
});
