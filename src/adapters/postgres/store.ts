import type { Event } from "../../domain/session/events.ts";
import type { Session } from "../../domain/session/session.ts";
import type { Store, StoredEvent } from "../../engine/ports-store.ts";
import type { SessionEvent } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { commit } from "./commit.ts";
import { createDuties } from "./duties.ts";
import { createLostLines } from "./lost-lines.ts";
import { stored } from "./stored.ts";

/** Sessions, their events and duties, in Postgres. */
export function createStore(db: Database): Store {
  return {
    async load(sessionId) {
      const row = await db.session.findUnique({
        where: { id: sessionId },
        select: { state: true },
      });
      return row === null ? null : stored<Session>(row.state);
    },

    commit: (change) => commit(db, change),

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
