import { expect, test } from "vitest";
import type { Circle, Person } from "../../../src/domain/session/people.ts";
import { remindDebrief } from "../../../src/engine/debriefs.ts";
import type { Line } from "../../../src/engine/ports.ts";
import { fakeLine } from "../../support/fake-line.ts";
import { sol } from "../../support/people.ts";

const HOUR = 3_600_000;

function lineWith(people: readonly Person[], given: Partial<Line["phone"]> = {}) {
  const { line: fake, memory } = fakeLine();
  const texts: string[] = [];
  const text: Line["phone"]["text"] = async (to, _from, body) => void texts.push(`${to} ${body}`);
  const line: Line = {
    ...fake,
    phone: { ...fake.phone, text, ...given },
    roster: {
      ...fake.roster,
      now: async () => people,
      member: async (id) => ({
        id,
        name: id,
        via: "softphone",
        languages: ["en"],
        phone: id === "sol" ? "+15555550171" : "+15555550172",
      }),
    },
  };
  return { line, memory, texts };
}

const person = (staffId: string, circle: Circle): Person => ({ ...sol, staffId, circle });
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
