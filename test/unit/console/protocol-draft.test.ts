import { expect, test } from "vitest";

import { sessionIdsIn } from "../../../src/console/pages/demands/session-ids.ts";
import { judged, typed } from "../../../src/console/pages/protocol/draft.ts";
import { standard } from "../../../src/domain/session/policy.ts";

const inForce = standard.numbers;

test("a number is typed in the unit people count it in", () => {
  expect(typed("graceMs", inForce.graceMs)).toBe("60");
  expect(typed("arrivalMs", inForce.arrivalMs)).toBe("8");
  expect(typed("callBackSettledTries", inForce.callBackSettledTries)).toBe("5");
});

test("what is typed as it was changes nothing; what is not is named with what it was", () => {
  expect(judged({ graceMs: "60", aloneMs: " 90 " }, inForce)).toEqual({ changes: [], faults: [] });
  expect(judged({ arrivalMs: "7,5" }, inForce).changes).toEqual([
    { name: "arrivalMs", from: 480_000, to: 450_000 },
  ]);
});

test("an empty field, a word and half a try are outside every bound, and never 0", () => {
  for (const text of ["", "  ", "soon", "-5"]) {
    const { faults } = judged({ graceMs: text }, inForce);
    expect(faults.some(({ name, because }) => name === "graceMs" && because === "bounds")).toBe(
      true,
    );
  }
  expect(judged({ tellSupervisorsMs: "" }, inForce).faults).toMatchObject([
    { name: "tellSupervisorsMs", because: "bounds" },
  ]);
});

test("calls are named by their address in the call log, or by their id; what is neither is said", () => {
  const id = "0199c000-0000-7000-8000-00000000000f";
  const address = `https://line.example.org/console/log/${id.toUpperCase()}`;
  expect(sessionIdsIn(`${id}\n${address}, `)).toEqual({ ids: [id], wrong: [] });
  expect(sessionIdsIn("the call of Friday")).toMatchObject({
    ids: [],
    wrong: ["the", "call", "of", "Friday"],
  });
});
