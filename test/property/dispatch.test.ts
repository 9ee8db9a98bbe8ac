import * as fc from "fast-check";
import { expect, test } from "vitest";
import { covers, desksFor } from "../../src/domain/desks/directory.ts";
import type { DeskEntry, Where } from "../../src/domain/desks/desk.ts";
import { PROVINCES } from "../../src/domain/provinces.ts";
import type { Ending } from "../../src/domain/session/people.ts";
import { entry } from "../support/desks.ts";
import { givenRoster, START, type Scene, type Step } from "../support/given.ts";
import { everybody, sol } from "../support/people.ts";
import {
  arrived,
  deskAnswers,
  deskEnds,
  deskIsMachine,
  deskPresses,
  key,
  planned,
  speaks,
  trustedPresses,
  ends,
} from "../support/steps.ts";

const DESKS = ["north", "south", "west"];

/** What may come of one call to a desk, none of which is taking it. */
const refusals = ["busy", "failed", "noAnswer", "canceled"] as const;
type Outcome =
  | { readonly how: Ending }
  | { readonly how: "nothing" | "silent" | "machine" | "hangsUp" }
  | { readonly how: "keys"; readonly digits: readonly string[]; readonly hangsUp: boolean };

const anyOutcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({ how: fc.constantFrom(...refusals) }),
  fc.record({ how: fc.constantFrom("nothing", "silent", "machine", "hangsUp") }),
  fc.record({
    how: fc.constant("keys" as const),
    digits: fc.array(fc.constantFrom("2", "3", "4", "5", "0", "9", "*", "#", "11"), {
      minLength: 1,
      maxLength: 4,
    }),
    hangsUp: fc.boolean(),
  }),
);

/** The newest call to a desk that nothing has come of yet. */
const newest = ({ session }: Scene) =>
  session.help.desks.findLast((call) => call.errand === "dispatch" && call.state === "rung");

const comesOf =
  (outcome: Outcome, seconds: number): Step =>
  (line) => {
    line.pass(seconds);
    const call = newest(line);
    if (call === undefined || outcome.how === "nothing") return;
    const leg = `leg-${call.attempt}`;
    const answers = () => line.when(deskAnswers(call.deskId, leg));
    const hangsUp = () => line.when(deskEnds(call.deskId, "completed", leg));
    switch (outcome.how) {
      case "silent":
        answers();
        return;
      case "machine":
        line.when(deskIsMachine(call.deskId, leg));
        return;
      case "hangsUp":
        answers();
        line.pass(4);
        hangsUp();
        return;
      case "keys":
        answers();
        for (const digits of outcome.digits) {
          line.when(deskPresses(call.deskId, digits, "dispatch", leg));
        }
        if (outcome.hangsUp) hangsUp();
        return;
      default:
        line.when(deskEnds(call.deskId, outcome.how, leg));
    }
  };

const anyStory = fc.array(fc.tuple(anyOutcome, fc.integer({ min: 0, max: 120 })), {
  maxLength: 25,
});

const alone = (desks: readonly string[]) => [arrived(), planned({ desks: [...desks] }), key("7")];
const helpIsDue: Step = (line) => line.pass(120);
const attempts = (line: Scene) => line.happened("deskRung").length;

