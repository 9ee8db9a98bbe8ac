import { expect, test } from "vitest";
import type { InputBody, TransferTarget } from "../../../src/domain/session/inputs.ts";
import type { Ending } from "../../../src/domain/session/people.ts";
import { isAlone, phaseOf } from "../../../src/domain/session/session.ts";
import { waiterOf } from "../../../src/domain/session/queue.ts";
import { after, gatherIn, given, wordsIn, type Scene, type Step } from "../../support/given.ts";
import {
  accepts,
  arrived,
  CALLER,
  confirms,
  does,
  ends,
  planned,
  sendHelp,
  usingNow,
} from "../../support/steps.ts";

const CRISIS = { kind: "line", lineId: "crisis" } as const;
const OCE = { kind: "navigator", staffId: "oce" } as const;

/** The caller said yes, and whoever answers them has this one rung. */
const agreed = (to: TransferTarget = CRISIS, takesBy: "key" | "answer" = "key"): InputBody =>
  does({
    kind: "transferAsked",
    to,
    reach: { via: "phone", language: "en", takesBy },
    consented: true,
  });

const takes = (party = "crisis"): InputBody => ({
  kind: "legAccepted",
  legId: "third-1",
  role: "third",
  staffId: party,
  via: "phone",
});
const picksUp: InputBody = {
  kind: "legAnswered",
  legId: "third-1",
  role: "third",
  party: "crisis",
};
const thirdEnds = (how: Ending = "completed", party = "crisis"): InputBody =>
  ends("third", "third-1", how, party);
const leaves: InputBody = does({ kind: "transferLeft" });

const withAna: readonly Step[] = [arrived(), accepts("ana")];
const together: readonly Step[] = [...withAna, agreed(), takes()];

const third = { id: "third-1", role: "third", party: "crisis", via: "phone" } as const;
const inConference = (scene: Scene): boolean =>
  scene.hears().some(({ step }) => step === "conference");
const told = (scene: Scene): readonly string[] => scene.owed("announce").map(({ words }) => words);

test("the caller's yes is written down, and the line is rung while their responder stays", () => {
  const scene = given(...withAna, agreed());
  expect(scene.happened("transferAgreed")).toMatchObject([{ to: CRISIS, by: "ana" }]);
  expect(scene.owed("callThird")).toHaveLength(1);
  expect(scene.session.company.responder?.staffId).toBe("ana");
  expect(inConference(scene)).toBe(true);
});

test("whoever is rung hears who we are, and nothing of the caller, in their own language", () => {
  const scene = given(arrived({ language: "fr" }), accepts("ana"), planned(), agreed());
  const heard = scene.hears({ ...third, language: "en" });
  expect(wordsIn(heard)).toContain("the Night Line");
  expect(wordsIn(heard)).toContain("Press 1");
  expect(gatherIn(heard)?.ask).toBe("accept");
  expect(scene.hears({ ...third, language: "en" }, { turn: 3 })).toMatchObject([
    { step: "hangUp" },
  ]);
});

test("a rehearsal says that it is one", () => {
  const scene = given(arrived({ rehearsal: true }), accepts("ana"), agreed());
  expect(wordsIn(scene.hears(third))).toContain("practice call");
});

test("with a key they join; where picking up is enough, that joins them, and they hear first who we are", () => {
  expect(given(...together).session.transfer?.state).toBe("joined");
  const waits = given(...withAna, agreed(), picksUp);
  expect(waits.session.transfer?.state).toBe("ringing");
  const scene = given(...withAna, agreed(CRISIS, "answer"), picksUp);
  expect(scene.session.transfer?.state).toBe("joined");
  expect(wordsIn(scene.hears(third))).toContain("the Night Line");
  expect(wordsIn(scene.hears(third, { turn: 1 }))).toBe("");
  expect(scene.hears(third, { turn: 1 })).toMatchObject([{ step: "conference" }]);
});

test("a call nobody is meant by any more hears so, and joins nobody", () => {
  const scene = given(...withAna, agreed(), does({ kind: "transferEnded" }), takes());
  expect(scene.session.transfer?.ended?.how).toBe("takenBack");
  expect(scene.happened("thirdJoined")).toEqual([]);
  expect(wordsIn(scene.hears(third))).toContain("not needed");
  expect(scene.owed("endThird")).toHaveLength(1);
});

test.each([
  ["busy", "thirdBusy"],
  ["noAnswer", "thirdNotReached"],
  ["machine", "thirdNotReached"],
  ["failed", "thirdNotReached"],
] as const)("%s: both hear it plainly, and are still together", (how, words) => {
  const scene = given(...withAna, agreed(), thirdEnds(how));
  expect(told(scene)).toEqual([words]);
  expect(scene.session.transfer?.ended?.how).toBe(how);
  expect(scene.session.company.state).toBe("with");
  expect(inConference(scene)).toBe(true);
  expect(scene.session.closed).toBeNull();
});

