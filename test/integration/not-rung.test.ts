import { randomBytes } from "node:crypto";
import { v7 as uuid } from "uuid";
import { beforeEach, expect, test } from "vitest";
import { createLegs } from "../../src/adapters/postgres/legs.ts";
import { createNotRung } from "../../src/adapters/postgres/not-rung.ts";
import { createPlans } from "../../src/adapters/postgres/plans.ts";
import { createRestraints } from "../../src/adapters/postgres/restraints.ts";
import { sealStaffPhone } from "../../src/adapters/postgres/seals.ts";
import { seedRehearsalLine } from "../../src/adapters/postgres/seed.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { createWaitingList } from "../../src/adapters/postgres/waiting-list.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { share } from "../../src/domain/session/queue.ts";
import { arrive, type Arrivals } from "../../src/engine/arrive.ts";
import { handle } from "../../src/engine/handle.ts";
import type { Line } from "../../src/engine/ports.ts";
import { rosterFor } from "../../src/engine/queue.ts";
import { fakeLine } from "../support/fake-line.ts";
import { lineDatabase, noon, testVault } from "../support/line-database.ts";
import { ana } from "../support/people.ts";

const open = lineDatabase();
const vault = testVault();
const hashKey = randomBytes(32);
const ROBINS = "+15555550161";

const arrivals: Arrivals = {
  numbers: [{ number: "+15555550100", role: "public", language: "en" }],
  protocol: async () => standard,
  openDispatches: async () => [],
};

let parts: ReturnType<typeof onPostgres>;
const jo = { ...ana, staffId: "jo" };
const everybody = [ana, jo];

function onPostgres() {
  const { db } = open();
  const plans = createPlans(db, vault, hashKey);
  const fake = fakeLine().line;
  const line: Line = {
    ...fake,
    clock: { now: () => noon, until: () => Promise.resolve() },
    store: createStore(db),
    legs: createLegs(db),
    plans,
    restraints: createRestraints(db, plans),
    waitingList: createWaitingList(db),
    roster: { ...fake.roster, now: async () => everybody },
    ids: { uuid },
  };
  return { db, line, notRung: createNotRung(db, vault, plans) };
}

beforeEach(async () => {
  parts ??= onPostgres();
  await seedRehearsalLine(parts.db, vault, noon);
  await parts.db.$executeRaw`TRUNCATE not_rung, rung_last, duties, claims, lost_lines`;
  await parts.db.$executeRaw`
    UPDATE sessions SET waiting = NULL, waiting_urgency = NULL, waiting_since = NULL`;
  await hasPhone(ROBINS);
});

async function hasPhone(number: string | null): Promise<void> {
  const none = { phoneKeyId: null, phoneNonce: null, phoneSealed: null };
  const data = number === null ? none : sealStaffPhone(vault, "robin", number);
  await parts.db.staff.update({ where: { id: "robin" }, data });
}

async function rings(from = ROBINS) {
  const { session } = await arrive(parts.line, arrivals, {
    callSid: `CA${uuid()}`,
    from,
    to: "+15555550100",
  });
  return session;
}

const rungFor = async (sessionId: string) =>
  (await rosterFor(parts.line, sessionId, noon)).map(({ staffId }) => staffId);

test("one of ours calls: whom they named is not among those who may be rung, for that call alone", async () => {
  const { notRung } = parts;
  await notRung.choose(uuid(), "robin", "jo");
  expect(await rungFor((await rings()).id)).toEqual(["ana"]);
  expect(await rungFor((await rings("+15555550162")).id)).toEqual(["ana", "jo"]);
  expect(await rungFor((await rings("anonymous")).id)).toEqual(["ana", "jo"]);
});

test("nobody learns that they called: no event, no session, no row ties the call to them", async () => {
  const { db, line, notRung } = parts;
  const before = await db.lineEvent.count();
  await notRung.choose(uuid(), "robin", "jo");
  const session = await rings();
  expect(await db.lineEvent.count()).toBe(before);
  const kept = JSON.stringify([session, await line.store.events(session.id)]);
  expect(kept).not.toMatch(/robin|"jo"/);
  const [wish] = await db.notRung.findMany();
  expect(JSON.stringify(wish)).not.toMatch(/robin|5555550161/);
  const asked = await db.rungLast.findMany({ where: { sessionId: session.id } });
  expect(asked).toEqual([{ sessionId: session.id, staffId: "jo", never: true }]);
  await line.plans.erase(session.id, noon);
  expect(await db.rungLast.count({ where: { sessionId: session.id } })).toBe(0);
});

test("in an emergency they are rung after the others: a life comes first", async () => {
  await parts.notRung.choose(uuid(), "robin", "jo");
  const { id, caller } = await rings();
  const pressed = { role: "caller", party: null, ask: "menu", digits: "9" } as const;
  await handle(parts.line, id, {
    kind: "keyPressed",
    legId: caller.legId,
    ...pressed,
    id: uuid(),
    at: noon,
  });
  expect(await rosterFor(parts.line, id, noon)).toEqual([ana, { ...jo, notThisCaller: true }]);
});

test("nobody waits for whom they named: somebody else who calls has them", async () => {
  await parts.notRung.choose(uuid(), "robin", "jo");
  const { id } = await rings();
  const other = await rings("+15555550162");
  const waiting = await parts.line.waitingList.first(10);
  const { first, without } = share(waiting, [jo], noon);
  expect([...first].map(([sessionId, { staffId }]) => [sessionId, staffId])).toEqual([
    [other.id, "jo"],
  ]);
  expect(without.map(({ sessionId }) => sessionId)).toContain(id);
});

test("the wish goes with their number: another one, none, and back again", async () => {
  const { notRung } = parts;
  await notRung.choose(uuid(), "robin", "jo");
  await hasPhone("+15555550163");
  await notRung.follow("robin");
  expect(await rungFor((await rings()).id)).toEqual(["ana", "jo"]);
  expect(await rungFor((await rings("+15555550163")).id)).toEqual(["ana"]);
  await hasPhone(null);
  await notRung.follow("robin");
  expect(await rungFor((await rings("+15555550163")).id)).toEqual(["ana", "jo"]);
  expect(await notRung.choices("robin")).toMatchObject([{ staffId: "jo" }]);
  await hasPhone(ROBINS);
  await notRung.follow("robin");
  expect(await rungFor((await rings()).id)).toEqual(["ana"]);
});

test("only one's own wishes are seen and taken back; chosen twice, it is one", async () => {
  const { notRung } = parts;
  await notRung.choose(uuid(), "robin", "jo");
  await notRung.choose(uuid(), "robin", "jo");
  expect(await notRung.choices("jo")).toEqual([]);
  const [choice, ...more] = await notRung.choices("robin");
  expect(more).toEqual([]);
  expect(await notRung.takeBack(choice?.id ?? "", "jo")).toBe(false);
  expect(await notRung.takeBack(choice?.id ?? "", "robin")).toBe(true);
  expect(await rungFor((await rings()).id)).toEqual(["ana", "jo"]);
});

test("a telephone of many people that is theirs too: the wish holds, and nothing is held against it", async () => {
  const { db, notRung, line } = parts;
  const hash = line.plans.hashNumber(`restriction ${ROBINS}`);
  const exempt = { id: uuid(), hash, kind: "shelter", addedBy: "dana", addedAt: new Date(noon) };
  await db.exemptNumber.create({ data: exempt });
  await notRung.choose(uuid(), "robin", "jo");
  const session = await rings();
  expect(await rungFor(session.id)).toEqual(["ana"]);
  expect(session.restriction).toBeUndefined();
  await db.exemptNumber.deleteMany();
});
