import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decide } from "../../src/domain/session/decide.ts";
import { evolve } from "../../src/domain/session/evolve.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { helpChosen, newSession, type Session } from "../../src/domain/session/session.ts";
import { anyInput } from "../support/anything.ts";
import { START } from "../support/given.ts";
import { arrived, planned, usingNow } from "../support/steps.ts";

/** They could need help from now on, and believe that it would come. */
const couldNeedHelp = ({ watch, caller, closed, help }: Session): boolean =>
  watch !== null && closed === null && caller.on === "line" && help.state === "none";

test("every accepted place has a named desk, or the caller was told that there is none before help could be needed", () => {
  const waits = fc.integer({ min: 0, max: 100_000 });
  const without = fc.constant(planned({ desks: [] }));
  const input = fc.oneof(
    { weight: 8, arbitrary: anyInput },
    { weight: 2, arbitrary: without },
    { weight: 2, arbitrary: fc.constant(usingNow) },
  );
  let met = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(input, waits), { maxLength: 60 }), (inputs) => {
      let session = newSession("s1", standard);
      let at = START;
      for (const [index, [body, waitMs]] of [[arrived(), 0] as const, ...inputs].entries()) {
        at += waitMs;
        const decision = decide(session, { ...body, id: `i${index}`, at });
        session = decision.events.reduce(evolve, session);
        const { place, desks } = session.plan;
        if (!couldNeedHelp(session) || helpChosen(session) !== "ambulance" || place === "none")
          continue;
        met += 1;
        expect(desks.length > 0 || session.noDeskToldAt !== null).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
  expect(met).toBeGreaterThan(100);
});
