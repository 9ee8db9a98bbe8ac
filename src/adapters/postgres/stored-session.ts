import { foldedAnew, isWhole } from "../../domain/session/earlier.ts";
import type { Event } from "../../domain/session/events.ts";
import type { Session } from "../../domain/session/session.ts";
import type { Database } from "./client.ts";
import { stored } from "./stored.ts";

type Row = { readonly id: string; readonly state: unknown };

/** Sessions as today's rules read them, whichever release stored them. In the order of the rows; at most one question more. */
export async function sessionsOf(db: Database, rows: readonly Row[]): Promise<readonly Session[]> {
  const earlier = rows.filter(({ state }) => !isWhole(state)).map(({ id }) => id);
  const events = earlier.length === 0 ? new Map<string, Event[]>() : await eventsOf(db, earlier);
  return rows.map(({ id, state }) => {
    const anew = isWhole(state) ? null : foldedAnew(id, events.get(id) ?? []);
    return anew ?? stored<Session>(state);
  });
}

/** Null where there is none. */
export async function sessionOf(db: Database, row: Row | null): Promise<Session | null> {
  if (row === null) return null;
  const [session] = await sessionsOf(db, [row]);
  return session ?? null;
}

async function eventsOf(
  db: Database,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, Event[]>> {
  const rows = await db.sessionEvent.findMany({
    where: { sessionId: { in: [...sessionIds] } },
    select: { sessionId: true, data: true },
    orderBy: [{ sessionId: "asc" }, { seq: "asc" }],
  });
  const events = new Map<string, Event[]>();
  for (const { sessionId, data } of rows) {
    const before = events.get(sessionId) ?? [];
    events.set(sessionId, [...before, stored<Event>(data)]);
  }
  return events;
}
