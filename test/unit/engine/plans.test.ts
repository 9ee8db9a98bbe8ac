import { expect, test } from "vitest";

import { blankPlan, keepSealedPlace, keepSpokenPlace } from "../../../src/engine/plans.ts";
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

const { session: sealing } = given(arrived({ sealsPlace: true }), planned());
const kept = { ...blankPlan, place: "exact", address: "1 Far Road", wayIn: "blue door" } as const;

test("where places are sealed, a form without one takes none away: it may have been loaded without it", () => {
  const form = { ...blankPlan, people: 2, wayIn: "side door" };
  expect(keepSealedPlace(sealing, kept, form)).toEqual({ ...kept, people: 2, wayIn: "side door" });
  expect(keepSealedPlace(session, kept, form)).toBe(form);
});

test("another place replaces the whole of a sealed one", () => {
  const other = { ...blankPlan, place: "area", municipality: "Elsewhere" } as const;
  expect(keepSealedPlace(sealing, kept, other)).toBe(other);
  expect(keepSealedPlace(sealing, blankPlan, blankPlan)).toBe(blankPlan);
});
