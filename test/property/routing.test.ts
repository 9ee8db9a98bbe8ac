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
