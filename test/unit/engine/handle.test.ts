import { expect, test } from "vitest";

import { evolve } from "../../../src/domain/session/evolve.ts";
import type { InputBody } from "../../../src/domain/session/inputs.ts";
import { standard } from "../../../src/domain/session/policy.ts";
import { newSession } from "../../../src/domain/session/session.ts";
import { handle } from "../../../src/engine/handle.ts";
import type { Line } from "../../../src/engine/ports.ts";
import type { Owed } from "../../../src/engine/ports-store.ts";
import { fakeLine } from "../../support/fake-line.ts";
import { emptyRows, memoryStore } from "../../support/memory-store.ts";
import { arrived, does, planned } from "../../support/steps.ts";

function begin() {
  const rows = emptyRows();
  const set: Owed[] = [];
  const { line } = fakeLine();
  const store = memoryStore(rows);
  const whole: Line = { ...line, store, alarms: { set: (owed) => void set.push(...owed) } };
  let count = 0;
  const give = (body: InputBody, by: Line = whole) =>
    handle(by, "s1", { ...body, id: `input-${(count += 1)}`, at: line.clock.now() });
  return { rows, set, line: whole, give };
}

test("whatever a commit leaves owed is handed to the alarms at once", async () => {
  const { rows, set, give } = begin();
  await give(arrived());
  await give(planned());
  await give(does({ kind: "watchStarted" }));
  expect(set.map(({ duty }) => duty.kind)).toContain("sendHelp");
  expect(set.map(({ id }) => id)).toEqual([...rows.duties.keys()]);
});

test("the session is its events, folded in the order they happened", async () => {
  const { line, give } = begin();
  await give(arrived());
  await give(planned());
  const { events } = await give(does({ kind: "helpSent", reason: "stoppedAnswering" }));
  expect(events.map(({ kind }) => kind)).toEqual(["helpAsked", "deskRung"]);
  const all = await line.store.events("s1");
  const folded = all.reduce(evolve, newSession("s1", standard));
  expect(await line.store.load("s1")).toEqual(folded);
});

test("whoever loses a race decides afresh, as often as it takes, and nothing is lost", async () => {
  const { line, give } = begin();
  await give(arrived());
  let races = 3;
  const slower: Line = {
    ...line,
    store: {
      ...line.store,
      async commit(commit) {
        races -= 1;
        if (races >= 0) await give(does({ kind: "concernMarked", concern: "medical" }));
        return line.store.commit(commit);
      },
    },
  };
  const { events } = await give(does({ kind: "watchStarted" }), slower);
  expect(events.map(({ kind }) => kind)).toEqual(["watchBegan", "placeAsked"]);
  const kinds = (await line.store.events("s1")).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "concernMarked")).toHaveLength(3);
  expect(kinds.slice(-2)).toEqual(["watchBegan", "placeAsked"]);
});

test("what somebody said that meant nothing is known, and means nothing later; what the carrier tells is judged whenever it comes", async () => {
  const { line, rows, give } = begin();
  await give(arrived());
  const answer = { kind: "confirmed", by: "ana", checkIn: 1, mark: "well" } as const;
  const again = () => handle(line, "s1", { ...answer, id: "the same press", at: line.clock.now() });
  expect(await again()).toMatchObject({ events: [], refused: expect.any(String) });
  await give(planned());
  await give(does({ kind: "watchStarted" }));
  expect(await again()).toMatchObject({ events: [], repeated: true });
  expect((await line.store.load("s1"))?.watch?.checkIn).toBe(1);
  const { events } = await give(answer);
  expect(events.map(({ kind }) => kind)).toContain("checkInKept");

  const heard = { kind: "machineHeard", legId: "unknown", role: "trusted", party: null } as const;
  const told = await handle(line, "s1", { ...heard, id: "word", at: line.clock.now() });
  expect(told.events).toEqual([]);
  expect(rows.sessions.get("s1")?.inputs.has("word")).toBe(false);
});

test("that it cannot be noted costs nobody their answer, and is said in the log", async () => {
  const { line, give } = begin();
  await give(arrived());
  const failing: Line = {
    ...line,
    store: { ...line.store, know: () => Promise.reject(new Error("away")) },
  };
  const warned: string[] = [];
  const log = { ...failing.log, warn: (_: object, words: string) => void warned.push(words) };
  const { refused } = await give(does({ kind: "confirmed", checkIn: 1, mark: "well" }), {
    ...failing,
    log,
  });
  expect(refused).toBeDefined();
  expect(warned).toEqual(["What meant nothing was not noted: come again, it is judged anew"]);
});
