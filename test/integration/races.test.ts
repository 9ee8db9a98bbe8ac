import { expect, test } from "vitest";

import { putRehearsalStaffOnShift } from "../../src/adapters/postgres/seed.ts";
import type { InputBody } from "../../src/domain/session/inputs.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { arrive } from "../../src/engine/arrive.ts";
import { perform } from "../../src/engine/perform.ts";
import { noon } from "../support/line-database.ts";
import { processes, times } from "../support/races.ts";
import { does } from "../support/steps.ts";

const running = processes();

const takes = (staffId: string): InputBody => ({
  kind: "legAccepted",
  legId: `leg-of-${staffId}`,
  role: "responder",
  staffId,
  via: "softphone",
});

const heldBy = async (sessionId: string): Promise<readonly string[]> =>
  (await running().db.claim.findMany({ where: { sessionId } })).map(
    ({ responderId }) => responderId,
  );

/** Each is twenty whole decisions on Postgres, some 40 ms where nothing else runs; where it counts, all thousand are played. */
const CALLS = process.env["CI"] === undefined ? 200 : 1_000;

test("twenty responders take one call at the same moment, many times over: one is with the caller", async () => {
  const { give, ringing, eventsOf } = running();
  for (let call = 0; call < CALLS; call += 1) {
    const id = await ringing();
    const answers = await times(20, (index) => give(id, takes(`${index}-of-${call}`), index));
    const joined = answers.filter(({ events }) => events.length > 0);
    expect(joined).toHaveLength(1);
    const [winner] = joined;
    const staffId = winner?.session.company.responder?.staffId;
    expect(await heldBy(id)).toEqual([staffId]);
    for (const { session } of answers) {
      expect(session.company.responder?.staffId).toBe(staffId);
    }
    expect(await eventsOf(id, "responderJoined")).toHaveLength(1);
  }
}, 300_000);

test("two calls are taken by one responder at the same moment: one of them has them", async () => {
  const { give, ringing } = running();
  for (let round = 0; round < 40; round += 1) {
    const [a, b] = [await ringing(), await ringing()];
    const staffId = `both-${round}`;
    const answers = await Promise.all([give(a, takes(staffId), 0), give(b, takes(staffId), 1)]);
    const withThem = answers.filter(({ session }) => session.company.state === "with");
    expect(withThem).toHaveLength(1);
    const [one] = withThem;
    expect(await heldBy(one?.session.id ?? "")).toEqual([staffId]);
    expect(await heldBy(one?.session.id === a ? b : a)).toEqual([]);
  }
});

test("two calls look for somebody at the same moment, and one is free: rung for one of them", async () => {
  const { db, roster, lineFor, give, ringing, eventsOf } = running();
  // Whoever waits since an earlier test would come before these.
  const open = await db.session.findMany({ where: { closedAt: null } });
  for (const { id } of open) await give(id, does({ kind: "closed", outcome: "well" }));
  await putRehearsalStaffOnShift(roster, noon);
  await db.shift.deleteMany({ where: { staffId: { not: "jo" } } });
  for (let round = 0; round < 15; round += 1) {
    const ids = [await ringing(), await ringing()];
    const due = await db.duty.findMany({ where: { sessionId: { in: ids }, kind: "ringNext" } });
    await Promise.all(due.map((duty, index) => perform(lineFor(index), `w${index}`, duty.id)));
    const rung = await Promise.all(ids.map((id) => eventsOf(id, "responderRung")));
    expect(rung.flat().map((event) => "staffId" in event && event.staffId)).toEqual(["jo"]);
    for (const id of ids) await give(id, does({ kind: "closed", outcome: "well" }));
    await db.duty.deleteMany();
  }
});

test("one webhook comes fifty times at once: one session, one set of events", async () => {
  const { db, lineFor, give, eventsOf } = running();
  const number = { number: "+15555550100", role: "public", language: "en" } as const;
  const arrivals = {
    numbers: [number],
    protocol: async () => standard,
    openDispatches: async () => [],
  };
  for (let round = 0; round < 3; round += 1) {
    const call = { callSid: `CA-${round}`, from: "+15555550130", to: number.number };
    const all = await times(50, (index) => arrive(lineFor(index), arrivals, call));
    const ids = new Set(all.map(({ session }) => session.id));
    expect(ids.size).toBe(1);
    const [id = ""] = ids;
    expect(await eventsOf(id, "callArrived")).toHaveLength(1);
    expect(await db.duty.count({ where: { sessionId: id, kind: "ringNext" } })).toBe(1);

    const legId = all[0]?.leg.id ?? "";
    const seven = { kind: "keyPressed", role: "caller", party: null, ask: "menu" } as const;
    await times(50, (index) => give(id, { ...seven, legId, digits: "7" }, index, `${legId}:menu`));
    expect(await eventsOf(id, "watchBegan")).toHaveLength(1);
    expect(await eventsOf(id, "doseTaken")).toEqual([]);
    expect(await db.duty.count({ where: { sessionId: id, kind: "sendHelp" } })).toBe(1);
  }
});
