import type { Vault } from "../vault.ts";
import type { Database } from "./client.ts";
import { createReferrals } from "./referrals.ts";
import { createNavigators } from "./referrals-navigators.ts";
import { createPromises } from "./referrals-promised.ts";

export type ReferralParts = ReturnType<typeof referralParts>;

/** What callers wish beyond the call, whom it is handed to, and what was promised them. */
export const referralParts = (db: Database, vault: Vault) => ({
  referrals: createReferrals(db, vault),
  promised: createPromises(db),
  navigators: createNavigators(db),
});
