import type { Instant } from "../../domain/session/people.ts";
import type { Database } from "./client.ts";

/** What was erased in this copy of the database, and what of sessions is there. */
export type Erasures = {
  all(): Promise<readonly { readonly sessionId: string; readonly at: Instant }[]>;
  /** Sessions of which anything sealed is there, or the key to it. */
  present(): Promise<readonly string[]>;
  eraseAgain(sessionId: string, at: Instant): Promise<void>;
};

export function createErasures(db: Database): Erasures {
  return {
    async all() {
      const rows = await db.erasure.findMany();
      return rows.map(({ sessionId, at }) => ({ sessionId, at: at.getTime() }));
    },

    async present() {
      const rows = await db.$queryRaw<{ id: string }[]>`
        SELECT session_id AS id FROM plans UNION SELECT session_id FROM recordings
        UNION SELECT session_id FROM data_keys`;
      return rows.map(({ id }) => id);
    },

    async eraseAgain(sessionId, at) {
      await eraseSession(db, sessionId, at);
    },
  };
}

/** All that is sealed of a session, and the key that sealed it. Returns how many plans there were. */
export async function eraseSession(db: Database, sessionId: string, at: Instant): Promise<number> {
  const where = { sessionId };
  const [{ count }] = await db.$transaction([
    db.plan.deleteMany({ where }),
    db.recording.deleteMany({ where }),
    db.rungLast.deleteMany({ where }),
    db.dataKey.deleteMany({ where }),
    db.erasure.createMany({ data: { sessionId, at: new Date(at) }, skipDuplicates: true }),
  ]);
  return count;
}
