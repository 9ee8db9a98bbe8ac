import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "../../src/adapters/postgres/client.ts";
import { createLegs } from "../../src/adapters/postgres/legs.ts";
import { createLineEvents } from "../../src/adapters/postgres/line-events.ts";
import { createReads } from "../../src/adapters/postgres/reads.ts";
import { createRoster, type StaffedRoster } from "../../src/adapters/postgres/roster.ts";
import { putRehearsalStaffOnShift, seedRehearsalLine } from "../../src/adapters/postgres/seed.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import type { ClaimChange, Leg, Legs } from "../../src/engine/ports.ts";
import type { Store } from "../../src/engine/ports-store.ts";
import { next, opening, owes } from "../support/commits.ts";
import { lineDatabase, noon, testVault } from "../support/line-database.ts";

const open = lineDatabase();
const vault = testVault();
let db: Database;
let store: Store;
let legs: Legs;
let roster: StaffedRoster;

beforeAll(async () => {
  db = open().db;
  await seedRehearsalLine(db, vault, noon);
});

beforeEach(async () => {
  store = createStore(db);
  legs = createLegs(db);
  roster = createRoster(db, vault);
  await db.$executeRaw`TRUNCATE shifts, presence, claims, legs`;
});

async function person(staffId: string, at: number) {
  const found = (await roster.now(at)).find((one) => one.staffId === staffId);
  return found ?? null;
}

const isFree = async (staffId: string, at = noon) => (await person(staffId, at))?.free;

const leg = (change: Partial<Leg> & { id: string }): Leg => ({
  sessionId: null,
  role: "responder",
  party: "jo",
  dutyId: null,
  attempt: 1,
  callSid: null,
  rehearsal: false,
  language: "en",
  via: "softphone",
  requestedAt: noon,
  answeredAt: null,
  endedAt: null,
  endedHow: null,
  movedAt: null,
  ...change,
});

const ring = (until: number): ClaimChange => ({
  change: "hold",
  staffId: "jo",
  kind: "ring",
  until,
});

test("the seed puts nobody on shift; everyone comes on in their circle, free", async () => {
  expect(await roster.now(noon)).toEqual([]);
  await putRehearsalStaffOnShift(roster, noon);
  const people = await roster.now(noon);
  expect(people).toHaveLength(6);
  expect(
    people.filter(({ circle }) => circle === "supervising").map(({ staffId }) => staffId),
  ).toEqual(["dana", "luc"]);
  expect(await person("casey", noon)).toEqual({
    staffId: "casey",
    circle: "line",
    languages: ["en"],
    via: "phone",
    free: true,
    idleSince: noon,
  });
});

test("a number is unsealed for the person who is rung on it", async () => {
  expect(await roster.member("casey")).toMatchObject({
    name: "Casey",
    via: "phone",
    phone: "+15555550121",
  });
  expect(await roster.member("jo")).toMatchObject({ via: "softphone", phone: null });
  expect(await roster.member("nobody")).toBeNull();
  expect(JSON.stringify(await db.staff.findMany())).not.toContain("5555550121");
});

test("a shift runs from its start to its end, and another circle replaces it", async () => {
  await roster.goOnShift("jo", "line", noon);
  expect(await person("jo", noon - 1)).toBeNull();
  await roster.goOnShift("jo", "on-call", noon + 1_000);
  expect((await person("jo", noon + 1_000))?.circle).toBe("on-call");
  await roster.goOffShift("jo", noon + 2_000);
  expect(await person("jo", noon + 1_999)).not.toBeNull();
  expect(await person("jo", noon + 2_000)).toBeNull();
});

test("on a break or resting nobody is rung, until they themselves return", async () => {
  await roster.goOnShift("jo", "line", noon);
  await roster.takeBreak("jo", noon + 1);
  expect(await isFree("jo")).toBe(false);
  await roster.back("jo", noon + 2);
  expect(await person("jo", noon + 2)).toMatchObject({ free: true, idleSince: noon + 2 });
  await roster.rest("jo", noon + 3);
  expect(await isFree("jo", noon + 86_400_000)).toBe(false);
  await roster.back("jo", noon + 4);
  expect(await isFree("jo")).toBe(true);
});

test("rung is busy until the ring runs out; in a session is busy until let go, idle from then", async () => {
  await roster.goOnShift("jo", "line", noon);
  const first = opening({ claims: [ring(noon + 20_000)] });
  await store.commit(first);
  expect(await isFree("jo", noon + 19_999)).toBe(false);
  expect(await isFree("jo", noon + 20_000)).toBe(true);
  const accepted = next(first.session, {
    claims: [{ change: "hold", staffId: "jo", kind: "call", until: null }],
  });
  await store.commit(accepted);
  expect(await isFree("jo", noon + 3_600_000)).toBe(false);
  const left = next(accepted.session, { claims: [{ change: "release", staffId: "jo" }] });
  await store.commit(left);
  expect(await person("jo", noon)).toMatchObject({ free: true, idleSince: left.input.at });
});

