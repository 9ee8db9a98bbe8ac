import type { Plans } from "../../engine/ports.ts";
import type { Vault } from "../vault.ts";
import type { Database } from "./client.ts";
import { hashes } from "./known-numbers.ts";
import { staffPhoneOf } from "./seals.ts";

export type NotRungChoice = { readonly id: string; readonly staffId: string };

/**
 * "When I call the line myself, do not ring this colleague." It is held against the number a call comes from, by keyed hash, before
 * anybody is rung, and no event of any kind tells of it: nobody learns that one of ours called. It holds while they have a proved
 * phone of their own here, whichever that is.
 */
export type NotRung = {
  /** By their own number as it is now. */
  choices(staffId: string): Promise<readonly NotRungChoice[]>;
  /** Chosen again, it is there once. */
  choose(id: string, by: string, staffId: string): Promise<void>;
  takeBack(id: string, by: string): Promise<boolean>;
  /** Their own number is another one now, or none. */
  follow(staffId: string): Promise<void>;
};

export function createNotRung(
  db: Database,
  vault: Vault,
  plans: Pick<Plans, "hashNumber">,
): NotRung {
  const ownerOf = (staffId: string): string => plans.hashNumber(`not rung by ${staffId}`);
  /** Undefined: their number does not open now. What was known of it stands. */
  const hashOf = async (staffId: string): Promise<string | null | undefined> => {
    const row = await db.staff.findUniqueOrThrow({ where: { id: staffId } });
    if (row.phoneSealed === null) return null;
    const number = staffPhoneOf(vault, row);
    return number === null ? undefined : hashes(plans).ours(number);
  };
  const follow = async (staffId: string): Promise<void> => {
    const hash = await hashOf(staffId);
    const owner = ownerOf(staffId);
    if (hash !== undefined) await db.notRung.updateMany({ where: { owner }, data: { hash } });
  };
  return {
    follow,

    async choices(by) {
      await follow(by);
      const rows = await db.notRung.findMany({
        where: { owner: ownerOf(by) },
        orderBy: { staffId: "asc" },
      });
      return rows.map(({ id, staffId }) => ({ id, staffId }));
    },

    async choose(id, by, staffId) {
      const data = [{ id, owner: ownerOf(by), hash: null, staffId }];
      await db.notRung.createMany({ data, skipDuplicates: true });
      await follow(by);
    },

    async takeBack(id, by) {
      const { count } = await db.notRung.deleteMany({ where: { id, owner: ownerOf(by) } });
      return count > 0;
    },
  };
}
