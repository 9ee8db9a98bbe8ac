import { NOT_TO_ME_MS, type RestrictionRefusal } from "../../domain/restrictions.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Plans } from "../../engine/ports.ts";
import { auditRow } from "./audit.ts";
import type { Database } from "./client.ts";
import { callerOf, hashes, holdNumbers, oweErasure, wasThere } from "./known-numbers.ts";
import type { Wish } from "./shift-changes.ts";

export type NotToMeChoice = { readonly id: string; readonly until: Instant };

/** "Not this caller to me" (PRACTICE 31): without a reason, shown to whoever chose it and to nobody else, and no line event tells of it. */
export type NotToMe = {
  notToMe(staffId: string, now: Instant): Promise<readonly NotToMeChoice[]>;
  /** Chosen again, it begins anew. */
  chooseNotToMe(
    id: string,
    sessionId: string,
    wish: Wish,
  ): Promise<"saved" | "unknown" | RestrictionRefusal>;
  /** Before its time; only of one's own. That it was is in the audit, and not of whom. */
  takeBackNotToMe(id: string, staffId: string, now: Instant): Promise<"saved" | "unknown">;
};

export function createNotToMe(db: Database, plans: Plans): NotToMe {
  return {
    async notToMe(staffId, now) {
      const rows = await db.notToMe.findMany({
        where: { staffId, until: { gt: new Date(now) } },
        orderBy: [{ until: "asc" }, { id: "asc" }],
      });
      return rows.map(({ id, until }) => ({ id, until: until.getTime() }));
    },

    async chooseNotToMe(id, sessionId, { by: staffId, at }) {
      // Before anything is read: whose call it was not learns nothing of it.
      if (!(await wasThere(db, sessionId, staffId))) return "notInThatSession";
      const caller = await callerOf(db, plans, sessionId);
      if (caller === null) return "unknown";
      const { number, rehearsal } = caller;
      if (number === null) return "numberUnknown";
      const { notToMe, restriction } = hashes(plans);
      const hash = notToMe(number);
      return db.$transaction(async (tx) => {
        await holdNumbers(tx);
        const exempt = await tx.exemptNumber.count({ where: { hash: restriction(number) } });
        if (exempt > 0) return "numberExempt";
        const until = new Date(at + NOT_TO_ME_MS);
        await tx.notToMe.upsert({
          where: { hash_staffId_rehearsal: { hash, staffId, rehearsal } },
          create: { id, staffId, hash, rehearsal, until },
          update: { until },
        });
        await oweErasure(tx, until.getTime(), at);
        return "saved";
      });
    },

    takeBackNotToMe: (id, staffId, at) =>
      db.$transaction(async (tx) => {
        const { count } = await tx.notToMe.deleteMany({ where: { id, staffId } });
        if (count === 0) return "unknown";
        await auditRow(tx, { kind: "notToMeTakenBack", who: staffId, about: null, at });
        return "saved";
      }),
  };
}
