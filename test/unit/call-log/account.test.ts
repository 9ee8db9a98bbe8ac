import { describe, expect, test } from "vitest";
import { toldDuties, type KeptDuty } from "../../../src/domain/call-log/duties.ts";
import { drawn } from "../../../src/domain/call-log/lanes.ts";
import { needsReview, storyOf } from "../../../src/domain/call-log/story.ts";
import { waitsOf } from "../../../src/domain/call-log/waits.ts";
import { after, given, START } from "../../support/given.ts";
import {
  accepts,
  accompanied,
  arrived,
  confirms,
  deskAnswers,
  deskPresses,
  does,
  hangsUp,
  sendHelp,
} from "../../support/steps.ts";

const silent = () =>
  given(
    ...accompanied,
    after(120),
    deskAnswers("north"),
    after(30),
    deskPresses("north", "1"),
    after(300),
    does({ kind: "helpArrived", heardFrom: "crew" }),
  );

describe("how far a session came", () => {
  test("the furthest stays, whatever comes after it, with everybody who was there", () => {
    const line = silent().when(does({ kind: "closed", outcome: "revived" }));
    expect(storyOf(line.session)).toEqual({ reached: "helpArrived", people: ["ana"] });
  });

  test("who hung up before anybody came was waiting", () => {
    expect(storyOf(given(arrived(), hangsUp).session)).toEqual({ reached: "waiting", people: [] });
  });

  test("help called off was escalated all the same, and is looked back at once it is closed", () => {
    const line = given(...accompanied, sendHelp);
    expect(needsReview(line.session)).toBe(false);
    line.when(
      does({ kind: "stoodDown", reason: "raisedByMistake" }),
      does({ kind: "closed", outcome: "calledOff" }),
    );
    expect(storyOf(line.session).reached).toBe("escalated");
    expect(needsReview(line.session)).toBe(true);
  });

  test("a kept session needs no review, unless it is learned that they died", () => {
    const line = given(...accompanied, does({ kind: "saidGoodbye" }));
    expect(needsReview(line.session)).toBe(false);
    line.when(does({ kind: "outcomeAmended", outcome: "died" }));
    expect(needsReview(line.session)).toBe(true);
  });
});

describe("whom the line waited for", () => {
  test("a ring, a check-in nobody answered, the desk, its decision, and help: each its own wait", () => {
    const line = silent();
    const waits = waitsOf(line.events);
    const seconds = (what: string) =>
      waits
        .filter((wait) => wait.for === what)
        .map(({ who, since, until }) => [who, until === null ? null : (until - since) / 1_000]);
    expect(seconds("checkIn")).toEqual([[null, null]]);
    expect(seconds("decision")).toEqual([["north", 30]]);
    expect(seconds("arrival")).toEqual([["north", 300]]);
    expect(waits.find((wait) => wait.for === "ring")).toMatchObject({ who: "ana", since: START });
  });

  test("a check-in kept in time kept nobody waiting; one kept late says by whom and how late", () => {
    const line = given(...accompanied, after(50), confirms(), after(130), confirms());
    const late = waitsOf(line.events).filter((wait) => wait.for === "checkIn");
    expect(late.map(({ who, since, until }) => [who, (until ?? 0) - since])).toEqual([
      ["ana", line.now - (late[0]?.since ?? 0)],
    ]);
  });

  test("a ring that was missed never ended", () => {
    const line = given(arrived(), after(25), accepts("bea", "phone"));
    const ring = waitsOf(line.events).find((wait) => wait.for === "ring" && wait.who === "ana");
    expect(ring?.until).toBeNull();
  });
});

describe("how late the line was", () => {
  const duty: KeptDuty = {
    id: "d",
    kind: "sendHelp",
    dueAt: 1_000,
    doneAt: null,
    overtakenBy: null,
    waivedBy: null,
    attempts: 1,
  };
  const [done, owed, early, moot, waived, debrief] = toldDuties(
    [
      { ...duty, doneAt: 1_250 },
      duty,
      { ...duty, dueAt: 9_000 },
      { ...duty, overtakenBy: "7 helpTaken" },
      { ...duty, waivedBy: "dana" },
      { ...duty, kind: "debrief", doneAt: 4_000 },
    ],
    2_000,
  );

  test("from due to done; what is still owed is late by now", () => {
    expect(done).toMatchObject({ whose: "line", ending: "done", lateMs: 250 });
    expect(owed).toMatchObject({ ending: "owed", lateMs: 1_000 });
    expect(early).toMatchObject({ ending: "owed", lateMs: null });
  });

  test("what ended otherwise was not late", () => {
    expect(moot).toMatchObject({ ending: "overtaken", lateMs: null });
    expect(waived).toMatchObject({ ending: "waived", lateMs: null });
  });

  test("a debrief is given by a person: its lateness is not the line's", () => {
    expect(debrief).toMatchObject({ whose: "person", lateMs: 3_000 });
  });
});

test("drawn: every lane has its stretches, none backwards, and none after the end", () => {
  const line = silent().when(does({ kind: "closed", outcome: "revived" }));
  const { stretches, marks } = drawn(line.events);
  expect(new Set(stretches.map(({ lane }) => lane))).toEqual(
    new Set(["line", "company", "watch", "silence", "help", "desks"]),
  );
  expect(stretches.filter(({ from, to }) => to === null || to < from || to > line.now)).toEqual([]);
  expect(marks.map(({ is }) => is)).toEqual(
    expect.arrayContaining(["checkInMissed", "helpTaken", "helpArrived"]),
  );
});
