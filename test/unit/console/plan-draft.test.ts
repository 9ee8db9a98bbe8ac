import { expect, test } from "vitest";

import { planWish } from "../../../src/http/contract-plan.ts";
import { draftOf, planOf, wholeNumber } from "../../../src/console/pages/call/plan-draft.ts";

const empty = draftOf(null);

test.each([
  { typed: {}, place: "none" },
  { typed: { address: "behind the school" }, place: "exact" },
  { typed: { address: "near the mill", areaOnly: true }, place: "area" },
  { typed: { municipality: "Kingston" }, place: "area" },
  { typed: { areaOnly: true }, place: "none" },
  { typed: { address: "   " }, place: "none" },
])("what is typed is a plan the line takes: $place", ({ typed, place }) => {
  const plan = planOf({ ...empty, ...typed }, null);
  expect(plan.place).toBe(place);
  expect(planWish.safeParse(plan).error).toBeUndefined();
});

test("what the form does not show stays as it was", () => {
  const kept = { ...planOf({ ...empty, address: "12 Rehearsal Lane" }, null), region: "Frontenac" };
  const plan = planOf({ ...draftOf(kept), wayIn: "side door" }, { ...kept, deskReference: "A7" });
  expect(plan).toEqual({ ...kept, wayIn: "side door" });
});

test("a trusted person is a name and a whole number, or nobody yet", () => {
  const named = { ...empty, trustedName: "Sam", trustedFirst: true };
  expect(planOf(named, null)).toMatchObject({ trusted: null, trustedFirst: false });
  const plan = planOf({ ...named, trustedNumber: "555 555 0146" }, null);
  expect(plan).toMatchObject({
    trusted: { name: "Sam", number: "+15555550146" },
    trustedFirst: true,
  });
});

test("numbers as people say them", () => {
  const typed = [
    "555 555 0131",
    "1-555-555-0131",
    "+15555550131",
    "(555) 555-0131",
    "911",
    "555 0131",
  ];
  const whole = "+15555550131";
  expect(typed.map(wholeNumber)).toEqual([whole, whole, whole, whole, null, null]);
});
