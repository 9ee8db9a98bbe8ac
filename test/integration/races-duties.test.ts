import { expect, test, vi } from "vitest";

import { perform } from "../../src/engine/perform.ts";
import type { Line, OutgoingCall } from "../../src/engine/ports.ts";
import { sweep } from "../../src/engine/sweep.ts";
import { noon } from "../support/line-database.ts";
import { processes, times } from "../support/races.ts";
import { deskAnswers, deskPresses, does, planned } from "../support/steps.ts";

const running = processes();

test("one deadline passes for fifty workers at once: help is asked for once, one desk is owed a call", async () => {
  const { db, clock, deskId, lineFor, give, ringing, eventsOf } = running();
  for (let round = 0; round < 3; round += 1) {
    const id = await ringing();
    await give(id, planned({ desks: [deskId] }));
    await give(id, does({ kind: "watchStarted" }));
    const alarm = await db.duty.findFirstOrThrow({ where: { sessionId: id, kind: "sendHelp" } });
    while (clock.next(alarm.dueAt.getTime()));
    await times(50, (index) => perform(lineFor(index), `w${index}`, alarm.id));
    expect(await eventsOf(id, "helpAsked")).toHaveLength(1);
    expect(await db.duty.count({ where: { sessionId: id, kind: "callDesk" } })).toBe(1);
  }
});

/** Help was sent; what is owed to the desk, as the worker meets it. */
async function deskOwed(): Promise<{ sessionId: string; dutyId: string }> {
  const { db, deskId, give, ringing } = running();
  const sessionId = await ringing();
  await give(sessionId, planned({ desks: [deskId] }));
  await give(sessionId, does({ kind: "helpSent", reason: "stoppedAnswering" }));
  const duty = await db.duty.findFirstOrThrow({ where: { sessionId, kind: "callDesk" } });
  await db.duty.deleteMany({ where: { id: { not: duty.id } } });
  return { sessionId, dutyId: duty.id };
}

/** A carrier that answers the first request only when it is told to. */
function slowCarrier() {
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const call = async ({ leg }: OutgoingCall) => {
    asked.push(leg.id);
    if (asked.length === 1) await new Promise<void>((resolve) => waiting.push(resolve));
    return { callSid: `CA-${leg.id}` };
  };
  return { asked, call, answers: () => waiting.splice(0).forEach((each) => each()) };
}

const on = (line: Line, call: Line["phone"]["call"]): Line => ({
  ...line,
  phone: { ...line.phone, call },
});

test("two workers have one duty: while the one at work renews its lease, the other never begins", async () => {
  const { db, clock, lineFor } = running();
  const { dutyId } = await deskOwed();
  const carrier = slowCarrier();
  const [one, other] = [on(lineFor(0), carrier.call), on(lineFor(1), carrier.call)];
  const atWork = perform(one, "one", dutyId);
  await vi.waitFor(() => expect(carrier.asked).toHaveLength(1));
  for (let step = 0; step < 12; step += 1) {
    const heldUntil = () => db.duty.findUniqueOrThrow({ where: { id: dutyId } });
    const before = (await heldUntil()).heldUntil;
    while (clock.next(clock.now() + 500));
    await vi.waitFor(async () => expect((await heldUntil()).heldUntil).not.toEqual(before));
    await perform(other, "other", dutyId);
    await sweep(other, "other");
  }
  carrier.answers();
  await atWork;
  expect(carrier.asked).toEqual([`${dutyId}-1`]);
  await perform(other, "other", dutyId);
  expect(carrier.asked).toHaveLength(1);
});

test("a worker that froze loses its lease: the same duty is done as a second leg, and help is not sent twice", async () => {
  const { db, clock, deskId, lineFor, give, eventsOf } = running();
  const { sessionId, dutyId } = await deskOwed();
  const carrier = slowCarrier();
  const frozen = { ...clock, until: () => new Promise<void>(() => undefined) };
  const stuck = perform({ ...on(lineFor(0), carrier.call), clock: frozen }, "stuck", dutyId);
  await vi.waitFor(() => expect(carrier.asked).toHaveLength(1));

  while (clock.next(noon + 1_999));
  const other = on(lineFor(1), carrier.call);
  expect(await sweep(other, "other")).toBe(0);
  while (clock.next(noon + 2_000));
  const second = sweep(other, "other");
  await vi.waitFor(() => expect(carrier.asked).toEqual([`${dutyId}-1`, `${dutyId}-2`]));
  carrier.answers();
  await Promise.all([stuck, second]);

  expect(await eventsOf(sessionId, "helpAsked")).toHaveLength(1);
  expect(await eventsOf(sessionId, "deskRung")).toHaveLength(1);
  const legs = await lineFor(0).legs.ofSession(sessionId);
  expect(legs.map(({ id, callSid }) => [id, callSid])).toEqual([
    [`${dutyId}-1`, `CA-${dutyId}-1`],
    [`${dutyId}-2`, `CA-${dutyId}-2`],
  ]);
  // Both telephones of that desk ring, and somebody takes it on the second: it is taken once, and no further desk is owed.
  const pressed = deskPresses(deskId, "1", "dispatch", `${dutyId}-2`);
  await give(sessionId, deskAnswers(deskId, `${dutyId}-1`), 0);
  await give(sessionId, deskAnswers(deskId, `${dutyId}-2`), 1);
  await times(10, (index) => give(sessionId, pressed, index));
  expect(await eventsOf(sessionId, "helpTaken")).toHaveLength(1);
  expect(await db.duty.count({ where: { sessionId, kind: "callDesk" } })).toBe(1);
  expect(await db.duty.count({ where: { sessionId, kind: "arrival" } })).toBe(1);
});
