import { expect, test } from "vitest";
import type { Silent } from "../../src/adapters/postgres/presence.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { handle } from "../../src/engine/handle.ts";
import { createResponderLook, lookAtStandings } from "../../src/worker/presence.ts";
import { fakeLine } from "../support/fake-line.ts";

const SESSION = "0199d0c0-0000-7000-8000-000000000001";

/** Jo is with a caller; the last their console said was at second 0. `api` is when a web server last showed itself. */
async function joIsSilent() {
  const { line: plain } = fakeLine();
  const time = { now: plain.clock.now() };
  const start = time.now;
  const line = { ...plain, clock: { ...plain.clock, now: () => time.now } };
  const arrived = { kind: "callArrived", legId: "caller-1", language: "en" } as const;
  const call = { ...arrived, protocol: standard, rehearsal: false, numberKnown: true };
  await handle(line, SESSION, { ...call, id: "arrived", at: start });
  const took = { kind: "legAccepted", legId: "leg-jo", role: "responder", staffId: "jo" } as const;
  await handle(line, SESSION, { ...took, via: "softphone", id: "took", at: start });
  const api = { at: start as number | null };
  const none = async () => {
    throw new Error("not asked for");
  };
  const look = createResponderLook({
    line,
    presences: {
      beat: none,
      standing: none,
      wishTestRing: none,
      seen: none,
      note: none,
      silent: async (before): Promise<readonly Silent[]> =>
        start <= before ? [{ sessionId: SESSION, staffId: "jo", heardAt: start }] : [],
    },
    heartbeats: { read: async () => new Map(api.at === null ? [] : [["api", api.at]]) },
  });
  const at = async (second: number, apiIsUp = true) => {
    time.now = start + second * 1_000;
    if (apiIsUp) api.at = time.now;
    await look();
    return (await line.store.load(SESSION))?.company;
  };
  return { at };
}

test("a silent responder is asked at eight seconds and lost by twelve, looked at twice a second", async () => {
  const { at } = await joIsSilent();
  await at(0);
  expect((await at(7.5))?.responder).not.toHaveProperty("unheardUntil");
  expect((await at(8))?.responder).toHaveProperty("unheardUntil");
  expect((await at(10.5))?.state).toBe("with");
  expect((await at(11))?.state).toBe("lost");
});

test("where none of our web servers can be reached, nobody's silence means anything", async () => {
  const { at } = await joIsSilent();
  await at(0);
  await at(7, false);
  expect((await at(60, false))?.responder).not.toHaveProperty("unheardUntil");
});

test("after an outage of ours, everybody has eight seconds to be heard again", async () => {
  const { at } = await joIsSilent();
  await at(0);
  await at(60, false);
  expect((await at(61))?.responder).not.toHaveProperty("unheardUntil");
  expect((await at(68.5))?.responder).not.toHaveProperty("unheardUntil");
  expect((await at(69))?.responder).toHaveProperty("unheardUntil");
});

test("whoever's standing changed is told so on their consoles", async () => {
  const { line: plain } = fakeLine();
  const told: string[] = [];
  const line = { ...plain, live: { changed: (name: string) => void told.push(name) } };
  await lookAtStandings({
    line,
    presences: {
      beat: async () => undefined,
      standing: async () => ({ reachable: true, why: null }),
      wishTestRing: async () => undefined,
      silent: async () => [],
      seen: async () => [],
      note: async () => ["jo"],
    },
  });
  expect(told).toEqual(["presence:jo"]);
});

test("one session that fails holds up none of the others, and is looked at again", async () => {
  const { line: plain } = fakeLine();
  const time = { now: plain.clock.now() };
  const start = time.now;
  const asked: string[] = [];
  const log = { ...plain.log, error: () => void asked.push("failed") };
  const load = async (id: string) => {
    asked.push(id);
    throw new Error("does not open");
  };
  const line = {
    ...plain,
    log,
    clock: { ...plain.clock, now: () => time.now },
    store: { ...plain.store, load },
  };
  const silent = async (): Promise<readonly Silent[]> => [
    { sessionId: "first", staffId: "jo", heardAt: start },
    { sessionId: "second", staffId: "kim", heardAt: start },
  ];
  const unasked = async () => {
    throw new Error("not asked for");
  };
  const look = createResponderLook({
    line,
    presences: {
      beat: unasked,
      standing: unasked,
      wishTestRing: unasked,
      seen: unasked,
      note: unasked,
      silent,
    },
    heartbeats: { read: async () => new Map([["api", time.now]]) },
  });
  await look();
  await look();
  const round = ["first", "failed", "second", "failed"];
  expect(asked).toEqual([...round, ...round]);
});
