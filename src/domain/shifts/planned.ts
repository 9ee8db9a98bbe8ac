import type { Instant } from "../session/people.ts";
import {
  nameOf,
  type Book,
  type Calendar,
  type Occurrence,
  type Override,
  type Planned,
  type Rule,
  type Window,
} from "./shift.ts";

/** Who is to be on within the window, in order of time. */
export function plannedIn(book: Book, calendar: Calendar, window: Window): readonly Planned[] {
  const changed = new Map(book.overrides.map((override) => [nameOf(override), override]));
  return book.rules
    .flatMap((rule) => timesOf(rule, changed, calendar, window))
    .filter((one) => touches(one, window))
    .toSorted((a, b) => a.startsAt - b.startsAt || a.staffId.localeCompare(b.staffId));
}

/** Those the rule itself brings into the window, and those that were moved into it. */
function timesOf(
  rule: Rule,
  changed: ReadonlyMap<string, Override>,
  calendar: Calendar,
  window: Window,
): readonly Planned[] {
  const ruled = calendar.expand(rule, window);
  const kept = ruled.flatMap((one) => asChanged(rule, one, changed.get(nameOf(one))));
  const here = new Set(ruled.map(nameOf));
  const moved = [...changed.values()].filter(
    (one) => one.ruleId === rule.id && !here.has(nameOf(one)) && stillRuled(rule, one.ruledAt),
  );
  return [...kept, ...moved.flatMap((one) => fromElsewhere(rule, one))];
}

const stillRuled = ({ endedFrom }: Rule, ruledAt: Instant): boolean =>
  endedFrom === null || ruledAt < endedFrom;

function asChanged(rule: Rule, ruled: Occurrence, change?: Override): readonly Planned[] {
  if (change?.cancelled === true) return [];
  const { circle, layer, timeZone } = rule;
  return [
    {
      ruleId: rule.id,
      day: ruled.day,
      startsAt: change?.startsAt ?? ruled.startsAt,
      endsAt: change?.endsAt ?? ruled.endsAt,
      staffId: change?.staffId ?? rule.staffId,
      circle,
      layer,
      timeZone,
    },
  ];
}

/** Its own time is outside the window, so only a time of its own can bring it in. */
function fromElsewhere(rule: Rule, change: Override): readonly Planned[] {
  const { ruleId, day, startsAt, endsAt } = change;
  if (startsAt === null || endsAt === null) return [];
  return asChanged(rule, { ruleId, day, startsAt, endsAt }, change);
}

export const touches = (
  { startsAt, endsAt }: { readonly startsAt: Instant; readonly endsAt: Instant },
  { from, to }: Window,
): boolean => startsAt < to && endsAt > from;
