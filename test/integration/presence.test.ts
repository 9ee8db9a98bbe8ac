import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "../../src/adapters/postgres/client.ts";
import { createLineEvents } from "../../src/adapters/postgres/line-events.ts";
import {
  changesIn,
  createPresences,
  type Presences,
} from "../../src/adapters/postgres/presence.ts";
import { createRoster, type StaffedRoster } from "../../src/adapters/postgres/roster.ts";
import { seedRehearsalLine } from "../../src/adapters/postgres/seed.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import type { ClaimChange } from "../../src/engine/ports.ts";
import { next, opening } from "../support/commits.ts";
import { lineDatabase, noon, testVault } from "../support/line-database.ts";

const open = lineDatabase();
const vault = testVault();
const MINUTE = 60_000;
let db: Database;
let roster: StaffedRoster;
let presences: Presences;

beforeAll(async () => {
  db = open().db;
  await seedRehearsalLine(db, vault, noon);
  roster = createRoster(db, vault);
  presences = createPresences(db);
});

beforeEach(async () => {
  await db.$executeRaw`TRUNCATE shifts, presence, claims, legs`;
});

const WELL = { registered: true, microphone: true };
const beats = (staffId: string, at: number, says = {}) =>
  presences.beat({ staffId, connectionId: "tab-0001", ...WELL, ...says }, at);

const onShift = async (at: number, ...staff: string[]) => {
  for (const staffId of staff) await roster.goOnShift(staffId, "line", at);
};

async function person(staffId: string, at: number) {
  return (await roster.now(at)).find((one) => one.staffId === staffId);
}

test("a console that beats is reachable; fifteen seconds after its last beat it is rung after the others", async () => {
  await onShift(noon, "jo", "robin");
  await beats("jo", noon + MINUTE);
  await beats("robin", noon + MINUTE + 10_000);
  const soon = noon + MINUTE + 14_999;
  expect(await presences.standing("jo", soon)).toMatchObject({ reachable: true, why: null });
  expect(await person("jo", soon)).not.toHaveProperty("reachable");
  expect(await presences.standing("jo", soon + 1)).toMatchObject({
    reachable: false,
    why: "noHeartbeat",
  });
  expect(await person("jo", soon + 1)).toMatchObject({ free: true, reachable: false, deaf: true });
  expect(await person("robin", soon + 1)).not.toHaveProperty("deaf");
});

test("the last one there is rung in their turn, deaf or not", async () => {
  await onShift(noon, "jo");
  const later = noon + MINUTE;
  expect(await person("jo", later)).toMatchObject({ free: true, deaf: true });
  expect(await person("jo", later)).not.toHaveProperty("reachable");
  expect(await presences.standing("jo", later)).toMatchObject({
    reachable: true,
    why: "noHeartbeat",
  });
});

test("a beat is one row, written again only when a second has passed or something changed", async () => {
  await onShift(noon, "jo");
  await beats("jo", noon);
  await beats("jo", noon + 999);
  expect((await db.presence.findMany())[0]?.heardAt?.getTime()).toBe(noon);
  await beats("jo", noon + 999, { microphone: false });
  const [row, ...others] = await db.presence.findMany();
  expect(others).toEqual([]);
  expect(row).toMatchObject({ heardAt: new Date(noon + 999), microphone: false });
  expect((await presences.standing("jo", noon + 1_000)).why).toBe("noMicrophone");
});

test("a forgotten second console that is not well does not speak over one that is", async () => {
  await onShift(noon, "jo");
  const other = { connectionId: "other-001", registered: false };
  await beats("jo", noon);
  await beats("jo", noon + 3_000, other);
  expect((await presences.standing("jo", noon + 3_000)).why).toBeNull();
  await beats("jo", noon + 8_000, other);
  expect((await presences.standing("jo", noon + 8_000)).why).toBe("notRegistered");
  await beats("jo", noon + 9_000);
  expect((await presences.standing("jo", noon + 9_000)).why).toBeNull();
});

const holds = (kind: "ring" | "call", until: number | null): ClaimChange => ({
  change: "hold",
  staffId: "jo",
  kind,
  until,
});

