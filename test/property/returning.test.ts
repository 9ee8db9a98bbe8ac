import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Opened } from "../../src/domain/session/keeping.ts";
import { emptyPlan } from "../../src/domain/session/plan.ts";
import { handle } from "../../src/engine/handle.ts";
import { withoutCode } from "../../src/engine/profiles.ts";
import { blankPlan } from "../../src/engine/plans.ts";
import { fakeLine } from "../support/fake-line.ts";
import { after, given, wordsIn, type Scene } from "../support/given.ts";
import { arrived, askedOf, CALLER, key, keyAt } from "../support/steps.ts";

const SESSION = "0199d0c0-0000-7000-8000-000000000001";
const RIGHT = "83029147";
const FROM = "+15555550131";

/** Somebody waits; under RIGHT, somebody has kept where they are. */
async function somebodyWaits() {
  const { line, memory } = fakeLine();
  const at = memory.now;
  await handle(line, SESSION, { ...arrived(), id: "arrived", at });
  await line.plans.write(SESSION, { ...blankPlan, callerNumber: FROM }, at);
  const plan = { ...blankPlan, place: "exact", address: "7 Kettle Lane" } as const;
  const under = { code: RIGHT, number: FROM, rehearsal: false };
  const profile = { kept: "passphrase", language: "en", plan, spoken: null } as const;
  await line.profiles.keep(under, profile, "2027-06-01");
  const keys = async (digits: string) => {
    const pressed = { ask: "code", digits, id: `keyed:${digits}`, at } as const;
    const input = keyAt("code", digits)(given(arrived()));
    return (await withoutCode(line, SESSION, { ...input, ...pressed })).input;
  };
  return { line, keys };
}

const digits = fc.string({
  unit: fc.constantFrom("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
  minLength: 1,
  maxLength: 12,
});

test("whatever is keyed that is not the code, what reaches the session is the same, and has no digit of it", async () => {
  const { keys } = await somebodyWaits();
  await fc.assert(
    fc.asyncProperty(digits, async (keyed) => {
      fc.pre(keyed !== RIGHT && !/^9{1,2}$/.test(keyed));
      const { id: _id, at: _at, ...input } = await keys(keyed);
      expect(input).toEqual({ kind: "codeKeyed", legId: CALLER, opened: null, tooMany: false });
    }),
    { numRuns: 200 },
  );
});

test("the third code of a call is a wrong one, also the right one", async () => {
  const { line, keys } = await somebodyWaits();
  for (const wrong of ["11223344", "55667788"]) await handle(line, SESSION, await keys(wrong));
  expect(await keys(RIGHT)).toMatchObject({ kind: "codeKeyed", opened: null });
});

const opened: Opened = {
  kept: "passphrase",
  plan: { ...emptyPlan, place: "exact", desks: ["north"] },
  spoken: null,
  language: "en",
  everyMs: null,
  until: 0,
};

const meanwhile = fc.array(
  fc.oneof(
    fc.constantFrom("3", "6", "8", "*", "#", "0").map((digit) => key(digit)),
    fc.integer({ min: 1, max: 30 }).map((seconds) => after(seconds)),
  ),
  { maxLength: 6 },
);

test("until a watch begins nobody hears whether the code was right, whatever they press and however long they wait", () => {
  const asked = [arrived({ language: "en" }), after(14), key("5")];
  const keyed = (found: Opened | null): Scene =>
    given(...asked, { kind: "codeKeyed", legId: CALLER, opened: found, tooMany: false });
  fc.assert(
    fc.property(meanwhile, fc.integer({ min: 0, max: 6 }), (steps, turn) => {
      const right = keyed(opened);
      const wrong = keyed(null);
      for (const step of steps) {
        const before = [right.events.length, wrong.events.length] as const;
        right.when(step);
        wrong.when(step);
        const said = (line: Scene, from: number) =>
          wordsIn(line.hears({}, { turn, events: line.events.slice(from) }));
        expect(said(right, before[0])).toBe(said(wrong, before[1]));
        expect(askedOf(right)).toBe(askedOf(wrong));
      }
    }),
    { numRuns: 150 },
  );
});
