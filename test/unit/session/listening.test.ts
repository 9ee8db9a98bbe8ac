import { expect, test } from "vitest";
import { stillOwed } from "../../../src/domain/session/owed.ts";
import type { Listens } from "../../../src/domain/session/people.ts";
import { after, given, type Step } from "../../support/given.ts";
import {
  accepts,
  accompanied,
  alone,
  arrived,
  does,
  ends,
  loses,
  sendHelp,
  speaks,
} from "../../support/steps.ts";

const listens = (how: Listens, by = "sol") =>
  does({ kind: "listenedIn", how, via: "softphone" }, by);
const takesOver = (by = "sol") => does({ kind: "tookOver", via: "softphone" }, by);
const comesIn = (staffId = "sol"): Step => ({
  kind: "legAccepted",
  legId: `in-${staffId}`,
  role: "supervisor",
  staffId,
  via: "softphone",
});
const goes = (staffId = "sol") => ends("supervisor", `in-${staffId}`, "completed", staffId);
const leg = { id: "in-sol", role: "supervisor", party: "sol", via: "softphone" } as const;
const isIn = [...accompanied, after(5), listens("listen"), comesIn()];

test("who asks to listen is rung, comes in muted, and nothing changes for the caller", () => {
  const line = given(...accompanied, after(5));
  const { watch } = line.session;
  const since = line.since();
  line.when(listens("listen"));
  expect(since.owed("callListener")).toMatchObject([{ staffId: "sol", dueAt: line.now }]);
  expect(line.hears(leg)).toEqual([{ step: "again" }]);
  line.when(comesIn());
  expect(line.hears(leg)).toMatchObject([{ step: "conference", muted: true, coach: null }]);
  expect(line.session.company.responder?.staffId).toBe("ana");
  expect(line.session.watch).toEqual(watch);
  expect(line.held.has("sol")).toBe(true);
});

test("a line that says so tells the caller once that somebody listens; whoever takes over says it themselves", () => {
  const said = [arrived({ saysListeners: true }), ...accompanied.slice(1), after(5)];
  const line = given(...said, listens("listen"));
  expect(line.owed("announce")).toEqual([]);
  line.when(comesIn());
  expect(line.owed("announce")).toMatchObject([{ words: "listenerHere", dueAt: line.now }]);
  line.when(listens("whisper"), listens("talk"));
  expect(line.owed("announce")).toHaveLength(1);
  expect(stillOwed(line.session, { kind: "announce", words: "listenerHere" }, line.now)).toBe(true);
  line.when(goes());
  expect(stillOwed(line.session, { kind: "announce", words: "listenerHere" }, line.now)).toBe(
    false,
  );

  expect(given(...said, takesOver(), comesIn()).owed("announce")).toEqual([]);
  const trainee = does({ kind: "traineeIntroduced", staffId: "tam", via: "softphone" }, "ana");
  expect(given(...said, trainee, comesIn("tam")).owed("announce")).toEqual([]);
  expect(given(...isIn).owed("announce")).toEqual([]);
});

test("a whisper reaches the responder alone, and never the caller", () => {
  const line = given(...isIn, listens("whisper"));
  expect(line.owed("moveLeg").at(-1)).toMatchObject({ legId: "in-sol" });
  const heard = line.hears(leg, { whispersTo: "CA-ana" });
  expect(heard).toMatchObject([{ step: "conference", muted: false, coach: "CA-ana" }]);
  expect(line.hears(leg, { whispersTo: null })).toMatchObject([{ muted: true, coach: null }]);
});

test("with the responder gone a whisper is muted at once, and goes to whoever comes when they are there", () => {
  const line = given(...isIn, listens("whisper"));
  const since = line.since();
  line.when(loses("ana"));
  expect(since.owed("moveLeg").map(({ legId }) => legId)).toContain("in-sol");
  expect(line.hears(leg)).toMatchObject([{ muted: true }]);
  line.when(after(1), accepts("bea"));
  expect(line.hears(leg, { whispersTo: "CA-bea" })).toMatchObject([{ muted: true, coach: null }]);
  line.when(after(2));
  expect(line.owed("moveLeg").at(-1)).toMatchObject({ legId: "in-sol", dueAt: line.now });
  expect(line.hears(leg, { whispersTo: "CA-bea" })).toMatchObject([{ coach: "CA-bea" }]);
});

test("who joins is heard by both, and hangs up without ending anything", () => {
  const line = given(...isIn, listens("talk"));
  expect(line.hears(leg)).toMatchObject([{ muted: false, coach: null }]);
  line.when(goes());
  expect(line.session.listeners).toEqual([]);
  expect(line.held.has("sol")).toBe(false);
  expect(line.session.company).toMatchObject({ state: "with", responder: { staffId: "ana" } });
});

test("rung once, however often they change their mind before they come in", () => {
  const line = given(...accompanied, listens("listen"), listens("talk"), listens("talk"));
  expect(line.owed("callListener")).toHaveLength(1);
  line.when(comesIn());
  expect(line.hears(leg)).toMatchObject([{ muted: false }]);
});

test("a ring nobody took holds nobody, and they can ask again", () => {
  const line = given(...accompanied, listens("listen"));
  const [act] = line.owed("callListener");
  if (act === undefined) throw new Error("Nobody is rung");
  expect(stillOwed(line.session, act, line.now)).toBe(true);
  line.when(after(40));
  expect(stillOwed(line.session, act, line.now)).toBe(false);
  expect(line.held.has("sol")).toBe(false);
  line.when(listens("listen"));
  expect(line.owed("callListener")).toHaveLength(2);
});