test("a missed ring holds until they are back, take a call, or a later shift begins", async () => {
  await onShift(noon, "jo", "robin");
  await beats("jo", noon);
  await beats("robin", noon);
  const why = async (at: number) => (await presences.standing("jo", at)).why;
  await roster.missedRing("jo", noon + 1);
  expect(await why(noon + 2)).toBe("ringMissed");
  await roster.back("jo", noon + 3);
  expect(await why(noon + 4)).toBeNull();

  await roster.missedRing("jo", noon + 5);
  const store = createStore(db);
  const taken = opening({ claims: [holds("call", null)] });
  await store.commit(taken);
  expect(await why(noon + 6)).toBeNull();
  const left = next(taken.session, { claims: [{ change: "release", staffId: "jo" }] });
  await store.commit(left);
  const afterwards = left.input.at + 1;
  await beats("jo", afterwards);
  expect(await why(afterwards)).toBeNull();

  await roster.missedRing("jo", afterwards + 1);
  await roster.goOffShift("jo", afterwards + 2);
  await onShift(afterwards + 3, "jo");
  expect(await why(afterwards + 4)).toBeNull();
});

const planned = (staffId: string, from: number, to: number) =>
  db.shift.create({
    data: {
      id: crypto.randomUUID(),
      staffId,
      kind: "line",
      startsAt: new Date(from),
      endsAt: new Date(to),
    },
  });

test("a break ends with the next shift's beginning; resting after an emergency does not", async () => {
  const hour = 60 * MINUTE;
  for (const staffId of ["jo", "robin"]) {
    await planned(staffId, noon, noon + hour);
    await planned(staffId, noon + 24 * hour, noon + 25 * hour);
  }
  await roster.takeBreak("jo", noon + MINUTE);
  await roster.rest("robin", noon + MINUTE);
  expect((await person("jo", noon + 2 * MINUTE))?.free).toBe(false);
  const nextDay = noon + 24 * hour;
  expect((await person("jo", nextDay))?.free).toBe(true);
  expect((await person("robin", nextDay))?.free).toBe(false);
  expect((await presences.standing("robin", nextDay)).why).toBe("resting");
});

test("each change is written down once, whoever looks, and says nothing but why", async () => {
  await onShift(noon, "jo", "robin");
  const later = noon + MINUTE;
  await beats("robin", later);
  const look = async (at: number) => presences.note(changesIn(await presences.seen(at), at), at);
  expect(await look(later)).toEqual(["jo"]);
  expect(await look(later + 1)).toEqual([]);
  await beats("jo", later + 2);
  const changes = changesIn(await presences.seen(later + 3), later + 3);
  const both = [await presences.note(changes, later + 3), await presences.note(changes, later + 3)];
  expect(both.flat()).toEqual(["jo"]);
  const [back, gone] = await createLineEvents(db).read(2);
  expect(back).toMatchObject({ kind: "staffReachable", subject: "jo", data: {} });
  expect(gone).toMatchObject({
    kind: "staffUnreachable",
    subject: "jo",
    data: { why: "noHeartbeat", stillRung: "no" },
  });
});

test("writing down that somebody never beat does not make them look as if they had just come", async () => {
  await onShift(noon, "robin");
  await planned("jo", noon, noon + 60 * MINUTE);
  const later = noon + MINUTE;
  await presences.note(changesIn(await presences.seen(later), later), later);
  expect((await presences.standing("jo", later + 1)).why).toBe("noHeartbeat");
});

const responder = {
  staffId: "jo",
  legId: "leg-jo",
  via: "softphone",
  confirmed: false,
} as const;

test("only a responder whose console was there when they took the call is found silent", async () => {
  await onShift(noon, "jo");
  const { session, ...rest } = opening();
  const company = { ...session.company, state: "with", since: noon, responder } as const;
  await createStore(db).commit({ ...rest, session: { ...session, company } });
  const silent = async (at: number) => presences.silent(at - 8_000);
  expect(await silent(noon + MINUTE)).toEqual([]);
  await beats("jo", noon + 1_000);
  expect(await silent(noon + 8_999)).toEqual([]);
  expect(await silent(noon + 9_000)).toEqual([
    { sessionId: session.id, staffId: "jo", heardAt: noon + 1_000 },
  ]);
});
