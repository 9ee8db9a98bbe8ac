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
