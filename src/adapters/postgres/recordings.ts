import type { Recordings } from "../../engine/ports.ts";
import type { Vault } from "../vault.ts";
import type { Database } from "./client.ts";
import { createDataKeys } from "./data-keys.ts";
import { recordingSeal } from "./seals.ts";

/** Callers' own voices saying where they are, sealed before they reach the database and bound to their session. */
export function createRecordings(db: Database, vault: Vault): Omit<Recordings, "fetch" | "drop"> {
  const keys = createDataKeys(db, vault);
  return {
    has: async (sessionId, take) => (await db.recording.count({ where: { sessionId, take } })) > 0,

    async write(sessionId, take, audio, at) {
      const text = Buffer.from(audio).toString("base64");
      const sealed = await keys.seal(sessionId, text, recordingSeal(sessionId, take));
      const row = { sessionId, take, ...sealed, at: new Date(at) };
      await db.recording.createMany({ data: row, skipDuplicates: true });
    },

    async read(sessionId, take) {
      const row = await db.recording.findUnique({ where: { sessionId_take: { sessionId, take } } });
      if (row === null) return null;
      return Buffer.from(await keys.open(sessionId, row, recordingSeal(sessionId, take)), "base64");
    },

    async erase(sessionId) {
      keys.forget(sessionId);
      await db.recording.deleteMany({ where: { sessionId } });
    },
  };
}
