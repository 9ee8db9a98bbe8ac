import type { Language } from "../language.ts";
import type { Circle, Instant } from "../session/people.ts";

/** A day of the calendar where the shift is kept, such as "2026-11-27". */
export type Day = string;

/** What the clock on the wall shows there, such as "2026-11-27T22:00". */
export type WallTime = string;

/** A shift as it was agreed: once, or again and again by an RFC 5545 rule. It lasts from clock to clock, also over a change of clocks. */
export type Rule = {
  readonly id: string;
  readonly staffId: string;
  readonly circle: Circle;
  /** Order within on-call, 1 first; null elsewhere. */
  readonly layer: number | null;
  /** An IANA name, such as "America/St_Johns". */
  readonly timeZone: string;
  /** The first time. */
  readonly starts: WallTime;
  readonly ends: WallTime;
  /** Such as "FREQ=WEEKLY;BYDAY=FR"; null: once. */
  readonly repeat: string | null;
  /** No shift of it begins then or later. */
  readonly endedFrom: Instant | null;
};

/** One time of a rule. A rule has one a day at most, so rule and day name it, whatever happens to it afterwards. */
export type Occurrence = {
  readonly ruleId: string;
  readonly day: Day;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
};

/** One time of a rule that is not as the rule says: cancelled, moved, shortened, or somebody else's. Null: as the rule says. */
export type Override = {
  readonly ruleId: string;
  readonly day: Day;
  /** When it begins by the rule; a rule that ended before then takes this with it. */
  readonly ruledAt: Instant;
  readonly cancelled: boolean;
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
  readonly staffId: string | null;
};

/** Who is to be on, from when to when, all overrides and swaps considered. */
export type Planned = Occurrence & Pick<Rule, "staffId" | "circle" | "layer" | "timeZone">;

export type Window = { readonly from: Instant; readonly to: Instant };

/** What is wrong with what somebody asked for, and in which field. */
export type Wrong = { readonly where: string; readonly what: string };

/** What knows of calendars, zones and RFC 5545. The domain is handed it. */
export type Calendar = {
  /** The times of a rule that touch the window, in order, without overrides. */
  expand(rule: Rule, window: Window): readonly Occurrence[];
  /** The one that begins on that day by the rule; null where none does. */
  on(rule: Rule, day: Day): Occurrence | null;
  /** What is wrong with a rule's zone, its clock times or its repetition. With none, it can be expanded. */
  faults(rule: Rule): readonly Wrong[];
};

/** Somebody of ours, as far as shifts go. */
export type Member = {
  readonly id: string;
  readonly languages: readonly Language[];
  readonly roles: readonly string[];
};

/** Everything that was agreed about who answers when. */
export type Book = {
  readonly rules: readonly Rule[];
  readonly overrides: readonly Override[];
  readonly members: readonly Member[];
};

/** Rule and day, as one word. */
export const nameOf = ({ ruleId, day }: Pick<Occurrence, "ruleId" | "day">): string =>
  `${ruleId}/${day}`;
