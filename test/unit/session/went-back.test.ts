import { expect, test } from "vitest";
import { given } from "../../support/given.ts";
import { accompanied, keyOnRedial, hangsUp, ringsAgain, sendHelp } from "../../support/steps.ts";

const wentBack = { kind: "wentBack" } as const;

test("a caller who was cut off goes back, and what they had begun ends with it", () => {
  const line = given(...accompanied, wentBack);
  expect(line.happened("watchEnded")).toMatchObject([{ because: "wentBack" }]);
  expect(line.session.closed).not.toBeNull();
  const since = line.since();
  line.pass(400);
  expect(since.owed("callDesk")).toEqual([]);
});

test("help that was sent meanwhile stays sent until a person decides", () => {
  const line = given(...accompanied, sendHelp, wentBack);
  expect(line.session.help.state).toBe("asked");
  expect(line.session.closed).toBeNull();
  expect(line.owed("page").at(-1)).toMatchObject({ because: "answeredAfterSending" });
});

test("a key pressed at something else is no answer to 'were we just cut off?'", () => {
  const line = given(...accompanied, hangsUp, ringsAgain());
  const stale = {
    legId: "again-1",
    role: "redial",
    party: null,
    ask: "menu",
    digits: "1",
  } as const;
  line.when({ kind: "keyPressed", ...stale });
  expect(line.session.redial?.state).toBe("asked");
  line.when(keyOnRedial("1"));
  expect(line.session.caller).toMatchObject({ on: "line", legId: "again-1" });
});
