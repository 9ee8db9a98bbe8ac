import { describe, expect, test } from "vitest";
import {
  qualityOf,
  QUALITY,
  type CallQuality,
  type Facts,
  type Part,
} from "../../../src/domain/reviews/quality.ts";
import { qualityOfMonth, shownOf } from "../../../src/domain/reviews/quality-shown.ts";
import { helpTimes } from "../../../src/domain/session/help-times.ts";
import { fitToShow } from "../../../src/domain/sharing/one-way.ts";
import { after, given, type Scene } from "../../support/given.ts";
import { everybody } from "../../support/people.ts";
import { keptCall, silentCall, abandonedCall } from "../../support/played.ts";
import {
  accepts,
  accompanied,
  arrived,
  deskAnswers,
  deskPresses,
  does,
  key,
  loses,
  planned,
  usingNow,
} from "../../support/steps.ts";

const looked = (line: Scene, facts: Partial<Facts> = {}): CallQuality =>
  qualityOf({
    id: "s",
    openedAt: line.now,
    leftOut: false,
    events: line.events,
    emergencies: helpTimes(line.events),
    lineWasLate: false,
    ...facts,
  });
const is = (line: Scene, part: Part, facts: Partial<Facts> = {}) => looked(line, facts).is[part];

describe("the plan before “using now”", () => {
  test("a place and a number; without one of them; only afterwards; never", () => {
    expect(is(given(...accompanied), "plan")).toBe("before");
    const withheld = arrived({ numberKnown: false });
    const bare = planned({ numberGiven: false });
    expect(is(given(withheld, accepts("ana"), bare, usingNow), "plan")).toBe("part");
    expect(is(given(arrived(), accepts("ana"), planned({ place: "none" }), usingNow), "plan")).toBe(
      "part",
    );
    expect(is(given(arrived(), accepts("ana"), usingNow, after(5), planned()), "plan")).toBe(
      "later",
    );
    expect(is(given(arrived(), accepts("ana"), usingNow), "plan")).toBe("none");
  });

  test("a call in which nobody used is in none of the watch's numbers", () => {
    const talk = looked(given(arrived(), accepts("ana"), planned()));
    expect([talk.is.plan, talk.is.readBack, talk.is.checkIns]).toEqual([null, null, null]);
  });
});

test("the place read back: whole, in part, not, or none was given", () => {
  const read = (whole?: true) =>
    does({
      kind: "placeReadBack",
      parts: ["address"],
      ...(whole === undefined ? {} : { whole }),
    });
  expect(is(given(...accompanied, read(true)), "readBack")).toBe("whole");
  expect(is(given(...accompanied, read()), "readBack")).toBe("parts");
  expect(is(given(...accompanied), "readBack")).toBe("no");
  expect(is(given(arrived(), accepts("ana"), usingNow), "readBack")).toBe("noPlace");
});

describe("check-ins", () => {
  test("confirmed; asked by the line; let slip with everything in its time, or by the line", () => {
    expect(is(keptCall(), "checkIns")).toBe("kept");
    expect(is(given(...accompanied, after(95)), "checkIns")).toBe("asked");
    expect(is(silentCall(), "checkIns")).toBe("slippedProtocol");
    expect(is(silentCall(), "checkIns", { lineWasLate: true })).toBe("slippedLine");
    const lost = given(...accompanied, after(20), loses("ana"), after(200));
    expect(lost.happened("responderLost")).not.toEqual([]);
    expect(is(lost, "checkIns")).toBe("slippedLine");
  });
});

describe("from silence to help", () => {
  test("who noticed, and how long each step took", () => {
    const line = silentCall();
    expect(looked(line)).toMatchObject({
      is: { noticed: "byLine" },
      noticed: { how: "byLine", silentToNoticedMs: 70_000, noticedToAskedMs: 50_000 },
    });
    expect(looked(line).noticed?.askedToTakenMs).toBe(30_000);
    const quiet = given(
      ...accompanied,
      after(20),
      does({ kind: "goneQuietMarked" }),
      after(60),
      deskAnswers("north"),
      deskPresses("north", "1"),
    );
    expect(is(quiet, "noticed")).toBe("byResponder");
    expect(is(keptCall(), "noticed")).toBeNull();
  });
});