test("another can be tried after one that failed, and the end of the first ends nothing of it", () => {
  const scene = given(
    ...withAna,
    agreed(),
    thirdEnds("busy"),
    agreed({ kind: "line", lineId: "other" }),
    thirdEnds("completed"),
  );
  expect(scene.session.transfer).toMatchObject({ state: "ringing", to: { lineId: "other" } });
});

test("should nobody ever tell us what became of the ring, it ends all the same", () => {
  const scene = given(...withAna, agreed(), after(120));
  expect(scene.session.transfer?.ended?.how).toBe("noAnswer");
  expect(scene.owed("endThird")).toHaveLength(1);
  const joined = given(...together, after(300));
  expect(joined.session.transfer?.state).toBe("joined");
});

test("we leave last: the caller stays with them, nobody of ours is held or sought", () => {
  const scene = given(...together);
  const since = scene.since();
  scene.when(leaves);
  expect(scene.session.transfer?.state).toBe("theirs");
  expect(phaseOf(scene.session)).toBe("accompanied");
  expect(isAlone(scene.session)).toBe(false);
  expect(inConference(scene)).toBe(true);
  expect(waiterOf(scene.session)).toBeNull();
  expect([...scene.held]).toEqual([]);
  expect(since.owed("moveLeg").map(({ legId }) => legId)).toEqual(["leg-ana"]);
  const ana = { id: "leg-ana", role: "responder", party: "ana", via: "softphone" } as const;
  expect(wordsIn(scene.hears(ana))).toContain("together");
  scene.when(ends("responder", "leg-ana", "completed", "ana"), after(120));
  expect(scene.session.closed).toBeNull();
  expect(scene.happened("responderLost")).toEqual([]);
});

test("whoever listened in leaves with us", () => {
  const listens: InputBody = { kind: "listenedIn", by: "sol", how: "listen", via: "softphone" };
  const there: InputBody = {
    kind: "legAccepted",
    legId: "listens-sol",
    role: "supervisor",
    staffId: "sol",
    via: "softphone",
  };
  const scene = given(...together, listens, there, leaves);
  expect(scene.session.listeners).toEqual([]);
  const moved = scene.owed("moveLeg").map(({ legId }) => legId);
  expect(moved).toContain("listens-sol");
});

test("nobody is left alone: before they joined, or while help is out, we stay", () => {
  expect(given(...withAna, agreed()).send(leaves).refused).toBe("noTransfer");
  expect(given(...together, usingNow, sendHelp).send(leaves).refused).toBe("helpAskedAlready");
  const introducing = given(...withAna, agreed(CRISIS, "answer"), picksUp);
  expect(introducing.send(leaves).refused).toBe("transferTooSoon");
  expect(introducing.pass(30).send(leaves).refused).toBeUndefined();
});

test("an open watch is ours: it ends first, by the responder's word that they have finished", () => {
  const scene = given(...together, planned(), usingNow);
  expect(scene.send(leaves).refused).toBe("watchOpen");
  expect(scene.session.company.state).toBe("with");
  scene.when(does({ kind: "transferLeft", endsWatch: true }));
  expect(scene.happened("watchEnded")).toMatchObject([{ because: "person" }]);
  expect(scene.session.watch).toBeNull();
  scene.pass(600);
  expect(scene.happened("helpAsked")).toEqual([]);
});

test("a watch beside a third person: its deadline stands, and silence sends help", () => {
  const scene = given(...together, planned(), usingNow, after(120));
  expect(scene.happened("helpAsked")).toHaveLength(1);
  expect(scene.owed("callDesk")).not.toEqual([]);
});

test("the caller hangs up on them: it is over, with an outcome, and nobody is called back", () => {
  const scene = given(...withAna, planned(), agreed(), takes(), leaves, after(90));
  scene.when(ends("caller", CALLER));
  expect(scene.session.closed?.outcome).toBe("well");
  expect(scene.happened("lineLost")).toEqual([]);
  expect(scene.owed("callCaller")).toEqual([]);
  expect(scene.owed("endLegs")).not.toEqual([]);
});

test("a talk that was handed over was no use call", () => {
  const talk = does({ kind: "kindSet", sessionKind: "mentalHealth" });
  const scene = given(...withAna, talk, agreed(), takes(), leaves, ends("caller", CALLER));
  expect(scene.session.closed?.outcome).toBe("notAUseCall");
});

