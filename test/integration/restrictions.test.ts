import { randomBytes } from "node:crypto";
import { v7 as uuid } from "uuid";
import { beforeEach, expect, test } from "vitest";
import { createLegs } from "../../src/adapters/postgres/legs.ts";
import { createPlans } from "../../src/adapters/postgres/plans.ts";
import { createRestraints } from "../../src/adapters/postgres/restraints.ts";
import { createRestrictions } from "../../src/adapters/postgres/restrictions.ts";
import { seedRehearsalLine } from "../../src/adapters/postgres/seed.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import type { RestrictionStep } from "../../src/domain/restrictions.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { arrive, type Arrivals } from "../../src/engine/arrive.ts";
import { handle } from "../../src/engine/handle.ts";
import { rosterFor } from "../../src/engine/queue.ts";
import { perform } from "../../src/engine/perform.ts";
import type { Line } from "../../src/engine/ports.ts";
import { accepts } from "../support/api.ts";
import { fakeLine } from "../support/fake-line.ts";
import { lineDatabase, noon, testVault } from "../support/line-database.ts";
import { ana } from "../support/people.ts";

const open = lineDatabase();
const vault = testVault();
const hashKey = randomBytes(32);
const DAY = 24 * 3_600_000;
const CALLER = "+15555550123";

const arrivals: Arrivals = {
  numbers: [
    { number: "+15555550100", role: "public", language: "en" },
    { number: "+15555550150", role: "rehearsal", language: "en" },
  ],
  protocol: async () => standard,
  openDispatches: async () => [],
};

const time = { now: noon };
let parts: ReturnType<typeof onPostgres>;

function onPostgres() {
  const { db } = open();
  const plans = createPlans(db, vault, hashKey);
  const line: Line = {
    ...fakeLine().line,
    clock: { now: () => time.now, until: () => Promise.resolve() },
    store: createStore(db),
    legs: createLegs(db),
    plans,
    restraints: createRestraints(db, plans),
    ids: { uuid },
  };
  return { db, line, restrictions: createRestrictions(db, plans) };
}

beforeEach(async () => {
  time.now = noon;
  parts ??= onPostgres();
  const { db } = parts;
  await seedRehearsalLine(db, vault, noon);
  await db.$executeRaw`TRUNCATE restrictions, exempt_numbers, not_to_me, rung_last, duties, claims, lost_lines`;
});

async function rings(from = CALLER, to = "+15555550100") {
  const { session } = await arrive(parts.line, arrivals, { callSid: `CA${uuid()}`, from, to });
  return session;
}

/** A call of theirs that Robin was in. */
async function talkedTo(from = CALLER, to?: string): Promise<string> {
  const { id } = await rings(from, to);
  await accepts(parts.line, id, "robin");
  await parts.db.$executeRaw`TRUNCATE claims`;
  return id;
}

const wish = (by: string) => ({ by, cause: `console:${by}:${uuid()}`, at: time.now });
const asks = (sessionId: string, step: RestrictionStep, by = "robin", days = 7) => {
  const id = uuid();
  const asked = { id, sessionId, step, reason: "harassment", days } as const;
  return parts.restrictions.ask(asked, wish(by)).then((answer) => ({ id, answer }));
};
async function stands(sessionId: string, ...steps: RestrictionStep[]): Promise<string[]> {
  const ids: string[] = [];
  for (const step of steps) {
    const { id, answer } = await asks(sessionId, step);
    expect(answer).toBe("saved");
    expect(await parts.restrictions.approve(id, wish("dana"))).toBe("saved");
    ids.push(id);
  }
  return ids;
}

test("asked by one, approved by another, met by the next call and by none that is open", async () => {
  const sessionId = await talkedTo();
  const before = await rings();
  await stands(sessionId, "note", "watchOnly");
  expect((await rings()).restriction).toBe("watchOnly");
  expect(await parts.line.store.load(before.id)).not.toHaveProperty("restriction");
  const [first] = await parts.line.store.events((await rings()).id);
  expect(first).toMatchObject({ kind: "callArrived", restriction: "watchOnly" });
});

test("nothing is in force by an ask alone, nor by whoever asked", async () => {
  const sessionId = await talkedTo();
  const { id } = await asks(sessionId, "note");
  expect(await parts.restrictions.approve(id, wish("robin"))).toBe("restrictionOwnAsk");
  await expect(
    parts.db.restriction.update({ where: { id }, data: { approvedBy: "robin" } }),
  ).rejects.toThrow("restrictions_two_people_check");
  expect((await asks(sessionId, "watchOnly")).answer).toBe("restrictionSkipsAStep");
  expect((await rings()).restriction).toBeUndefined();
});

test("whoever made the other's way in a few days ago does not decide beside them", async () => {
  const { db, restrictions } = parts;
  const { id } = await asks(await talkedTo(), "note");
  const link = {
    id: uuid(),
    tokenHash: uuid(),
    email: "robin@rehearsal.example",
    name: "Robin",
    roles: [],
    languages: [],
    reach: "softphone",
    staffId: "robin",
    invitedBy: "dana",
    invitedAt: new Date(noon),
    expiresAt: new Date(noon + DAY),
    acceptedAt: new Date(noon),
  };
  await db.invitation.create({ data: link });
  const refused = await restrictions.approve(id, wish("dana"));
  const byAnother = await restrictions.approve(id, wish("luc"));
  await db.invitation.deleteMany();
  expect([refused, byAnother]).toEqual(["notTwoPeople", "saved"]);
});

