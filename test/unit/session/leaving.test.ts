import { expect, test } from "vitest";
import { after, given, wordsIn } from "../../support/given.ts";
import { accepts, accompanied, arrived, CALLER, planned } from "../../support/steps.ts";

const leaves = { kind: "callLeft", by: "ana" } as const;

const pressed = (digits: string) =>
  ({
    kind: "keyPressed",
    legId: "leg-bea",
    role: "responder",
    party: "bea",
    ask: "s0",
    digits,
  }) as const;

test("with a watch open they are out at once, others are rung, and no deadline moves", () => {
  const line = given(...accompanied, after(20));
  const before = line.session.watch?.deadline;
  const since = line.since();
  line.when(leaves);
  expect(line.session.company.state).toBe("none");
  expect(line.session.watch?.deadline.helpAt).toBe(before?.helpAt);
  expect(since.owed("moveLeg")).toContainEqual({
    kind: "moveLeg",
    legId: "leg-ana",
    dueAt: line.now,
  });
  const rung = since.owed("ringResponder").map(({ staffId }) => staffId);
  expect(rung.length).toBeGreaterThan(0);
  line.pass(60);
  expect(line.owed("ringResponder").filter(({ staffId }) => staffId === "ana")).toHaveLength(1);
});

test("they hear that they are out, and that somebody looks after the caller", () => {
  const line = given(...accompanied, leaves);
  const heard = line.hears({ id: "leg-ana", role: "responder", party: "ana", via: "softphone" });
  expect(wordsIn(heard)).toContain("You're out of this call");
});

test("before use it ends the call", () => {
  const line = given(arrived(), accepts("ana"), leaves);
  expect(line.session.closed).not.toBeNull();
});

test("a caller somebody worries about is left to others, not to nobody", () => {
  for (const concern of ["selfHarm", "child", "violence", "medical"] as const) {
    const line = given(
      arrived(),
      accepts("ana"),
      planned(),
      { kind: "concernMarked", concern, by: "ana" },
      leaves,
      after(1),
    );
    expect(line.session.closed).toBeNull();
    expect(line.owed("moveLeg")).toContainEqual(expect.objectContaining({ legId: CALLER }));
    expect(line.owed("ringResponder").some(({ staffId }) => staffId !== "ana")).toBe(true);
  }
});

test("on their own phone it is star, 0 8, and neither digit alone", () => {
  const alone = given(arrived(), after(8), accepts("bea", "phone"));
  alone.when(pressed("0"), pressed("8"));
  expect(alone.session.company.state).toBe("with");
  alone.when(pressed("08"));
  expect(alone.session.closed).not.toBeNull();
});
