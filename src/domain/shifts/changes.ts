import type { Instant } from "../session/people.ts";
import { overlapFaults, personFaults } from "./checks.ts";
import { plannedIn } from "./planned.ts";
import {
  nameOf,
  type Book,
  type Calendar,
  type Occurrence,
  type Override,
  type Planned,
  type Wrong,
} from "./shift.ts";

/** What somebody wants of one time of a rule. Null leaves it as it is. */
export type Wanted = Pick<
  Override,
  "ruleId" | "day" | "cancelled" | "startsAt" | "endsAt" | "staffId"
>;

export type Judged =
  | { readonly wrong: readonly Wrong[] }
  | { readonly wrong: null; readonly overrides: readonly Override[] };

/** The override that this wish comes to, or what is wrong with it. `book` still has what was agreed before. */
export function judgeOverride(
  wanted: Wanted,
  book: Book,
  calendar: Calendar,
  now: Instant,
): Judged {
  const ruled = ruledOn(wanted, book, calendar);
  if (ruled === null)
    return { wrong: [{ where: "day", what: "no shift of this rule begins then" }] };
  const before = currentOf(wanted, book, calendar) ?? ruled;
  const moved = wanted.startsAt !== null || wanted.endsAt !== null;
  const override: Override = {
    ...wanted,
    ruledAt: ruled.startsAt,
    startsAt: moved ? (wanted.startsAt ?? ruled.startsAt) : null,
    endsAt: moved ? (wanted.endsAt ?? ruled.endsAt) : null,
  };
  const wrong = [...lateFaults(before, override, now), ...personOf(wanted, book)];
  if (wrong.length > 0) return { wrong };
  const overlaps = wanted.cancelled ? [] : overlapsAfter([override], book, calendar);
  return overlaps.length > 0 ? { wrong: overlaps } : { wrong: null, overrides: [override] };
}

/** What is over stays as it was; what runs keeps its beginning. */
function lateFaults(before: Occurrence, next: Override, now: Instant): readonly Wrong[] {
  if (before.endsAt <= now) return [{ where: "day", what: "this shift is over" }];
  if (next.cancelled || next.startsAt === null || next.endsAt === null) return [];
  if (next.endsAt <= next.startsAt) return [{ where: "endsAt", what: "ends before it starts" }];
  if (next.endsAt <= now) return [{ where: "endsAt", what: "is in the past" }];
  if (next.startsAt <= now && next.startsAt !== before.startsAt)
    return [{ where: "startsAt", what: "is in the past" }];
  if (before.startsAt <= now && next.startsAt !== before.startsAt)
    return [{ where: "startsAt", what: "this shift has begun" }];
  return [];
}

function personOf({ ruleId, staffId }: Wanted, book: Book): readonly Wrong[] {
  const circle = book.rules.find(({ id }) => id === ruleId)?.circle;
  if (staffId === null || circle === undefined) return [];
  return personFaults({ staffId, circle }, book.members);
}

/** Whom these overrides would put in two places at once. */
export function overlapsAfter(
  overrides: readonly Override[],
  book: Book,
  calendar: Calendar,
): readonly Wrong[] {
  const names = new Set(overrides.map(nameOf));
  const after = {
    ...book,
    overrides: [...book.overrides.filter((one) => !names.has(nameOf(one))), ...overrides],
  };
  const changed = overrides.flatMap((one) => currentOf(one, after, calendar) ?? []);
  return changed.flatMap((one) => {
    const around = plannedIn(after, calendar, { from: one.startsAt, to: one.endsAt });
    const others = around.filter((two) => nameOf(two) !== nameOf(one));
    return overlapFaults([one], others, "staffId");
  });
}

type Named = Pick<Occurrence, "ruleId" | "day">;

/** As the rule says. */
export function ruledOn(named: Named, book: Book, calendar: Calendar): Occurrence | null {
  const rule = book.rules.find(({ id }) => id === named.ruleId);
  return rule === undefined ? null : calendar.on(rule, named.day);
}

/** As it stands, overrides considered; null where there is none, or it is cancelled. */
export function currentOf(named: Named, book: Book, calendar: Calendar): Planned | null {
  const ruled = ruledOn(named, book, calendar);
  if (ruled === null) return null;
  const changed = book.overrides.find((one) => nameOf(one) === nameOf(named));
  const from = Math.min(ruled.startsAt, changed?.startsAt ?? ruled.startsAt);
  const to = Math.max(ruled.endsAt, changed?.endsAt ?? ruled.endsAt);
  const times = plannedIn(book, calendar, { from, to });
  return times.find((one) => nameOf(one) === nameOf(named)) ?? null;
}
