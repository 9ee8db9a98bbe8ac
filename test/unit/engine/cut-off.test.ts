import { expect, test } from "vitest";

import type { Act } from "../../../src/domain/session/duties.ts";
import { standard } from "../../../src/domain/session/policy.ts";
import type { OnCall } from "../../../src/engine/answered.ts";
import { answerCall, answerLeg } from "../../../src/engine/answered.ts";
import { actOn } from "../../../src/engine/acts.ts";
import { askIfCutOff } from "../../../src/engine/cut-off.ts";
import { endLeg } from "../../../src/engine/ending.ts";
import { handle } from "../../../src/engine/handle.ts";
import type { Line } from "../../../src/engine/ports.ts";
import { takeInTold } from "../../../src/engine/told.ts";
import { carrier } from "../../support/carrier.ts";
import { calledLeg, fakeLine } from "../../support/fake-line.ts";
import { emptyRows, memoryLegs, memoryStore } from "../../support/memory-store.ts";

const NUMBER = "+15555550130";
const WITHHELD = "+266696687";

async function known(line: Line, id: string) {
  const session = await line.store.load(id);
  if (session === null) throw new Error("No session");
  return session;
}

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
      look: async () => ({ ended: null, answered: true }),
    },
  };
  const rings = async (callSid: string, from = NUMBER) => {
    const call: OnCall = {
      callSid,
      from,
      to: "+15555550100",
      inbound: true,
      machine: false,
      ended: null,
    };
    const answered = await answerCall({ line, arrivals }, call);
    if (answered === null) throw new Error("Nobody was answered");
    const { legId } = answered;
    const presses = async (ask: string, digits: string) => {
      const at = (memory.now += 1_000);
      const asked = { legId, ask, askedAt: String(at), turn: 0, leftConference: false, call };
      return answerLeg({ line, arrivals }, { ...asked, heard: { digits }, at });
    };
    const ends = async () => {
      const leg = await line.legs.byId(legId);
      if (leg !== null) await endLeg(line, leg, "completed", `${callSid}:over`);
    };
    const session = () => known(line, legId);
    const isOf = async (sessionId: string) =>
      (await line.legs.byId(legId))?.sessionId === sessionId;
    return { legId, presses, ends, session, isOf };
  };
  const learns = async (id: string, number: string | null = NUMBER) => {
    const hash = number === null ? null : line.plans.hashNumber(number);
    return askIfCutOff(line, await known(line, id), hash);
  };
  const does = async (id: string, act: Act) => {
    const owed = { id: "owed", sessionId: id, duty: { ...act, dueAt: memory.now }, attempts: 1 };
    return actOn(line, await known(line, id), owed, act);
  };
  const accepts = (id: string, staffId: string) =>
    handle(line, id, {
      kind: "legAccepted",
      id: `${staffId}:accepted`,
      at: memory.now,
      legId: `leg-${staffId}`,
      role: "responder",
      staffId,
      via: "softphone",
    });
  return { line, memory, moved, hungUp, rings, learns, does, accepts };
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

/** Somebody using, whose number is withheld, was cut off while with Ana; somebody else without a number rang just before. */
async function withheld() {
  const line = begin();
  const first = await line.rings("CAfirst", WITHHELD);
  await first.presses("menu", "7");
  await line.accepts(first.legId, "ana");
  line.memory.now += 5_000;
  const second = await line.rings("CAsecond", WITHHELD);
  return { ...line, first, second };
}

test("somebody watched over alone is not taken away from it by the lost line of who knows whom", async () => {
  const { first, second, learns, moved } = await withheld();
  await second.presses("menu", "7");
  await first.ends();
  await learns(first.legId, null);
  expect(moved).toEqual([]);
  expect((await first.session()).redial).toBeNull();
});

test("nor is somebody who is with a responder", async () => {
  const { first, second, learns, accepts, moved } = await withheld();
  await accepts(second.legId, "bea");
  await first.ends();
  await learns(first.legId, null);
  expect(moved).toEqual([]);
});

test("from the very number that was lost they are asked all the same, unless their check-in is near", async () => {
  const { first, second, learns, memory, moved } = await watchedAgain();
  memory.now = ((await second.session()).watch?.deadline.dueAt ?? 0) - 24_000;
  expect(await learns(first.legId)).toMatchObject({ waits: "One question at a time" });
  expect(moved).toEqual([]);
  memory.now -= 2_000;
  expect(await learns(first.legId)).toBe("done");
  expect(moved).toEqual([second.legId]);
});

