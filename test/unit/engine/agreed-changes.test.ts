import { expect, test } from "vitest";
import { remindChange } from "../../../src/engine/agreed-changes.ts";
import { lineWith, person } from "../../support/line-with.ts";

const HOUR = 3_600_000;

const change = { kind: "agreedChange", staffId: "luc", rehearsal: false } as const;

test("whoever supervises now hears once a day that a change is due, and nobody's name", async () => {
  const { line, memory, texts } = lineWith([person("sol", "supervising"), person("ana", "line")]);
  const reminded = await remindChange(line, "d1", change);
  expect(texts).toHaveLength(1);
  expect(texts[0]).toContain("to change after a review is due");
  expect(texts[0]).not.toContain("luc");
  expect(reminded.until - memory.now).toBe(24 * HOUR);
  expect(memory.lineEvents).toMatchObject([{ kind: "changeOwed", subject: "luc" }]);
});

test("with nobody supervising nobody is woken; of a practised review nobody is told at all", async () => {
  const quiet = lineWith([person("ana", "line")]);
  const until = (await remindChange(quiet.line, "d1", change)).until;
  expect(until - quiet.memory.now).toBe(HOUR);
  const practised = lineWith([person("sol", "supervising")]);
  await remindChange(practised.line, "d1", { ...change, rehearsal: true });
  expect([quiet.texts, practised.texts, quiet.memory.lineEvents]).toEqual([[], [], []]);
});
