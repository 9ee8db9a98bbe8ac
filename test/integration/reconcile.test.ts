import { v7 as uuid } from "uuid";
import { beforeAll, beforeEach, expect, test } from "vitest";

import type { Database } from "../../src/adapters/postgres/client.ts";
import { createLegs } from "../../src/adapters/postgres/legs.ts";
import { createRoster } from "../../src/adapters/postgres/roster.ts";
import { seedRehearsalLine } from "../../src/adapters/postgres/seed.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import type { Ending } from "../../src/domain/session/people.ts";
import type { Session } from "../../src/domain/session/session.ts";
import type { ClaimChange, Leg, Line, Phone } from "../../src/engine/ports.ts";
import { reconcile } from "../../src/engine/reconcile.ts";
import { next, opening } from "../support/commits.ts";
import { fakeLine } from "../support/fake-line.ts";
import { keptLog } from "../support/kept-log.ts";
import { lineDatabase, noon, testVault } from "../support/line-database.ts";
import { minutes, night, PUBLIC, type Night } from "../support/night.ts";

const seconds = (count: number) => count * 1_000;
const open = lineDatabase();
const vault = testVault();
let db: Database;
let now = noon;

beforeAll(async () => {
  ({ db } = open(10));
  await seedRehearsalLine(db, vault, noon);
});

beforeEach(async () => {
  now = noon;
  await db.claim.deleteMany();
  await db.leg.deleteMany();
  await createRoster(db, vault).goOnShift("robin", "line", noon - seconds(60));
});

type Answer = Awaited<ReturnType<Phone["look"]>>;

/** The line's rows are real; the carrier says of each call what a test wants. */
function lineAnd(look: (leg: Leg) => Promise<Answer>) {
  const { line: fake } = fakeLine();
  const log = keptLog();
  const asked: string[] = [];
  const phone: Phone = {
    ...fake.phone,
    look: (leg) => {
      asked.push(leg.callSid ?? "nameless");
      return look(leg);
    },
  };
  const line: Line = {
    ...fake,
    clock: { now: () => now, until: () => Promise.resolve() },
    store: createStore(db),
    legs: createLegs(db),
    roster: createRoster(db, vault),
    ids: { uuid },
    log,
    phone,
  };
  return { line, log, asked };
}

const still = async (): Promise<Answer> => ({ ended: null, answered: true });
const over = (ended: Ending) => async (): Promise<Answer> => ({ ended, answered: false });

async function session(claims: readonly ClaimChange[] = []): Promise<Session> {
  const first = opening({ claims });
  expect(await createStore(db).commit(first)).toBe("done");
  return first.session;
}

const ring = (until: number): ClaimChange => ({
  change: "hold",
  staffId: "robin",
  kind: "ring",
  until,
});

const call: ClaimChange = { change: "hold", staffId: "robin", kind: "call", until: null };

async function leg(line: Line, given: Partial<Leg> = {}): Promise<Leg> {
  return line.legs.add({
    id: `leg-${uuid()}`,
    sessionId: null,
    role: "responder",
    party: "robin",
    dutyId: uuid(),
    attempt: 1,
    callSid: `CA${uuid().replaceAll("-", "")}`,
    rehearsal: false,
    language: "en",
    via: "softphone",
    requestedAt: now,
    answeredAt: null,
    endedAt: null,
    endedHow: null,
    movedAt: null,
    ...given,
  });
}

const robinIsFree = async (line: Line): Promise<boolean | undefined> =>
  (await line.roster.now(now)).find(({ staffId }) => staffId === "robin")?.free;

test("a call nobody has told us of is asked about after eight seconds, and not before", async () => {
  const { line, asked } = lineAnd(over("busy"));
  const { id, callSid } = await leg(line);
  now += seconds(7);
  await reconcile(line, "urgent", 0);
  expect(asked).toEqual([]);
  now += seconds(2);
  await reconcile(line, "urgent", 0);
  expect(asked).toEqual([callSid]);
  expect(await line.legs.byId(id)).toMatchObject({ endedHow: "busy", endedAt: now });
  await reconcile(line, "urgent", 0);
  expect(asked).toHaveLength(1);
});

test("every few seconds those never heard from and every desk; now and then all of them", async () => {
  const { line, asked } = lineAnd(still);
  const rings = await leg(line);
  const talks = await leg(line, { party: "jo", answeredAt: now });
  const desk = await leg(line, {
    role: "desk",
    party: "rehearsal_on_1",
    rehearsal: true,
    answeredAt: now,
  });
  now += seconds(10);
  await reconcile(line, "urgent", 0);
  expect(new Set(asked)).toEqual(new Set([rings.callSid, desk.callSid]));
  asked.length = 0;
  await reconcile(line, "all", 0);
  expect(new Set(asked)).toEqual(new Set([rings.callSid, talks.callSid, desk.callSid]));
});

test("however many there are, the carrier is asked about five at a time, and one that fails holds up no other", async () => {
  let atOnce = 0;
  let most = 0;
  const { line, asked, log } = lineAnd(async (one) => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await Promise.resolve();
    atOnce -= 1;
    if (one.party === "jo") throw new Error("The carrier did not answer");
    return { ended: "completed", answered: true };
  });
  for (let count = 0; count < 23; count += 1) {
    await leg(line, { party: count === 2 ? "jo" : "robin" });
  }
  now += seconds(10);
  await reconcile(line, "all", 0);
  expect(asked).toHaveLength(23);
  expect(most).toBeLessThanOrEqual(5);
  expect(await db.leg.count({ where: { endedAt: null } })).toBe(1);
  expect(log.lines.filter((text) => text.includes("could not be looked up"))).toHaveLength(1);
});

