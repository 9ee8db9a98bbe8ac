import type { Book, Member, Override, Planned, Rule } from "../../src/domain/shifts/shift.ts";

/** Friday 22:00 to Saturday 06:00 in Toronto, on the line, unless said otherwise. */
export const rule = (change: Partial<Rule> = {}): Rule => ({
  id: "nights",
  staffId: "jo",
  circle: "line",
  layer: null,
  timeZone: "America/Toronto",
  starts: "2026-11-27T22:00",
  ends: "2026-11-28T06:00",
  repeat: "FREQ=WEEKLY;BYDAY=FR",
  endedFrom: null,
  ...change,
});

export const member = (id: string, change: Partial<Member> = {}): Member => ({
  id,
  languages: ["en"],
  roles: ["responder"],
  ...change,
});

export const staff: readonly Member[] = [
  member("jo"),
  member("robin", { languages: ["en", "fr"] }),
  member("dana", { roles: ["supervisor"] }),
];

export const book = (
  rules: readonly Rule[],
  overrides: readonly Override[] = [],
  members = staff,
): Book => ({ rules, overrides, members });

export const override = (change: Partial<Override> = {}): Override => ({
  ruleId: "nights",
  day: "2026-11-27",
  ruledAt: toronto("2026-11-27T22:00"),
  cancelled: false,
  startsAt: null,
  endsAt: null,
  staffId: null,
  ...change,
});

export const planned = (
  staffId: string,
  startsAt: number,
  endsAt: number,
  change: Partial<Planned> = {},
): Planned => ({
  ruleId: `of-${staffId}`,
  day: "2026-11-27",
  staffId,
  circle: "line",
  layer: null,
  timeZone: "America/Toronto",
  startsAt,
  endsAt,
  ...change,
});

/** In winter, when Toronto is five hours behind. */
export const toronto = (time: string): number => Date.parse(`${time}:00-05:00`);
