import { createHmac } from "node:crypto";
import type { Instant } from "../../domain/session/people.ts";
import type { Plan, Plans } from "../../engine/ports.ts";
import { VaultClosed } from "../../engine/errors.ts";
import type { Plan as Row } from "../../generated/prisma/client.ts";
import type { Vault } from "../vault.ts";
import type { Database } from "./client.ts";
import { createDataKeys, type DataKeys } from "./data-keys.ts";
import { eraseSession } from "./erasures.ts";
import { heldUntil } from "./holds.ts";
import { planSeal } from "./seals.ts";
import { stored } from "./stored.ts";

type Written = Omit<Row, "eraseAt">;

/**
 * Where callers are and whom to send, sealed before it reaches the database and bound to its session. `hashKey` keys
 * the hashes by which a number is recognised; without it they say nothing. `read` throws `VaultClosed` where one does not open.
 */
export function createPlans(db: Database, vault: Vault, hashKey: Buffer): Plans {
  const keys = createDataKeys(db, vault);
  const { opened, sealed } = createSealing(keys);
  const rowOf = (sessionId: string) => db.plan.findUnique({ where: { sessionId } });
  const read: Plans["read"] = async (sessionId) => opened(await rowOf(sessionId));
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
      const row = await sealed(sessionId, plan, at);
      await db.plan.upsert({ where: { sessionId }, create: row, update: row });
    },

    /** Of what it says at that moment: where somebody wrote meanwhile, it is changed anew, so that neither loses the other's. */
    async amend(sessionId, change, at) {
      for (;;) {
        const before = await rowOf(sessionId);
        const after = await sealed(sessionId, change(await opened(before)), at);
        if (await replaced(db, before, after)) return;
      }
    },

    async erase(sessionId, at) {
      keys.forget(sessionId);
      return (await eraseSession(db, sessionId, at)) > 0;
    },

    heldUntil: (sessionId, now) => heldUntil(db, sessionId, now),

    hashNumber: (number) => createHmac("sha256", hashKey).update(number).digest("base64url"),
  };
}

const createSealing = (keys: DataKeys) => ({
  opened: async (row: Row | null): Promise<Plan | null> => {
    if (row === null) return null;
    const { sessionId } = row;
    const plan = stored<Plan>(JSON.parse(await keys.open(sessionId, row, planSeal(sessionId))));
    // Sealed before there were these two.
    return { ...plan, spoken: plan.spoken ?? false, mayFollowUp: plan.mayFollowUp ?? false };
  },

  sealed: async (sessionId: string, plan: Plan, at: Instant): Promise<Written> => ({
    sessionId,
    ...(await keys.seal(sessionId, JSON.stringify(plan), planSeal(sessionId))),
    updatedAt: new Date(at),
  }),
});

/** Every sealing has a nonce of its own: it tells whether this is still what was read. */
async function replaced(db: Database, before: Row | null, after: Written): Promise<boolean> {
  const { count } =
    before === null
      ? await db.plan.createMany({ data: [after], skipDuplicates: true })
      : await db.plan.updateMany({
          where: { sessionId: before.sessionId, nonce: before.nonce },
          data: after,
        });
  return count === 1;
}