test("with nobody there to listen to, they are told so: they can take the call", () => {
  expect(given(arrived()).send(listens("listen")).refused).toBe("noResponder");
});

test("a supervisor in the call takes over at once: the caller hears them, who was there is relieved", () => {
  const line = given(...isIn);
  const { watch } = line.session;
  line.when(takesOver());
  expect(line.session.company).toMatchObject({
    state: "with",
    responder: { staffId: "sol", legId: "in-sol" },
  });
  expect(line.session.listeners).toEqual([]);
  expect(line.happened("responderLeft")).toMatchObject([{ staffId: "ana" }]);
  expect(line.owed("moveLeg").map(({ legId }) => legId)).toEqual(
    expect.arrayContaining(["leg-ana", "in-sol"]),
  );
  expect(line.hears(leg)).toMatchObject([{ step: "conference", starMenu: true, muted: false }]);
  expect(line.session.watch?.deadline).toEqual(watch?.deadline);
  expect([line.held.has("ana"), line.held.has("sol")]).toEqual([false, true]);
});

test("the responder's line is lost: the supervisor who listened answers the caller with one press", () => {
  const line = given(...isIn, loses("ana"));
  const { watch } = line.session;
  const since = line.since();
  line.when(takesOver());
  expect(line.session.company).toMatchObject({ state: "with", responder: { staffId: "sol" } });
  expect(since.owed("bringTogether")).toMatchObject([{ dueAt: line.now }]);
  expect(line.session.watch?.deadline).toEqual(watch?.deadline);
});

test("a supervisor outside the call is rung, and answers the caller as they pick up", () => {
  const line = given(...alone, takesOver());
  expect(line.session.company.state).toBe("none");
  line.when(comesIn());
  expect(line.session.company).toMatchObject({ state: "with", responder: { staffId: "sol" } });
  expect(line.owed("bringTogether")).toHaveLength(1);
});

test("nobody is pushed out who came while the supervisor was being rung: they listen, and press again", () => {
  const line = given(arrived(), takesOver(), after(1), accepts("ana"), after(1), comesIn());
  expect(line.session.company.responder?.staffId).toBe("ana");
  expect(line.session.listeners).toMatchObject([{ staffId: "sol", how: "listen" }]);
  line.when(takesOver());
  expect(line.session.company.responder?.staffId).toBe("sol");
});

test("who took over and is lost leaves a lost responder like any other: others are rung, no deadline moves", () => {
  const line = given(...isIn, takesOver());
  const { watch } = line.session;
  const since = line.since();
  line.when(goes());
  expect(line.session.company.state).toBe("lost");
  expect(since.owed("ringNext").length + since.owed("ringResponder").length).toBeGreaterThan(0);
  expect(line.session.watch?.deadline).toEqual(watch?.deadline);
});

test("who speaks to the desk answers the caller on the line they have, and goes on speaking to it", () => {
  const line = given(...accompanied, sendHelp, speaks("sol"), loses("ana"), takesOver());
  expect(line.session.company.responder).toMatchObject({ staffId: "sol", legId: "speaker-sol" });
  expect(line.session.help.speaker).toMatchObject({ staffId: "sol", state: "up" });
  expect(line.owed("callListener")).toEqual([]);
});

test("who is rung to speak to the desk takes that ring: no second one on a line that is engaged", () => {
  const line = given(...accompanied, sendHelp);
  const by = line.session.help.speaker?.staffId ?? "";
  expect(line.session.help.speaker?.state).toBe("rung");
  line.when(listens("listen", by), takesOver(by));
  expect(line.owed("callListener")).toEqual([]);
});

test("the end of the call is the end of listening", () => {
  const line = given(...isIn, does({ kind: "saidGoodbye" }));
  expect(line.session.listeners).toEqual([]);
  expect(line.held.size).toBe(0);
  expect(line.hears(leg)).not.toMatchObject([{ step: "conference" }]);
});

const to = { staffId: "luc", languages: ["en"], via: "softphone" } as const;
const handsOver = does({ kind: "handedOver", to }, "sol");

test("a call is handed to somebody by name: they alone are rung, and who is there stays until they come", () => {
  const line = given(...accompanied, after(30));
  const since = line.since();
  line.when(handsOver);
  expect(since.owed("ringResponder")).toMatchObject([{ staffId: "luc", dueAt: line.now }]);
  line.when(after(10));
  expect(since.owed("ringResponder")).toHaveLength(1);
  expect(line.session.company.responder?.staffId).toBe("ana");
  line.when(accepts("luc"));
  expect(line.session.company.responder?.staffId).toBe("luc");
  expect(line.held.has("ana")).toBe(false);
});

test("who was named lets it ring: others are rung, and the responder is still there", () => {
  const line = given(...accompanied, after(30), handsOver);
  const since = line.since();
  line.when(after(25));
  expect(since.owed("ringResponder").map(({ staffId }) => staffId)).not.toEqual([]);
  expect(line.session.company).toMatchObject({ state: "with", responder: { staffId: "ana" } });
});

test("nobody is with the caller: somebody is named, beside whoever is rung", () => {
  const line = given(...accompanied, loses("ana"), handsOver, accepts("luc"));
  expect(line.session.company).toMatchObject({ state: "with", responder: { staffId: "luc" } });
});
