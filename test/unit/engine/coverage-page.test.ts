import { expect, test } from "vitest";
import { newSession, type Session } from "../../../src/domain/session/session.ts";
import { page } from "../../../src/engine/messages.ts";
import type { OwedBySession } from "../../../src/engine/ports-store.ts";
import { given } from "../../support/given.ts";
import { accepts, arrived, key, loses, usingNow } from "../../support/steps.ts";
import { memoryWaitingList } from "../../support/memory-waiting-list.ts";
import { emptyRows } from "../../support/memory-store.ts";
import { fakeLine, protocol } from "../../support/fake-line.ts";

const owed: OwedBySession = {
  id: "duty-1",
  sessionId: "s1",
  duty: { kind: "page", because: "nobodyReachable", dueAt: 0 },
  attempts: 1,
};

/** What was paged, where somebody has said that they know. */
async function pagedFor(
  session: Session,
  because: "nobodyReachable" | "callerWaiting" | "lineLost",
) {
  const { line, memory } = fakeLine();
  const known = { ...line, waitingList: { ...line.waitingList, mayPage: async () => false } };
  expect(await page(known, session, owed, because)).toBe("done");
  return memory.lineEvents.map(({ kind }) => kind);
}

const waiting = newSession("s1", protocol());

test("who says that they know is not paged about coverage, and is about everything else", async () => {
  expect(await pagedFor(waiting, "nobodyReachable")).toEqual([]);
  expect(await pagedFor(waiting, "callerWaiting")).toEqual([]);
  expect(await pagedFor(waiting, "lineLost")).toEqual(["paged"]);
});

test("they are paged for whoever may be dying: an emergency, a watch, a responder lost", async () => {
  const pressing = [
    given(arrived(), key("9")),
    given(arrived(), key("7")),
    given(arrived(), accepts("ana"), usingNow, loses("ana")),
  ];
  for (const { session } of pressing)
    expect(await pagedFor(session, "nobodyReachable")).toEqual(["paged"]);
});

test("of one who may be dying they are told at once, and again every five minutes; never once a minute, and never not at all", async () => {
  const { session } = given(arrived(), key("7"));
  const { line: fake, memory } = fakeLine();
  const list = memoryWaitingList(emptyRows());
  const start = fake.clock.now();
  const minutes: number[] = [];
  for (let minute = 0; minute <= 60; minute += 1) {
    const clock = { ...fake.clock, now: () => start + minute * 60_000 };
    const line = { ...fake, clock, waitingList: list };
    const before = memory.lineEvents.length;
    await page(line, session, { ...owed, id: `duty-${minute}` }, "nobodyReachable");
    if (memory.lineEvents.length > before) minutes.push(minute);
  }
  expect(minutes).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60]);
  await page({ ...fake, waitingList: list }, session, owed, "lineLost");
  expect(memory.lineEvents).toHaveLength(14);
});
