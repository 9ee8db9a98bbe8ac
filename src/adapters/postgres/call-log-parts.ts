import type { Vault } from "../vault.ts";
import { createCallLog } from "./call-log.ts";
import type { Database } from "./client.ts";
import { createNotes } from "./notes.ts";
import { createReviews } from "./reviews.ts";

/** What supervisors look back with. */
export const callLogParts = (db: Database, vault: Vault) => ({
  callLog: createCallLog(db),
  reviews: createReviews(db),
  notes: createNotes(db, vault),
});
