import { expect, test } from "vitest";

import { actOn } from "../../../src/engine/acts.ts";
import type { Leg } from "../../../src/engine/ports.ts";
import type { Owed } from "../../../src/engine/ports-store.ts";
import { fakeLine } from "../../support/fake-line.ts";
import { after, given, type Step } from "../../support/given.ts";
import { accepts, arrived, does, ends, planned, usingNow } from "../../support/steps.ts";

const act = { kind: "announce", words: "noDesk" } as const;

/** What becomes of the announcement in a session that has come so far, and how often it was made. */
async function announced(...steps: readonly Step[]) {
  const scene = given(...steps);
  const { line: fake } = fakeLine();
  const made: string[] = [];
  const line = {
    ...fake,
    clock: { ...fake.clock, now: () => scene.now },
    phone: { ...fake.phone, announce: async (id: string) => made.push(id) > 0 },
  };
  const duty = { ...act, dueAt: scene.now };
  const owed: Owed = { id: "duty-1", sessionId: "s1", duty, attempts: 1 };
  const acted = await actOn(line, scene.session, owed, act);
  return { acted, made: made.length, now: scene.now };
}

const met = [arrived(), accepts("ana"), usingNow, planned({ desks: [] })];

test("that nobody can be sent is announced while the caller is there to hear it", async () => {
  expect(await announced(...met)).toMatchObject({ acted: "done", made: 1 });
});

test("while they are asked outside the conference it stays owed: their responder alone would hear it", async () => {
  const checkIn = after(105);
  for (const apart of [checkIn, does({ kind: "placeAsked" })]) {
    const { acted, made, now } = await announced(...met, apart);
    expect(made).toBe(0);
    expect(acted).toMatchObject({ waits: expect.any(String), until: now + 2_000 });
  }
});

/** Whose missed ring is kept, where we rang them ourselves `agoMs` before the ring of a caller ended. */
async function missedAfter(agoMs: number, how: "busy" | "noAnswer") {
  const scene = given(arrived(), ends("responder", "leg-ana", how, "ana"));
  const [duty] = scene.owed("noteMissedRing");
  if (duty === undefined) throw new Error("a missed ring is noted");
  const { line: fake } = fakeLine();
  const missed: string[] = [];
  const line = {
    ...fake,
    roster: { ...fake.roster, missedRing: async (id: string) => void missed.push(id) },
    presence: {
      ...fake.presence,
      calledSince: async (_: string, since: number) => scene.now - agoMs >= since,
    },
  };
  await actOn(line, scene.session, { id: "duty-1", sessionId: "s1", duty, attempts: 1 }, duty);
  return missed;
}

test("a ring that met our own test or cover call is not a missed one; any other is", async () => {
  expect(await missedAfter(20_000, "busy")).toEqual([]);
  expect(await missedAfter(46_000, "busy")).toEqual(["ana"]);
  expect(await missedAfter(20_000, "noAnswer")).toEqual(["ana"]);
});

const ringingDesk: Omit<Leg, "id" | "sessionId" | "callSid" | "dutyId" | "requestedAt"> = {
  role: "desk",
  party: "north",
  attempt: 1,
  rehearsal: false,
  language: "en",
  via: null,
  answeredAt: null,
  endedAt: null,
  endedHow: null,
  movedAt: null,
};

/** Desk legs that the line hangs up on when what was owed as the third thing is done: one by one, by the duty that rang them. */
async function hungUpOn(...rungBy: readonly number[]) {
  const scene = given(arrived(), accepts("ana"));
  const { line: fake } = fakeLine();
  const duties = Array.from({ length: 5 }, () => fake.ids.uuid());
  for (const index of rungBy) {
    const dutyId = duties[index] ?? "";
    const named = { id: `by-${index}`, callSid: `CA${index}`, sessionId: scene.session.id };
    await fake.legs.add({ ...ringingDesk, ...named, dutyId, requestedAt: scene.now });
  }
  const hungUp: string[] = [];
  const line = {
    ...fake,
    phone: {
      ...fake.phone,
      hangUp: async ({ id }: Leg) => void hungUp.push(id),
      look: async () => ({ ended: null, answered: false }),
    },
  };
  const ends = { kind: "endRinging", role: "desk" } as const;
  const owed: Owed = {
    id: duties[2] ?? "",
    sessionId: scene.session.id,
    duty: { ...ends, dueAt: scene.now },
    attempts: 1,
  };
  await actOn(line, scene.session, owed, ends);
  return hungUp;
}

test("calling it off ends the rings for help that came before, and never the call that tells a desk so", async () => {
  expect(await hungUpOn(0, 1, 3, 4)).toEqual(["by-0", "by-1"]);
});
