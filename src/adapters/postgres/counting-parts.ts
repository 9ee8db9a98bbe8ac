import type { Database } from "./client.ts";
import { createMeasures } from "./measures.ts";
import { createSharing } from "./sharing.ts";

type Counting = {
  readonly names: { readonly timeZone: string };
  readonly hasPublicReport: boolean;
};

/** What the line counts of itself, and what it tells others of that. */
export const countingParts = (db: Database, { names, hasPublicReport }: Counting) => ({
  measures: createMeasures(db, names.timeZone),
  sharing: createSharing(db, { timeZone: names.timeZone, isPublic: hasPublicReport }),
});
