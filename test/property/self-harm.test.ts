import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { InputBody } from "../../src/domain/session/inputs.ts";
import { anyInput } from "../support/anything.ts";
import { given, type Step } from "../support/given.ts";
import { accepts, arrived, does, planned } from "../support/steps.ts";

/** What a person decides, or the caller by a key of their own: with any of these, help may be sent. */
const DECISIONS: ReadonlySet<InputBody["kind"]> = new Set([
  "helpSent",
  "watchStarted",
  "doseMarked",
  "goneQuietMarked",
]);

const isDecision = (input: InputBody): boolean =>
  DECISIONS.has(input.kind) ||
  (input.kind === "keyPressed" && (/^[79]/.test(input.digits) || input.role === "responder")) ||
  (input.kind === "recordingEnded" && input.digits === "9");

const anythingElse = anyInput.filter((input) => !isDecision(input));

test("a caller who may harm themselves, and only talks, is sent nobody unless a person decides, or their own key", () => {
  const talks: readonly Step[] = [
    arrived(),
    accepts("ana"),
    planned(),
    does({ kind: "concernMarked", concern: "selfHarm" }),
  ];
  const passing = fc.integer({ min: 0, max: 300 });
  fc.assert(
    fc.property(fc.array(fc.tuple(anythingElse, passing), { maxLength: 25 }), (happenings) => {
      const scene = given(...talks);
      for (const [input, seconds] of happenings) {
        scene.send(input);
        scene.pass(seconds);
        expect(scene.happened("helpAsked")).toEqual([]);
        expect(scene.owed("callDesk")).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});
