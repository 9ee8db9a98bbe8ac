import { expect, test } from "vitest";
import { lastingMs } from "../../../src/domain/session/steps.ts";
import { after, gatherIn, given, wordsIn, type Scene, type Step } from "../../support/given.ts";
import {
  CALLER,
  accepts,
  arrived,
  askedOf,
  does,
  ends,
  key,
  keyAt,
  loses,
  planned,
  star,
  usingNow,
} from "../../support/steps.ts";

const waiting = [arrived(), after(25)];
const asked = [...waiting, key("7")];
const saying = [...asked, key("1")];

/** The caller says where they are, for so long, and ends it with this key. */
const says =
  (seconds: number, digits = "#"): Step =>
  (line) =>
    line.when({
      kind: "recordingEnded",
      legId: "caller-1",
      take: line.session.spoken.take,
      recordingSid: "RE1",
      lastsMs: seconds * 1_000,
      digits,
    });

const sealed =
  (desks: readonly string[] = ["north"]): Step =>
  (line) =>
    line.when({ kind: "recordingKept", take: line.session.spoken.take, lastsMs: 8_000, desks });

const heardBy = (line: Scene) => JSON.stringify(line.hears());
const checked = [...saying, says(8), sealed()];

test("a caller alone is asked for province, then place, which is sealed, played back and accepted with 1", () => {
  const line = given(...asked);
  expect(wordsIn(line.hears())).toMatch(/1 Ontario, 2 Quebec/);
  line.when(key("2"));
  expect(line.session.spoken.province).toBe("QC");
  expect(wordsIn(line.hears())).toMatch(/Say where you are, like you'd tell a friend/);
  expect(line.hears().at(-1)).toMatchObject({ step: "record", ask: "r1" });
  line.when(says(8));
  expect(line.owed("keepRecording")).toMatchObject([{ recordingSid: "RE1", take: 1 }]);
  line.when(sealed());
  expect(heardBy(line)).toMatch(/"recording","take":1/);
  expect(wordsIn(line.hears())).toMatch(/Is that right\? 1 yes, 2 again/);
  line.when(key("1"));
  expect(line.session.plan).toMatchObject({ place: "exact", spoken: true, desks: ["north"] });
  expect(line.events.at(-2)).toMatchObject({ kind: "placeSpoken", by: "caller", province: "QC" });
  line.pass(130);
  expect(line.owed("callDesk")).toMatchObject([{ deskId: "north" }]);
});

test("the rest of the provinces are behind 6", () => {
  const line = given(...asked);
  const second = line.hears({}, { pressed: { ask: "province", digits: "6" } });
  expect(wordsIn(second)).toMatch(/1 Saskatchewan.*8 Nunavut/);
  line.when({
    kind: "keyPressed",
    legId: "caller-1",
    role: "caller",
    party: null,
    ask: "provinces",
    digits: "8",
  });
  expect(line.session.spoken.province).toBe("NU");
});

test("in French, in the same words as the practice", () => {
  const line = given(arrived({ language: "fr" }), after(25), key("7"));
  expect(wordsIn(line.hears())).toMatch(/1 Ontario, 2 Québec/);
  line.when(key("2"));
  expect(wordsIn(line.hears())).toMatch(/Dis où tu es, comme à un ami/);
  line.when(says(8), sealed());
  expect(wordsIn(line.hears())).toMatch(/C'est bien ça\? 1 oui, 2 on recommence/);
});

test("under three seconds is asked again, and thrown away at the carrier; so is what they do not like", () => {
  const line = given(...saying, says(2.9));
  expect(line.owed("dropRecording")).toMatchObject([{ recordingSid: "RE1" }]);
  expect(wordsIn(line.hears())).toMatch(/I didn't get that/);
  expect(line.hears().at(-1)).toMatchObject({ step: "record", ask: "r2" });
  line.when(says(5), sealed(), key("2"));
  expect(line.hears().at(-1)).toMatchObject({ step: "record", ask: "r3" });
  expect(line.session.plan.place).toBe("none");
});

test("after three tries that came to nothing it is left alone", () => {
  const line = given(...saying, says(1), says(1), says(1));
  expect(askedOf(line)).toBe("auto");
});

test("a check-in that falls due comes first: the recording is another's, and it is asked again after the answer", () => {
  const line = given(...saying);
  line.pass(60);
  expect(line.owed("moveLeg").at(-1)).toMatchObject({ legId: "caller-1", dueAt: line.now });
  expect(askedOf(line)).toMatch(/^c\d+\.1$/);
  line.when({
    kind: "recordingReady",
    legId: CALLER,
    take: 1,
    recordingSid: "RE1",
    lastsMs: 20_000,
  });
  expect(line.owed("dropRecording")).toHaveLength(1);
  expect(line.owed("keepRecording")).toEqual([]);
  line.when(key("5"));
  expect(line.hears().at(-1)).toMatchObject({ step: "record", ask: "r2" });
});

test("a recording ends before the next check-in is due, and none begins that could not", () => {
  for (const gone of [0, 10, 30, 44]) {
    const line = given(...saying, after(gone));
    const heard = line.hears();
    const record = heard.at(-1);
    const explainedMs = lastingMs(gatherIn(heard)?.says ?? []) + 1_000;
    const longestMs = record?.step === "record" ? record.longestMs : 0;
    expect(gone * 1_000 + explainedMs + longestMs).toBeLessThanOrEqual(60_000);
  }
  const line = given(...saying, after(46));
  expect(askedOf(line)).toBe("auto");
  line.pass(14);
  expect(askedOf(line)).toMatch(/^c/);
});

test("asking for the place moves no deadline but by a key, and silence all through brings help in time", () => {
  const line = given(...asked);
  const helpAt = line.session.watch?.deadline.helpAt;
  line.hears();
  line.pass(119);
  expect(line.session.watch?.deadline.helpAt).toBe(helpAt);
  line.pass(1.1);
  expect(line.session.help.state).toBe("asked");
});

test("9 is an emergency at every question, and while they speak; what they had said by then is where help goes", () => {
  for (const steps of [asked, saying, checked]) {
    const line = given(...steps, key("9"));
    expect(line.session.emergency).toBe(true);
  }
  const line = given(...saying, says(8, "9"));
  expect(line.session.help.state).toBe("asked");
  expect(line.owed("callDesk")).toEqual([]);
  line.when(sealed());
  expect(line.owed("callDesk")).toMatchObject([{ deskId: "north" }]);
  expect(line.events.some((e) => e.kind === "placeSpoken" && e.by === "line")).toBe(true);
});

test("an emergency alone without a place asks for it the same way, and rings the desk as soon as it is said", () => {
  const line = given(...waiting, key("9"));
  expect(wordsIn(line.hears())).toMatch(/Another phone there\?.*1 Ontario/);
  line.when(key("1"), says(6), sealed(["north", "south"]));
  expect(line.owed("callDesk")).toMatchObject([{ deskId: "north" }]);
});

test("star skips it, and it is not asked again", () => {
  const line = given(...asked, key("*"));
  expect(askedOf(line)).toBe("auto");
  line.pass(62);
  line.when(key("5"));
  expect(askedOf(line)).toBe("auto");
  expect(line.session.watch).not.toBeNull();
});

test("somebody who said it and went quiet before they pressed 1 is found where they said they are", () => {
  const line = given(...checked, after(130));
  expect(line.session.help.state).toBe("asked");
  expect(line.owed("callDesk")).toMatchObject([{ deskId: "north" }]);
  expect(line.owed("callDesk")).toHaveLength(1);
});

test("somebody whose phone died while they said it is, too", () => {
  const line = given(...saying, ends("caller", "caller-1"));
  line.when(
    { kind: "recordingReady", legId: CALLER, take: 1, recordingSid: "RE1", lastsMs: 9_000 },
    sealed(),
  );
  line.pass(95);
  expect(line.owed("callDesk")).toMatchObject([{ deskId: "north" }]);
});

test("a recording the carrier has lost is asked for again; with help out, a person has to find the place", () => {
  const lost = (line: Scene) =>
    line.when({ kind: "recordingLost", take: line.session.spoken.take });
  const line = given(...saying, says(8), lost);
  expect(line.hears().at(-1)).toMatchObject({ step: "record" });
  const out = given(...saying, says(8, "9"));
  const before = out.owed("page").filter(({ because }) => because === "noPlace").length;
  out.when(lost);
  expect(out.owed("page").filter(({ because }) => because === "noPlace")).toHaveLength(before + 1);
});

test("a responder who comes asks for themselves; one on their own phone has the line ask with star 8", () => {
  const joined = given(...saying, accepts("ana"));
  expect(gatherIn(joined.hears())).toBeNull();
  const line = given(arrived(), after(8), accepts("bea", "phone"), usingNow, star("8"));
  expect(line.owed("moveLeg").at(-1)).toMatchObject({ legId: "caller-1" });
  expect(askedOf(line)).toBe("province");
  line.when(key("4"), says(7), sealed(), key("1"));
  expect(line.session.plan).toMatchObject({ spoken: true, place: "exact" });
  expect(gatherIn(line.hears())).toBeNull();
});

test("a caller whose responder's line goes is asked only if nobody had asked", () => {
  const untold = given(arrived(), accepts("ana"), usingNow, loses("ana"));
  expect(untold.session.spoken.step).toBe("province");
  const told = given(arrived(), accepts("ana"), planned({ place: "none" }), usingNow, loses("ana"));
  expect(told.session.spoken.step).toBeNull();
});

test("once the session is over, what comes in is deleted at the carrier and nowhere else", () => {
  const line = given(...saying, says(8), does({ kind: "closed", outcome: "left" }));
  const late = line.since();
  line.when(
    { kind: "recordingReady", legId: CALLER, take: 1, recordingSid: "RE1", lastsMs: 8_000 },
    sealed(),
  );
  expect(late.owed("dropRecording")).toHaveLength(1);
  expect(late.happened("placeKept")).toBe(false);
});

test("no event says where they are", () => {
  const line = given(...checked, key("1"));
  const said = line.events.filter(({ kind }) => /lace|province/.test(kind));
  expect(said.length).toBeGreaterThan(4);
  expect(JSON.stringify(said)).not.toMatch(/RE1|address|http/);
});

test("what somebody else said, who is only asked if they are this caller, is never this caller's place", () => {
  const line = given(...saying);
  const since = line.since();
  const theirs = { legId: "lent-1", take: line.session.spoken.take, recordingSid: "RE9" } as const;
  line.when({ kind: "recordingEnded", ...theirs, lastsMs: 9_000, digits: "#" });
  line.when({ kind: "recordingReady", ...theirs, lastsMs: 9_000 });
  expect(since.owed("keepRecording")).toEqual([]);
  expect(since.owed("dropRecording")).toMatchObject([
    { recordingSid: "RE9" },
    { recordingSid: "RE9" },
  ]);
  expect(line.session.spoken.step).toBe("say");
});

test("the key that ended a recording, told after the line was lost, postpones nothing", () => {
  const line = given(...saying, ends("caller", CALLER));
  const before = line.session.watch?.deadline;
  expect(before?.kind).toBe("reach");
  line.when(says(8));
  expect(line.session.watch?.deadline).toEqual(before);
});

test("a key while the place is asked for, once help was sent for silence, is told as an answer", () => {
  const line = given(...asked, after(130));
  expect(line.session.help.state).toBe("asked");
  line.when(keyAt("province", "1")(line));
  expect(line.session.help.answeringSince).toBe(line.now);
});
