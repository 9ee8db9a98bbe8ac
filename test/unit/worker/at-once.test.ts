import { expect, test } from "vitest";

import type { Owed } from "../../../src/engine/ports-store.ts";
import { atOnce } from "../../../src/worker/at-once.ts";
import { fakeLine } from "../../support/fake-line.ts";

function worker(most: number) {
  const { line } = fakeLine();
  const woken: string[] = [];
  const begun: string[] = [];
  const over: (() => void)[] = [];
  const given = { ...line, alarms: { set: (owed: readonly Owed[]) => woken.push(...idsOf(owed)) } };
  const doOne = (_line: unknown, _holder: string, dutyId: string) => {
    begun.push(dutyId);
    return new Promise<void>((resolve) => over.push(resolve));
  };
  const started = atOnce(given, "worker", doOne, most);
  const comesToOwe = (id: string, inMs: number) => {
    const dueAt = line.clock.now() + inMs;
    started.line.alarms.set([
      { id, sessionId: "s", duty: { kind: "openLine", turn: 0, dueAt }, attempts: 0 },
    ]);
  };
  return { comesToOwe, close: () => started.close(), woken, begun, over };
}

const idsOf = (owed: readonly Owed[]): readonly string[] => owed.map(({ id }) => id);

test("a worker does at once what it comes to owe now, and is woken for what is due later", () => {
  const { comesToOwe, begun, woken } = worker(10);
  comesToOwe("now", 0);
  comesToOwe("overdue", -500);
  comesToOwe("later", 1);
  expect(begun).toEqual(["now", "overdue"]);
  expect(woken).toEqual(["later"]);
});

test("what it has no hand free for waits in the queue, until one is over", async () => {
  const { comesToOwe, begun, woken, over } = worker(1);
  comesToOwe("first", 0);
  comesToOwe("second", 0);
  expect([begun, woken]).toEqual([["first"], ["second"]]);
  over[0]?.();
  await new Promise((resolve) => setImmediate(resolve));
  comesToOwe("third", 0);
  expect(begun).toEqual(["first", "third"]);
});

test("a worker that stops ends what it has begun first", async () => {
  const { comesToOwe, close, over } = worker(10);
  comesToOwe("begun", 0);
  const closed = close();
  const nextTurn = new Promise((resolve) => setImmediate(() => resolve("still at work")));
  expect(await Promise.race([closed, nextTurn])).toBe("still at work");
  over[0]?.();
  await closed;
});