test("whatever comes of every route, another rings, until somebody takes it", () => {
  fc.assert(
    fc.property(anyStory, fc.integer({ min: 1, max: 3 }), (story, count) => {
      const desks = DESKS.slice(0, count);
      const line = givenRoster([], ...alone(desks), helpIsDue);
      for (const [outcome, seconds] of story) {
        line.when(comesOf(outcome, seconds));
        expect(line.session.help.state).toBe("asked");
        const before = attempts(line);
        // Longer than anything that is waited for: a brief in full, the time to take it, and a pause between two rounds.
        expect(attemptsAfter(line, 160)).toBeGreaterThan(before);
      }
      const rung = line.happened("deskRung").map(({ deskId }) => deskId);
      expect(rung.every((deskId) => desks.includes(deskId))).toBe(true);
      expect(line.happened("helpTaken")).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

/** How many calls there were to desks, once that time has passed and nothing more has come of any. */
function attemptsAfter(line: Scene, seconds: number): number {
  line.pass(seconds);
  return attempts(line);
}

test("each desk has its turn: of those that are there, none is rung twice while another waits for its first", () => {
  fc.assert(
    fc.property(anyStory, (story) => {
      const line = givenRoster([], ...alone(DESKS), helpIsDue);
      for (const [outcome, seconds] of story) line.when(comesOf(outcome, seconds));
      const rung = line.happened("deskRung").map(({ deskId }) => deskId);
      for (let n = 0; n + DESKS.length <= rung.length; n += 1) {
        expect(new Set(rung.slice(n, n + DESKS.length)).size).toBe(DESKS.length);
      }
    }),
    { numRuns: 100 },
  );
});

test("one 1 at any desk takes it, and from then on arrival is owed", () => {
  fc.assert(
    fc.property(anyStory, (story) => {
      const line = givenRoster([], ...alone(DESKS), helpIsDue);
      for (const [outcome, seconds] of story) line.when(comesOf(outcome, seconds));
      for (let n = 0; n < 30 && newest(line) === undefined; n += 1) line.pass(10);
      const call = newest(line);
      if (call === undefined) throw new Error("No desk is being rung");
      line.when(
        deskAnswers(call.deskId, "taker"),
        deskPresses(call.deskId, "1", "dispatch", "taker"),
      );
      expect(line.session.help).toMatchObject({ state: "taken", takenBy: call.deskId });
      const before = attempts(line);
      line.pass(1_200);
      expect(attempts(line)).toBe(before);
      expect(line.happened("arrivalAsked").length).toBeGreaterThan(1);
    }),
    { numRuns: 60 },
  );
});

test("a machine moves the next route on even with a person of ours up, and a person who answers does not", () => {
  fc.assert(
    fc.property(fc.boolean(), fc.integer({ min: 1, max: 600 }), (machine, seconds) => {
      const line = givenRoster([sol], ...alone(DESKS), helpIsDue, speaks("sol"));
      line.when(deskAnswers("north", "leg-1"));
      if (machine) line.when(deskIsMachine("north", "leg-1"));
      const before = attempts(line);
      expect(before).toBe(machine ? 2 : 1);
      expect(machine || attemptsAfter(line, seconds) === before).toBe(true);
    }),
  );
});

test("whatever the trusted person's telephone does, no desk is rung a moment later for it", () => {
  const theirs: fc.Arbitrary<readonly Step[]> = fc.array(
    fc.oneof(
      fc
        .constantFrom("busy", "noAnswer", "failed", "machine", "completed")
        .map((how) => ends("trusted", "trusted-1", how)),
      fc.constantFrom("2", "3", "5", "#").map((digits) => trustedPresses(digits)),
    ),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(theirs, anyStory, (calls, story) => {
      const plan = { desks: DESKS, trustedPerson: true };
      const rungAt = (...steps: readonly Step[]) => {
        const line = givenRoster([], arrived(), planned(plan), key("7"), helpIsDue, ...steps);
        for (const [outcome, seconds] of story) line.when(comesOf(outcome, seconds));
        return line.happened("deskRung").map(({ at, deskId }) => [deskId, at]);
      };
      expect(rungAt(...calls)).toEqual(rungAt());
    }),
    { numRuns: 60 },
  );
});

test("the trusted person first holds up the desk by 45 s at most, and by nothing once they fail", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 44 }), fc.boolean(), (seconds, fails) => {
      const plan = { desks: DESKS, trustedPerson: true, trustedFirst: true };
      const line = givenRoster([], arrived(), planned(plan), key("7"), helpIsDue);
      const askedAt = line.session.help.askedAt ?? 0;
      line.pass(seconds);
      if (fails) line.when(ends("trusted", "trusted-1", "noAnswer"));
      line.pass(60);
      const [first] = line.happened("deskRung");
      expect(first?.at).toBe(askedAt + (fails ? seconds : 45) * 1_000);
    }),
  );
});

const TOWNS = ["Springhill", "St. Anne", "Riverside"];
const REGIONS = ["North", "South"];
const some = (all: readonly string[]) => fc.subarray([...all]);
const anyEntry: fc.Arbitrary<DeskEntry> = fc
  .record({
    id: fc.uuid(),
    rehearsal: fc.boolean(),
    order: fc.integer({ min: 1, max: 3 }),
    province: fc.constantFrom(...PROVINCES),
    regions: some(REGIONS),
    municipalities: some(TOWNS),
    postalPrefixes: some(["K1", "J0M"]),
    hours: fc.constantFrom(null, "Mon-Fri 08:00-16:00"),
  })
  .map(({ province, regions, municipalities, postalPrefixes, ...rest }) =>
    entry(rest.id, {
      ...rest,
      territory: { province, regions, municipalities, postalPrefixes },
    }),
  );
const anyWhere: fc.Arbitrary<Where> = fc.record({
  province: fc.constantFrom(...PROVINCES),
  region: fc.constantFrom(null, ...REGIONS),
  municipality: fc.constantFrom(null, ...TOWNS, "SAINT-ANNE"),
  postalCode: fc.constantFrom(null, "K1A 0B1", "J0M 1A0", "V5K"),
});

test("the desks rung always cover the place, in any directory, and a desk that covers it is always found", () => {
  fc.assert(
    fc.property(fc.array(anyEntry, { maxLength: 40 }), anyWhere, anyStory, (all, where, story) => {
      const found = desksFor(all, where, START);
      expect(new Set(found)).toEqual(new Set(all.filter((one) => covers(one.territory, where))));
      const desks = found.map(({ id }) => id);
      const line = givenRoster(everybody, ...alone(desks), helpIsDue);
      for (const [outcome, seconds] of story.slice(0, 8)) line.when(comesOf(outcome, seconds));
      for (const { deskId } of line.happened("deskRung")) {
        const desk = all.find(({ id }) => id === deskId);
        expect(desk !== undefined && covers(desk.territory, where)).toBe(true);
      }
    }),
    { numRuns: 80 },
  );
});
