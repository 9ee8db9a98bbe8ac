import { createAudit } from "./audit.ts";
import type { Database } from "./client.ts";
import { createInvitations } from "./invitations.ts";
import { createPeople } from "./people.ts";
import { createTries } from "./sign-in-tries.ts";
import { createTraining } from "./training.ts";
import { createStaffBook } from "./staff-book.ts";

/** Who is of ours, how they come to be, and what is written down of what they do. */
export const accessParts = (db: Database, secret: string) => ({
  audit: createAudit(db),
  invitations: createInvitations(db),
  people: createPeople(db),
  staff: createStaffBook(db),
  training: createTraining(db),
  tries: createTries(db, secret),
});