test("a responder reserved by a ring that died is free again when it runs out, and the leg is looked up", async () => {
  const { line } = lineAnd(over("noAnswer"));
  await session([ring(now + seconds(20))]);
  const dead = await leg(line);
  expect(await robinIsFree(line)).toBe(false);
  now += seconds(21);
  expect(await robinIsFree(line)).toBe(false); // their telephone may be ringing yet
  await reconcile(line, "urgent", 0);
  expect(await line.legs.byId(dead.id)).toMatchObject({ endedHow: "noAnswer" });
  expect(await robinIsFree(line)).toBe(true);
});

test("a ring whose call was never named keeps nobody for longer than 45 seconds", async () => {
  const { line, asked } = lineAnd(still);
  await session([ring(now + seconds(20))]);
  await leg(line, { callSid: null });
  now += seconds(44);
  await reconcile(line, "urgent", 0);
  expect(await robinIsFree(line)).toBe(false);
  now += seconds(2);
  await reconcile(line, "urgent", 0);
  expect(asked).toEqual([]);
  expect(await robinIsFree(line)).toBe(true);
});

test("a claim left behind by a session that is closed holds nobody: the next session takes it over", async () => {
  const { line } = lineAnd(still);
  const first = await session([call]);
  expect(await robinIsFree(line)).toBe(false);
  const closed = { at: now, outcome: "well" } as const;
  await line.store.commit(next({ ...first, closed }));
  expect(await db.claim.count()).toBe(1); // as if its release had been forgotten
  expect(await robinIsFree(line)).toBe(true);
  const second = await session([call]);
  expect(await db.claim.findMany()).toMatchObject([
    { responderId: "robin", sessionId: second.id, kind: "call" },
  ]);
});

test("a ring that ran out is taken over by whoever rings next; one that has not is not", async () => {
  const { line } = lineAnd(still);
  await session([ring(now + seconds(20))]);
  const early = opening({ claims: [ring(now + seconds(30))] });
  expect(
    await line.store.commit({ ...early, input: { ...early.input, at: now + seconds(19) } }),
  ).toBe("claimed");
  const late = opening({ claims: [ring(now + seconds(50))] });
  const input = { ...late.input, at: now + seconds(20) };
  expect(await line.store.commit({ ...late, input })).toBe("done");
});

test("a session that was never opened leaves no claim", async () => {
  const { line } = lineAnd(still);
  const first = opening();
  await line.store.commit(first);
  const lostRace = { ...opening({ claims: [call] }), session: first.session };
  expect(await line.store.commit(lostRace)).not.toBe("done");
  expect(await db.claim.count()).toBe(0);
});

test("an orphan bears its leg's name in its first webhook: it is that leg; a second call for it is not", async () => {
  const { line } = lineAnd(still);
  const { id } = await leg(line, { callSid: null });
  expect(await line.legs.bind(id, "CAorphan")).toBe(true);
  expect(await line.legs.bind(id, "CAorphan")).toBe(true);
  expect(await line.legs.bind(id, "CAother")).toBe(false);
  expect((await line.legs.byCallSid("CAorphan"))?.id).toBe(id);
});

test("a leg that has no name after a minute is given up, but not by a worker that has only just come", async () => {
  const { line } = lineAnd(still);
  const { id } = await leg(line, { callSid: null });
  now += seconds(60);
  await reconcile(line, "urgent", now - seconds(5));
  expect((await line.legs.byId(id))?.endedAt).toBeNull();
  await reconcile(line, "urgent", 0);
  expect(await line.legs.byId(id)).toMatchObject({ endedHow: "failed", endedAt: now });
});

/** Time passes for the whole line, with a worker that looks calls up as it does in service. */
async function passes(line: Night, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += seconds(5)) {
    await line.passes(seconds(5));
    await reconcile(line.line, passed % seconds(30) === 0 ? "all" : "urgent", 0);
  }
}

test("no word ever comes of a caller whose line dropped: it is found out, and help is asked for all the same", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  line.desk();
  const call = await line.accompanied(robin);
  await robin.startsWatch();
  line.network.faults.add({ on: "webhook", effect: "drop", match: { purpose: "^status$" } });
  const droppedAt = line.now();
  await call.drops();
  await passes(line, seconds(45));
  expect((await robin.session()).caller.on).toBe("lost");
  await passes(line, minutes(2));
  // The check-in that was missed meanwhile, or the reach deadline from when it was found out: whichever, help is out.
  expect(line.deskRequestedAfter(droppedAt)).not.toBeNull();
  expect(line.deskRequestedAfter(droppedAt)).toBeLessThan(minutes(2) + seconds(30));
  line.network.faults.clear();
  await line.endsByHand();
});

test("no word ever comes of a ring that nobody took: they are free to be rung again, and nothing is left held", async () => {
  const line = await night();
  const robin = await line.responder("robin", { answers: "never" });
  line.network.faults.add({ on: "webhook", effect: "drop", match: { purpose: "^status$" } });
  const call = await line.caller.calls(PUBLIC);
  await passes(line, minutes(2));
  expect(line.requestsTo(robin).length).toBeGreaterThan(1);
  await call.hangsUp();
  await passes(line, minutes(2));
  expect(await line.database.db.leg.count({ where: { endedAt: null } })).toBe(0);
  const [person] = await line.roster.now(line.now());
  expect(person).toMatchObject({ staffId: "robin", free: true });
});
