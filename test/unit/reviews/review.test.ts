import { describe, expect, test } from "vitest";
import { agreedChange, isDueInTime } from "../../../src/domain/reviews/changes.ts";
import {
  CAUSES,
  goTogether,
  isHidden,
  stepRefused,
  type LookedAt,
  type Review,
  type ReviewStep,
} from "../../../src/domain/reviews/review.ts";

const blank: Review = {
  sessionId: "s",
  told: null,
  supported: null,
  found: null,
  explained: null,
  reviewed: null,
  findings: [],
  causes: [],
};
const step = { by: "dana", at: 1 };
const DAY = 24 * 3_600_000;

const refused = (which: ReviewStep, review: Partial<Review>, given: Partial<LookedAt> = {}) =>
  stepRefused(which, {
    outcome: "died",
    support: ["given"],
    ...given,
    review: { ...blank, ...review },
  });

describe("looking back at a death", () => {
  test("whoever was there is told by a person, then supported, and only then is anything found", () => {
    expect(refused("told", {})).toBeNull();
    expect(refused("supported", {})).toBe("tellFirst");
    expect(refused("found", {})).toBe("tellFirst");
    expect(refused("supported", { told: step })).toBeNull();
    expect(refused("found", { told: step })).toBe("supportFirst");
    expect(refused("found", { told: step, supported: step })).toBeNull();
  });

  test("nobody's debrief waits unoffered: one that is offered, given or not wanted is enough", () => {
    const told = { told: step, supported: step };
    expect(refused("found", told, { support: ["given", "owed"] })).toBe("debriefFirst");
    expect(refused("supported", { told: step }, { support: ["owed"] })).toBe("debriefFirst");
    expect(refused("found", told, { support: ["given", "offered", "waived"] })).toBeNull();
  });

  test("no screen says it before a person has", () => {
    expect(isHidden("died", blank)).toBe(true);
    expect(isHidden("died", null)).toBe(true);
    expect(isHidden("died", { told: step })).toBe(false);
    expect(isHidden("revived", null)).toBe(false);
  });
});

describe("looking back at any emergency", () => {
  const revived = { outcome: "revived" } as const;

  test("support comes first there too; with nobody of ours in it there is nobody to support", () => {
    expect(refused("found", {}, { ...revived, support: ["owed"] })).toBe("debriefFirst");
    expect(refused("found", {}, { ...revived, support: ["offered"] })).toBeNull();
    expect(refused("found", {}, { ...revived, support: [] })).toBeNull();
  });

  test("what happened, then what contributed, then the close; after that nothing moves", () => {
    expect(refused("explained", {}, revived)).toBe("findFirst");
    expect(refused("closed", {}, revived)).toBe("findFirst");
    expect(refused("explained", { found: step }, revived)).toBeNull();
    expect(refused("closed", { found: step }, revived)).toBe("explainFirst");
    expect(refused("closed", { found: step, explained: step }, revived)).toBeNull();
    expect(refused("found", { reviewed: step }, revived)).toBe("reviewedAlready");
    expect(refused("closed", { reviewed: step }, revived)).toBe("reviewedAlready");
  });
});

test("what contributed is never a person: no word of the list says responder, peer, staff or supervisor", () => {
  expect(CAUSES.join(" ")).not.toMatch(
    /person|people|human|staff|responder|peer|supervisor|error/i,
  );
});

test("at least one word is said, and “none” stands by itself", () => {
  expect(goTogether([])).toBe(false);
  expect(goTogether(["none"])).toBe(true);
  expect(goTogether(["none", "desk"])).toBe(false);
  expect(goTogether(["desk", "unknown"])).toBe(true);
});

test("a change is due later than now, and while the note that says what exactly is there", () => {
  expect(isDueInTime(100, 100)).toBe(false);
  expect(isDueInTime(101, 100)).toBe(true);
  expect(isDueInTime(100 + 90 * DAY, 100)).toBe(true);
  expect(isDueInTime(101 + 90 * DAY, 100)).toBe(false);
});

test("a change said twice is owed once, to whom it was given", () => {
  const owner = { staffId: "luc", rehearsal: false };
  const one = agreedChange(owner, { dueAt: 5, cause: "console:dana:1" });
  expect(one).toEqual(agreedChange(owner, { dueAt: 5, cause: "console:dana:1" }));
  expect(one).toMatchObject({
    duty: { kind: "agreedChange", staffId: "luc" },
    subject: { kind: "person", id: "luc" },
    dueAt: 5,
  });
});