test("of a call that was not theirs nobody learns anything: not whether it was, nor whether its number is known", async () => {
  const { restrictions } = parts;
  const all = [await talkedTo(), await talkedTo("anonymous"), uuid()];
  for (const sessionId of all) {
    expect((await asks(sessionId, "note", "jo")).answer).toBe("notInThatSession");
    const chosen = await restrictions.chooseNotToMe(uuid(), sessionId, wish("jo"));
    expect(chosen).toBe("notInThatSession");
  }
});

test("only somebody who was there asks, and two asks at once are one", async () => {
  const sessionId = await talkedTo();
  expect((await asks(sessionId, "note", "jo")).answer).toBe("notInThatSession");
  const both = await Promise.all([asks(sessionId, "note"), asks(sessionId, "note")]);
  expect(both.map(({ answer }) => answer).toSorted()).toEqual(["restrictionStands", "saved"]);
});

test("it ends by its time, and its row with the hash is erased by a duty, which is proved", async () => {
  const sessionId = await talkedTo();
  const [noteId, watchOnlyId] = await stands(sessionId, "note", "watchOnly");
  time.now = noon + 7 * DAY;
  expect((await rings()).restriction).toBeUndefined();
  const { db, line } = parts;
  const owed = await db.duty.findMany({ where: { kind: "eraseRestraints", doneAt: null } });
  expect(owed).toHaveLength(1);
  for (const { id } of owed) await perform(line, "a worker", id);
  expect(await db.restriction.count()).toBe(0);
  const proved = await db.lineEvent.findMany({ where: { kind: "restrictionErased" } });
  const subjects = proved.map(({ subject }) => subject);
  expect(subjects).toEqual(expect.arrayContaining([noteId, watchOnlyId]));
  expect(await db.duty.count({ where: { kind: "eraseRestraints", doneAt: null } })).toBe(0);
});

test("what ends later is owed again, and what is asked meanwhile is not forgotten", async () => {
  const { db, line, restrictions } = parts;
  const sessionId = await talkedTo();
  const { id } = await asks(sessionId, "note");
  time.now = noon + DAY;
  await restrictions.approve(id, wish("dana"));
  time.now = noon + 2 * DAY;
  const dueOf = async () =>
    (await db.duty.findMany({ where: { kind: "eraseRestraints", doneAt: null } })).map((duty) => ({
      id: duty.id,
      at: duty.dueAt.getTime(),
    }));
  const [first] = await dueOf();
  expect(first?.at).toBe(noon + 2 * DAY);
  await perform(line, "a worker", first?.id ?? "");
  expect(await db.restriction.count()).toBe(1);
  expect(await dueOf()).toMatchObject([{ at: noon + 8 * DAY }]);
});

test("a block follows the step before it; lifted, both are gone at once, by name", async () => {
  const sessionId = await talkedTo();
  const [, watchOnly] = await stands(sessionId, "note", "watchOnly", "block");
  expect((await rings()).restriction).toBe("blocked");
  expect(await parts.restrictions.lift(watchOnly ?? "", wish("dana"))).toBe("saved");
  expect((await rings()).restriction).toBeUndefined();
  const lifted = await parts.db.lineEvent.findMany({ where: { kind: "restrictionLifted" } });
  expect(lifted.slice(-2).map(({ data }) => data)).toMatchObject([{ by: "dana" }, { by: "dana" }]);
});

test("a shelter's number is exempt: what stood is gone, and nothing can be asked", async () => {
  const sessionId = await talkedTo();
  await stands(sessionId, "note", "watchOnly");
  const exempt = { id: uuid(), number: CALLER, kind: "shelter" } as const;
  await parts.restrictions.addExempt(exempt, wish("dana"));
  expect((await rings()).restriction).toBeUndefined();
  expect((await asks(sessionId, "note")).answer).toBe("numberExempt");
  expect(await parts.restrictions.chooseNotToMe(uuid(), sessionId, wish("robin"))).toBe(
    "numberExempt",
  );
});

test("who withholds their number is met by nothing, and nothing is asked of them", async () => {
  const sessionId = await talkedTo("anonymous");
  expect((await asks(sessionId, "note")).answer).toBe("numberUnknown");
  expect((await rings("anonymous")).restriction).toBeUndefined();
});

test("rehearsals and real calls do not know of each other's", async () => {
  const sessionId = await talkedTo(CALLER, "+15555550150");
  await stands(sessionId, "note", "watchOnly");
  expect((await rings(CALLER, "+15555550150")).restriction).toBe("watchOnly");
  expect((await rings(CALLER, "+15555550100")).restriction).toBeUndefined();
});

