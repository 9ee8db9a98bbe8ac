import { desksFor } from "../../domain/desks/directory.ts";
import type { Desks } from "../../engine/ports.ts";
import type { Vault } from "../vault.ts";
import type { Database } from "./client.ts";
import { entryOf } from "./desk-directory.ts";
import { deskNumberOf, openedOrNull } from "./seals.ts";

/** Who takes an emergency at a place. A rehearsal finds only rehearsal desks, a real session only real ones. */
export function createDesks(db: Database, vault: Vault): Desks {
  return {
    async forPlace({ province, region, municipality, postalCode }, rehearsal, at) {
      if (province === null) return [];
      const rows = await db.desk.findMany({ where: { province, rehearsal } });
      const where = { province, region, municipality, postalCode };
      return desksFor(rows.map(entryOf), where, at).map(({ id }) => id);
    },

    async desk(deskId) {
      const row = await db.desk.findUnique({ where: { id: deskId } });
      if (row === null) return null;
      const entry = entryOf(row);
      const { id, name, whoComes, hours, verifiedAt, timeZone, rehearsal, recording, kind } = entry;
      const [language = "en"] = entry.languages;
      const number = openedOrNull(() => deskNumberOf(vault, row));
      return {
        id,
        name,
        kind,
        language,
        number,
        whoComes,
        hours,
        timeZone,
        recording,
        verifiedAt,
        rehearsal,
      };
    },
  };
}
