import { expect, test } from "vitest";

import { fewOfTheLine, onceInHand } from "../../../src/engine/in-hand.ts";
import type { Line } from "../../../src/engine/ports.ts";
import type { Owed } from "../../../src/engine/ports-store.ts";
import { fakeLine } from "../../support/fake-line.ts";

test("a duty found again while it is being done is not begun again, and is once it is over", async () => {
  const begun: string[] = [];
  let over = (): void => undefined;
  const doOne = onceInHand((_line: Line, _holder: string, dutyId: string) => {
    begun.push(dutyId);
    return new Promise<void>((resolve) => {
      over = resolve;
    });
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing of the line is used
  const line = {} as Line;
  const first = doOne(line, "worker", "one");
  await doOne(line, "worker", "one");
  expect(begun).toEqual(["one"]);
  over();
  await first;
  const again = doOne(line, "worker", "one");
  expect(begun).toEqual(["one", "one"]);
  over();
  await again;
});

const owedAs = (id: string): Owed =>
  id.startsWith("session")
    ? { id, sessionId: "s1", duty: { kind: "sendHelp", checkIn: 1, dueAt: 0 }, attempts: 0 }
    : { id, sessionId: null, duty: { kind: "lookAhead", dueAt: 0 }, attempts: 0 };

test("of the line's own duties few are in hand at once; a session's are all begun, however many of those hang", async () => {
  const { line } = fakeLine();
  const store = { ...line.store, owed: async (dutyId: string) => owedAs(dutyId) };
  const begun: string[] = [];
  const over: (() => void)[] = [];
  const doOne = fewOfTheLine((_line, _holder, { id }) => {
    begun.push(id);
    return new Promise<void>((resolve) => over.push(resolve));
  });
  const finds = (dutyId: string) => doOne({ ...line, store }, "worker", dutyId);
  const ids = (whose: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${whose} ${index}`);
  const inHand = [...ids("line", 30), ...ids("session", 60)].map(finds);
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual([...ids("line", 5), ...ids("session", 60)]);
  over.forEach((each) => each());
  await Promise.all(inHand);
  void finds("line 29");
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun.at(-1)).toBe("line 29");
});
