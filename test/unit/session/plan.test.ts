import { expect, test } from "vitest";
import { after, given, type Step } from "../../support/given.ts";
import {
  accepts,
  accompanied,
  arrived,
  does,
  CALLER,
  hangsUp,
  key,
  planned,
  sendHelp,
  usingNow,
} from "../../support/steps.ts";

test("a watch begun with an empty plan is watched, and help is asked for all the same", () => {
  const line = given(arrived(), accepts("ana"), usingNow);
  expect(line.session.watch?.deadline.dueAt).toBe(line.now + 60_000);
  line.pass(120);
  expect(line.session.help.state).toBe("asked");
  expect(line.happened("noDesk")).toHaveLength(1);
  expect(line.owed("page").map((p) => p.because)).toContain("noPlace");
  expect(line.owed("callDesk")).toEqual([]);
});

test("a place given after help was asked for sends it there at once", () => {
  const line = given(arrived(), accepts("ana"), usingNow, after(120), planned());
  expect(line.owed("callDesk")).toMatchObject([{ deskId: "north", attempt: 1, dueAt: line.now }]);
});

test("a place given later with the trusted person first still leaves them their 45 s", () => {
  const line = given(
    arrived(),
    accepts("ana"),
    planned({ desks: [], trustedPerson: true, trustedFirst: true }),
    usingNow,
    after(120),
  );
  line.pass(10);
  line.when(planned({ trustedPerson: true, trustedFirst: true }));
  expect(line.owed("callDesk")).toEqual([]);
  line.pass(34.9);
  expect(line.owed("callDesk")).toEqual([]);
  line.pass(0.1);
  expect(line.owed("callDesk")).toHaveLength(1);
});

test("any other change of the plan does not ring the desk before its time", () => {
  const line = given(
    ...accompanied,
    planned({ trustedPerson: true, trustedFirst: true }),
    sendHelp,
  );
  line.pass(5);
  line.when(planned({ trustedPerson: true, trustedFirst: true, mayText: true }));
  expect(line.owed("callDesk")).toEqual([]);
  line.pass(40);
  expect(line.owed("callDesk")).toHaveLength(1);
});

test("a caller who said nobody, and then an ambulance after all, gets the desk at once", () => {
  const line = given(...accompanied, planned({ help: "nobody" }), sendHelp);
  expect(line.owed("callDesk")).toEqual([]);
  line.when(planned({ help: "ambulance" }));
  expect(line.owed("callDesk")).toHaveLength(1);
});

test("a plan recorded twice while a desk is being rung rings no second one", () => {
  const line = given(...accompanied, sendHelp, planned(), planned({ mayText: true }));
  expect(line.owed("callDesk")).toHaveLength(1);
});

test("concerns are kept once each, and self-harm pages a supervisor", () => {
  const line = given(
    ...accompanied,
    does({ kind: "concernMarked", concern: "selfHarm" }),
    does({ kind: "concernMarked", concern: "selfHarm" }),
  );
  expect(line.session.concerns).toEqual(["selfHarm"]);
  expect(line.owed("page").map((p) => p.because)).toContain("selfHarm");
});

test("a plan says what was chosen and never where or who", () => {
  const line = given(...accompanied, after(300), hangsUp, after(300));
  expect(JSON.stringify(line.events)).not.toMatch(/address|phoneNumber|callerName|\+1\d{10}/);
});

/** Alone, they said where they are, and that it is right. */
const spoke: Step = (scene) => {
  const heard = { legId: CALLER, take: 1, recordingSid: "RE1", lastsMs: 8_000, digits: "#" };
  scene.when(after(25), key("7"), key("1"), { kind: "recordingEnded", ...heard });
  scene.when({ kind: "recordingKept", take: 1, lastsMs: 8_000, desks: ["north"] }, key("1"));
};

test("a form that was loaded before they spoke their place does not take it away; another place does", () => {
  const line = given(arrived(), spoke, accepts("ana"));
  expect(line.session.plan).toMatchObject({ place: "exact", spoken: true });
  line.when(planned({ place: "none", spoken: false, desks: [], help: "ambulance" }));
  expect(line.session.plan).toMatchObject({ place: "exact", spoken: true, desks: ["north"] });
  line.when(planned({ place: "area", spoken: false, desks: ["south"] }));
  expect(line.session.plan).toMatchObject({ place: "area", spoken: false, desks: ["south"] });
});
