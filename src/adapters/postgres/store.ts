import type { Event } from "../../domain/session/events.ts";
import type { Store, StoredEvent } from "../../engine/ports-store.ts";
import type { SessionEvent } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { commit } from "./commit.ts";
import { createDuties } from "./duties.ts";
import { createLostLines } from "./lost-lines.ts";
import { sessionOf } from "./stored-session.ts";
import { stored } from "./stored.ts";
import { iso } from "./times.ts";

/** Sessions, their events and duties, in Postgres. */
export function createStore(db: Database): Store {
  return {
    async load(sessionId) {
      const [row] = await db.$queryRaw<{ id: string; state: unknown }[]>`
        SELECT id, state FROM sessions WHERE id = ${sessionId}::uuid`;
      return sessionOf(db, row ?? null);
    },

    commit: (change) => commit(db, change),

    async know(sessionId, { id, at }) {
      await db.$executeRaw`
        INSERT INTO session_inputs (session_id, input_id, at)
        SELECT id, ${id}, ${iso(at)}::timestamptz FROM sessions WHERE id = ${sessionId}::uuid
        ON CONFLICT DO NOTHING`;
    },

    async events(sessionId) {
      const rows = await db.sessionEvent.findMany({
        where: { sessionId },
        orderBy: { seq: "asc" },
      });
      return rows.map(storedEvent);
    },

    ...createDuties(db),
    ...createLostLines(db),
  };
}

const storedEvent = ({ data, seq, cause }: SessionEvent): StoredEvent => ({
  ...stored<Event>(data),
  seq,
  cause,
});
