import { expect, test } from "vitest";
import { after, given, type Scene } from "../../support/given.ts";
import {
  accompanied,
  alone,
  confirms,
  does,
  hangsUp,
  key,
  sendHelp,
  usingNow,
  accepts,
  arrived,
  planned,
} from "../../support/steps.ts";

const help = (line: Scene) => ((line.session.watch?.deadline.helpAt ?? 0) - line.now) / 1_000;
const quiet = does({ kind: "goneQuietMarked" });
const away = does({ kind: "awayMarked", soonAfterDose: false });
const awayAfterDose = does({ kind: "awayMarked", soonAfterDose: true });

test("gone quiet is announced at once, asked at 8 and 20 s, and help goes at 40 s", () => {
  const line = given(...accompanied, after(10), quiet);
  expect(line.owed("announce")).toMatchObject([{ words: "quietAnnounce", dueAt: line.now }]);
  line.pass(39.9);
  expect(line.happened("callerAsked").map((e) => e.ask)).toEqual([2, 3]);
  expect(line.session.help.state).toBe("none");
  line.pass(0.1);
  expect(line.session.help).toMatchObject({ state: "asked", reason: "stoppedAnswering" });
});

test("the standing deadline is kept where it is sooner", () => {
  const line = given(...accompanied, after(100), quiet);
  expect(help(line)).toBe(20);
});

test("pressed again, it never buys time", () => {
  const line = given(...accompanied, after(10), quiet, after(30), quiet);
  expect(help(line)).toBe(10);
});

test("an answer ends it, and the watch is slow", () => {
  const line = given(...accompanied, after(10), quiet, after(10), key("5"));
  expect(line.session.help.state).toBe("none");
  expect([help(line), line.session.watch?.pace]).toEqual([105, "slow"]);
});

test("the responder's own word ends it too", () => {
  const line = given(...accompanied, after(10), quiet, after(10), confirms(), after(50));
  expect(line.session.help.state).toBe("none");
});

test("before use began it begins the watch", () => {
  const line = given(arrived(), accepts("ana"), planned(), quiet);
  expect([line.session.watch?.deadline.kind, help(line)]).toEqual(["quiet", 40]);
});

test("send help, held, is at once, from every open phase with only a place", () => {
  const place = planned({ numberGiven: false });
  for (const steps of [
    [arrived(), place],
    [arrived(), accepts("ana"), place],
    [arrived(), place, usingNow],
    [arrived(), accepts("ana"), place, usingNow],
    [arrived(), accepts("ana"), place, usingNow, hangsUp],
    [arrived(), place, usingNow, after(70)],
    [arrived(), accepts("ana"), place, usingNow, away],
    [arrived(), accepts("ana"), place, usingNow, quiet],
  ]) {
    const line = given(...steps);
    line.when(sendHelp);
    expect(line.session.help.state).toBe("asked");
    expect(line.owed("callDesk")).toMatchObject([{ deskId: "north", dueAt: line.now }]);
  }
});

test("stepped away is one deadline of three minutes and the grace", () => {
  const line = given(...accompanied, after(301), away);
  expect(line.send(away).refused).toBeDefined();
  const calm = given(...accompanied);
  for (let n = 0; n < 8; n += 1) calm.when(after(40), confirms());
  calm.when(away);
  expect(calm.session.watch?.deadline.kind).toBe("away");
  expect(help(calm)).toBe(240);
  expect(
    calm.alarms.filter((a) => a.kind === "sendHelp" && a.checkIn === calm.session.watch?.checkIn),
  ).toHaveLength(1);
  calm.pass(239.9);
  expect(calm.session.help.state).toBe("none");
  calm.pass(0.1);
  expect(calm.session.help.state).toBe("asked");
});

test("only once", () => {
  const line = given(...accompanied, awayAfterDose, after(20), confirms());
  expect(line.send(awayAfterDose).refused).toBe("awayAlready");
});

test("not within five minutes of a dose unless the responder says so", () => {
  const line = given(...accompanied, after(50));
  expect(line.send(away).refused).toBe("soonAfterDose");
  expect(line.send(awayAfterDose).refused).toBeUndefined();
});

test("not while drowsy or slow", () => {
  const line = given(...accompanied, confirms("drowsy"));
  expect(line.send(awayAfterDose).refused).toBe("notWhileDrowsy");
  const slow = given(...alone, after(85), key("5"));
  expect(slow.send(awayAfterDose).refused).toBe("notWhileDrowsy");
});

test("nobody steps away on a lost line: the reach deadline stands", () => {
  const line = given(...accompanied, after(20), hangsUp);
  const { deadline } = line.session.watch ?? {};
  expect(line.send(awayAfterDose).refused).toBeDefined();
  expect(line.session.watch?.deadline).toEqual(deadline);
});
