import { byDay, byHour, type Counted } from "../domain/measures/measures.ts";
import { mayOnLine } from "../domain/permissions.ts";
import { leastAt, type Minimum } from "../domain/shifts/coverage.ts";
import { measureRules } from "../domain/words/measures.ts";
import { answers, mustBeAllowedOnLine, staffOf, type ApiApp, type Console } from "./console.ts";
import { measuresAnswer, measuresQuery } from "./contract-measures.ts";
import { Problem } from "./problems.ts";

const LONGEST_MS = 400 * 24 * 3_600_000;

/** What the line counts of itself, by day and by hour of its own clock. */
export function measureRoutes(app: ApiApp, { line, measures }: Console): void {
  const schema = { querystring: measuresQuery, response: answers(measuresAnswer) };
  app.get("/measures", { config: { act: "seeMeasures" }, schema }, async (request) => {
    mustBeAllowedOnLine(request, "seeMeasures");
    const { from, to } = request.query;
    mustBeAWindow(from, to);
    const now = line.clock.now();
    const { hours, rings, minimums } = await measures.between({ from, to }, now);
    const staff = staffOf(request);
    const everybodys = mayOnLine(staff, "seeEverybodysRings");
    return {
      now,
      from,
      to: Math.min(to, now),
      timeZone: line.voice.timeZone,
      rules: measureRules,
      days: [...byDay(hours)].map(dayOf),
      hours: [...byHour(hours)].map((hour) => hourOf(hour, minimums)),
      rings: rings.filter(({ staffId }) => everybodys || staffId === staff.id),
    };
  });
}

function mustBeAWindow(from: number, to: number): void {
  if (to <= from) throw new Problem("windowWrong", [{ where: "to", what: "is not after from" }]);
  if (to - from > LONGEST_MS)
    throw new Problem("windowWrong", [{ where: "to", what: "is more than 400 days after from" }]);
}

const dayOf = ([day, counted]: readonly [string, Counted]) => ({ day, ...numbersOf(counted) });

const hourOf = ([hour, counted]: readonly [number, Counted], minimums: readonly Minimum[]) => ({
  hour,
  least: leastAt(minimums, hour, null),
  ...numbersOf(counted),
});

function numbersOf({ answering, cover }: Counted) {
  const { lastsMs, reachableMs, freeMs, nobodyFreeMs, shortMs, fewestFree } = cover;
  return {
    ...answering,
    minutes: minutes(lastsMs),
    nobodyFreeMinutes: minutes(nobodyFreeMs),
    shortMinutes: minutes(shortMs),
    reachable: tenths(reachableMs / lastsMs),
    free: tenths(freeMs / lastsMs),
    fewestFree,
  };
}

const minutes = (ms: number): number => tenths(ms / 60_000);
const tenths = (number: number): number => Math.round(number * 10) / 10;
