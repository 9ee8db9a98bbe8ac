import { expect, test } from "vitest";

import type { Line } from "../../src/engine/ports.ts";
import { simulateWeek } from "./week.ts";

const A_LONG_TIME_MS = 900_000;

test(
  "a week of 2,000 callers and 12 responders with flaky browsers: nobody left alone, every gap told, talk shared out",
  { timeout: A_LONG_TIME_MS },
  async () => {
    const { broken, callers, gaps, standby, cover, allDeaf } = await simulateWeek(1);
    expect(broken).toEqual([]);
    expect(callers).toBeGreaterThanOrEqual(2_000);
    expect(gaps.scheduled).toBeGreaterThan(1);
    expect(gaps.sudden).toBeGreaterThan(0);
    expect(standby.asked).toBeGreaterThan(0);
    expect(cover.rung).toBeGreaterThan(0);
    expect(allDeaf).toBeGreaterThan(0);
  },
);

/** Gaps are not looked for again, whatever becomes of the shifts. */
const seldom = (line: Line): Line => ({
  ...line,
  shiftsAhead: {
    ...line.shiftsAhead,
    look: async (owed, at) =>
      (await line.store.finishForLine(owed.id, { how: "done" }, { event: looked, owes: [] }, at)) ??
      [],
  },
});
const looked = { kind: "lookedAhead", subject: "shifts", data: {} };

const firstFree = (line: Line): Line => ({
  ...line,
  roster: {
    ...line.roster,
    now: async (at) =>
      (await line.roster.now(at)).map((one) => ({ ...one, talkShare: 0, idleSince: 0 })),
  },
});

test.each([
  ["looks ahead only once", seldom, /a gap at/],
  ["rings whoever is first in the list", firstFree, /talked .* than the mean/],
])("a line that %s is found out", { timeout: A_LONG_TIME_MS }, async (_, spoil, wrong) => {
  const { broken } = await simulateWeek(2, { spoil, days: 4 });
  expect(broken.join("\n")).toMatch(wrong);
});
