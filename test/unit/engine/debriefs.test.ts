import { expect, test } from "vitest";
import { remindDebrief } from "../../../src/engine/debriefs.ts";
import { lineWith, person } from "../../support/line-with.ts";

const HOUR = 3_600_000;

const owedTo = { dutyId: "d1", staffId: "ana", rehearsal: false };

test("those who supervise now are told once a day that one is owed, and of whom nothing", async () => {
  const { line, memory, texts } = lineWith([
    person("sol", "supervising"),
    person("oce", "on-call"),
    person("luc", "line"),
  ]);
  const reminded = await remindDebrief(line, owedTo);
  expect(texts).toHaveLength(1);
  expect(texts[0]).toContain("a debrief is still owed");
  expect(texts[0]).not.toContain("ana");
  expect(reminded.until - memory.now).toBe(24 * HOUR);
  expect(memory.lineEvents).toMatchObject([{ kind: "debriefOwed", subject: "ana" }]);
});

test("with nobody supervising nobody is woken: it is looked at again in an hour", async () => {
  const { line, memory, texts } = lineWith([
    person("ana", "supervising"),
    person("oce", "on-call"),
  ]);
  const reminded = await remindDebrief(line, owedTo);
  expect(reminded.until - memory.now).toBe(HOUR);
  expect([texts, memory.lineEvents]).toEqual([[], []]);
});

test("of a practice emergency it is said that it was practice", async () => {
  const { line, texts } = lineWith([person("sol", "supervising")]);
  await remindDebrief(line, { ...owedTo, rehearsal: true });
  expect(texts[0]).toMatch(/practice/i);
});

test("a text that fails holds up none of the others, and is logged", async () => {
  const sent: string[] = [];
  const { line, memory } = lineWith([person("sol", "supervising"), person("dana", "supervising")], {
    text: async (to) => {
      if (sent.push(to) === 1) throw new Error("no carrier");
    },
  });
  await remindDebrief(line, owedTo);
  expect(sent).toHaveLength(2);
  expect(memory.logged.join()).toContain("was not sent");
});
