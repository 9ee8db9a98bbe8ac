import * as fc from "fast-check";
import { expect, test } from "vitest";
import { after, given, givenRoster, wordsIn, type Scene } from "../support/given.ts";
import { accompanied, alone, confirms, key } from "../support/steps.ts";

const GRACE = 60;
const FRESH = 600;

/** What PRACTICE 8 and 10 promise, written down a second time and more simply: seconds throughout. */
type Promised = { answeredAt: number; interval: number; slow: boolean; promptInARow: number };

const atFirst = (): Promised => ({ answeredAt: 0, interval: 60, slow: false, promptInARow: 0 });
const helpAt = ({ answeredAt, interval }: Promised): number => answeredAt + interval + GRACE;

function afterAnswer(
  before: Promised,
  at: number,
  given: { lateAfter: number; every: number },
): Promised {
  const late = at >= before.answeredAt + before.interval + given.lateAfter;
  const promptInARow = late ? 0 : before.promptInARow + 1;
  const slow = late || (before.slow && promptInARow < 2);
  return { answeredAt: at, interval: slow ? 45 : given.every, slow, promptInARow };
}

/** The caller presses the key they are asked for, if one is named. */
const obediently = (line: Scene): Scene => {
  const named = /Press (\d) for me/.exec(wordsIn(line.hears()))?.[1];
  return line.when(key(named ?? "5"));
};

/** Answers somewhere before each deadline, as a share of the time there is; under 18 minutes, where nothing else is planned. */
const gaps = fc.array(fc.integer({ min: 1, max: 999 }), { maxLength: 8 });

test("alone: help is asked for exactly interval and grace after the last answer that counted", () => {
  fc.assert(
    fc.property(gaps, (shares) => {
      const line = givenRoster([], ...alone);
      let promised = atFirst();
      for (const share of shares) {
        const room = Math.floor((helpAt(promised) - promised.answeredAt) * share) / 1_000;
        line.pass(room);
        obediently(line);
        expect(line.session.help.state).toBe("none");
        const every = line.seconds < FRESH ? 60 : 90;
        promised = afterAnswer(promised, line.seconds, { lateAfter: 20, every });
      }
      fc.pre(helpAt(promised) < 20 * 60);
      line.pass(helpAt(promised) - line.seconds - 0.001);
      expect(line.session.help.state).toBe("none");
      line.pass(0.001);
      expect(line.session.help.state).toBe("asked");
      expect(line.happened("helpAsked")).toHaveLength(1);
    }),
    { numRuns: 150 },
  );
});

test("accompanied: the same, from the responder's last word", () => {
  fc.assert(
    fc.property(gaps, (shares) => {
      const line = given(...accompanied);
      let promised = atFirst();
      for (const share of shares) {
        const room = Math.floor((helpAt(promised) - promised.answeredAt) * share) / 1_000;
        line.when(after(room), confirms());
        expect(line.session.help.state).toBe("none");
        promised = afterAnswer(promised, line.seconds, { lateAfter: 32, every: 120 });
      }
      line.pass(helpAt(promised) - line.seconds - 0.001);
      expect(line.session.help.state).toBe("none");
      line.pass(0.001);
      expect(line.session.help.state).toBe("asked");
    }),
    { numRuns: 150 },
  );
});

/** Lets time pass up to a share of what is left, never past a deadline that has meanwhile come nearer. */
function wait(line: Scene, share: number): void {
  const left = () => ((line.session.watch?.deadline.helpAt ?? 0) - line.now) / 1_000;
  const until = line.seconds + left() * share;
  while (line.seconds < until && left() > 1) line.pass(Math.min(1, left() / 2));
}

test("somebody who answers before each deadline never has help sent, for as long as they like", () => {
  const shares = fc.array(fc.double({ min: 0.01, max: 0.999, noNaN: true }), {
    minLength: 20,
    maxLength: 40,
  });
  fc.assert(
    fc.property(shares, (each) => {
      const line = givenRoster([], ...alone);
      for (const share of each) {
        wait(line, share);
        line.when(key(line.session.watch?.step === "counting" ? "5" : "1"));
      }
      expect(line.session.help.state).toBe("none");
      expect(line.session.watch).not.toBeNull();
    }),
    { numRuns: 40 },
  );
});
