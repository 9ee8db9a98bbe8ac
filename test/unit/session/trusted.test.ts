import { expect, test } from "vitest";
import { after, given, type Scene } from "../../support/given.ts";
import {
  accepts,
  arrived,
  does,
  ends,
  planned,
  sendHelp,
  trustedPresses,
  usingNow,
} from "../../support/steps.ts";

const first = [
  arrived(),
  accepts("ana"),
  planned({ trustedPerson: true, trustedFirst: true }),
  usingNow,
  sendHelp,
];
const told = (line: Scene) => line.owed("text").map((text) => text.words);
const called = does({ kind: "trustedCalled" });

test("first if the plan says so: the desk follows 45 s after, and nothing extends it", () => {
  const line = given(...first, trustedPresses("1"), after(44.9));
  expect(line.owed("callTrusted")).toHaveLength(1);
  expect(line.owed("callDesk")).toEqual([]);
  line.pass(0.1);
  expect(line.owed("callDesk")).toHaveLength(1);
});

test("cannot is no delay: the desk at once, and only once", () => {
  const line = given(...first, after(10), trustedPresses("2"));
  expect(line.owed("callDesk")).toMatchObject([{ dueAt: line.now }]);
  line.pass(60);
  expect(line.happened("deskRung").filter((e) => e.attempt === 1)).toHaveLength(1);
});

test("their phone rings out: the desk at once", () => {
  const line = given(...first, after(20), ends("trusted", "trusted-1", "noAnswer"));
  expect(line.owed("callDesk")).toMatchObject([{ dueAt: line.now }]);
});

test("an earlier ring that ends only now ends no ring of help asked for since", () => {
  const line = given(...first, does({ kind: "stoodDown", reason: "callerTalking" }), sendHelp);
  expect(line.session.help.trusted).toBe("ringing");
  line.when(ends("trusted", "trusted-1", "canceled", "1"));
  expect(line.session.help.trusted).toBe("ringing");
  line.when(ends("trusted", "trusted-2", "noAnswer", "2"));
  expect(line.happened("trustedEnded")).toHaveLength(1);
});

test("3 brings them to us, and the desk still comes", () => {
  const line = given(...first, trustedPresses("3"), after(45));
  expect(line.owed("moveLeg").map((move) => move.legId)).toContain("trusted-1");
  expect(line.owed("callDesk")).toHaveLength(1);
});

test("come now, for a drowsy caller, rings them and no desk; it can be asked again", () => {
  const line = given(arrived(), accepts("ana"), planned({ trustedPerson: true }), usingNow, called);
  expect(line.owed("callTrusted")).toHaveLength(1);
  line.when(ends("trusted", "trusted-1", "noAnswer"), after(5), called);
  expect(line.owed("callTrusted")).toHaveLength(2);
  expect(line.owed("callDesk")).toEqual([]);
  expect(line.session.help.state).toBe("none");
});

test("without a trusted person there is nobody to call", () => {
  const line = given(arrived(), accepts("ana"), planned(), usingNow);
  expect(line.send(called).refused).toBe("noTrustedPerson");
});

test("they are told when it is over: a goodbye, stood down, or help arrived", () => {
  const drowsy = given(
    arrived(),
    accepts("ana"),
    planned({ trustedPerson: true }),
    usingNow,
    called,
    trustedPresses("1"),
  );
  expect(told(drowsy.when(does({ kind: "saidGoodbye" })))).toContain("trustedOver");
  const off = does({ kind: "stoodDown", reason: "withSomeoneSafe" });
  expect(told(given(...first, trustedPresses("1"), off))).toContain("trustedOver");
  const there = does({ kind: "helpArrived", heardFrom: "trusted" });
  expect(told(given(...first, there))).toContain("trustedOver");
});

test("a second key of theirs changes nothing", () => {
  const line = given(...first, trustedPresses("1"), trustedPresses("2"));
  expect(line.session.help.trusted).toBe("going");
});
