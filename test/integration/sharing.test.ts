import { v7 as uuid } from "uuid";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { readClosed } from "../../src/adapters/postgres/sharing-reads.ts";
import { createSharing } from "../../src/adapters/postgres/sharing.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import type { InputBody } from "../../src/domain/session/inputs.ts";
import { emptyPlan } from "../../src/domain/session/plan.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { handle } from "../../src/engine/handle.ts";
import type { Line } from "../../src/engine/ports.ts";
import { closedCalls } from "../support/closed-calls.ts";
import { fakeLine } from "../support/fake-line.ts";
import { lineDatabase } from "../support/line-database.ts";
import { toronto } from "../support/shifts.ts";

const zone = "America/Toronto";
const open = lineDatabase();
let db: ReturnType<typeof open>["db"];
let line: Line;

beforeAll(() => {
  ({ db } = open());
  line = { ...fakeLine().line, store: createStore(db), ids: { uuid } };
});

/** Every test has a year of its own: what happened stays written down. */
let year = 2027;
beforeEach(() => {
  year += 2;
});
const at = (time: string) => toronto(`${year}-${time}`);
const ofYear = <M extends { readonly month: string }>(months: readonly M[]) =>
  months.filter(({ month }) => month.startsWith(String(year)));
/** As a process that has just started sees it. */
const published = async (now: number) =>
  ofYear(await createSharing(db, { timeZone: zone, isPublic: true }).published(now));

/** A call from ring to close, as the line takes it in. */
async function call(when: number, inputs: readonly InputBody[], rehearsal = false) {
  const id = uuid();
  const arrived: InputBody = {
    kind: "callArrived",
    legId: id,
    language: "fr",
    protocol: standard,
    rehearsal,
    numberKnown: true,
  };
  const joined = { kind: "legAccepted", legId: uuid(), role: "responder" } as const;
  const with_: InputBody = { ...joined, staffId: `robin-${id}`, via: "softphone" };
  for (const body of [arrived, with_, ...inputs])
    await handle(line, id, { ...body, id: uuid(), at: when });
}
const by = "robin";
const closed = (outcome: "well" | "left"): InputBody => ({ kind: "closed", outcome, by });
const took = (substance: "opioid" | "stimulant"): InputBody => ({
  kind: "doseMarked",
  substance,
  route: "smoked",
  by,
});

test("a call is counted by what its events left: month, province, language, class and outcome", async () => {
  const plan = { ...emptyPlan, place: "exact", province: "QC", desks: [] } as const;
  await call(at("01-31T23:59"), [
    { kind: "planRecorded", plan, by },
    took("opioid"),
    closed("well"),
  ]);
  await call(at("02-01T00:01"), [took("opioid"), took("stimulant"), closed("left")]);
  await call(at("01-15T12:00"), [closed("well")], true);
  await call(at("01-15T12:00"), []);
  const months = { first: `${year}-01`, last: `${year}-02` };
  const calls = await readClosed(db, months, zone);
  expect(calls).toHaveLength(2);
  const alike = { language: "fr", calls: 1 };
  const first = { month: months.first, province: "QC", substance: "opioid", outcome: "well" };
  const next = { month: months.last, province: "unknown", substance: "several", outcome: "left" };
  expect(calls).toEqual(
    expect.arrayContaining([
      { ...alike, ...first },
      { ...alike, ...next },
    ]),
  );
});

test("a call that only led back to one that was cut off is in no number", async () => {
  await closedCalls(db, at("05-02T12:00"), 1);
  const [session] = await db.session.findMany({ orderBy: { openedAt: "desc" }, take: 1 });
  const sessionId = session?.id ?? "";
  const kind = "callerWentBack";
  const event = { sessionId, seq: 1, kind, data: { kind }, at: new Date(0), cause: "c" };
  await db.sessionEvent.create({ data: event });
  expect(await readClosed(db, { first: `${year}-05`, last: `${year}-05` }, zone)).toEqual([]);
});

test("a month is published a week after its end, and is then what it is", async () => {
  await closedCalls(db, at("02-10T12:00"), 40);
  await closedCalls(db, at("02-11T12:00"), 30, { province: "QC", language: "fr" });
  expect(await published(at("03-07T23:00"))).toEqual([]);
  const first = await published(at("03-08T01:00"));
  expect(first).toMatchObject([{ month: `${year}-02`, version: 1, total: 70 }]);

  await closedCalls(db, at("02-12T12:00"), 50);
  await db.$executeRaw`UPDATE sessions SET outcome = 'died' WHERE closed_at = ${new Date(at("02-10T12:00"))}`;
  expect(await published(at("03-09T01:00"))).toEqual(first);
  expect((await published(at("04-09T01:00")))[0]).toEqual(first[0]);
});

test("two processes that publish at once publish the same", async () => {
  await closedCalls(db, at("06-10T12:00"), 25);
  const now = at("07-20T12:00");
  const [one, other] = await Promise.all([published(now), published(now)]);
  expect(one).toEqual(other);
  expect(one.at(-1)).toMatchObject({ month: `${year}-06`, total: 25 });
});

test("a month with few calls looks like one with none", async () => {
  await closedCalls(db, at("01-10T12:00"), 12);
  await closedCalls(db, at("02-10T12:00"), 9);
  const months = await published(at("04-20T12:00"));
  expect(months.map(({ total }) => total)).toEqual([12, null, null]);
  const [, few, none] = months;
  expect({ ...few, month: "" }).toEqual({ ...none, month: "" });
});

test("rehearsals are in no number", async () => {
  await closedCalls(db, at("01-10T12:00"), 40, { rehearsal: true });
  await closedCalls(db, at("01-11T12:00"), 13);
  expect(await published(at("02-20T12:00"))).toMatchObject([{ total: 13 }]);
});

test("what was told cannot be changed or taken back", async () => {
  await closedCalls(db, at("01-10T12:00"), 12);
  await published(at("02-20T12:00"));
  await expect(db.$executeRaw`UPDATE published_months SET version = 2`).rejects.toThrow(
    /append-only/,
  );
  await expect(db.$executeRaw`DELETE FROM published_months`).rejects.toThrow(/append-only/);
});
