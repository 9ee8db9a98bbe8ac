import { expect, test } from "vitest";

import { ana, bea, oce, sol } from "../../support/people.ts";
import { after, givenRoster, type Step } from "../../support/given.ts";
import { arrived, key } from "../../support/steps.ts";
import type { Roster } from "../../../src/domain/session/people.ts";

const notAna = { ...ana, otherWork: true };

const rungOf = (roster: Roster, ...steps: readonly Step[]) => [
  ...new Set(
    givenRoster(roster, arrived(), ...steps)
      .owed("ringResponder")
      .map(({ staffId }) => staffId),
  ),
];

test("whose work is not calls is not rung while anybody else can be, on call and supervising too", () => {
  expect(rungOf([notAna, bea, oce, sol], after(120))).toEqual(
    expect.arrayContaining(["bea", "oce", "sol"]),
  );
  expect(rungOf([notAna, bea, oce, sol], after(120))).not.toContain("ana");
});

test("with nobody else to ring they are, rather than nobody, and in an emergency too", () => {
  expect(rungOf([notAna], after(1))).toEqual(["ana"]);
  expect(rungOf([notAna, { ...bea, free: false }], after(1))).toEqual(["ana"]);
  expect(rungOf([notAna], key("9"), after(1))).toEqual(["ana"]);
});
