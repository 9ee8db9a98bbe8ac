import { expect, test } from "vitest";
import { after, given, wordsIn, type Scene } from "../../support/given.ts";
import {
  accompanied,
  alone,
  arrived,
  accepts,
  confirms,
  does,
  ends,
  hangsUp,
  keyOnCallBack,
  picksUp,
  planned,
  sendHelp,
  usingNow,
  key,
} from "../../support/steps.ts";

const helpIn = (line: Scene) => ((line.session.watch?.deadline.helpAt ?? 0) - line.now) / 1_000;
const texted = { kind: "texted", answer: true } as const;
const recent = [...accompanied, after(30), hangsUp];

/** Past the planned time, the last answers prompt: what may well be a goodbye. */
const settled = (line: Scene) => {
  line.when(...accompanied);
  while (line.seconds < 21 * 60) line.when(after(40), confirms());
  line.when(hangsUp);
};

test("a drop is not a goodbye: called back at 5 s, help at 90 s, supervisors told", () => {
  const line = given(...recent);
  expect(line.session.closed).toBeNull();
  expect([line.session.watch?.deadline.kind, helpIn(line)]).toEqual(["reach", 90]);
  expect(line.owed("page")).toMatchObject([{ because: "lineLost" }]);
  line.pass(4.9);
  expect(line.owed("callCaller")).toEqual([]);
  line.pass(0.1);
  expect(line.owed("callCaller")).toHaveLength(1);
});

test("recent: a try every 25 s, then help at 90 s, and they go on being called", () => {
  const line = given(...recent, after(89.9));
  expect(line.owed("callCaller")).toHaveLength(4);
  expect(line.session.help.state).toBe("none");
  line.pass(0.1);
  expect(line.session.help).toMatchObject({ state: "asked", reason: "lineLost" });
  line.pass(50);
  expect(line.owed("callCaller").length).toBeGreaterThan(5);
});

test("settled: five tries in six minutes, then a person decides, help at ten minutes", () => {
  const line = given(settled);
  expect(line.happened("lineLost")).toMatchObject([{ settled: true }]);
  expect(helpIn(line)).toBe(600);
  line.pass(366);
  expect(line.owed("callCaller")).toHaveLength(5);
  expect(line.owed("page").map((page) => page.because)).toContain("reachSettled");
  line.pass(233.9);
  expect(line.session.help.state).toBe("none");
  line.pass(0.1);
  expect(line.session.help.state).toBe("asked");
});

test("a concern, or a watch not steady, makes any drop a recent one", () => {
  const marked = given((line: Scene) => {
    line.when(...accompanied, does({ kind: "concernMarked", concern: "violence" }));
    while (line.seconds < 21 * 60) line.when(after(40), confirms());
    line.when(hangsUp);
  });
  expect(helpIn(marked)).toBe(90);
});

test("one answer by text gives one longer deadline, once", () => {
  const line = given(...recent, after(30), texted);
  expect(helpIn(line)).toBe(600);
  line.when(after(60), texted);
  expect(helpIn(line)).toBe(540);
});

test("a text message is asked for only where texting is allowed", () => {
  expect(given(...recent).owed("text")).toEqual([]);
  const line = given(...accompanied, planned({ mayText: true }), after(30), hangsUp);
  expect(line.owed("text")).toMatchObject([
    { to: "caller", words: "callBackText", until: line.now + 90_000 },
  ]);
});

test("nothing a responder marks postpones the reach deadline", () => {
  const line = given(...recent);
  const before = line.session.watch?.deadline;
  const marks = [
    { kind: "awayMarked", soonAfterDose: true },
    { kind: "doseMarked", substance: "opioid", route: "smoked" },
    { kind: "goneQuietMarked" },
    { kind: "watchStarted" },
    { kind: "intervalSet", everyMs: 180_000 },
  ] as const;
  for (const mark of marks) line.send({ ...mark, by: "ana" });
  line.when(confirms(), confirms("drowsy"));
  expect(line.session.watch?.deadline).toEqual(before);
});

