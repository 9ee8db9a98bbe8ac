import { createHmac } from "node:crypto";
import type { Plan, Plans } from "../../engine/ports.ts";
import type { Vault } from "../vault.ts";
import type { Database } from "./client.ts";
import { planSeal } from "./seals.ts";
import { stored } from "./stored.ts";

/**
 * Where callers are and whom to send, sealed before it reaches the database and bound to its session. `hashKey` keys
 * the hashes by which a number is recognised; without it they say nothing.
 */
export function createPlans(db: Database, vault: Vault, hashKey: Buffer): Plans {
  return {
    async read(sessionId) {
      const row = await db.plan.findUnique({ where: { sessionId } });
      if (row === null) return null;
      const plan = stored<Plan>(JSON.parse(vault.open(row, planSeal(sessionId))));
      // Sealed before there were these two.
      return { ...plan, spoken: plan.spoken ?? false, mayFollowUp: plan.mayFollowUp ?? false };
    },

    async write(sessionId, plan, at) {
      const row = {
        ...vault.seal(JSON.stringify(plan), planSeal(sessionId)),
        updatedAt: new Date(at),
      };
      await db.plan.upsert({
        where: { sessionId },
        create: { sessionId, ...row },
        update: row,
      });
    },

    async erase(sessionId) {
      const { count } = await db.plan.deleteMany({ where: { sessionId } });
      return count > 0;
    },

    hashNumber: (number) => createHmac("sha256", hashKey).update(number).digest("base64url"),
  };
}