test("they hang up right after we left: the caller is with us again, ahead of all", () => {
  const scene = given(...together, leaves, after(20), thirdEnds());
  expect(scene.session.closed).toBeNull();
  expect(scene.happened("thirdLost")).toHaveLength(1);
  expect(waiterOf(scene.session)).toMatchObject({ urgency: 0, first: "ana" });
  expect(scene.owed("ringResponder").length).toBeGreaterThan(1);
  expect(wordsIn(scene.hears())).toContain("back with me");
  scene.when(accepts("ana"));
  expect(inConference(scene)).toBe(true);
});

test("help sent after we left is never closed by a hang-up of either", () => {
  const sent = [
    ...together,
    planned(),
    leaves,
    does({ kind: "helpSent", reason: "injury" }),
    after(90),
  ];
  expect(given(...sent, thirdEnds()).session.closed).toBeNull();
  const dropped = given(...sent, ends("caller", CALLER));
  expect(dropped.session.closed).toBeNull();
  expect(dropped.happened("lineLost")).toHaveLength(1);
});

test("much later it was a goodbye of theirs; with a worry marked, the caller still comes back", () => {
  const late = given(...together, leaves, after(600), thirdEnds());
  expect(late.session.closed).not.toBeNull();
  const worry = does({ kind: "concernMarked", concern: "selfHarm" });
  const worried = given(...together, worry, leaves, after(600), thirdEnds());
  expect(worried.session.closed).toBeNull();
  expect(worried.session.company.search).not.toBeNull();
});

test("the responder's line goes while all three talk: the two stay together, and somebody else comes", () => {
  const scene = given(...together, ends("responder", "leg-ana", "completed", "ana"));
  expect(told(scene)).toEqual(["responderGone"]);
  expect(inConference(scene)).toBe(true);
  expect(scene.session.company.search).not.toBeNull();
  scene.when(accepts("bea", "phone"));
  expect(scene.session.company.responder?.staffId).toBe("bea");
  expect(scene.session.transfer?.state).toBe("joined");
});

test("the responder's line goes while it rings: the caller is with us, and whoever takes it meets them", () => {
  const scene = given(...withAna, agreed(), ends("responder", "leg-ana", "completed", "ana"));
  expect(gatherIn(scene.hears())).not.toBeNull();
  const since = scene.since();
  scene.when(takes());
  expect(since.owed("bringTogether")).toMatchObject([{ legId: CALLER }]);
  expect(inConference(scene)).toBe(true);
  scene.when(thirdEnds());
  expect(gatherIn(scene.hears())).not.toBeNull();
});

test("with nobody of ours there, the line asks the check-ins itself, at their time", () => {
  const scene = given(
    ...together,
    planned(),
    usingNow,
    ends("responder", "leg-ana", "completed", "ana"),
    after(61),
  );
  expect(scene.happened("callerAsked")).toMatchObject([{ ask: 1 }]);
  expect(gatherIn(scene.hears())?.ask).toMatch(/^c/);
});

test("somebody of ours comes back into it: a call of three again, and then we may leave again", () => {
  const scene = given(...together, leaves, does({ kind: "tookOver", via: "softphone" }, "sol"), {
    kind: "legAccepted",
    legId: "listens-sol",
    role: "supervisor",
    staffId: "sol",
    via: "softphone",
  });
  expect(scene.session.company.responder?.staffId).toBe("sol");
  expect(scene.session.transfer?.state).toBe("joined");
  scene.when(thirdEnds());
  expect(scene.session.closed).toBeNull();
  expect(inConference(scene)).toBe(true);
});

test("a navigator is rung like one of ours, held for this caller alone, and free once it is over", () => {
  const scene = given(...withAna, agreed(OCE));
  expect(scene.held).toContain("oce");
  const navigator = { ...third, party: "oce" };
  expect(wordsIn(scene.hears(navigator))).toContain("would like to meet you");
  scene.when(takes("oce"), after(60));
  expect(scene.held).toContain("oce");
  scene.when(thirdEnds("completed", "oce"));
  expect(scene.held).not.toContain("oce");
});

test.each([
  ["nobody is with them", [arrived()], "noResponder"],
  [
    "they answer by keys alone",
    [...withAna, does({ kind: "keysOnlySet", on: true })],
    "cannotTalk",
  ],
  ["help is out", [...withAna, planned(), usingNow, sendHelp], "helpAskedAlready"],
  ["their line is lost", [...withAna, planned(), ends("caller", CALLER)], "lineLost"],
  ["somebody is rung already", [...withAna, agreed()], "transferAlready"],
] as const)("it is refused while %s", (_, steps, refused) => {
  expect(given(...steps).send(agreed()).refused).toBe(refused);
});

test("check-ins go on while somebody is rung", () => {
  const scene = given(...withAna, planned(), usingNow, agreed(), after(30), confirms());
  expect(scene.happened("checkInKept")).toHaveLength(1);
});
