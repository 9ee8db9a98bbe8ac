import type { Listing } from "./listing.ts";

/** What a file would do to one listing. */
export type ListingChange = {
  readonly id: string;
  readonly name: string;
  readonly change: "added" | "changed" | "same";
  /** Which parts differ. */
  readonly fields: readonly string[];
};

/** What taking over a file would change. A listing that the file does not name stays as it is: whoever closes is said to be, by its status. */
export function changesOf(
  known: readonly Listing[],
  file: readonly Listing[],
): readonly ListingChange[] {
  const before = new Map(known.map((one) => [one.id, one]));
  return file.map((after) => changeOf(before.get(after.id), after));
}

function changeOf(before: Listing | undefined, after: Listing): ListingChange {
  const { id, name } = after;
  if (before === undefined) return { id, name, change: "added", fields: [] };
  const was: Readonly<Record<string, unknown>> = before;
  const fields = Object.entries(after)
    .filter(([field, value]) => plain(was[field]) !== plain(value))
    .map(([field]) => field);
  return { id, name, change: fields.length === 0 ? "same" : "changed", fields };
}

/** Whatever order its parts are kept in, the same is the same. */
const plain = (value: unknown): string => JSON.stringify(inOrder(value)) ?? "";

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, inOrder(one)]),
  );
}
