import type { Circle, Instant } from "../session/people.ts";
import { nameOf, type Planned } from "./shift.ts";

/** A planned shift as it stands in the table that says who is on now. */
export type Row = {
  readonly id: string;
  readonly ruleId: string;
  readonly day: string;
  readonly staffId: string;
  readonly circle: Circle;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** They went off before its end, by themselves. */
  readonly left: boolean;
};

export type RowChanges = {
  readonly add: readonly Planned[];
  readonly move: readonly Pick<Row, "id" | "startsAt" | "endsAt">[];
  /** Has not begun, and is not wanted any more. */
  readonly remove: readonly string[];
};

/** How far ahead shifts stand in that table. Longer than anybody leaves a line without a worker. */
export const PLACED_MS = 15 * 24 * 60 * 60_000;

/**
 * What makes the rows say what was agreed. What is past stays as it was, who left stays away, and a shift that is running keeps
 * its beginning. `planned` and `rows` are those from now on.
 */
export function rowChanges(
  planned: readonly Planned[],
  rows: readonly Row[],
  now: Instant,
): RowChanges {
  const keyOf = (one: Planned | Row) => `${nameOf(one)}/${one.staffId}`;
  const wanted = new Map(planned.map((one) => [keyOf(one), one]));
  const known = new Set(rows.map(keyOf));
  const unwanted = rows.filter((row) => !wanted.has(keyOf(row)));
  return {
    add: planned
      .filter((one) => !known.has(keyOf(one)) && one.endsAt > now)
      .map((one) => from(one, now)),
    move: [
      ...rows.flatMap((row) => moved(row, wanted.get(keyOf(row)), now)),
      ...unwanted
        .filter((row) => row.startsAt <= now && row.endsAt > now && !row.left)
        .map(({ id, startsAt }) => ({ id, startsAt, endsAt: now })),
    ],
    remove: unwanted.filter((row) => row.startsAt > now).map(({ id }) => id),
  };
}

const from = (one: Planned, now: Instant): Planned =>
  one.startsAt >= now ? one : { ...one, startsAt: now };

function moved(row: Row, wanted: Planned | undefined, now: Instant): RowChanges["move"] {
  if (wanted === undefined || row.left) return [];
  const startsAt = row.startsAt <= now ? row.startsAt : wanted.startsAt;
  const { endsAt } = wanted;
  if (startsAt === row.startsAt && endsAt === row.endsAt) return [];
  return [{ id: row.id, startsAt, endsAt }];
}
