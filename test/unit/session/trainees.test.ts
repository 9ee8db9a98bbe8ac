import { expect, test } from "vitest";
import { listenersOf } from "../../../src/domain/session/listening.ts";
import { given, type Scene, type Step } from "../../support/given.ts";
import { accepts, accompanied, arrived, does, ends, loses, planned } from "../../support/steps.ts";

const introduced = does({ kind: "traineeIntroduced", staffId: "tay", via: "softphone" });
const picksUp: Step = {
  kind: "legAccepted",
  legId: "leg-tay",
  role: "supervisor",
  staffId: "tay",
  via: "softphone",
};
const hearing: readonly Step[] = [...accompanied, introduced, picksUp];
const hears = ({ session }: Scene) =>
  listenersOf(session).map(({ staffId, how }) => [staffId, how]);

test("introduced by the one who answers, a trainee is rung and hears the call, muted", () => {
  const line = given(...accompanied, introduced);
  expect(line.happened("traineeIntroduced")).toMatchObject([{ staffId: "tay", by: "ana" }]);
  expect(line.owed("callListener")).toMatchObject([{ staffId: "tay", via: "softphone" }]);
  line.when(picksUp);
  const heard = line.hears({ id: "leg-tay", role: "supervisor", party: "tay", via: "softphone" });
  expect(heard).toMatchObject([{ step: "conference", muted: true, coach: null }]);
  expect(hears(line)).toEqual([["tay", "listen"]]);
});

test("nobody introduces a trainee to a caller whom nobody answers", () => {
  const line = given(arrived(), planned());
  expect(line.send(introduced)).toMatchObject({ refused: "noResponder", events: [] });
});

test("a trainee is never alone with a caller: the responder's line lost, theirs ends too", () => {
  const line = given(...hearing);
  const since = line.since();
  line.when(loses("ana"));
  expect(hears(line)).toEqual([]);
  expect(since.owed("moveLeg").map(({ legId }) => legId)).toContain("leg-tay");
  const heard = line.hears({ id: "leg-tay", role: "supervisor", party: "tay", via: "softphone" });
  expect(heard.at(-1)).toEqual({ step: "hangUp" });
  expect(line.held.has("tay")).toBe(false);
});

test("nor once the responder has left the call, or while they were still being rung", () => {
  const left = given(...hearing, does({ kind: "callLeft" }));
  expect(hears(left)).toEqual([]);
  const rung = given(...accompanied, introduced, loses("ana"), picksUp);
  expect(hears(rung)).toEqual([]);
});

test("somebody else answers meanwhile: the trainee stays with them", () => {
  const line = given(...hearing, does({ kind: "coverAsked" }));
  line.pass(20);
  line.when(accepts("bea"));
  expect(line.session.company.responder?.staffId).toBe("bea");
  expect(hears(line)).toEqual([["tay", "listen"]]);
});

test("the caller minds after all: the trainee is out at once, and can be introduced again", () => {
  const line = given(...hearing, does({ kind: "traineeDismissed", staffId: "tay" }));
  expect(hears(line)).toEqual([]);
  expect(line.owed("moveLeg").map(({ legId }) => legId)).toContain("leg-tay");
  line.when(ends("supervisor", "leg-tay", "completed", "tay"), introduced);
  expect(line.owed("callListener")).toHaveLength(2);
  expect(line.happened("traineeIntroduced")).toHaveLength(1);
});

test("a supervisor who listens is nobody's trainee: they stay, and are not sent away so", () => {
  const listens = does({ kind: "listenedIn", how: "listen", via: "softphone" }, "sol");
  const line = given(...accompanied, listens, does({ kind: "traineeDismissed", staffId: "sol" }));
  line.when(loses("ana"));
  expect(hears(line)).toEqual([["sol", "listen"]]);
});
