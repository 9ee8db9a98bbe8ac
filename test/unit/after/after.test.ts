import { expect, test } from "vitest";
import { givenRefused, offerRefused } from "../../../src/domain/after/debriefs.ts";
import { isAtLimit } from "../../../src/domain/after/load.ts";
import { turnRefused } from "../../../src/domain/after/peers.ts";
import { spared } from "../../../src/domain/after/spared.ts";
import { destroyedAt } from "../../../src/adapters/keyring/names.ts";
import { AFTER_KEPT_MS, keyClassOf } from "../../../src/domain/retention.ts";
import { given, givenRoster } from "../../support/given.ts";
import { ana, bea, oce, sol } from "../../support/people.ts";
import {
  accepts,
  accompanied,
  arrived,
  does,
  key,
  loses,
  planned,
  sendHelp,
  speaks,
  usingNow,
} from "../../support/steps.ts";
import { after } from "../../support/given.ts";

const calledOff = [
  does({ kind: "stoodDown", reason: "callerTalking" }),
  does({ kind: "closed", outcome: "calledOff" }, "sol"),
];
const owedTo = (line: ReturnType<typeof given>) =>
  line
    .owed("debrief")
    .map(({ staffId }) => staffId)
    .toSorted();

test("after an emergency everybody of ours who was in it is owed a debrief, each once", () => {
  const introduced = does({ kind: "traineeIntroduced", staffId: "tay", via: "softphone" });
  const line = given(...accompanied, introduced, sendHelp, after(2), speaks("sol"), ...calledOff);
  expect(owedTo(line)).toEqual(["ana", "sol", "tay"]);
});

test("whoever was with the caller before, and whoever came after them, both are", () => {
  const line = given(
    arrived(),
    accepts("ana"),
    planned(),
    usingNow,
    sendHelp,
    loses("ana"),
    after(3),
    accepts("bea"),
    does({ kind: "helpArrived", heardFrom: "crew" }, "bea"),
    does({ kind: "closed", outcome: "revived" }, "bea"),
  );
  expect(owedTo(line)).toEqual(["ana", "bea"]);
});

test("it is due within a day, and only the responder is taken off routing", () => {
  const line = given(...accompanied, sendHelp, after(2), speaks("sol"), ...calledOff);
  const due = line.owed("debrief").map(({ dueAt }) => dueAt);
  expect(new Set(due)).toEqual(new Set([line.now + 24 * 3_600_000]));
  expect(line.owed("rest")).toMatchObject([{ staffId: "ana" }]);
});

test("nobody gives a debrief to themselves, nor one that has ended", () => {
  const owed = { staffId: "ana", ended: null };
  const ended = { how: "given", withId: "sol", at: 1 } as const;
  expect(givenRefused(owed, "sol")).toBeNull();
  expect(givenRefused(owed, "ana")).toBe("debriefOwn");
  expect(givenRefused({ ...owed, ended }, "sol")).toBe("dutyEnded");
  expect(offerRefused(owed, { withId: "sol", meetsAt: 9 }, 10)).toBe("meetsInThePast");
  expect(offerRefused(owed, { withId: "sol", meetsAt: 11 }, 10)).toBeNull();
  expect(offerRefused(owed, { withId: "ana", meetsAt: null }, 10)).toBe("debriefOwn");
});

test("a limit is reached with as many callers as were wanted; without one never", () => {
  expect([0, 1, 2, 3].map((calls) => isAtLimit(2, calls))).toEqual([false, false, true, true]);
  expect(isAtLimit(null, 99)).toBe(false);
});

test("with others there, whoever has reached their limit is rung after them; alone, at once", () => {
  const tired = { ...ana, atLimit: true };
  const both = givenRoster([tired, { ...ana, staffId: "fay", idleSince: 50 }], arrived(), after(1));
  expect(both.owed("ringResponder")).toMatchObject([{ staffId: "fay" }]);
  const alone = givenRoster([tired], arrived(), after(1));
  expect(alone.owed("ringResponder")).toMatchObject([{ staffId: "ana" }]);
});

test("whom the caller named is not rung, and the others are as if nothing were", () => {
  const roster = spared([ana, bea, sol], [{ staffId: "ana", never: true }], false);
  expect(roster).toEqual([bea, sol]);
  const line = givenRoster(roster, arrived(), after(120));
  expect(line.owed("ringResponder").map(({ staffId }) => staffId)).not.toContain("ana");
});

test("named and alone on, they are not rung: the line's own check-ins are there", () => {
  const roster = spared([ana], [{ staffId: "ana", never: true }], false);
  const line = givenRoster(roster, arrived(), after(61));
  expect(line.owed("page").map(({ because }) => because)).toContain("nobodyReachable");
  line.when(key("7"), after(1));
  expect(line.session.watch).not.toBeNull();
  expect(line.owed("ringResponder")).toEqual([]);
});

test("in an emergency they are rung after all others, for a life", () => {
  const roster = spared([ana, oce], [{ staffId: "ana", never: true }], true);
  const others = givenRoster(roster, arrived(), key("9"), after(1));
  expect(others.owed("ringResponder")).toMatchObject([{ staffId: "oce" }]);
  const alone = spared([ana], [{ staffId: "ana", never: true }], true);
  const line = givenRoster(alone, arrived(), key("9"), after(1));
  expect(line.owed("ringResponder")).toMatchObject([{ staffId: "ana" }]);
});

const HOUR = 3_600_000;

test("a turn on the rota is a day at most, ahead, and not over", () => {
  const now = 1_000 * HOUR;
  const turn = (from: number, to: number) =>
    turnRefused({ startsAt: now + from, endsAt: now + to }, now);
  expect(turn(-HOUR, HOUR)).toBeNull();
  expect(turn(0, 24 * HOUR)).toBeNull();
  expect(turn(0, 24 * HOUR + 1)).toBe("turnWrong");
  expect(turn(HOUR, HOUR)).toBe("turnWrong");
  expect(turn(-2 * HOUR, -HOUR)).toBe("turnWrong");
  expect(turn(60 * 24 * HOUR + 1, 60 * 24 * HOUR + HOUR)).toBe("turnWrong");
});

test("what people write for themselves has keys of its own months, destroyed once it is erased", () => {
  expect(keyClassOf("after:one")).toBe("after");
  const end = destroyedAt("after.2026-11.0123abcd", "America/Toronto") ?? 0;
  const lastMoment = Date.parse("2026-12-01T05:00:00Z");
  expect(end - lastMoment).toBe(AFTER_KEPT_MS);
});
