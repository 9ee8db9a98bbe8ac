import * as fc from "fast-check";
import { expect, test } from "vitest";
import { standings, type Seen } from "../../src/domain/presence.ts";
import { ringOrder } from "../../src/domain/routing.ts";
import type { Circle, Person } from "../../src/domain/session/people.ts";

const START = Date.UTC(2026, 10, 22, 17);
const CIRCLES = ["line", "on-call", "supervising"] as const;

const heard = fc.option(
  fc.record({
    at: fc.integer({ min: START - 60_000, max: START }),
    registered: fc.boolean(),
    microphone: fc.boolean(),
  }),
);
const anybody = fc.record({
  circle: fc.constantFrom(...CIRCLES),
  via: fc.constantFrom("softphone" as const, "phone" as const),
  state: fc.constantFrom("here" as const, "here" as const, "break" as const, "resting" as const),
  cameAt: fc.integer({ min: START - 60_000, max: START }),
  heard,
  missed: fc.boolean(),
});
const people: fc.Arbitrary<readonly Seen[]> = fc
  .array(anybody, { maxLength: 6 })
  .map((all) => all.map((one, index) => ({ staffId: `p${index}`, ...one })));

/** Everything that happens to people without their wish: time passes, rings are missed, devices fail. */
type Machine = { who: number; what: "misses" | "unregisters" | "loses microphone" | "nothing" };
const machines: fc.Arbitrary<readonly (Machine & { afterMs: number })[]> = fc.array(
  fc.record({
    who: fc.nat({ max: 5 }),
    what: fc.constantFrom("misses", "unregisters", "loses microphone", "nothing"),
    afterMs: fc.nat({ max: 20_000 }),
  }),
  { maxLength: 20 },
);

function befalls(seen: Seen, what: Machine["what"]): Seen {
  switch (what) {
    case "misses":
      return { ...seen, missed: true };
    case "unregisters":
      return { ...seen, heard: seen.heard && { ...seen.heard, registered: false } };
    case "loses microphone":
      return { ...seen, heard: seen.heard && { ...seen.heard, microphone: false } };
    case "nothing":
      return seen;
  }
}

const reachableIn = (all: readonly Seen[], circle: Circle, at: number): number =>
  all.filter((one) => one.circle === circle && standings(all, at).get(one.staffId)?.reachable)
    .length;

test("no automatic rule takes the reachable people of a circle from one to zero", () => {
  fc.assert(
    fc.property(people, machines, (first, deeds) => {
      let at = START;
      let all = first;
      for (const { who, what, afterMs } of deeds) {
        const before = CIRCLES.map((circle) => reachableIn(all, circle, at));
        all = all.map((one, index) => (index === who ? befalls(one, what) : one));
        at += afterMs;
        const emptied = CIRCLES.filter(
          (circle, index) => (before[index] ?? 0) > 0 && reachableIn(all, circle, at) === 0,
        );
        expect(emptied).toEqual([]);
      }
    }),
  );
});

test("somebody who is there is rung whatever machines say of them: after the others, never not", () => {
  fc.assert(
    fc.property(people, fc.nat({ max: 60_000 }), (all, laterMs) => {
      const found = standings(all, START + laterMs);
      const roster = all.map(({ staffId, circle, via, state }): Person => ({
        staffId,
        circle,
        via,
        languages: ["en"],
        free: state === "here",
        idleSince: 0,
        reachable: found.get(staffId)?.reachable ?? false,
      }));
      const wanted = { circles: CIRCLES, language: "en", anyLanguage: true } as const;
      const order = ringOrder(roster, { ...wanted, first: null, except: [] });
      const here = all.filter(({ state }) => state === "here").map(({ staffId }) => staffId);
      expect(order.map(({ staffId }) => staffId).toSorted()).toEqual(here.toSorted());
      const firstDeaf = order.findIndex(({ reachable }) => reachable === false);
      const afterwards = firstDeaf < 0 ? [] : order.slice(firstDeaf);
      expect(afterwards.filter(({ reachable }) => reachable === true)).toEqual([]);
    }),
  );
});
