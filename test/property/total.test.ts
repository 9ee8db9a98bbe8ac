import * as fc from "fast-check";
import { expect, test } from "vitest";
import { claimsOf } from "../../src/domain/session/claims.ts";
import { decide } from "../../src/domain/session/decide.ts";
import type { Event } from "../../src/domain/session/events.ts";
import { evolve } from "../../src/domain/session/evolve.ts";
import type { InputBody } from "../../src/domain/session/inputs.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { script } from "../../src/domain/session/script.ts";
import { newSession, type Session } from "../../src/domain/session/session.ts";
import { anyInput, anyLegId, anyRole } from "../support/anything.ts";
import { START } from "../support/given.ts";
import { arrived } from "../support/steps.ts";

const waits = fc.integer({ min: 0, max: 100_000 });
const story = fc.array(fc.tuple(anyInput, waits), { maxLength: 60 });
const beginning = newSession("s1", standard);

type Told = {
  readonly session: Session;
  readonly events: readonly Event[];
  readonly held: readonly string[];
  /** What ended a watch without saying why, or was refused and done all the same. */
  readonly silently: readonly string[];
};

/** Inputs straight into decide, no alarms kept in order, nothing held back: worse than any network. */
function tell(
  inputs: readonly (readonly [InputBody, number])[],
  first: InputBody = arrived(),
): Told {
  const held = new Set<string>();
  const events: Event[] = [];
  const silently: string[] = [];
  let session = beginning;
  let at = START;
  const all = [[first, 0] as const, ...inputs];
  for (const [index, [body, waitMs]] of all.entries()) {
    at += waitMs;
    const decision = decide(session, { ...body, id: `i${index}`, at });
    if (decision.refused !== undefined && decision.events.length > 0)
      silently.push(decision.refused);
    for (const claim of claimsOf(session, decision.events)) {
      if (claim.change === "release") held.delete(claim.staffId);
      else if (claim.kind === "call") held.add(claim.staffId);
    }
    const before = session;
    session = decision.events.reduce(evolve, before);
    const open = before.watch !== null && session.watch === null;
    if (open && !decision.events.some((event) => event.kind === "watchEnded"))
      silently.push(body.kind);
    events.push(...decision.events);
    if (decision.duties.some((duty) => !Number.isFinite(duty.dueAt))) {
      throw new Error(`A duty without a time, after ${body.kind}`);
    }
  }
  return { session, events, held: [...held], silently };
}

test("decide never throws, whatever reaches it in whatever order, and the fold of the events is the session", () => {
  fc.assert(
    fc.property(story, (inputs) => {
      const { session, events } = tell(inputs);
      expect(events.reduce(evolve, beginning)).toEqual(session);
      expect(session.version).toBe(events.length);
    }),
    { numRuns: 300 },
  );
});

test("nothing but an arrival opens a session", () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      fc.pre(input.kind !== "callArrived");
      expect(tell([], input).events).toEqual([]);
    }),
  );
});

test("any event upon any session is taken in: evolve refuses nothing", () => {
  fc.assert(
    fc.property(story, story, (one, other) => {
      const { session } = tell(one);
      const { events } = tell(other);
      const mixed = events.reduce(evolve, session);
      expect(mixed.version).toBe(session.version + events.length);
    }),
    { numRuns: 150 },
  );
});

test("every leg of every session hears something, and never an error", () => {
  const names = {
    line: { en: "the line", fr: "la ligne" },
    timeZone: "America/Toronto",
    callUs: "+15555550199",
  };
  fc.assert(
    fc.property(
      story,
      anyRole,
      anyLegId,
      fc.integer({ min: 0, max: 5 }),
      (inputs, role, id, turn) => {
        const { session, events } = tell(inputs);
        const leg = { id, role, party: "ana", via: "phone", language: "fr" } as const;
        const heard = script({
          session,
          leg,
          at: START + 500_000,
          turn,
          events: events.slice(-3),
          pressed: null,
          plan: null,
          recording: "unknown",
          names,
        });
        expect(heard.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 200 },
  );
});

test("nobody of ours is held by a session that is closed", () => {
  fc.assert(
    fc.property(story, (inputs) => {
      const { session, held } = tell(inputs);
      fc.pre(session.closed !== null);
      expect(held).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test("a watch never ends without a goodbye, a person's decision, or help with the caller", () => {
  fc.assert(
    fc.property(story, (inputs) => {
      expect(tell(inputs).silently).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

/** The only fields an event may have: none says who somebody is, where, or what they said. */
const FIELDS = new Set(
  "kind at by legId language protocol rehearsal numberKnown on sessionKind concern plan step staffId via until languages how plannedEndAt moves prompt armed ask substance route everyMs question turn yes because settled attempt reason reference parts placeChanged province take lastsMs desks deskId errand beside proof answer arrivalDueAt dueAt what heardFrom stillSending outcome dutyId tries kept whole sealsPlace saysListeners takesOver".split(
    " ",
  ),
);

test("no event has room for personal data", () => {
  fc.assert(
    fc.property(story, (inputs) => {
      const { events } = tell(inputs);
      const others = events
        .flatMap((event) => Object.keys(event))
        .filter((key) => !FIELDS.has(key));
      expect(others).toEqual([]);
      const kept = events.flatMap((event) => ("kept" in event ? [event.kept] : []));
      expect(["erase", "tomorrow", "passphrase"]).toEqual(expect.arrayContaining(kept));
    }),
    { numRuns: 100 },
  );
});
