import type { Language } from "../../domain/language.ts";
import type { Desks } from "../../engine/ports.ts";
import type { Vault } from "../vault.ts";
import type { Database } from "./client.ts";
import { deskNumberOf } from "./seals.ts";
import { stored } from "./stored.ts";

/** Who takes an emergency, by province or territory ("ON"). A rehearsal finds only rehearsal desks, a real session only real ones. */
export function createDesks(db: Database, vault: Vault): Desks {
  return {
    async forPlace(plan, rehearsal) {
      if (plan.province === null) return [];
      const rows = await db.desk.findMany({
        where: { province: plan.province, rehearsal },
        orderBy: [{ routeOrder: "asc" }, { id: "asc" }],
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },

    async desk(deskId) {
      const row = await db.desk.findUnique({ where: { id: deskId } });
      if (row === null) return null;
      const [language = "en"] = row.languages;
      return {
        id: row.id,
        name: row.name,
        language: stored<Language>(language),
        number: deskNumberOf(vault, row),
        rehearsal: row.rehearsal,
      };
    },
  };
}
