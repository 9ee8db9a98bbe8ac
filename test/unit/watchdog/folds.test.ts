import { expect, test } from "vitest";
import { addsUp } from "../../../src/worker/folds.ts";
import { after, given } from "../../support/given.ts";
import { accompanied, confirms } from "../../support/steps.ts";

const stored = () => {
  const { session, events } = given(...accompanied, after(10), confirms());
  return { id: session.id, state: session, events };
};

test("a row adds up with its events, and one that says something else does not", () => {
  const row = stored();
  expect(addsUp(row)).toBe(true);
  const { state } = row;
  expect(addsUp({ ...row, state: { ...state, watch: null } })).toBe(false);
  expect(addsUp({ ...row, state: { ...state, deadlines: state.deadlines + 1 } })).toBe(false);
  const left = { ...state.company, left: ["ana"] };
  expect(addsUp({ ...row, state: { ...state, company: left } })).toBe(false);
  const { responder } = state.company;
  if (responder === null) throw new Error("somebody is with them");
  const other = { ...state.company, responder: { ...responder, legId: "leg-bea" } };
  expect(addsUp({ ...row, state: { ...state, company: other } })).toBe(false);
});

test("a row of a release that did not know some fields yet still adds up, however deep they are", () => {
  const row = stored();
  const { keeping: _unknown, ...older } = row.state;
  const { responder } = row.state.company;
  if (responder === null) throw new Error("somebody is with them");
  expect(responder).toHaveProperty("signAt");
  const { signAt: _unknownToo, ...known } = responder;
  const state = { ...older, company: { ...older.company, responder: known } };
  expect(addsUp({ ...row, state })).toBe(true);
});
