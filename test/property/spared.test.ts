import * as fc from "fast-check";
import { expect, test } from "vitest";
import { spared, type Sparing } from "../../src/domain/after/spared.ts";
import { ringOrder } from "../../src/domain/routing.ts";
import type { Person } from "../../src/domain/session/people.ts";

const ids = ["p0", "p1", "p2", "p3", "p4"] as const;
const person = (staffId: string, atLimit: boolean, idleSince: number): Person => ({
  staffId,
  circle: "line",
  languages: ["en"],
  via: "softphone",
  free: true,
  idleSince,
  ...(atLimit ? { atLimit } : {}),
});
const roster = fc
  .array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 9 })), { maxLength: ids.length })
  .map((all) => all.map(([atLimit, idle], index) => person(ids[index] ?? "p", atLimit, idle)));
const asked: fc.Arbitrary<readonly Sparing[]> = fc.uniqueArray(
  fc.record({ staffId: fc.constantFrom(...ids), never: fc.boolean() }),
  { selector: ({ staffId }) => staffId },
);
const wanted = {
  circles: ["line"],
  language: "en",
  anyLanguage: true,
  first: null,
  except: [],
} as const;
const named = (people: readonly Person[]) => people.map(({ staffId }) => staffId);

test("a wish spares whom it names and nobody else; in an emergency nobody is left out", () => {
  fc.assert(
    fc.property(roster, asked, (people, wishes) => {
      const never = new Set(wishes.filter((one) => one.never).map(({ staffId }) => staffId));
      expect(named(spared(people, wishes, false))).toEqual(
        named(people).filter((id) => !never.has(id)),
      );
      expect(named(spared(people, wishes, true))).toEqual(named(people));
    }),
  );
});

test("a limit changes who is rung first, never whether somebody is: each at theirs comes after each who is not", () => {
  fc.assert(
    fc.property(roster, (people) => {
      const order = ringOrder(people, wanted);
      expect(named(order).toSorted()).toEqual(named(people).toSorted());
      const first = order.findIndex(({ atLimit }) => atLimit === true);
      const after = first < 0 ? [] : order.slice(first);
      expect(after.every(({ atLimit }) => atLimit === true)).toBe(true);
    }),
  );
});
