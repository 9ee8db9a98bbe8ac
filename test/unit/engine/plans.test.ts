import { expect, test } from "vitest";

import { blankPlan, keepSpokenPlace } from "../../../src/engine/plans.ts";
import { given } from "../../support/given.ts";
import { arrived, planned } from "../../support/steps.ts";

const { session } = given(arrived(), planned({ spoken: true }));
const spoken = { ...blankPlan, place: "exact", spoken: true, province: "QC", floor: "2" } as const;

test("a form without a place keeps what they said, and what else it says", () => {
  const form = { ...blankPlan, people: 2, wayIn: "side door" };
  expect(keepSpokenPlace(session, spoken, form)).toEqual({
    ...spoken,
    people: 2,
    wayIn: "side door",
  });
});

test("a form that names another place is believed, and so is any where nothing was spoken", () => {
  const other = { ...blankPlan, place: "exact", address: "7 Far Road" } as const;
  expect(keepSpokenPlace(session, spoken, other)).toBe(other);
  const unspoken = given(arrived(), planned());
  expect(keepSpokenPlace(unspoken.session, spoken, blankPlan)).toBe(blankPlan);
});
