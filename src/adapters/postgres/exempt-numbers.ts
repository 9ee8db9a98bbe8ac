import type { Exemption } from "../../domain/restrictions.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Plans } from "../../engine/ports.ts";
import type { Database } from "./client.ts";
import { hashes, holdNumbers } from "./known-numbers.ts";
import { written, type Wish } from "./shift-changes.ts";
import { stored } from "./stored.ts";

export type ExemptNumber = {
  readonly id: string;
  readonly kind: Exemption;
  readonly addedBy: string;
  readonly addedAt: Instant;
};

/** Telephones of many people, known by a hash alone: who adds one sees afterwards that it is there, not which it was. */
export type ExemptNumbers = {
  exempt(): Promise<readonly ExemptNumber[]>;
  /** Whatever was in force for it ends with this. */
  addExempt(
    exempt: { readonly id: string; readonly number: string; readonly kind: Exemption },
    wish: Wish,
  ): Promise<"saved">;
  removeExempt(id: string, wish: Wish): Promise<"saved" | "unknown">;
};

export function createExemptNumbers(db: Database, plans: Plans): ExemptNumbers {
  return {
    async exempt() {
      const rows = await db.exemptNumber.findMany({ orderBy: { addedAt: "desc" } });
      return rows.map(({ id, kind, addedBy, addedAt }) => ({
        id,
        kind: stored<Exemption>(kind),
        addedBy,
        addedAt: addedAt.getTime(),
      }));
    },

    addExempt: ({ id, number, kind }, wish) =>
      db.$transaction(async (tx) => {
        await holdNumbers(tx);
        const hash = hashes(plans).restriction(number);
        const notToMe = hashes(plans).notToMe(number);
        if ((await tx.exemptNumber.count({ where: { hash } })) > 0) return "saved";
        const addedAt = new Date(wish.at);
        await tx.exemptNumber.create({ data: { id, hash, kind, addedBy: wish.by, addedAt } });
        await tx.restriction.deleteMany({ where: { hash } });
        await tx.notToMe.deleteMany({ where: { hash: notToMe } });
        return written(tx, "exemptNumberAdded", id, wish);
      }),

    removeExempt: (id, wish) =>
      db.$transaction(async (tx) => {
        const { count } = await tx.exemptNumber.deleteMany({ where: { id } });
        return count === 0 ? "unknown" : written(tx, "exemptNumberRemoved", id, wish);
      }),
  };
}
