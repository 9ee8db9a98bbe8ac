import type { Circle, Instant } from "../session/people.ts";
import { plannedIn, touches } from "./planned.ts";
import type { Book, Calendar, Member, Planned, Rule, Wrong } from "./shift.ts";

const DAY_MS = 24 * 60 * 60_000;
/** How far ahead two people's agreements are compared: a rule that runs for ever cannot be compared for ever. */
const COMPARED_MS = 400 * DAY_MS;
/** A week on call, and the hour that a change of clocks may add. */
const LONGEST_MS = 7 * DAY_MS + 60 * 60_000;

/** What is wrong with a new rule, field by field; nothing, and it can be saved. `book` is without it. */
export function ruleFaults(
  rule: Rule,
  book: Book,
  calendar: Calendar,
  now: Instant,
): readonly Wrong[] {
  const fields = [...personFaults(rule, book.members), ...layerFaults(rule)];
  const inverted = rule.ends <= rule.starts;
  if (inverted) return [...fields, { where: "ends", what: "ends before it starts" }];
  const more = [...fields, ...calendar.faults(rule)];
  if (more.length > 0) return more;
  return timeFaults(rule, book, calendar, now);
}

function timeFaults(rule: Rule, book: Book, calendar: Calendar, now: Instant): readonly Wrong[] {
  const first = calendar.on(rule, rule.starts.slice(0, "2026-11-27".length));
  if (first === null) return [{ where: "starts", what: "is no time that this rule brings" }];
  if (first.startsAt <= now) return [{ where: "starts", what: "is in the past" }];
  if (first.endsAt - first.startsAt > LONGEST_MS)
    return [{ where: "ends", what: "is more than a week after the start" }];
  const window = { from: first.startsAt, to: first.startsAt + COMPARED_MS };
  const own = plannedIn({ rules: [rule], overrides: [], members: [] }, calendar, window);
  const itself = own.find((one, index) => one.startsAt < (own[index - 1]?.endsAt ?? 0));
  if (itself !== undefined)
    return [{ where: "ends", what: `overlaps with its own next shift, on ${itself.day}` }];
  return overlapFaults(own, plannedIn(book, calendar, window), "starts");
}

/** Nobody is in two places at once. */
export function overlapFaults(
  wanted: readonly Planned[],
  known: readonly Planned[],
  where: string,
): readonly Wrong[] {
  for (const one of wanted) {
    const window = { from: one.startsAt, to: one.endsAt };
    const other = known.find((two) => two.staffId === one.staffId && touches(two, window));
    if (other !== undefined) {
      const what = `overlaps on ${one.day} with another shift of theirs, of ${other.day}`;
      return [{ where, what }];
    }
  }
  return [];
}

export function personFaults(
  { staffId, circle }: { readonly staffId: string; readonly circle: Circle },
  members: readonly Member[],
): readonly Wrong[] {
  const member = members.find(({ id }) => id === staffId);
  if (member === undefined) return [{ where: "staffId", what: "is nobody of this line's staff" }];
  if (!mayBeOn(member, circle)) {
    const what = circle === "supervising" ? "is no supervisor" : "neither answers nor supervises";
    return [{ where: "staffId", what }];
  }
  return [];
}

const mayBeOn = ({ roles }: Member, circle: Circle): boolean =>
  roles.includes("supervisor") || (circle !== "supervising" && roles.includes("responder"));

function layerFaults({ circle, layer }: Rule): readonly Wrong[] {
  if (layer === null || circle === "on-call") return [];
  return [{ where: "layer", what: "is for on-call only" }];
}
