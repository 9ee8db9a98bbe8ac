import type { KeyStore } from "../vault.ts";
import type { Database } from "./client.ts";

/** Keys that last as long as the rows they seal: with them in every copy of the database, and opened by a master key alone. */
export function createLastingKeys(db: Database): KeyStore {
  const read = async (name: string): Promise<string | null> =>
    (await db.vaultKey.findUnique({ where: { name } }))?.wrapped ?? null;
  return {
    names: async () =>
      (await db.vaultKey.findMany({ select: { name: true } })).map(({ name }) => name),
    read,

    async keep(name, wrapped) {
      await db.vaultKey.createMany({ data: { name, wrapped }, skipDuplicates: true });
      return (await read(name)) ?? wrapped;
    },

    async replace(name, before, wrapped) {
      const { count } = await db.vaultKey.updateMany({
        where: { name, wrapped: before },
        data: { wrapped },
      });
      return count > 0;
    },

    async destroy(name) {
      await db.vaultKey.deleteMany({ where: { name } });
    },
  };
}
