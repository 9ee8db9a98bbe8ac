import { expect, test } from "vitest";

import { isAlarm } from "../../../src/domain/session/duties.ts";
import { after, givenRoster, type Scene } from "../../support/given.ts";
import { alone, arrived, does, key, planned, usingNow } from "../../support/steps.ts";

test("the planned end, met late and before the asks, moves no deadline back", () => {
  const line = givenRoster([], ...alone);
  for (let answers = 0; answers < 20; answers += 1) line.when(after(55), key("5"));
  const { dueAt, helpAt } = line.session.watch?.deadline ?? { dueAt: 0, helpAt: 0 };
  const end = line.alarms.find(({ kind }) => kind === "plannedEnd");
  if (end === undefined || !isAlarm(end)) throw new Error("No end was planned");
  expect(end.dueAt).toBeGreaterThan(dueAt);
  // Both clocks are away until a second before help; then the planned end is the first that is met.
  line.forget("plannedEnd");
  while (line.alarms.some(({ kind }) => kind === "checkInStep")) line.forget("checkInStep");
  line.pass(((helpAt ?? 0) - line.now) / 1_000 - 1);
  line.send({ kind: "due", alarm: end, roster: [] });
  expect(line.session.watch?.deadline.helpAt).toBe(helpAt);
  line.pass(1);
  expect(line.session.help.state).toBe("asked");
});

test("a watch that begins anew is fresh, however long ago the dose before it was", () => {
  const line = givenRoster([], arrived(), planned());
  line.when(does({ kind: "doseMarked", substance: "opioid", route: "smoked" }));
  line.when(after(130), does({ kind: "helpArrived", heardFrom: "crew" }), after(600));
  line.when(usingNow, after(50), { ...spoken(line) });
  const { watch } = line.session;
  expect((watch?.deadline.dueAt ?? 0) - line.now).toBe(60_000);
});

const spoken = (line: Scene) =>
  ({
    kind: "keyPressed",
    legId: line.session.caller.legId,
    role: "caller",
    party: null,
    ask: "auto",
    digits: "5",
  }) as const;
