import { expect, test } from "vitest";
import { isSealedFor, OPEN_FOR_MS, placeIsShut } from "../../../src/domain/session/place-seal.ts";
import { after, given, wordsIn, type Scene, type Step } from "../../support/given.ts";
import {
  accepts,
  arrived,
  CALLER,
  confirms,
  does,
  key,
  planned,
  sendHelp,
  usingNow,
} from "../../support/steps.ts";

const arrives = arrived({ sealsPlace: true });
const readBack = does({ kind: "placeReadBack", parts: ["address", "town"], whole: true });
const sealed: readonly Step[] = [arrives, accepts("ana"), planned(), readBack];
const looks = does({ kind: "placeOpened", because: "callerAsks" });

const isShut = ({ session }: Scene) => placeIsShut(session);
const seen = ({ session, now }: Scene, who = "ana") => !isSealedFor(session, who, now);

test("on a line that seals no places nothing is sealed, nor opened", () => {
  const line = given(arrived(), accepts("ana"), planned(), readBack, looks);
  expect(line.session).not.toHaveProperty("seal");
  expect([isShut(line), line.happened("placeOpened").length]).toEqual([false, 0]);
});

test("the place is in sight until all of it was read back, and out of sight from then on", () => {
  const line = given(arrives, accepts("ana"), planned());
  expect(seen(line)).toBe(true);
  line.when(does({ kind: "placeReadBack", parts: ["address"], whole: false }));
  expect(seen(line)).toBe(true);
  line.when(does({ kind: "placeReadBack", parts: ["town"], whole: true }));
  expect(seen(line)).toBe(false);
  expect(line.session.seal?.readBack).toEqual(["address", "town"]);
  line.when(usingNow, after(60), confirms());
  expect(seen(line)).toBe(false);
});

test("silence opens it when help is sent, and no ask before that: an answer to the third leaves it shut", () => {
  const line = given(...sealed, usingNow, after(60 + 50));
  expect(line.session.watch?.step).toBe("ask3");
  expect(seen(line)).toBe(false);
  line.when(key("5"), after(10));
  expect([line.session.help.state, seen(line)]).toEqual(["none", false]);

  const silent = given(...sealed, usingNow, after(60 + 59));
  expect(seen(silent)).toBe(false);
  silent.pass(1);
  expect(silent.session.help.state).toBe("asked");
  expect([seen(silent), seen(silent, "bea")]).toEqual([true, true]);
});

test.each([
  ["help sent by a person", sendHelp],
  ["an emergency", key("9")],
] as const)("%s opens it at once, for whoever may read the plan", (_how, step) => {
  const line = given(arrives, planned(), readBack, step);
  expect([seen(line), seen(line, "sol")]).toEqual([true, true]);
});

test("it stays open until help is with them, and is shut again when help is called off", () => {
  const line = given(...sealed, usingNow, sendHelp);
  line.when(does({ kind: "helpArrived", heardFrom: "crew" }));
  expect(seen(line)).toBe(true);
  const off = given(...sealed, usingNow, sendHelp);
  off.when(does({ kind: "stoodDown", reason: "callerTalking" }));
  expect(seen(off)).toBe(false);
});

test("whoever says why sees it for two minutes, alone, and that is written down without the place", () => {
  const line = given(...sealed, looks);
  expect([seen(line), seen(line, "bea")]).toEqual([true, false]);
  expect(line.happened("placeOpened")).toMatchObject([{ by: "ana", because: "callerAsks" }]);
  line.pass(OPEN_FOR_MS / 1_000);
  expect(seen(line)).toBe(false);
  line.when(looks, does({ kind: "placeOpened", because: "deskAsks" }, "bea"));
  expect([seen(line), seen(line, "bea")]).toEqual([true, true]);
});

test("where nothing is shut there is nothing to open", () => {
  const before = given(arrives, accepts("ana"), planned(), looks);
  const needed = given(...sealed, usingNow, sendHelp, looks);
  expect([before.happened("placeOpened"), needed.happened("placeOpened")]).toEqual([[], []]);
});

test("another place is in sight until it was read back too; what else changes in the plan opens nothing", () => {
  const line = given(...sealed);
  const same = { ...line.session.plan, mayText: true };
  line.when(does({ kind: "planRecorded", plan: same, placeChanged: false }));
  expect(isShut(line)).toBe(true);
  line.when(does({ kind: "planRecorded", plan: same, placeChanged: true }));
  expect([isShut(line), line.session.seal?.readBack]).toEqual([false, []]);
  line.when(readBack);
  expect(isShut(line)).toBe(true);
});

test("a place in their own voice that they said is right was read back to them by the line", () => {
  const heard = { legId: CALLER, take: 1, recordingSid: "RE1", lastsMs: 8_000, digits: "#" };
  const line = given(arrives, after(25), key("7"), key("1"), { kind: "recordingEnded", ...heard });
  line.when({ kind: "recordingKept", take: 1, lastsMs: 8_000, desks: ["north"] });
  expect(isShut(line)).toBe(false);
  line.when(key("1"));
  expect(line.session.plan.spoken).toBe(true);
  expect(isShut(line)).toBe(true);
});

test("star 7 says that it is sealed, and says the place once help was sent or they said why", () => {
  const plan = {
    callerName: null,
    people: null,
    naloxone: "unknown",
    timeZone: null,
    place: {
      place: "1 Fictional Lane",
      municipality: null,
      wayIn: null,
      othersMayNotKnow: false,
      areaOnly: false,
      language: "en",
    },
  } as const;
  const line = given(...sealed, usingNow);
  const heard = () => {
    const { checkIn = 0 } = line.session.watch ?? {};
    const pressed = { ask: `s${checkIn}`, digits: "7" };
    const leg = { id: "leg-ana", role: "responder", party: "ana", via: "phone" } as const;
    return wordsIn(line.hears(leg, { plan, pressed }));
  };
  expect(heard()).toMatch(/sealed until help is sent/);
  expect(heard()).not.toContain("Fictional");
  line.when(looks);
  expect(heard()).toContain("1 Fictional Lane");
  line.pass(OPEN_FOR_MS / 1_000 - 100);
  line.when(confirms(), after(101));
  expect(heard()).not.toContain("Fictional");
  line.when(sendHelp);
  expect(heard()).toContain("1 Fictional Lane");
});
