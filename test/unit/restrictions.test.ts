import { expect, test } from "vitest";
import {
  endsAt,
  judgeApproval,
  judgeAsk,
  liftedWith,
  LONGEST_DAYS,
  restrictedNow,
  RESTRICTION_STEPS,
  type Restriction,
} from "../../src/domain/restrictions.ts";

const NOW = Date.UTC(2026, 10, 22, 3);
const HOUR = 3_600_000;

const restriction = (change: Partial<Restriction> = {}): Restriction => ({
  id: "one",
  step: "note",
  reason: "threats",
  days: 7,
  rehearsal: false,
  sessionId: "session",
  askedBy: "jo",
  askedAt: NOW - HOUR,
  approvedBy: "dana",
  until: NOW + HOUR,
  ...change,
});

const note = restriction();
const watchOnly = restriction({ id: "two", step: "watchOnly" });
const block = restriction({ id: "three", step: "block" });
const asked = (step: Restriction["step"]) =>
  restriction({ id: "asked", step, approvedBy: null, until: NOW + HOUR });

const ask = (change: Partial<Parameters<typeof judgeAsk>[0]> = {}) =>
  judgeAsk(
    {
      step: "note",
      days: 7,
      wasThere: true,
      numberKnown: true,
      exempt: false,
      others: [],
      ...change,
    },
    NOW,
  );

test("somebody who was in the call may ask for a note", () => {
  expect(ask()).toBeNull();
  expect(ask({ wasThere: false })).toBe("notInThatSession");
});

test("withheld numbers, and telephones of many people, are out of reach", () => {
  expect(ask({ numberKnown: false })).toBe("numberUnknown");
  expect(ask({ exempt: true })).toBe("numberExempt");
});

test("each step needs the one before it in force: a wish for it, or one that has ended, is not", () => {
  expect(ask({ step: "watchOnly" })).toBe("restrictionSkipsAStep");
  expect(ask({ step: "watchOnly", others: [asked("note")] })).toBe("restrictionSkipsAStep");
  const over = restriction({ until: NOW });
  expect(ask({ step: "watchOnly", others: [over] })).toBe("restrictionSkipsAStep");
  expect(ask({ step: "watchOnly", others: [note] })).toBeNull();
  expect(ask({ step: "block", others: [note] })).toBe("restrictionSkipsAStep");
  expect(ask({ step: "block", others: [note, watchOnly] })).toBeNull();
});

test("no step lasts longer than it may, and none is asked for twice at once", () => {
  for (const step of RESTRICTION_STEPS) {
    const others = [note, watchOnly].filter((one) => one.step !== step);
    expect(ask({ step, days: LONGEST_DAYS[step], others })).toBeNull();
    expect(ask({ step, days: LONGEST_DAYS[step] + 1, others })).toBe("restrictionTooLong");
  }
  expect(ask({ others: [note] })).toBe("restrictionStands");
  expect(ask({ others: [asked("note")] })).toBe("restrictionStands");
});

test("whoever asked does not approve; another does, once, and while the step before still stands", () => {
  expect(judgeApproval(asked("note"), "jo", [], NOW)).toBe("restrictionOwnAsk");
  expect(judgeApproval(asked("note"), "dana", [], NOW)).toBeNull();
  expect(judgeApproval(note, "dana", [], NOW)).toBe("restrictionSettled");
  const tooLate = { ...asked("note"), until: NOW };
  expect(judgeApproval(tooLate, "dana", [], NOW)).toBe("restrictionSettled");
  expect(judgeApproval(asked("block"), "dana", [note], NOW)).toBe("restrictionSkipsAStep");
});

test("only what is approved and not over is met by a call, and a note is met by none", () => {
  expect(restrictedNow([], NOW)).toBeNull();
  expect(restrictedNow([note], NOW)).toBeNull();
  expect(restrictedNow([note, asked("watchOnly")], NOW)).toBeNull();
  expect(restrictedNow([note, watchOnly], NOW)).toBe("watchOnly");
  expect(restrictedNow([note, watchOnly, block], NOW)).toBe("blocked");
  expect(restrictedNow([note, watchOnly, { ...block, until: NOW }], NOW)).toBe("watchOnly");
  expect(restrictedNow([{ ...watchOnly, until: NOW }], NOW)).toBeNull();
});

test("a block ends by itself after a week at most", () => {
  expect(endsAt({ days: LONGEST_DAYS.block }, NOW) - NOW).toBe(7 * 24 * HOUR);
});

test("a step that is lifted takes the harder ones with it, and leaves the milder", () => {
  const all = [note, watchOnly, block];
  const others = (one: Restriction) => all.filter(({ id }) => id !== one.id);
  expect(liftedWith(note, others(note))).toEqual([watchOnly, block]);
  expect(liftedWith(watchOnly, others(watchOnly))).toEqual([block]);
  expect(liftedWith(block, others(block))).toEqual([]);
});
