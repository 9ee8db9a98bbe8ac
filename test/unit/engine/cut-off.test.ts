import { expect, test } from "vitest";

import { standard } from "../../../src/domain/session/policy.ts";
import type { OnCall } from "../../../src/engine/answered.ts";
import { answerCall, answerLeg } from "../../../src/engine/answered.ts";
import { askIfCutOff } from "../../../src/engine/cut-off.ts";
import { endLeg } from "../../../src/engine/ending.ts";
import { handle } from "../../../src/engine/handle.ts";
import type { Line } from "../../../src/engine/ports.ts";
import { takeInTold } from "../../../src/engine/told.ts";
import { carrier } from "../../support/carrier.ts";
import { calledLeg, fakeLine } from "../../support/fake-line.ts";
import { emptyRows, memoryLegs, memoryStore } from "../../support/memory-store.ts";

const NUMBER = "+15555550130";

function begin() {
  const { arrivals } = carrier().routes;
  const { line: fake, memory } = fakeLine();
  const moved: string[] = [];
  const hungUp: string[] = [];
  const line: Line = {
    ...fake,
    store: memoryStore(emptyRows()),
    legs: memoryLegs(emptyRows()),
    phone: {
      ...fake.phone,
      move: async ({ id }) => moved.push(id) > 0,
      hangUp: async ({ id }) => void hungUp.push(id),
    },
  };
  const rings = async (callSid: string) => {
    const call: OnCall = {
      callSid,
      from: NUMBER,
      to: "+15555550100",
      inbound: true,
      machine: false,
      ended: null,
    };
    const { legId } = await answerCall({ line, arrivals }, call);
    const presses = async (ask: string, digits: string) => {
      const at = (memory.now += 1_000);
      const asked = { legId, ask, askedAt: String(at), turn: 0, leftConference: false, call };
      return answerLeg({ line, arrivals }, { ...asked, heard: { digits }, at });
    };
    const ends = async () => {
      const leg = await line.legs.byId(legId);
      if (leg !== null) await endLeg(line, leg, "completed", `${callSid}:over`);
    };
    const session = () => line.store.load(legId);
    return { legId, presses, ends, session };
  };
  const learns = async (id: string) => {
    const session = await line.store.load(id);
    if (session === null) throw new Error("No session");
    return askIfCutOff(line, session, line.plans.hashNumber(NUMBER));
  };
  return { line, memory, moved, hungUp, rings, learns };
}

/** Somebody using rings again before the carrier tells us that their line is gone; now it does. */
async function cutOff() {
  const { rings, memory, learns, ...rest } = begin();
  const first = await rings("CAfirst");
  await first.presses("menu", "7");
  memory.now += 5_000;
  const second = await rings("CAsecond");
  await first.ends();
  await learns(first.legId);
  return { ...rest, memory, learns, first, second };
}

test("who rang before we knew their line was lost is asked then, and 1 makes one session of two", async () => {
  const { first, second, moved } = await cutOff();
  expect(moved).toEqual([second.legId]);
  await second.presses("redial", "1");
  expect(await first.session()).toMatchObject({ caller: { on: "line", legId: second.legId } });
  expect((await second.session())?.closed).not.toBeNull();
});

test("any other key, and they are where they were; they are not asked again", async () => {
  const { first, second, learns, moved } = await cutOff();
  const heard = await second.presses("redial", "5");
  expect(heard?.sessionId).toBe(second.legId);
  expect(await first.session()).toMatchObject({ caller: { on: "lost" } });
  expect(await second.session()).toMatchObject({ caller: { on: "line" }, closed: null });
  await learns(first.legId);
  expect(moved).toHaveLength(1);
});

test("who hangs up while being asked is gone from where they were, too", async () => {
  const { first, second } = await cutOff();
  await second.ends();
  expect((await first.session())?.redial?.state).toBe("declined");
  expect((await second.session())?.caller.on).not.toBe("line");
});

test("a call given up on, that is heard of after all: a responder's is hung up, a desk's is not", async () => {
  const { line, memory, hungUp } = begin();
  await handle(line, "s", {
    kind: "callArrived",
    id: "arrived",
    at: memory.now,
    legId: "s",
    language: "en",
    protocol: standard,
    rehearsal: false,
    numberKnown: false,
  });
  const given = { sessionId: "s", endedAt: memory.now, endedHow: "failed" } as const;
  await line.legs.add(calledLeg(memory, { ...given, id: "ring-1" }));
  await line.legs.add(calledLeg(memory, { ...given, id: "desk-1", role: "desk", party: "north" }));
  const told = { sequence: "1", now: "ringing" } as const;
  await takeInTold(line, { ...told, callSid: "CAring", legId: "ring-1" });
  await takeInTold(line, { ...told, callSid: "CAdesk", legId: "desk-1" });
  expect(hungUp).toEqual(["ring-1"]);
  expect(await line.legs.byId("desk-1")).toMatchObject({ endedAt: null, callSid: "CAdesk" });
});