test("the language: whether whoever came first speaks it; nobody came", () => {
  expect(is(given(arrived(), after(9), accepts("ana")), "language")).toBe("own");
  const other = given(arrived({ language: "fr" }), after(25), accepts("ana"), key("1"));
  expect(is(other, "language")).toBe("other");
  expect(is(abandonedCall(), "language")).toBe("nobody");
});

test("relief: not asked for; asked, and somebody came; asked, and nobody did", () => {
  expect(is(keptCall(), "cover")).toBe("notAsked");
  expect(is(abandonedCall(), "cover")).toBeNull();
  const asked = given(...accompanied, does({ kind: "coverAsked" }));
  expect(is(asked, "cover")).toBe("notCame");
  expect(is(given(...accompanied, does({ kind: "coverAsked" }), accepts("bea")), "cover")).toBe(
    "came",
  );
});

test("whoever went back to another session, or is restricted, is counted there or nowhere", () => {
  const { is: all } = looked(silentCall(), { leftOut: true });
  expect(Object.values(all).filter((one) => one !== null)).toEqual([]);
});

test("nobody of ours is in what the quality view is made of: there is no room for anybody", () => {
  const asked = given(...accompanied, does({ kind: "coverAsked" }), accepts("bea"));
  for (const line of [keptCall(), silentCall(), abandonedCall(), asked]) {
    const { id, openedAt, is: words, noticed } = looked(line);
    expect([id, openedAt]).toEqual(["s", line.now]);
    const known = new Set<string | null>([null, ...Object.values(QUALITY).flat()]);
    expect(Object.values(words).filter((one) => !known.has(one))).toEqual([]);
    expect(Object.keys(noticed ?? {}).toSorted()).toEqual(
      noticed === null ? [] : ["askedToTakenMs", "how", "noticedToAskedMs", "silentToNoticedMs"],
    );
    const written = JSON.stringify({ words, noticed });
    expect(everybody.filter(({ staffId }) => written.includes(`"${staffId}"`))).toEqual([]);
  }
});

describe("small numbers", () => {
  const none = { debriefs: new Map(), pauses: new Map(), causes: new Map() };
  const many = (line: Scene, times: number) => Array.from({ length: times }, () => looked(line));

  test("are hidden by the very rule of the public page", () => {
    const counts = [
      ["a", 3],
      ["b", 20],
      ["c", 40],
    ] as const;
    expect(shownOf(counts)).toEqual({ total: 63, ...fitToShow(counts) });
    expect(shownOf(counts).counts["a"]).toBeNull();
  });

  test("of fewer than ten in all nothing is told, not even that there were none", () => {
    const few = shownOf([["a", 9]]);
    expect(few).toEqual(shownOf([["a", 0]]));
    expect(few).toEqual({ total: null, counts: { a: null }, rest: null });
  });

  test("times are told from ten on, and never the longest", () => {
    const few = qualityOfMonth(many(silentCall(), 9), none);
    expect(few.stages.silentToNoticed).toBeNull();
    const enough = qualityOfMonth(many(silentCall(), 10), none);
    expect(enough.stages.silentToNoticed).toEqual({ times: 10, medianMs: 70_000, p95Ms: null });
    expect(enough.parts.checkIns.total).toBe(10);
  });

  test("a month is made of what is alike, and no number under ten is in it", () => {
    const calls = [...many(keptCall(), 30), ...many(silentCall(), 4), ...many(abandonedCall(), 2)];
    const told = qualityOfMonth(calls, {
      ...none,
      causes: new Map([
        ["desk", 12],
        ["place", 2],
      ]),
    });
    const numbers = [...Object.values(told.parts), told.causes, told.debriefs, told.pauses].flatMap(
      ({ counts, rest, total }) => [...Object.values(counts), rest, total],
    );
    expect(numbers.filter((one) => one !== null && one < 10)).toEqual([]);
    expect(numbers.some((one) => one !== null)).toBe(true);
  });
});
