import { v7 as uuid } from "uuid";
import { beforeEach, expect, test } from "vitest";

import { createCoveragePages } from "../../src/adapters/postgres/coverage-pages.ts";
import { createLegs } from "../../src/adapters/postgres/legs.ts";
import { createRoster } from "../../src/adapters/postgres/roster.ts";
import { createWaitingList } from "../../src/adapters/postgres/waiting-list.ts";
import { perform } from "../../src/engine/perform.ts";
import { ringWaiting } from "../../src/engine/queue.ts";
import type { Leg } from "../../src/engine/ports.ts";
import { noon, testVault } from "../support/line-database.ts";
import { processes, times } from "../support/races.ts";
import { does } from "../support/steps.ts";

const HOUR = 3_600_000;
const running = processes();

beforeEach(async () => {
  const { db } = running();
  await db.$executeRaw`TRUNCATE shifts, presence, claims, legs`;
  await db.$executeRaw`UPDATE sessions SET closed_at = opened_at, waiting = NULL, waiting_urgency = NULL, waiting_since = NULL`;
  await db.$executeRaw`UPDATE coverage_pages SET paged_at = '2000-01-01', paged_for = NULL, known_until = NULL, known_by = NULL`;
});

const wants = (sessionKind: "talk" | "use" | "emergency") => does({ kind: "kindSet", sessionKind });

/** A call whose search has come to its last circle: with nobody to ring, no circle waits. */
async function waits(): Promise<string> {
  const { db, lineFor, ringing } = running();
  const sessionId = await ringing();
  const due = { sessionId, kind: "ringNext", doneAt: null, dueAt: { lte: new Date(noon) } };
  for (let duty = await db.duty.findFirst({ where: due }); duty !== null;) {
    await perform(lineFor(0), "worker", duty.id);
    duty = await db.duty.findFirst({ where: due });
  }
  return sessionId;
}

const rungFor = async (id: string) =>
  (await running().eventsOf(id, "responderRung")).map(
    (event) => "staffId" in event && event.staffId,
  );

test("whoever comes on shift is rung for the most urgent of all who wait, once, though two processes look at once", async () => {
  const { lineFor, give, roster } = running();
  for (let round = 0; round < 10; round += 1) {
    const ids = [await waits(), await waits(), await waits()];
    const [talk = "", use = "", emergency = ""] = ids;
    await give(talk, wants("talk"));
    await give(emergency, wants("emergency"));
    await ringWaiting(lineFor(0));
    for (const id of ids) expect(await rungFor(id)).toEqual([]);
    await roster.goOnShift("jo", "line", noon);
    await times(4, (index) => ringWaiting(lineFor(index)));
    expect(await rungFor(emergency)).toEqual(["jo"]);
    expect([...(await rungFor(talk)), ...(await rungFor(use))]).toEqual([]);
    for (const id of ids) await give(id, does({ kind: "closed", outcome: "well" }));
    await roster.goOffShift("jo", noon);
  }
});

test("a ring for a talk gives way to an emergency, and the person is rung for that", async () => {
  const { lineFor, give, roster, eventsOf } = running();
  await roster.goOnShift("jo", "line", noon);
  const talk = await waits();
  await give(talk, wants("talk"));
  await ringWaiting(lineFor(0));
  expect(await rungFor(talk)).toEqual(["jo"]);
  const emergency = await waits();
  await give(emergency, wants("emergency"));
  await times(3, (index) => ringWaiting(lineFor(index)));
  await ringWaiting(lineFor(1));
  expect(await eventsOf(talk, "ringYielded")).toHaveLength(1);
  expect(await rungFor(emergency)).toEqual(["jo"]);
  expect(await rungFor(talk)).toEqual(["jo"]);
});

test("the list has the most urgent first, as many as were asked for, and whoever rings somebody besides", async () => {
  const { db, lineFor, give, roster } = running();
  const list = createWaitingList(db);
  await roster.goOnShift("jo", "line", noon);
  const talk = await waits();
  await give(talk, wants("talk"));
  await ringWaiting(lineFor(0));
  const [use, emergency] = [await waits(), await waits()];
  await give(emergency, wants("emergency"));
  const ids = async (most: number) => (await list.first(most)).map(({ sessionId }) => sessionId);
  expect(await ids(9)).toEqual([emergency, use, talk]);
  expect(await ids(1)).toEqual([emergency, talk]);
  await give(emergency, does({ kind: "closed", outcome: "well" }));
  expect(await ids(9)).toEqual([use, talk]);
});

