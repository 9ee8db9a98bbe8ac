import { languages, type Language } from "../language.ts";
import type { Instant } from "../session/people.ts";
import { touches } from "./planned.ts";
import type { Member, Planned, Window, Wrong } from "./shift.ts";

/** How many people the line is to have, in these hours of its own clock. `language` null: whatever they speak. */
export type Minimum = {
  readonly language: Language | null;
  readonly fromHour: number;
  /** Up to and without it; 24 is midnight. */
  readonly toHour: number;
  readonly least: number;
};

/** Where no minimum says otherwise. With two, one caller in eighty waits; with one, one in six. */
export const LEAST = 2;

/** A stretch of time in which too few are on. */
export type Gap = Window & {
  readonly language: Language | null;
  readonly on: number;
  readonly least: number;
};

type Asked = {
  readonly planned: readonly Planned[];
  readonly members: readonly Member[];
  readonly minimums: readonly Minimum[];
  /** The line's own. */
  readonly timeZone: string;
  readonly window: Window;
};

/** When fewer people are on the line than the minimum, for anybody and for each language, in order of time. */
export function gapsIn(asked: Asked): readonly Gap[] {
  const onLine = asked.planned.filter(({ circle }) => circle === "line");
  const hourOf = hours(asked.timeZone);
  const spoken = new Map(asked.members.map((member) => [member.id, member.languages]));
  const short = slots(onLine, asked.window).flatMap((slot) => {
    const there = new Set(onLine.filter((one) => touches(one, slot)).map((one) => one.staffId));
    const hour = hourOf(slot.from);
    return [null, ...languages].flatMap((language) => {
      const least = leastAt(asked.minimums, hour, language);
      const on = [...there].filter((id) => language === null || speaks(spoken, id, language));
      return on.length < least ? [{ ...slot, language, on: on.length, least }] : [];
    });
  });
  return [null, ...languages]
    .flatMap((language) => joined(short.filter((gap) => gap.language === language)))
    .toSorted((a, b) => a.from - b.from);
}

const speaks = (
  spoken: ReadonlyMap<string, readonly Language[]>,
  id: string,
  language: Language,
): boolean => spoken.get(id)?.includes(language) ?? false;

/** Where several minimums speak of an hour, the highest holds. */
export function leastAt(
  minimums: readonly Minimum[],
  hour: number,
  language: Language | null,
): number {
  const said = minimums.filter(
    (one) => one.language === language && one.fromHour <= hour && hour < one.toHour,
  );
  if (said.length > 0) return Math.max(...said.map(({ least }) => least));
  return language === null ? LEAST : 0;
}

/** Everywhere on earth the hour changes on a quarter. */
const QUARTER_MS = 15 * 60_000;

/** The window cut wherever somebody comes or goes, or the hour may change. */
function slots(planned: readonly Planned[], { from, to }: Window): readonly Window[] {
  const first = Math.ceil(from / QUARTER_MS);
  const quarters = Array.from(
    { length: Math.max(0, Math.ceil(to / QUARTER_MS) - first) },
    (_, index) => (first + index) * QUARTER_MS,
  );
  const changes = planned.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]);
  const inside = [...quarters, ...changes].filter((at) => at > from && at < to);
  const cuts = [from, ...new Set(inside.toSorted((a, b) => a - b)), to];
  return cuts.slice(1).flatMap((end, index) => {
    const begin = cuts[index] ?? from;
    return end > begin ? [{ from: begin, to: end }] : [];
  });
}

/** One after the other with the same people missing is one gap. */
function joined(gaps: readonly Gap[]): readonly Gap[] {
  const begins = gaps.filter((gap, index) => !goesOn(gaps[index - 1], gap));
  return begins.map((gap, index) => lasting(gap, endOf(gaps, begins[index + 1])));
}

const lasting = (gap: Gap, to: Instant | undefined): Gap => ({ ...gap, to: to ?? gap.to });

/** When the last one ends before that begins. */
const endOf = (gaps: readonly Gap[], next: Gap | undefined): Instant | undefined =>
  gaps.at(next === undefined ? -1 : gaps.indexOf(next) - 1)?.to;

const goesOn = (before: Gap | undefined, gap: Gap): boolean =>
  before?.to === gap.from && before.on === gap.on && before.least === gap.least;

function hours(timeZone: string): (at: Instant) => number {
  const clock = new Intl.DateTimeFormat("en-CA", { timeZone, hour: "2-digit", hourCycle: "h23" });
  return (at) => Number(clock.formatToParts(at).find(({ type }) => type === "hour")?.value);
}

/** The hour of a zone's clock, 0 to 23. */
export const hourAt = (at: Instant, timeZone: string): number => hours(timeZone)(at);

/** What is wrong with these minimums, the first as `minimums/0`. */
export function minimumFaults(minimums: readonly Minimum[]): readonly Wrong[] {
  return minimums.flatMap(({ fromHour, toHour }, index) =>
    toHour > fromHour
      ? []
      : [
          {
            where: `minimums/${index}/toHour`,
            what: "is not after fromHour; over midnight, say two",
          },
        ],
  );
}
