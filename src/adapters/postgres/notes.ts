import type { Instant } from "../../domain/session/people.ts";
import type { Vault } from "../vault.ts";
import type { Database } from "./client.ts";
import { openedOrNull } from "./seals.ts";

export type Note = {
  readonly id: string;
  readonly authorId: string;
  readonly at: Instant;
  /** Null: it does not open any more. */
  readonly text: string | null;
};

/** What people of ours wrote about a session: sealed, and gone after its time. */
export type Notes = {
  /** Oldest first. */
  ofSession(sessionId: string): Promise<readonly Note[]>;
  count(sessionId: string): Promise<number>;
  /** Written again with the same id, it is there once. Throws `VaultClosed`. */
  write(sessionId: string, note: Note & { readonly text: string }): Promise<void>;
};

const noteSeal = (id: string): string => `note:${id}`;

export function createNotes(db: Database, vault: Vault): Notes {
  return {
    async ofSession(sessionId) {
      const rows = await db.note.findMany({
        where: { sessionId },
        orderBy: [{ at: "asc" }, { id: "asc" }],
      });
      const notes: Note[] = [];
      for (const { id, authorId, at, ...sealed } of rows) {
        await vault.reach({ keyId: sealed.keyId });
        const text = openedOrNull(() => vault.open(sealed, noteSeal(id)));
        notes.push({ id, authorId, at: at.getTime(), text });
      }
      return notes;
    },

    count: (sessionId) => db.note.count({ where: { sessionId } }),

    async write(sessionId, { id, authorId, at, text }) {
      await vault.reach({ sealing: noteSeal(id) });
      const sealed = vault.seal(text, noteSeal(id));
      const data = [{ id, sessionId, authorId, at: new Date(at), ...sealed }];
      await db.note.createMany({ data, skipDuplicates: true });
    },
  };
}
