import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ringOrder, speaks, type Wanted } from "../../src/domain/routing.ts";
import type { Person } from "../../src/domain/session/people.ts";

const language = fc.constantFrom("en" as const, "fr" as const);
const person: fc.Arbitrary<Omit<Person, "staffId">> = fc.record({
  circle: fc.constantFrom("line" as const, "on-call" as const, "supervising" as const),
  languages: fc.uniqueArray(language, { minLength: 1 }),
  via: fc.constantFrom("softphone" as const, "phone" as const),
  free: fc.boolean(),
  idleSince: fc.integer({ min: 0, max: 50 }),
});
const roster = fc
  .array(person, { maxLength: 12 })
  .map((people): readonly Person[] =>
    people.map((one, index) => ({ ...one, staffId: `p${index}` })),
  );
const wanted: fc.Arbitrary<Wanted> = fc.record({
  circles: fc.shuffledSubarray(["line" as const, "on-call" as const, "supervising" as const]),
  language,
  anyLanguage: fc.boolean(),
  first: fc.option(fc.constantFrom("p0", "p3", "p7")),
  except: fc.subarray(["p0", "p1", "p2", "p3"]),
});

test("nobody busy, left out or of another circle is ever rung, and everybody else is", () => {
  fc.assert(
    fc.property(roster, wanted, (people, want) => {
      const order = ringOrder(people, want).map((one) => one.staffId);
      const right = people.filter(
        (one) =>
          one.free &&
          want.circles.includes(one.circle) &&
          !want.except.includes(one.staffId) &&
          (want.anyLanguage || speaks(one, want.language)),
      );
      expect(order.toSorted()).toEqual(right.map((one) => one.staffId).toSorted());
    }),
  );
});

test("who was there comes first, then own language; among equals whoever has waited longest", () => {
  fc.assert(
    fc.property(roster, wanted, (people, want) => {
      const order = ringOrder(people, want);
      const again = order.findIndex((one) => one.staffId === want.first);
      expect(again).toBeLessThanOrEqual(0);
      const others = order.filter((one) => one.staffId !== want.first);
      const foreign = others.findIndex((one) => !speaks(one, want.language));
      const after = foreign < 0 ? [] : others.slice(foreign);
      expect(after.some((one) => speaks(one, want.language))).toBe(false);
      for (const [index, one] of others.entries()) {
        const next = others[index + 1];
        const equal =
          next !== undefined &&
          next.circle === one.circle &&
          speaks(next, want.language) === speaks(one, want.language);
        expect(!equal || one.idleSince <= next.idleSince).toBe(true);
      }
    }),
  );
});

test("over many calls the work goes round: nobody is rung twice before all have been", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), (size) => {
      const idle = new Map(Array.from({ length: size }, (_, index) => [`p${index}`, index]));
      const rung: string[] = [];
      for (let call = 0; call < size; call += 1) {
        const people = [...idle].map(([staffId, idleSince]): Person => ({
          staffId,
          idleSince,
          circle: "line",
          languages: ["en"],
          via: "softphone",
          free: true,
        }));
        const [one] = ringOrder(people, {
          circles: ["line"],
          language: "en",
          anyLanguage: false,
          first: null,
          except: [],
        });
        rung.push(one?.staffId ?? "");
        idle.set(one?.staffId ?? "", 100 + call);
      }
      expect(new Set(rung).size).toBe(size);
    }),
  );
});

const anyone = {
  circles: ["line"],
  language: "en",
  anyLanguage: true,
  first: null,
  except: [],
} as const;

const responder = (staffId: string, given: Partial<Person> = {}): Person => ({
  staffId,
  circle: "line",
  languages: ["en"],
  via: "softphone",
  free: true,
  idleSince: 0,
  ...given,
});

const named = (people: readonly Person[], wanted: Wanted = anyone) =>
  ringOrder(people, wanted).map(({ staffId }) => staffId);

test("whom both wish for is rung first, and everybody else after them: a wish is order, not filter", () => {
  const people = [responder("a"), responder("b", { languages: ["fr"], idleSince: 9 })];
  expect(named(people, { ...anyone, preferred: "b" })).toEqual(["b", "a"]);
  const busy = [responder("a"), responder("b", { free: false })];
  expect(named(busy, { ...anyone, preferred: "b" })).toEqual(["a"]);
});

