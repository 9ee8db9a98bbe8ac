import { expect, test } from "vitest";

import type { Duty } from "../../../src/domain/session/duties.ts";
import type { InputBody } from "../../../src/domain/session/inputs.ts";
import { CarrierUnreachable } from "../../../src/engine/errors.ts";
import { handle } from "../../../src/engine/handle.ts";
import { perform } from "../../../src/engine/perform.ts";
import type { Line } from "../../../src/engine/ports.ts";
import { blankPlan } from "../../../src/engine/plans.ts";
import { sweep } from "../../../src/engine/sweep.ts";
import { fakeLine } from "../../support/fake-line.ts";
import { emptyRows, memoryGate, memoryLegs, memoryStore } from "../../support/memory-store.ts";
import { ana } from "../../support/people.ts";
import { accepts, arrived, CALLER, ends, planned, usingNow } from "../../support/steps.ts";

/** A line in memory on which nothing moves: one second, one carrier that does as it is told. */
function begin(call: Line["phone"]["call"]) {
  const rows = emptyRows();
  const { line: fake } = fakeLine();
  const now = fake.clock.now();
  const line: Line = {
    ...fake,
    clock: { now: () => now, until: () => new Promise<void>(() => undefined) },
    store: memoryStore(rows),
    legs: memoryLegs(rows),
    gate: memoryGate(rows),
    roster: { ...fake.roster, now: async () => [ana], member: async () => null },
    phone: { ...fake.phone, call },
  };
  let count = 0;
  const give = (body: InputBody) =>
    handle(line, "s1", { ...body, id: `input-${(count += 1)}`, at: now });
  const row = (kind: Duty["kind"]) => {
    const found = [...rows.duties.values()].find(({ owed }) => owed.duty.kind === kind);
    if (found === undefined) throw new Error(`No ${kind} is owed`);
    return found;
  };
  const does = (kind: Duty["kind"]) => perform(line, "worker", row(kind).owed.id);
  return { line, now, give, row, does };
}

const silent = () => Promise.reject(new CarrierUnreachable("The carrier is silent"));

test("what the carrier did not do stays owed; a caller's call-back nobody knows the fate of, at once", async () => {
  const { line, now, give, row, does } = begin(silent);
  await line.plans.write("s1", { ...blankPlan, callerNumber: "+15555550130" }, now);
  await give(arrived());
  await give(usingNow);
  await give(ends("caller", CALLER));
  const alarm = { kind: "callBackNext", lostAt: now, attempt: 1 } as const;
  await give({ kind: "due", alarm, roster: [] });
  await does("callCaller");
  expect(row("callCaller")).toMatchObject({ ended: null, heldBy: null, heldUntil: now });
  expect(row("callCaller").lastError).toBe("The carrier is silent");
});

test("a responder's ring that failed is tried again a little later, and is never forgotten", async () => {
  const { now, give, row, does } = begin(silent);
  await give(arrived());
  await does("ringNext");
  await does("ringResponder");
  expect(row("ringResponder")).toMatchObject({ ended: null, heldBy: null });
  expect(row("ringResponder").heldUntil).toBe(now + 1_000);
});

test("a ring is not made for a call that somebody has meanwhile taken, and says by what it was overtaken", async () => {
  const rung: string[] = [];
  const { give, row, does } = begin(async ({ to }) => {
    rung.push(to);
    return { callSid: "CA1" };
  });
  await give(arrived());
  await does("ringNext");
  await give(accepts("bea"));
  await does("ringResponder");
  expect(rung).toEqual([]);
  expect(row("ringResponder").ended).toMatchObject({ how: "overtaken" });
});

test("an alarm whose moment has moved ends, and names what overtook it", async () => {
  const { give, row, does } = begin(silent);
  await give(arrived());
  const first = row("ringNext");
  await give(accepts("ana"));
  await does("ringNext");
  expect(first.ended).toMatchObject({ how: "overtaken" });
});

test("the sweep goes on past a duty that cannot even be read", async () => {
  const { line, give, row } = begin(silent);
  await give(arrived());
  await give(planned());
  await give(usingNow);
  const unreadable = row("ringNext").owed.id;
  const store: Line["store"] = {
    ...line.store,
    overdue: async () => [unreadable, row("sendHelp").owed.id, row("checkInStep").owed.id],
    owed: (dutyId) =>
      dutyId === unreadable ? Promise.reject(new Error("Not to be read")) : line.store.owed(dutyId),
  };
  const later = { ...line.clock, now: () => line.clock.now() + 120_000 };
  await expect(sweep({ ...line, clock: later, store }, "worker")).resolves.toBe(3);
  expect(row("sendHelp").ended).toEqual({ how: "done" });
});

test("a sweep that finds all it may looks again at once, and begins each duty once, even those that fail", async () => {
  const { line } = begin(silent);
  const owed = Array.from({ length: 120 }, (_, n) => `duty ${n}`);
  const done: string[] = [];
  const stuck = owed[0] ?? "";
  const overdue = async (_: number, most: number) =>
    owed.filter((dutyId) => !done.includes(dutyId)).slice(0, most);
  const begun: string[] = [];
  await sweep({ ...line, store: { ...line.store, overdue } }, "worker", async (_, __, dutyId) => {
    begun.push(dutyId);
    if (dutyId === stuck) throw new Error("It stays owed");
    done.push(dutyId);
  });
  expect(begun.toSorted()).toEqual(owed.toSorted());
});

test("a ring that runs out of its time while it waits takes no turn of those behind it", async () => {
  const { line, now, give, row } = begin(silent);
  await give(arrived());
  await give({ kind: "due", alarm: { kind: "ringNext", step: 1, since: now }, roster: [ana] });
  const { owed } = row("ringResponder");
  if (owed.duty.kind !== "ringResponder") throw new Error("No ring");
  const { until } = owed.duty;
  let at = now;
  let asked = 0;
  const waiting: Line = {
    ...line,
    clock: {
      now: () => at,
      until: () => (asked > 0 ? Promise.resolve() : new Promise<void>(() => undefined)),
    },
    gate: {
      pass: async () => {
        asked += 1;
        if (asked > 1) throw new Error("It still waits for its turn");
        at = until;
        return until;
      },
    },
  };
  await perform(waiting, "worker", owed.id);
  expect(asked).toBe(1);
  expect(row("ringResponder").ended).toMatchObject({ how: "overtaken" });
});