test("of twenty pages that nobody is free one is sent, in two minutes; done again for the same duty, it is sent again", async () => {
  const { db } = running();
  const list = createWaitingList(db);
  const duties = Array.from({ length: 20 }, () => uuid());
  const asked = await Promise.all(
    duties.map((dutyId) => list.mayPage("nobodyReachable", dutyId, noon)),
  );
  expect(asked.filter(Boolean)).toHaveLength(1);
  const sent = duties[asked.indexOf(true)] ?? "";
  expect(await list.mayPage("nobodyReachable", sent, noon + 5_000)).toBe(true);
  expect(await list.mayPage("callerWaiting", uuid(), noon + 5_000)).toBe(true);
  expect(await list.mayPage("nobodyReachable", uuid(), noon + 124_000)).toBe(false);
  expect(await list.mayPage("nobodyReachable", uuid(), noon + 126_000)).toBe(true);
});

test("of a session that presses it is once in five minutes by what was sent; another session, or what the line sent before, silences nothing", async () => {
  const { db } = running();
  const list = createWaitingList(db);
  const [session, other, sent] = [uuid(), uuid(), uuid()];
  const again = (id: string, duty: string, afterMs: number) =>
    list.mayPageAgain(id, duty, noon + afterMs);
  const paged = { kind: "paged", subject: session, at: new Date(noon), cause: sent };
  await db.lineEvent.create({
    data: { ...paged, cause: uuid(), data: { because: "nobodyReachable" } },
  });
  expect(await again(session, sent, 0)).toBe(true);
  await db.lineEvent.create({
    data: { ...paged, data: { because: "nobodyReachable", pressing: "yes" } },
  });
  expect(await again(session, sent, 5_000)).toBe(true);
  expect(await again(session, uuid(), 299_000)).toBe(false);
  expect(await again(other, uuid(), 60_000)).toBe(true);
  expect(await again(session, uuid(), 300_000)).toBe(true);
});

test("who says that they know is not paged until then, and it is written down", async () => {
  const { db } = running();
  const list = createWaitingList(db);
  const pages = createCoveragePages(db);
  await pages.know({ by: "dana", until: noon + HOUR }, noon, "wish-1");
  expect(await pages.known(noon)).toEqual({ by: "dana", until: noon + HOUR });
  expect(await list.mayPage("nobodyReachable", uuid(), noon + HOUR - 1)).toBe(false);
  expect(await list.mayPage("nobodyReachable", uuid(), noon + HOUR)).toBe(true);
  await pages.know({ by: "dana", until: null }, noon, "wish-2");
  expect(await pages.known(noon)).toBeNull();
  const written = await db.lineEvent.findMany({ where: { kind: "coverageKnown" } });
  expect(written.map(({ subject }) => subject)).toEqual(["dana", "dana"]);
});

const talked = (id: string, from: number, to: number | null): Leg => ({
  id,
  sessionId: null,
  role: "responder",
  party: "jo",
  dutyId: null,
  attempt: 1,
  callSid: null,
  rehearsal: false,
  language: "en",
  via: "softphone",
  requestedAt: from,
  answeredAt: from,
  endedAt: to,
  endedHow: to === null ? null : "completed",
  movedAt: null,
});

test("the roster knows how much of their hours on the line somebody talked, of the last seven days", async () => {
  const { db } = running();
  const shift = { id: uuid(), staffId: "jo", kind: "line" };
  const starts = noon - 4 * HOUR;
  await db.shift.create({ data: { ...shift, startsAt: new Date(starts) } });
  await db.shift.create({
    data: {
      ...shift,
      id: uuid(),
      startsAt: new Date(noon - 8 * 24 * HOUR),
      endsAt: new Date(noon - 8 * 24 * HOUR + HOUR),
    },
  });
  const legs = createLegs(db);
  await legs.add(talked("on-shift", starts, starts + HOUR));
  await legs.add(talked("before-it", starts - HOUR, starts));
  await legs.add(talked("long-ago", noon - 8 * 24 * HOUR, noon - 8 * 24 * HOUR + HOUR));
  const share = async () => {
    const people = await createRoster(db, testVault()).now(noon);
    return people.find(({ staffId }) => staffId === "jo")?.talkShare;
  };
  expect(await share()).toBeCloseTo(0.25);
  await legs.add(talked("now", noon - HOUR, null));
  expect(await share()).toBeCloseTo(0.5);
});

test("whose training has run out is marked so; who has no date is not", async () => {
  const { db, roster } = running();
  await roster.goOnShift("jo", "line", noon);
  await db.staff.update({ where: { id: "jo" }, data: { trainingUntil: new Date(noon + HOUR) } });
  const lapsed = async (at: number) =>
    (await roster.now(at)).find(({ staffId }) => staffId === "jo")?.trainingLapsed;
  expect(await lapsed(noon)).toBeUndefined();
  expect(await lapsed(noon + HOUR)).toBe(true);
  await db.staff.update({ where: { id: "jo" }, data: { trainingUntil: null } });
});
