import { Temporal } from "temporal-polyfill";
import type { LogCursor } from "../../domain/call-log/filter.ts";
import type { CallQuality, Lead } from "../../domain/reviews/quality.ts";
import {
  qualityOfMonth,
  type Counted,
  type QualityOfMonth,
} from "../../domain/reviews/quality-shown.ts";
import type { Instant } from "../../domain/session/people.ts";
import { monthAfter, type Month } from "../../domain/sharing/months.ts";
import type { Window } from "../../domain/shifts/shift.ts";
import type { Database } from "./client.ts";
import {
  callsAfter,
  callsWithCause,
  callsWithDebrief,
  countCauses,
  countDebriefs,
  countPauses,
  readQuality,
} from "./reviews-quality-reads.ts";
import { firstMonth } from "./sharing-reads.ts";

/** The calls behind a number: of a part, or of what is counted of a month besides. */
export type QualityCalls = {
  readonly of: Lead;
  readonly is: string;
  readonly after: LogCursor | null;
  readonly limit: number;
};

/** Whole months of the line's own clock. Rehearsals are in none. */
export type Quality = {
  /** The first in which a call closed, and the last that is over; null: there is none yet. */
  months(now: Instant): Promise<{ readonly first: Month; readonly last: Month } | null>;
  of(month: Month): Promise<QualityOfMonth>;
  causesOf(month: Month): Promise<QualityOfMonth["causes"]>;
  /** By id, newest first: the very calls that `of` counts. The whole month is read. */
  calls(asked: QualityCalls, month: Month): Promise<readonly string[]>;
};

const NONE: Counted = { debriefs: new Map(), pauses: new Map(), causes: new Map() };

/** `timeZone` is the line's own. */
export function createQuality(db: Database, timeZone: string): Quality {
  const windowOf = (month: Month): Window => ({
    from: firstMoment(month, timeZone),
    to: firstMoment(monthAfter(month), timeZone),
  });
  return {
    async months(now) {
      const first = await firstMonth(db, timeZone);
      const last = lastOver(now, timeZone);
      return first === null || first > last ? null : { first, last };
    },

    async of(month) {
      const window = windowOf(month);
      const counted = {
        debriefs: await countDebriefs(db, window),
        pauses: await countPauses(db, window),
        causes: await countCauses(db, window),
      };
      return qualityOfMonth(await callsIn(db, window), counted);
    },

    async causesOf(month) {
      const causes = await countCauses(db, windowOf(month));
      return qualityOfMonth([], { ...NONE, causes }).causes;
    },

    async calls({ of, is, after, limit }, month) {
      const window = windowOf(month);
      if (of === "debriefs") return callsWithDebrief(db, is, { window, after, limit });
      if (of === "causes") return callsWithCause(db, is, { window, after, limit });
      const calls = (await callsIn(db, window)).filter((call) => call.is[of] === is);
      return callsAfter(calls, after, limit);
    },
  };
}

async function callsIn(db: Database, window: Window): Promise<readonly CallQuality[]> {
  const all: CallQuality[] = [];
  for await (const page of readQuality(db, window)) all.push(...page);
  return all;
}

const firstMoment = (month: Month, timeZone: string): Instant =>
  Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 }).toZonedDateTime(timeZone)
    .epochMilliseconds;

/** As it is by that zone's clock. */
const lastOver = (now: Instant, timeZone: string): Month =>
  Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toPlainYearMonth()
    .subtract({ months: 1 })
    .toString();
