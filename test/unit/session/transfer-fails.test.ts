import { expect, test } from "vitest";
import { wasHandedOver } from "../../../src/domain/session/evolve-transfer.ts";
import type { InputBody, TransferTarget } from "../../../src/domain/session/inputs.ts";
import { stillOwed } from "../../../src/domain/session/owed.ts";
import type { Ending } from "../../../src/domain/session/people.ts";
import { after, gatherIn, given, wordsIn, type Scene, type Step } from "../../support/given.ts";
import {
  accepts,
  arrived,
  CALLER,
  does,
  ends,
  key,
  loses,
  planned,
  says,
  usingNow,
} from "../../support/steps.ts";

const CRISIS = { kind: "line", lineId: "crisis" } as const;

const askedFor = (to: TransferTarget): InputBody =>
  does({
    kind: "transferAsked",
    to,
    reach: { via: "phone", language: "en", takesBy: "key" },
    consented: true,
  });
const agreed = askedFor(CRISIS);
const takes = (party = "crisis"): InputBody => ({
  kind: "legAccepted",
  legId: "third-1",
  role: "third",
  staffId: party,
  via: "phone",
});
const third = { id: "third-1", role: "third", party: "crisis", via: "phone" } as const;
const thirdEnds = ends("third", "third-1", "completed", "crisis");
const called = (legId: string, how: Ending, requestedAt: number): InputBody => ({
  kind: "legEnded",
  legId,
  role: "third",
  party: "crisis",
  how,
  requestedAt,
});
const leaves: InputBody = does({ kind: "transferLeft" });
const worry = does({ kind: "concernMarked", concern: "selfHarm" });

const withAna: readonly Step[] = [arrived(), accepts("ana"), planned()];
const together: readonly Step[] = [...withAna, agreed, takes()];

const inConference = (scene: Scene): boolean =>
  scene.hears().some(({ step }) => step === "conference");

test("who answers by keys alone is held outside, and is never left there with nobody", () => {
  const keysOnly = does({ kind: "keysOnlySet", on: true });
  const scene = given(...together, keysOnly);
  expect(scene.send(leaves).refused).toBe("cannotTalk");
  expect(scene.session.company.state).toBe("with");
  const left = given(...together, leaves);
  expect(left.send(keysOnly).refused).toBe("noResponder");
  expect(inConference(left)).toBe(true);
});

test("a worry is marked, and the caller's line drops from whoever they were handed to: it is no goodbye", () => {
  const scene = given(...together, worry, leaves, after(300), ends("caller", CALLER), after(6));
  expect(scene.session.closed).toBeNull();
  expect(scene.owed("page").map(({ because }) => because)).toContain("lineLost");
  expect(scene.owed("callCaller")).toHaveLength(1);
});

test("a drop right after we left is called back, where they gave a number for it; later it was their goodbye", () => {
  const scene = given(...together, leaves, after(20), ends("caller", CALLER), after(6));
  expect(scene.session.closed).toBeNull();
  expect(scene.owed("callCaller")).toHaveLength(1);
  const later = given(...together, leaves, after(61), ends("caller", CALLER));
  expect(later.session.closed?.outcome).toBe("well");
});

test("back on the line after that, they are ours: somebody is found for them", () => {
  const scene = given(...together, leaves, after(20), ends("caller", CALLER), after(6));
  scene.when(
    { kind: "legAnswered", legId: "back-1", role: "caller", party: null },
    { kind: "keyPressed", legId: "back-1", role: "caller", party: null, ask: "back", digits: "5" },
  );
  expect(scene.session.caller.on).toBe("line");
  expect(scene.session.company.search).not.toBeNull();
  expect(gatherIn(scene.hears())).not.toBeNull();
});

test.each([
  ["rung", [agreed]],
  ["there", [agreed, takes()]],
] as const)(
  "whoever is %s for a caller whose line is lost is not left in silence once ours is gone too",
  (_, steps) => {
    const scene = given(...withAna, ...steps, ends("caller", CALLER), loses("ana"));
    expect(scene.session.transfer?.state).toBe("ended");
    expect(scene.owed("endThird")).toHaveLength(1);
    expect(scene.session.closed).toBeNull();
  },
);

test("while our responder waits for the caller with them, they stay", () => {
  const scene = given(...together, ends("caller", CALLER), after(20));
  expect(scene.session.transfer?.state).toBe("joined");
});

test("a wish to be called back lets whoever was rung go", () => {
  const scene = given(arrived(), accepts("ana"), agreed, loses("ana"), after(70), key("2"));
  expect(scene.session.caller.callBackBy).not.toBeNull();
  expect(scene.session.transfer?.state).toBe("ended");
});

test("with nobody of ours there their words of distress are heard by the line: help in 10 s, unless they press 1", () => {
  const alone: readonly Step[] = [...together, usingNow, loses("ana"), after(61), says("help")];
  const scene = given(...alone);
  expect(wordsIn(scene.hears())).toContain("getting help");
  expect(scene.pass(11).happened("helpAsked")).toHaveLength(1);
  const declined = given(...alone, key("1"), after(11));
  expect(declined.happened("helpAsked")).toEqual([]);
  expect(inConference(declined)).toBe(true);
});

test("a watch that nobody of ours is in goes by the minute, whoever else is there", () => {
  const watched = does({ kind: "watchStarted" }, "sol");
  const scene = given(...together, leaves, watched, after(61), key("5"));
  const { watch } = scene.session;
  expect((watch?.deadline.dueAt ?? 0) - scene.now).toBe(60_000);
});

