import { expect, test } from "vitest";
import { after, given, wordsIn } from "../../support/given.ts";
import {
  accompanied,
  alone,
  arrived,
  does,
  ends,
  hangsUp,
  key,
  keyOnCallBack,
  keyOnRedial,
  picksUp,
  ringsAgain,
  loses,
} from "../../support/steps.ts";

const lost = [...accompanied, after(30), hangsUp];
const judged = (same: boolean) => does({ kind: "redialJudged", same });

test("were we just cut off? Only 1 rejoins, ahead of all, with the same responder", () => {
  const line = given(...lost, after(3), ringsAgain());
  expect(wordsIn(line.hears({ id: "again-1", role: "redial" }))).toBe(
    "Were we just cut off? Press 1 and I'll put you right back.",
  );
  expect(line.session.caller.on).toBe("lost");
  line.when(keyOnRedial("1"));
  expect(line.session.caller).toMatchObject({ on: "line", legId: "again-1" });
  expect(line.session.company.responder?.staffId).toBe("ana");
  expect(line.hears()).toMatchObject([{ step: "conference" }]);
  line.pass(100);
  expect(line.session.help.state).toBe("none");
});

test("once the responder has known them, their phone fetches anew: what they had begun meanwhile ends", () => {
  const line = given(...lost, ringsAgain(false), keyOnRedial("1"));
  const since = line.since();
  line.when(judged(true));
  expect(line.session.caller).toMatchObject({ on: "line", legId: "again-1" });
  expect(since.owed("moveLeg").map(({ legId }) => legId)).toContain("again-1");
});

test("whoever is being asked when the caller is back on another line is not the caller", () => {
  const line = given(...lost, after(6), ringsAgain(), picksUp(), keyOnCallBack());
  expect(line.session.caller).toMatchObject({ on: "line", legId: "back-1" });
  expect(line.session.redial?.state).toBe("declined");
});

test("whoever waits to be recognised is let go when their own session wants them back", () => {
  const line = given(...lost, ringsAgain(false), keyOnRedial("1"));
  const before = line.session.watch?.deadline;
  line.when({ kind: "redialTakenBack", legId: "again-1" });
  expect(line.session.redial?.state).toBe("declined");
  expect(line.session.watch?.deadline).toEqual(before);
});

test("another key, or none, is a new caller; the lost one's deadline stands", () => {
  for (const digits of ["2", "9", ""]) {
    const line = given(...lost, ringsAgain());
    const before = line.session.watch?.deadline;
    line.when(keyOnRedial(digits));
    expect(line.session.redial?.state).toBe("declined");
    expect(line.session.watch?.deadline).toEqual(before);
  }
});

test("call-back and redial at once, the redial first: one session, nobody sent", () => {
  const line = given(
    ...lost,
    after(6),
    ringsAgain(),
    picksUp(),
    keyOnRedial("1"),
    keyOnCallBack(),
    after(100),
  );
  expect(line.session.caller).toMatchObject({ on: "line", legId: "again-1" });
  expect(line.happened("lineRestored")).toHaveLength(1);
  expect(line.owed("endLegs")).toMatchObject([{ role: "caller", except: "again-1" }]);
  expect(line.session.help.state).toBe("none");
});

test("call-back and redial at once, the call-back first: the same", () => {
  const line = given(
    ...lost,
    after(6),
    ringsAgain(),
    picksUp(),
    keyOnCallBack(),
    keyOnRedial("1"),
    after(100),
  );
  expect(line.session.caller).toMatchObject({ on: "line", legId: "back-1" });
  expect(line.session.redial?.state).toBe("declined");
  expect(line.happened("lineRestored")).toHaveLength(1);
  expect(line.session.help.state).toBe("none");
});

test("no call-back is placed to somebody who is back", () => {
  const line = given(...lost, after(4), ringsAgain(), keyOnRedial("1"), after(60));
  expect(line.owed("callCaller")).toEqual([]);
});

test("without a number the responder hears who it is, in both orders", () => {
  const first = given(...lost, after(6), ringsAgain(false), keyOnRedial("1"));
  expect(first.session.caller.on).toBe("lost");
  expect(first.hears({ id: "again-1", role: "redial" })).toMatchObject([{ step: "conference" }]);
  first.when(judged(true), picksUp(), keyOnCallBack(), after(100));
  expect(first.session.caller.legId).toBe("again-1");
  expect(first.session.help.state).toBe("none");
  const second = given(
    ...lost,
    after(6),
    ringsAgain(false),
    keyOnRedial("1"),
    picksUp(),
    keyOnCallBack(),
  );
  expect(second.session.caller.legId).toBe("back-1");
  expect(second.send(judged(true)).events).toEqual([]);
  second.pass(100);
  expect(second.session.help.state).toBe("none");
});

test("the responder says it is somebody else: they are answered as new, the deadline stands", () => {
  const line = given(...lost, ringsAgain(false), keyOnRedial("1"));
  const before = line.session.watch?.deadline;
  line.when(judged(false));
  expect(line.session.redial?.state).toBe("declined");
  expect(line.owed("moveLeg").map((move) => move.legId)).toContain("again-1");
  expect(line.session.watch?.deadline).toEqual(before);
});

test("without a number and without a responder, 1 opens a new session", () => {
  const line = given(...alone, after(30), hangsUp, ringsAgain(false), keyOnRedial("1"));
  expect(line.session.redial?.state).toBe("declined");
  expect(line.session.caller.on).toBe("lost");
});

test("a second person on the same number changes nothing for the first", () => {
  const line = given(...accompanied, after(30));
  const { caller, watch, company } = line.session;
  line.when(ringsAgain(), keyOnRedial("1"), ends("redial", "again-1"));
  expect(line.session.caller).toEqual(caller);
  expect(line.session.watch).toEqual(watch);
  expect(line.session.company).toEqual(company);
  expect(line.session.redial?.state).toBe("declined");
});

test("a redial that comes as the session closes is a new caller, not a question without end", () => {
  const line = given(...lost, does({ kind: "saidGoodbye" }), ringsAgain());
  expect(line.session.redial?.state).toBe("declined");
  const asked = given(arrived(), key("2"));
  expect(asked.session.redial).toBeNull();
});

test("who hangs up while being asked is let go", () => {
  const line = given(...lost, ringsAgain(), ends("redial", "again-1"));
  expect(line.session.redial?.state).toBe("declined");
});

test("once rejoined, that line is the caller's: its drop is a drop", () => {
  const line = given(...lost, ringsAgain(), keyOnRedial("1"), after(5), hangsUp);
  expect(line.session.caller.on).toBe("lost");
  expect(line.happened("lineLost")).toHaveLength(2);
});

test("the responder goes too, and the caller rings again: they are put right back, and the line asks", () => {
  const line = given(...lost, loses("ana"), ringsAgain(), keyOnRedial("1"));
  expect(line.session.caller.on).toBe("line");
  expect((line.session.watch?.deadline.dueAt ?? 0) - line.now).toBe(45_000);
});