test("a number somebody gave to be called back on is not the one that is restricted", async () => {
  const sessionId = await talkedTo();
  const { plans } = parts.line;
  const plan = await plans.read(sessionId);
  if (plan === null) throw new Error("No plan");
  await plans.write(sessionId, { ...plan, callerNumber: "+15555550177" }, noon);
  await stands(sessionId, "note", "watchOnly");
  expect((await rings("+15555550177")).restriction).toBeUndefined();
  expect((await rings()).restriction).toBe("watchOnly");
});

test("once the plan is erased there is nothing left to ask by", async () => {
  const sessionId = await talkedTo();
  await parts.line.plans.erase(sessionId, time.now);
  expect((await asks(sessionId, "note")).answer).toBe("numberUnknown");
});

test("who was cut off comes back to the session they had, whatever stands about their number since", async () => {
  const { line } = parts;
  const sessionId = await talkedTo();
  const session = await line.store.load(sessionId);
  const legId = session?.caller.legId ?? "";
  const at = time.now;
  await handle(line, sessionId, { kind: "watchStarted", by: "robin", id: uuid(), at });
  await stands(sessionId, "note", "watchOnly");
  const ended = { kind: "legEnded", legId, role: "caller", party: null, how: "completed" } as const;
  await handle(line, sessionId, { ...ended, id: uuid(), at });
  const back = await rings();
  expect(back.id).toBe(sessionId);
  expect(back.redial?.state).toBe("asked");
  expect(back.restriction).toBeUndefined();
});

test("a number that cannot be looked up costs nobody their answer", async () => {
  const arriving = () => Promise.reject(new Error("No database"));
  const line = { ...parts.line, restraints: { ...parts.line.restraints, arriving } };
  const { session } = await arrive(line, arrivals, {
    callSid: `CA${uuid()}`,
    from: CALLER,
    to: "+15555550100",
  });
  expect(session.restriction).toBeUndefined();
  expect(session.company.search).not.toBeNull();
});

test("not this caller to me: known at the first ring, told to nobody, and over after its time", async () => {
  const { db, line, restrictions } = parts;
  const sessionId = await talkedTo();
  expect(await restrictions.chooseNotToMe(uuid(), sessionId, wish("jo"))).toBe("notInThatSession");
  const told = await db.lineEvent.count();
  expect(await restrictions.chooseNotToMe(uuid(), sessionId, wish("robin"))).toBe("saved");
  expect(await db.lineEvent.count()).toBe(told);
  const again = await rings();
  const robin = { ...ana, staffId: "robin" };
  const seen = { ...line, roster: { ...line.roster, now: async () => [ana, robin] } };
  expect(await rosterFor(seen, again.id, time.now)).toEqual([
    ana,
    { ...robin, notThisCaller: true },
  ]);
  const events = JSON.stringify([await line.store.events(again.id), again]);
  expect(events).not.toContain("robin");
  const other = await rings("+15555550124");
  expect(await rosterFor(seen, other.id, time.now)).toEqual([ana, robin]);
  await line.plans.erase(again.id, time.now);
  expect(await db.rungLast.count({ where: { sessionId: again.id } })).toBe(0);
  time.now = noon + 30 * DAY;
  expect(await restrictions.notToMe("robin", time.now)).toEqual([]);
  expect(await line.restraints.rungLast((await rings()).id)).toEqual([]);
});

test("only one's own choice is seen and taken back", async () => {
  const { restrictions, db } = parts;
  const sessionId = await talkedTo();
  await restrictions.chooseNotToMe(uuid(), sessionId, wish("robin"));
  expect(await restrictions.notToMe("jo", noon)).toEqual([]);
  const [choice] = await restrictions.notToMe("robin", noon);
  expect(choice?.until).toBe(noon + 30 * DAY);
  expect(await restrictions.takeBackNotToMe(choice?.id ?? "", "jo", noon)).toBe("unknown");
  expect(await restrictions.takeBackNotToMe(choice?.id ?? "", "robin", noon)).toBe("saved");
  // That it was is written down, and not of whom.
  const records = await db.auditRecord.findMany({ where: { kind: "notToMeTakenBack" } });
  expect(records).toMatchObject([{ who: "robin", about: null, data: {} }]);
  expect(await parts.line.restraints.rungLast((await rings()).id)).toEqual([]);
});

test("no table, and no event, holds the number", async () => {
  const sessionId = await talkedTo();
  await stands(sessionId, "note", "watchOnly");
  await parts.restrictions.chooseNotToMe(uuid(), sessionId, wish("robin"));
  const { db } = parts;
  const all = await Promise.all([
    db.restriction.findMany(),
    db.notToMe.findMany(),
    db.lineEvent.findMany(),
    db.duty.findMany(),
    db.sessionEvent.findMany(),
  ]);
  const kept = JSON.stringify(all, (_, value: unknown) => (typeof value === "bigint" ? "" : value));
  expect(kept).not.toContain(CALLER.slice(2));
  const [{ hash } = { hash: "" }] = await db.restriction.findMany();
  const [{ hash: other } = { hash: "" }] = await db.notToMe.findMany();
  expect(new Set([hash, other, parts.line.plans.hashNumber(CALLER)]).size).toBe(3);
});