test("talk or voicemail picked up does not count", () => {
  const line = given(...recent, after(6), picksUp(), after(84));
  expect(line.session.help.state).toBe("asked");
  const machine = given(
    ...recent,
    after(6),
    picksUp(),
    ends("caller", "back-1", "machine"),
    after(25),
  );
  expect(machine.owed("callCaller")).toHaveLength(2);
});

test("a key on the call-back brings them back, with a fresh check-in", () => {
  const line = given(...recent, after(6), picksUp(), keyOnCallBack());
  expect(line.session.caller).toMatchObject({ on: "line", legId: "back-1", lost: null });
  expect(line.session.watch?.deadline.kind).toBe("checkIn");
  expect(line.owed("endLegs")).toMatchObject([{ role: "caller", except: "back-1" }]);
  expect(line.owed("forgetNumber")).toHaveLength(1);
  expect(line.hears()).toMatchObject([{ step: "conference" }]);
  line.pass(100);
  expect(line.session.help.state).toBe("none");
});

test("the responder who hears them on it says so, and that counts", () => {
  const line = given(...recent, after(6), picksUp(), does({ kind: "callerHeard" }), after(100));
  expect(line.session.caller.on).toBe("line");
  expect(line.session.help.state).toBe("none");
  const nobody = given(...recent, after(6));
  expect(nobody.send(does({ kind: "callerHeard" })).refused).toBe("noRedial");
});

test("the call-back names nothing, and joins a responder who is there", () => {
  const leg = { id: "back-1" };
  expect(given(...recent, after(6), picksUp()).hears(leg)).toMatchObject([{ step: "conference" }]);
  const line = given(...alone, after(10), hangsUp, after(6), picksUp());
  expect(wordsIn(line.hears(leg))).toBe("Hi, we got cut off. If you just called, press any key.");
});

test("the old line's end, coming late, loses nobody", () => {
  const line = given(...recent, after(6), picksUp(), keyOnCallBack());
  expect(line.send(ends("caller", "caller-1")).events).toEqual([]);
});

test("the restored line drops again: the same, from there", () => {
  const line = given(...recent, after(6), picksUp(), keyOnCallBack(), after(10), hangsUp);
  expect(helpIn(line)).toBe(90);
});

test("help is out already: they come back, everybody is told, and a person decides", () => {
  const line = given(...recent, after(95), picksUp(), keyOnCallBack());
  expect(line.session.help.state).toBe("asked");
  expect(line.happened("answeredAfterSending")).toHaveLength(1);
});

test("a responder's own worry stays the sooner deadline", () => {
  const line = given(
    ...accompanied,
    after(30),
    does({ kind: "goneQuietMarked" }),
    after(5),
    hangsUp,
  );
  expect(helpIn(line)).toBe(35);
});

test("a responder present who heard a goodbye says so by name, and it ends", () => {
  const line = given(...recent, does({ kind: "saidGoodbye" }), after(900));
  expect(line.session.closed?.outcome).toBe("well");
  expect(line.session.help.state).toBe("none");
});

test("before use, five tries for who gave a number, and then it closes by itself", () => {
  const line = given(arrived(), planned(), hangsUp, after(600));
  expect(line.owed("callCaller")).toHaveLength(5);
  expect(line.session.closed?.outcome).toBe("unknown");
});

test("an emergency call that drops is called back", () => {
  const line = given(arrived(), key("9"), hangsUp, after(60));
  expect(line.owed("callCaller").length).toBeGreaterThan(1);
  expect(line.session.closed).toBeNull();
});

test("a watch begun on a line already lost has the reach deadline", () => {
  const line = given(arrived(), accepts("ana"), planned(), hangsUp, after(2), usingNow);
  expect(helpIn(line)).toBe(90);
});

test("send help works on a lost line too", () => {
  expect(given(...recent, sendHelp).owed("callDesk")).toHaveLength(1);
});
