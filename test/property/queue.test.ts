import * as fc from "fast-check";
import { expect, test } from "vitest";
import { askWord } from "../../src/domain/session/asks.ts";
import type { InputBody } from "../../src/domain/session/inputs.ts";
import { share, yielded } from "../../src/domain/session/queue.ts";
import type { Session } from "../../src/domain/session/session.ts";
import { anyWaiting } from "../support/anything.ts";
import { START } from "../support/given.ts";
import { ana, everybody } from "../support/people.ts";
import { sharedShift, type Member, type SharedShift } from "../support/shared-shift.ts";
import { arrived } from "../support/steps.ts";

const language = fc.constantFrom("en" as const, "fr" as const);
const member = fc.record({
  circle: fc.constantFrom("line" as const, "line" as const, "on-call" as const),
  languages: fc.uniqueArray(language, { minLength: 1 }),
  via: fc.constant("softphone" as const),
  free: fc.constant(true),
  idleSince: fc.integer({ min: 0, max: 9 }),
  answersMs: fc.integer({ min: 500, max: 15_000 }),
});
const shift = (size: { minLength: number; maxLength: number }): fc.Arbitrary<readonly Member[]> =>
  fc
    .array(member, size)
    .map((people) => people.map((one, index) => ({ ...one, staffId: `p${index}` })));
const call = fc.record({
  afterMs: fc.integer({ min: 0, max: 40_000 }),
  language,
  wish: fc.constantFrom("none" as const, "talk" as const, "using" as const, "emergency" as const),
});

type Calling = {
  readonly afterMs: number;
  readonly language: "en" | "fr";
  readonly wish: "none" | "talk" | "using" | "emergency";
};

const keyOf = (digits: string, sessionId: string, ask = "menu"): InputBody => ({
  kind: "keyPressed",
  legId: `caller-${sessionId}`,
  role: "caller",
  party: null,
  ask,
  digits,
});

/** As time passes, whoever is asked how they are presses a key. */
function passAnswering(shared: SharedShift, seconds: number): void {
  for (let left = seconds; left > 0; left -= 10) {
    shared.pass(Math.min(left, 10));
    for (const { id, watch } of all(shared)) {
      if (watch?.deadline.kind !== "checkIn" || watch.deadline.dueAt > shared.now) continue;
      const ask = askWord({ ask: "checkIn", checkIn: watch.checkIn, turn: 1 });
      shared.give(id, keyOf("1", id, ask));
    }
  }
}

/** A caller rings, and does what they came for. */
function rings(shared: SharedShift, sessionId: string, { language: tongue, wish }: Calling) {
  shared.give(sessionId, arrived({ legId: `caller-${sessionId}`, language: tongue }));
  if (wish === "talk" || wish === "emergency")
    shared.give(sessionId, { kind: "kindSet", by: "line", sessionKind: wish });
  if (wish === "using") shared.give(sessionId, keyOf("7", sessionId));
}

const all = (shared: SharedShift): readonly Session[] => [...shared.sessions.values()];
const withSomebody = (shared: SharedShift): readonly string[] =>
  all(shared).flatMap(({ company }) => company.responder?.staffId ?? []);

/** Each when they ring; nobody is rung who is held by another, or the shift itself throws. */
function playOut(
  shared: SharedShift,
  calls: readonly Calling[],
  pass: (shared: SharedShift, seconds: number) => void = (_, seconds) => shared.pass(seconds),
): void {
  for (const [index, one] of calls.entries()) {
    pass(shared, one.afterMs / 1_000);
    rings(shared, `s${index}`, one);
  }
}

test("as many responders as callers: everybody has a person, each another, whatever they speak or want", () => {
  fc.assert(
    fc.property(
      fc
        .integer({ min: 1, max: 4 })
        .chain((size) =>
          fc.tuple(
            fc.array(call, { minLength: size, maxLength: size }),
            shift({ minLength: size, maxLength: size + 2 }),
          ),
        ),
      ([calls, people]) => {
        const shared = sharedShift(people);
        playOut(shared, calls);
        // Sixty seconds are for who speaks the other language, and waits for a word that never comes.
        shared.pass(150);
        expect(withSomebody(shared)).toHaveLength(calls.length);
        expect(new Set(withSomebody(shared)).size).toBe(calls.length);
      },
    ),
    { numRuns: 60 },
  );
});

