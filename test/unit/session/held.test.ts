import { expect, test } from "vitest";

import { after, given } from "../../support/given.ts";
import { accepts, arrived, hangsUp, loses, planned } from "../../support/steps.ts";

test("who joins is held for as long as they stay, and whoever else was rung is free again", () => {
  const line = given(arrived(), after(10));
  expect([...line.held].toSorted()).toEqual(["ana", "bea"]);
  line.when(accepts("ana"));
  expect([...line.held]).toEqual(["ana"]);
  line.when(after(600));
  expect([...line.held]).toEqual(["ana"]);
  line.when(planned({ numberGiven: false }), loses("ana"), accepts("bea"));
  expect([...line.held]).toEqual(["bea"]);
  line.when(loses("bea"), hangsUp);
  expect(line.session.closed).not.toBeNull();
  expect([...line.held]).toEqual([]);
});