test("an earlier call to the same line that ends only now ends nothing of this one", () => {
  const scene = given(...withAna, agreed, after(6), does({ kind: "transferEnded" }), after(2));
  const first = called("third-1", "completed", scene.now - 8_000);
  scene.when(agreed, after(1), first);
  expect(scene.session.transfer?.state).toBe("ringing");
  scene.when(called("third-2", "busy", scene.now - 1_000));
  expect(scene.session.transfer?.ended?.how).toBe("busy");
});

test("nobody leaves a third person to a caller whose line is lost", () => {
  const scene = given(...together, ends("caller", CALLER));
  expect(scene.send(leaves).refused).toBe("lineLost");
});

test("who is being asked apart as their responder leaves is brought to whoever stays", () => {
  const scene = given(...together, usingNow, after(95));
  expect(inConference(scene)).toBe(false);
  const since = scene.since();
  scene.when(does({ kind: "transferLeft", endsWatch: true }));
  expect(since.owed("bringTogether")).toMatchObject([{ legId: CALLER }]);
  expect(inConference(scene)).toBe(true);
});

test("who was rung for cover is rung no more, and free, once we have left", () => {
  const scene = given(...together, does({ kind: "coverAsked" }));
  const since = scene.since();
  scene.when(leaves);
  expect(since.owed("endRings")).toHaveLength(1);
  expect([...scene.held]).toEqual([]);
});

test("another call to them that ends, because they are in this one, ends nothing", () => {
  const scene = given(...together, called("third-2", "busy", 0));
  expect(scene.session.transfer?.state).toBe("joined");
  const more = { ...third, id: "third-2" };
  expect(wordsIn(scene.hears(more))).toContain("not needed");
});

test("the alarm of a ring before ends nothing of the next", () => {
  const scene = given(...withAna, agreed, after(5), ends("third", "third-1", "busy", "crisis"));
  scene.when(after(10), agreed, after(72));
  expect(scene.session.transfer?.state).toBe("ringing");
  expect(scene.pass(15).session.transfer?.ended?.how).toBe("noAnswer");
});

test("that they left is said to two who are together, not into an empty room", () => {
  const alone = given(...together, loses("ana"), thirdEnds);
  expect(alone.owed("announce").map(({ words }) => words)).toEqual(["responderGone"]);
  expect(alone.owed("moveLeg").at(-1)).toMatchObject({ legId: CALLER });
  expect(gatherIn(alone.hears())).not.toBeNull();
});

test("held outside with keys alone, they are spoken to there when their responder is lost", () => {
  const keysOnly = does({ kind: "keysOnlySet", on: true });
  const scene = given(...together, keysOnly);
  const since = scene.since();
  scene.when(loses("ana"));
  expect(since.owed("moveLeg")).toMatchObject([{ legId: CALLER }]);
  expect(since.owed("announce")).toEqual([]);
});

test("lost by whoever we left them with they are ours, and so is whoever is lost to them after that", () => {
  const scene = given(...together, leaves, after(20), thirdEnds);
  expect(wasHandedOver(scene.session)).toBe(false);
  expect(scene.owed("endThird")).toHaveLength(1);
  scene.when(accepts("ana"), after(5), loses("ana"));
  expect(wordsIn(scene.hears())).toContain("lost their line");
});

test("a softphone that is rung hears nothing yet; once the call is over, that nobody is needed", () => {
  const scene = given(...withAna, agreed);
  expect(scene.hears({ ...third, via: "softphone" })).toEqual([{ step: "again" }]);
  const over = given(...together, does({ kind: "saidGoodbye" }));
  expect(over.session.transfer?.ended?.how).toBe("closed");
  expect(wordsIn(over.hears(third))).toContain("not needed");
});

test("a navigator is free again when the call ends with them in it", () => {
  const scene = given(...withAna, askedFor({ kind: "navigator", staffId: "oce" }), takes("oce"));
  expect(scene.held).toContain("oce");
  scene.when(does({ kind: "saidGoodbye" }));
  expect(scene.held).not.toContain("oce");
});

test("a call that comes too late, or for another ring, is not made; nor is old news told", () => {
  const scene = given(...withAna, agreed);
  const { until } = scene.session.transfer ?? { until: 0 };
  const call = { kind: "callThird", to: CRISIS, until } as const;
  expect(stillOwed(scene.session, call, scene.now)).toBe(true);
  expect(stillOwed(scene.session, call, until)).toBe(false);
  expect(stillOwed(scene.session, { ...call, until: until - 1 }, scene.now)).toBe(false);

  const busy = { kind: "announce", words: "thirdBusy" } as const;
  scene.when(called("third-1", "busy", scene.now));
  expect(stillOwed(scene.session, busy, scene.now)).toBe(true);
  expect(stillOwed(scene.session, busy, scene.now + 60_000)).toBe(false);
  scene.when(agreed);
  expect(stillOwed(scene.session, busy, scene.now)).toBe(false);

  const gone = { kind: "announce", words: "responderGone" } as const;
  const back = given(...together, loses("ana"));
  expect(stillOwed(back.session, gone, back.now)).toBe(true);
  back.when(accepts("bea", "phone"));
  expect(stillOwed(back.session, gone, back.now)).toBe(false);
});