test("with a leg still open nobody is rung; one whose end was never heard does not bar them for ever", async () => {
  await roster.goOnShift("jo", "line", noon);
  await legs.add(leg({ id: "a" }));
  expect(await isFree("jo")).toBe(false);
  expect(await isFree("jo", noon + 5 * 3_600_000)).toBe(true);
  await legs.update("a", { endedAt: noon + 1, endedHow: "noAnswer" });
  expect(await isFree("jo")).toBe(true);
});

test("a leg is stored once, bound once, and found by both its names", async () => {
  const asked = leg({ id: "duty-1" });
  expect(await legs.add(asked)).toEqual(asked);
  expect(await legs.add({ ...asked, attempt: 9 })).toEqual(asked);
  expect(await legs.bind("duty-1", "CA1")).toBe(true);
  expect(await legs.bind("duty-1", "CA1")).toBe(true);
  expect(await legs.bind("duty-1", "CA2")).toBe(false);
  expect(await legs.byCallSid("CA1")).toEqual({ ...asked, callSid: "CA1" });
  expect(await legs.add(leg({ id: "other", callSid: "CA1" }))).toMatchObject({ id: "duty-1" });
  expect(await legs.byId("other")).toBeNull();
  await legs.update("duty-1", { answeredAt: noon + 1, movedAt: noon + 2, language: "fr" });
  await legs.update("duty-1", { movedAt: null });
  expect(await legs.byId("duty-1")).toMatchObject({
    answeredAt: noon + 1,
    movedAt: null,
    language: "fr",
  });
});

test("legs nobody heard of since are listed, oldest first", async () => {
  await legs.add(leg({ id: "later", requestedAt: noon + 2 }));
  await legs.add(leg({ id: "first", requestedAt: noon }));
  await legs.add(leg({ id: "answered", answeredAt: noon }));
  await legs.add(leg({ id: "ended", endedAt: noon, endedHow: "busy" }));
  expect((await legs.unheard(noon + 2, "urgent")).map(({ id }) => id)).toEqual(["first"]);
  expect((await legs.unheard(noon + 3, "urgent")).map(({ id }) => id)).toEqual(["first", "later"]);
});

test("coming, going and resting are written down, newest first", async () => {
  await roster.goOnShift("maude", "line", noon);
  await roster.goOffShift("maude", noon + 1);
  const events = createLineEvents(db);
  await events.append({
    kind: "clockStepped",
    subject: "worker",
    data: { ms: "300" },
    at: noon + 2,
    cause: null,
  });
  const [newest, before, first] = await events.read(3);
  expect(newest).toMatchObject({
    kind: "clockStepped",
    subject: "worker",
    data: { ms: "300" },
    at: noon + 2,
  });
  expect(before).toMatchObject({ kind: "shiftEnded", subject: "maude" });
  expect(first).toMatchObject({ kind: "shiftBegan", subject: "maude" });
  expect(await events.read(1, newest?.id)).toEqual([before]);
});

test("the call log pages from newest to oldest, and says what is owed and what is late", async () => {
  const reads = createReads(db);
  const owed = [1_000, 2_000].map((after) =>
    owes("", { kind: "sendHelp", checkIn: 1, dueAt: noon + after }),
  );
  const [a, b] = [opening({ duties: owed }), opening()];
  await store.commit(a);
  await store.commit({ ...b, session: { ...b.session, openedAt: noon + 1 } });
  const [newest] = await reads.sessions(1);
  expect(newest).toMatchObject({
    id: b.session.id,
    phase: "waiting",
    openedAt: noon + 1,
    outcome: null,
  });
  expect((await reads.sessions(5, b.session.id))[0]).toMatchObject({ id: a.session.id });
  expect(await reads.timeline(a.session.id)).toMatchObject({
    session: a.session,
    events: [{ seq: 1 }],
  });
  expect((await reads.openSessions()).map(({ id }) => id)).toContain(a.session.id);
  const ours = owed.map(({ id }) => id);
  expect((await reads.owed(10)).map(({ id }) => id)).toEqual(ours);
  expect(await reads.overdue(noon + 1_000, 10)).toMatchObject([
    { id: ours[0], sessionId: a.session.id, dueAt: noon + 1_000 },
  ]);
});