test("one responder for all: the most urgent first, nobody is passed over for ever, and nobody stays held", () => {
  fc.assert(
    fc.property(
      fc.array(call, { minLength: 2, maxLength: 5 }),
      shift({ minLength: 1, maxLength: 1 }),
      (calls, people) => {
        const shared = sharedShift(people);
        playOut(shared, calls, passAnswering);
        for (let turn = 0; turn < 40 && all(shared).some((one) => one.closed === null); turn += 1) {
          passAnswering(shared, 40);
          for (const one of all(shared)) {
            if (one.company.state === "with") endsWell(shared, one);
          }
        }
        const served = shared.events.filter(({ kind }) => kind === "responderJoined");
        expect(new Set(served.map(({ sessionId }) => sessionId)).size).toBe(calls.length);
        expect([...shared.held]).toEqual([]);
        for (const { sessionId, at } of served)
          expect(passedOver(shared, sessionId, at)).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

function endsWell(shared: SharedShift, { id, help }: Session): void {
  const by = "p0";
  if (help.state === "asked") shared.give(id, { kind: "deskTook", by, deskId: null });
  if (help.state !== "none") shared.give(id, { kind: "helpArrived", by, heardFrom: "crew" });
  shared.give(id, { kind: "closed", by, outcome: "unknown" });
}

/** A ring is answered before a more urgent caller could be heard of: no more than this. */
const JUST_NOW_MS = 3_000;

/** What an event makes of how urgent its caller is; null: nothing. */
function rankOf(event: SharedShift["events"][number]): number | null {
  switch (event.kind) {
    case "callArrived":
      return 3;
    case "watchBegan":
      return 2;
    case "helpAsked":
      return 1;
    case "kindChosen":
      return event.sessionKind === "talk" ? 4 : 1;
    default:
      return null;
  }
}

/** Who had waited for a while with nobody, more urgently, when somebody joined this one. */
function passedOver(shared: SharedShift, joined: string, at: number): readonly string[] {
  const urgency = new Map<string, { rank: number; since: number }>();
  for (const event of shared.events.filter((one) => one.at <= at)) {
    const { sessionId } = event;
    const rank = rankOf(event);
    const over = event.kind === "sessionClosed";
    if (rank !== null) urgency.set(sessionId, { rank, since: event.at });
    if (over || (event.kind === "responderJoined" && sessionId !== joined))
      urgency.delete(sessionId);
  }
  const own = urgency.get(joined)?.rank ?? 9;
  const misses = (id: string) =>
    shared.events.some((event) => event.kind === "ringMissed" && event.sessionId === id);
  return [...urgency].flatMap(([id, { rank, since }]) =>
    id !== joined && rank < own && at - since > JUST_NOW_MS && !misses(id) ? [id] : [],
  );
}

test("somebody who lets every ring go by keeps nobody waiting for one who would answer", () => {
  fc.assert(
    fc.property(
      fc.array(call, { minLength: 1, maxLength: 3 }),
      shift({ minLength: 3, maxLength: 3 }),
      (calls, people) => {
        const deaf = { ...ana, staffId: "deaf", answersMs: null };
        const shared = sharedShift([deaf, ...people]);
        playOut(shared, calls);
        shared.pass(240);
        expect(withSomebody(shared)).toHaveLength(calls.length);
      },
    ),
    { numRuns: 40 },
  );
});

test("with nobody's eye on the queue, the rounds alone still find everybody a person", () => {
  fc.assert(
    fc.property(
      fc.array(call, { minLength: 1, maxLength: 3 }),
      shift({ minLength: 3, maxLength: 3 }),
      (calls, people) => {
        const shared = sharedShift(people, { looks: false });
        playOut(
          shared,
          calls.map((one) => ({ ...one, wish: "none" as const })),
        );
        shared.pass(200);
        expect(withSomebody(shared)).toHaveLength(calls.length);
      },
    ),
    { numRuns: 30 },
  );
});

test("a share is one free person each, and nobody goes without one who could have had somebody left over", () => {
  fc.assert(
    fc.property(anyWaiting, (waiting) => {
      const one = [...new Map(waiting.map((waiter) => [waiter.sessionId, waiter])).values()];
      const { first, without } = share(one, everybody, START);
      const given = [...first.values()].map(({ staffId }) => staffId);
      expect(new Set(given).size).toBe(given.length);
      const left = everybody.filter(({ staffId }) => !given.includes(staffId));
      for (const waiter of without) {
        const lately = [...waiter.missed, ...waiter.ringing].filter(({ until }) => until > START);
        const never = new Set([...waiter.except, ...lately.map(({ staffId }) => staffId)]);
        expect(left.filter(({ staffId }) => !never.has(staffId))).toEqual([]);
      }
    }),
  );
});

test("a ring gives way only to somebody strictly more urgent who has nobody at all", () => {
  fc.assert(
    fc.property(anyWaiting, (waiting) => {
      const one = [...new Map(waiting.map((waiter) => [waiter.sessionId, waiter])).values()];
      const busy = everybody.map((person) => ({ ...person, free: false }));
      const needy = share(one, busy, START).without;
      for (const sessionId of yielded(one, busy, START).keys()) {
        const holder = one.find((waiter) => waiter.sessionId === sessionId);
        expect(needy.some(({ urgency }) => urgency < (holder?.urgency ?? -1))).toBe(true);
      }
    }),
  );
});
