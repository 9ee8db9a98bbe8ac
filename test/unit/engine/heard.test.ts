import { expect, test } from "vitest";

import type { Asking } from "../../../src/engine/answered.ts";
import { inputsOf } from "../../../src/engine/heard.ts";
import { hearingOf } from "../../../src/engine/hearing.ts";
import { blankPlan } from "../../../src/engine/plans.ts";
import { calledLeg, fakeLine } from "../../support/fake-line.ts";
import { after, given } from "../../support/given.ts";
import { alone, does, sendHelp, speaks } from "../../support/steps.ts";

const rung = [...alone, after(5), sendHelp, after(1), speaks("bea"), after(5)];
const off = does({ kind: "stoodDown", reason: "callerTalking" });

function onTheirPhone() {
  const { line, memory } = fakeLine();
  const leg = calledLeg(memory, {
    id: "speaker-bea",
    role: "speaker",
    party: "bea",
    via: "phone",
    answeredAt: memory.now - 60_000,
  });
  return { line, memory, leg };
}

test("star is heard of whoever was rung to speak to a desk: the caller may have nobody else by now", () => {
  const { memory, leg } = onTheirPhone();
  const asking: Asking = {
    legId: leg.id,
    ask: "",
    askedAt: "0",
    turn: 1,
    heard: null,
    at: memory.now,
    leftConference: true,
    call: {
      callSid: "CA1",
      from: "+15555550101",
      to: "+15555550102",
      inbound: false,
      machine: false,
      ended: null,
    },
  };
  expect(inputsOf(leg, asking).map(({ kind }) => kind)).toEqual(["starPressed"]);
  expect(inputsOf({ ...leg, movedAt: memory.now - 1_000 }, asking)).toEqual([]);
});

test("star 7 unseals the place for them once the caller is theirs, and not while they speak to the desk", async () => {
  const { line, memory, leg } = onTheirPhone();
  const pressed = { ask: "s1", digits: "7" };
  const speaking = given(...rung);
  memory.plans.set(speaking.session.id, { ...blankPlan, place: "exact", address: "7 Far Road" });
  expect((await hearingOf(line, speaking.session, leg, { pressed })).plan).toBeNull();
  const theirs = given(...rung, off);
  expect(theirs.session.company.responder?.legId).toBe(leg.id);
  const heard = await hearingOf(line, theirs.session, leg, { pressed });
  expect(heard.plan?.place?.place).toContain("Far Road");
  expect((await hearingOf(line, theirs.session, leg)).plan).toBeNull();
});
