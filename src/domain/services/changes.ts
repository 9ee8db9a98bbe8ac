import { differing } from "../differing.ts";
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
  const fields = differing(before, after);
  return { id, name, change: fields.length === 0 ? "same" : "changed", fields };
}