test("lapsed training, other work, a deaf softphone, a wish to be spared and a limit reached are rung last, not never", () => {
  const last = [
    { trainingLapsed: true },
    { otherWork: true },
    { reachable: false },
    { notThisCaller: true },
    { atLimit: true },
  ];
  for (const why of last) {
    expect(named([responder("a", why), responder("b", { idleSince: 9 })])).toEqual(["b", "a"]);
    expect(named([responder("a", why)])).toEqual(["a"]);
  }
});

test("who has talked clearly more than the others comes after them; a little more changes nothing", () => {
  const much = [
    responder("a", { talkShare: 0.5 }),
    responder("b", { talkShare: 0.3, idleSince: 9 }),
  ];
  expect(named(much)).toEqual(["b", "a"]);
  const alike = [
    responder("a", { talkShare: 0.31 }),
    responder("b", { talkShare: 0.3, idleSince: 9 }),
  ];
  expect(named(alike)).toEqual(["a", "b"]);
});

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;

/** As many as the hours need: calls come in the same proportion. */
const SIZES = [3, 4, 6];

/** Eight hours at a time for two weeks, by day few, in the evening many: whoever has had the fewest shifts. */
function shiftsOf(size: number, luck: () => number) {
  const people = Array.from({ length: size }, (_, index) => ({
    staffId: `p${index}`,
    order: luck(),
    shifts: [] as number[],
    talks: [] as { readonly from: number; readonly to: number }[],
    busyUntil: 0,
  }));
  for (let slot = 0; slot < 42; slot += 1) {
    const fewest = people.toSorted(
      (a, b) => a.shifts.length - b.shifts.length || a.order - b.order,
    );
    for (const one of fewest.slice(0, SIZES[slot % 3])) one.shifts.push(slot);
  }
  return people;
}

type Twelfth = ReturnType<typeof shiftsOf>[number];

const slotAt = (at: number): number => Math.floor(at / (8 * HOUR));

/** How much of their time on the line somebody talked in the week before `at`. */
function shareOf({ shifts, talks }: Twelfth, at: number): number | undefined {
  const within = (from: number, to: number) =>
    Math.max(0, Math.min(to, at) - Math.max(from, at - WEEK));
  const onMs = shifts.reduce(
    (sum, slot) => sum + within(slot * 8 * HOUR, (slot + 1) * 8 * HOUR),
    0,
  );
  const talkedMs = talks.reduce((sum, { from, to }) => sum + within(from, to), 0);
  return onMs === 0 ? undefined : talkedMs / onMs;
}

test.each([1, 2, 3, 4, 5, 6])(
  "over a week of 2,000 callers and 12 responders, talk per hour on shift stays within a fifth of the mean (%i)",
  (seed) => {
    const luck = random(seed);
    const people = shiftsOf(12, luck);
    const on = (at: number) => people.filter(({ shifts }) => shifts.includes(slotAt(at)));
    const meanMs = (at: number) => ((WEEK / 2_000) * 13) / 3 / (SIZES[slotAt(at) % 3] ?? 1);
    for (let at = 0; at < 2 * WEEK; at += -Math.log(1 - luck()) * meanMs(at)) {
      const roster = on(at).map((one): Person => {
        const talkShare = shareOf(one, at);
        const known = talkShare === undefined ? {} : { talkShare };
        const free = one.busyUntil <= at;
        return responder(one.staffId, { free, idleSince: one.busyUntil, ...known });
      });
      const next = ringOrder(roster, anyone)[0]?.staffId;
      const one = people.find(({ staffId }) => staffId === next);
      const to = at - Math.log(1 - luck()) * 8 * 60_000;
      one?.talks.push({ from: at, to });
      if (one !== undefined) one.busyUntil = to;
    }
    const shares = people.map((one) => shareOf(one, 2 * WEEK) ?? 0);
    const mean = shares.reduce((sum, one) => sum + one, 0) / shares.length;
    for (const one of shares) expect(Math.abs(one / mean - 1)).toBeLessThan(0.2);
  },
);

/** Numbers between 0 and 1, the same for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