async function watchedAgain() {
  const line = begin();
  const first = await line.rings("CAfirst");
  await first.presses("menu", "7");
  line.memory.now += 5_000;
  const second = await line.rings("CAsecond");
  await second.presses("menu", "7");
  await first.ends();
  return { ...line, first, second };
}

test("a check-in of their own takes whoever waits to be recognised back, and they hear it", async () => {
  const { line, first, second, learns, does, memory } = await withheld();
  await first.ends();
  await learns(first.legId, null);
  await second.presses("redial", "1");
  expect((await first.session()).redial?.state).toBe("unsure");
  await handle(line, second.legId, {
    kind: "watchStarted",
    id: "began",
    at: memory.now,
    by: "bea",
  });
  const { watch } = await second.session();
  const checkIn = watch?.checkIn ?? 0;
  memory.now = watch?.deadline.dueAt ?? 0;
  await handle(line, second.legId, {
    kind: "due",
    id: "due",
    at: memory.now,
    alarm: { kind: "checkInStep", checkIn },
    roster: [],
  });
  await does(second.legId, { kind: "moveLeg", legId: second.legId });
  const heard = await second.presses("", "");
  expect(heard?.sessionId).toBe(second.legId);
  await second.presses(`c${checkIn}.1`, "5");
  expect((await second.session()).watch?.lastAnswerAt).toBe(memory.now);
});

test("help that is asked for in their own session takes whoever is lent back", async () => {
  const { line, first, second, learns, does, memory } = await withheld();
  await first.ends();
  await learns(first.legId, null);
  await does(second.legId, { kind: "moveLeg", legId: second.legId });
  expect((await second.presses("", ""))?.sessionId).toBe(first.legId);
  const sent = { kind: "helpSent", by: "bea", reason: "askedForHelp", id: "sent" } as const;
  await handle(line, second.legId, { ...sent, at: memory.now });
  await does(second.legId, { kind: "moveLeg", legId: second.legId });
  expect((await second.presses("", ""))?.sessionId).toBe(second.legId);
});

test("the lost session closes: whoever was being asked is not hung up, but goes back", async () => {
  const { line, first, second, does, hungUp, memory } = await cutOff();
  const closed = { kind: "closed", outcome: "well", by: "sol", id: "closed" } as const;
  await handle(line, first.legId, { ...closed, at: memory.now });
  await does(first.legId, { kind: "endLegs", role: "all", except: null });
  expect(hungUp).toEqual([]);
  expect((await second.presses("", ""))?.sessionId).toBe(second.legId);
});

test("the caller is reached by our call: whoever was being asked is not hung up, but goes back", async () => {
  const { line, first, second, does, hungUp, memory } = await cutOff();
  const { legId, role, party } = { legId: "back-1", role: "caller", party: null } as const;
  const key = { kind: "keyPressed", ask: "back", digits: "1", legId, role, party } as const;
  await handle(line, first.legId, { ...key, id: "key", at: memory.now });
  await does(first.legId, { kind: "endLegs", role: "caller", except: legId });
  expect(hungUp).toEqual([]);
  expect((await second.presses("", ""))?.sessionId).toBe(second.legId);
});

test("two lost lines ask one caller one after the other", async () => {
  const { rings, learns, memory, moved } = begin();
  const one = await rings("CAone", WITHHELD);
  await one.presses("menu", "7");
  const other = await rings("CAother", WITHHELD);
  await other.presses("menu", "7");
  memory.now += 5_000;
  const asked = await rings("CAasked", WITHHELD);
  await one.ends();
  await other.ends();
  await learns(one.legId, null);
  expect(await learns(other.legId, null)).toMatchObject({ waits: "One question at a time" });
  expect(await asked.isOf(one.legId)).toBe(true);
  await asked.presses("redial", "5");
  await learns(other.legId, null);
  expect(await asked.isOf(other.legId)).toBe(true);
  expect(moved).toHaveLength(2);
});

test("whom the responder has known is nobody's new caller any more: nobody is rung for them", async () => {
  const { line, first, second, learns, does, memory } = await withheld();
  await first.ends();
  await learns(first.legId, null);
  await second.presses("redial", "1");
  const judged = { kind: "redialJudged", same: true, by: "ana", id: "judged" } as const;
  await handle(line, first.legId, { ...judged, at: memory.now });
  await does(first.legId, { kind: "moveLeg", legId: second.legId });
  await second.presses("", "");
  expect((await first.session()).caller).toMatchObject({ on: "line", legId: second.legId });
  expect(await second.session()).toMatchObject({ closed: { outcome: "left" } });
});
