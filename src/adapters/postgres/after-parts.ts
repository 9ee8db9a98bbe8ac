import type { Plans } from "../../engine/ports.ts";
import type { Vault } from "../vault.ts";
import { createAfterEntries } from "./after-entries.ts";
import type { Database } from "./client.ts";
import { createDebriefs } from "./debriefs.ts";
import { createLoadLimits } from "./load-limits.ts";
import { createNotRung } from "./not-rung.ts";
import { createOwnPhones } from "./own-phones.ts";
import { createPeers } from "./peers.ts";
import { createRestrictions } from "./restrictions.ts";
import { createSupervision } from "./supervision.ts";

export type After = ReturnType<typeof afterParts>;

/** How the people who answer are looked after, and look after each other. */
export const afterParts = (db: Database, vault: Vault, plans: Pick<Plans, "hashNumber">) => ({
  debriefs: createDebriefs(db),
  entries: createAfterEntries(db, vault),
  load: createLoadLimits(db),
  peers: createPeers(db, vault),
  notRung: createNotRung(db, vault, plans),
  supervision: createSupervision(db),
});

/** What is between the line and each of its people: how they are rung, whose call they need not take, and after calls. */
export const ownParts = (db: Database, vault: Vault, plans: Plans) => ({
  ownPhones: createOwnPhones(db, vault),
  restrictions: createRestrictions(db, plans),
  after: afterParts(db, vault, plans),
});
