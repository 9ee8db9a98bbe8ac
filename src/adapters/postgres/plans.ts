import { createHmac } from "node:crypto";
import type { Plan, Plans } from "../../engine/ports.ts";
import { VaultClosed } from "../../engine/errors.ts";
import type { Vault } from "../vault.ts";
import type { Database } from "./client.ts";
import { createDataKeys } from "./data-keys.ts";
import { eraseSession } from "./erasures.ts";
import { heldUntil } from "./holds.ts";
import { planSeal } from "./seals.ts";
import { stored } from "./stored.ts";

/**
 * Where callers are and whom to send, sealed before it reaches the database and bound to its session. `hashKey` keys
 * the hashes by which a number is recognised; without it they say nothing. `read` throws `VaultClosed` where one does not open.
 */
export function createPlans(db: Database, vault: Vault, hashKey: Buffer): Plans {
  const keys = createDataKeys(db, vault);
  const read: Plans["read"] = async (sessionId) => {
    const row = await db.plan.findUnique({ where: { sessionId } });
    if (row === null) return null;
    const plan = stored<Plan>(JSON.parse(await keys.open(sessionId, row, planSeal(sessionId))));
    // Sealed before there were these two.
    return { ...plan, spoken: plan.spoken ?? false, mayFollowUp: plan.mayFollowUp ?? false };
  };
  return {
    read,

    async shut(sessionId) {
      try {
        await read(sessionId);
        return false;
      } catch (err) {
        if (err instanceof VaultClosed) return true;
        throw err;
      }
    },

    async write(sessionId, plan, at) {
      const row = {
        ...(await keys.seal(sessionId, JSON.stringify(plan), planSeal(sessionId))),
        updatedAt: new Date(at),
      };
      await db.plan.upsert({
        where: { sessionId },
        create: { sessionId, ...row },
        update: row,
      });
    },

    async erase(sessionId, at) {
      keys.forget(sessionId);
      return (await eraseSession(db, sessionId, at)) > 0;
    },

    heldUntil: (sessionId, now) => heldUntil(db, sessionId, now),

    hashNumber: (number) => createHmac("sha256", hashKey).update(number).digest("base64url"),
  };
}
