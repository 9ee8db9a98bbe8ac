import type { z } from "zod";
import { noCare } from "../domain/measures/care.ts";
import {
  byDay,
  byHour,
  byHourOfWeek,
  together,
  type Counted,
} from "../domain/measures/measures.ts";
import { weekOf } from "../domain/measures/slots.ts";
import { inBands, spreadOf } from "../domain/measures/spread.ts";
import { mayOnLine } from "../domain/permissions.ts";
import type { Instant } from "../domain/session/people.ts";
import { leastAt, type Minimum } from "../domain/shifts/coverage.ts";
import type { Window } from "../domain/shifts/shift.ts";
import { measureRules, ruleOf } from "../domain/words/measures.ts";
import type { Measured } from "../adapters/postgres/measures.ts";
import type { SignedIn } from "../adapters/postgres/sign-in.ts";
import { listed } from "./call-log.ts";
import { answers, mustBeAllowedOnLine, staffOf, type ApiApp, type Console } from "./console.ts";
import {
  countedAnswer,
  countedQuery,
  measuresAnswer,
  measuresQuery,
  weekQuery,
} from "./contract-measures.ts";
import { Problem } from "./problems.ts";

const DAY_MS = 24 * 3_600_000;
const LONGEST_DAYS = 400;
/** Calls are asked for a week or a month at a time: each page reads the whole window. */
const LONGEST_LISTED_DAYS = 35;

/** What the line counts of itself, by day and by hour of its own clock. */
export function measureRoutes(app: ApiApp, parts: Console): void {
  const { line, measures, callLog } = parts;
  const { timeZone } = line.voice;
  const config = { act: "seeMeasures" } as const;

  const tell = async (window: Window, staff: SignedIn) => {
    const now = line.clock.now();
    const measured = await measures.between(window, now);
    return { timeZone, ...shown(measured, window, now), rings: ringsFor(staff, measured) };
  };

  const between = { querystring: measuresQuery, response: answers(measuresAnswer) };
  app.get("/measures", { config, schema: between }, async (request) => {
    mustBeAllowedOnLine(request, "seeMeasures");
    mustBeAWindow(request.query, LONGEST_DAYS);
    return tell(request.query, staffOf(request));
  });

  const week = { querystring: weekQuery, response: answers(measuresAnswer) };
  app.get("/measures/week", { config, schema: week }, async (request) => {
    mustBeAllowedOnLine(request, "seeMeasures");
    const at = request.query.at ?? line.clock.now();
    return tell(weekOf(at, timeZone), staffOf(request));
  });

  const counted = { querystring: countedQuery, response: answers(countedAnswer) };
  const seeCalls = { act: "seeEverySession" } as const;
  app.get("/call-log/counted", { config: seeCalls, schema: counted }, async (request) => {
    const { number, from, to, weekday = null, hour = null, after = null, limit } = request.query;
    mustBeAWindow({ from, to }, LONGEST_LISTED_DAYS);
    const asked = { number, hours: { weekday, hour }, after, limit };
    const calls = await callLog.entries(await measures.calls(asked, { from, to }));
    const found = await listed(parts, calls, limit);
    return { now: line.clock.now(), timeZone, rule: ruleOf(number), ...found };
  });
}

function mustBeAWindow({ from, to }: Window, longestDays: number): void {
  if (to <= from) throw new Problem("windowWrong", [{ where: "to", what: "is not after from" }]);
  if (to - from > longestDays * DAY_MS) {
    const what = `is more than ${longestDays} days after from`;
    throw new Problem("windowWrong", [{ where: "to", what }]);
  }
}

type Shown = Omit<z.input<typeof measuresAnswer>, "rings" | "timeZone">;

function shown({ hours, minimums }: Measured, { from, to }: Window, now: Instant): Shown {
  const days = byDay(hours);
  const total = together([...days.values()]);
  const { lastedMs } = total?.care ?? noCare;
  return {
    now,
    from,
    to: Math.min(to, now),
    ends: to,
    rules: measureRules,
    total: total === null ? null : numbersOf(total),
    days: [...days].map(dayOf),
    hours: [...byHour(hours)].map((hour) => hourOf(hour, minimums)),
    hoursOfWeek: [...byHourOfWeek(hours)].map(hourOfWeekOf),
    times: {
      waits: spreadOf(lastedMs.waits),
      silentToAsked: spreadOf(lastedMs.silentToAsked),
      askedToRung: spreadOf(lastedMs.askedToRung),
      askedToTaken: spreadOf(lastedMs.askedToTaken),
      takenToThere: spreadOf(lastedMs.takenToThere),
    },
    waitBands: [...inBands(lastedMs.waits)],
  };
}

const ringsFor = (staff: SignedIn, { rings }: Measured) => {
  const everybodys = mayOnLine(staff, "seeEverybodysRings");
  return rings.filter(({ staffId }) => everybodys || staffId === staff.id);
};

const dayOf = ([day, counted]: readonly [string, Counted]) => ({ day, ...numbersOf(counted) });

const hourOf = ([hour, counted]: readonly [number, Counted], minimums: readonly Minimum[]) => ({
  hour,
  least: leastAt(minimums, hour, null),
  ...numbersOf(counted),
});

const hourOfWeekOf = ([place, { answering, cover }]: readonly [number, Counted]) => ({
  weekday: Math.floor(place / 24) + 1,
  hour: place % 24,
  callers: answering.callers,
  nobodyFreeMinutes: minutes(cover.nobodyFreeMs),
});

function numbersOf({ answering, care, cover }: Counted) {
  const { checkInsKept, checkInsMissed, helpAsked } = care;
  const { lastsMs, reachableMs, freeMs, nobodyFreeMs, shortMs, fewestFree } = cover;
  return {
    ...answering,
    checkInsKept,
    checkInsMissed,
    helpAsked,
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
