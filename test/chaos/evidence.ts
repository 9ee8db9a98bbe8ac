import type { Session } from "../../src/domain/session/session.ts";
import type { EntryOf } from "../../src/emulator/log.ts";
import type { StoredEvent } from "../../src/engine/ports-store.ts";
import type { Caller } from "./callers.ts";
import type { Heartbeats } from "./heartbeats.ts";
import type { House } from "./house.ts";
import type { Sign, Story } from "./story.ts";
import { isKind, type Telephones } from "./telephones.ts";
import type { Troubles } from "./troubles.ts";

/** What there is to judge by, once the night is over. */
export type Night = {
  readonly house: House;
  readonly telephones: Telephones;
  readonly troubles: Troubles;
  readonly story: Story;
  readonly callers: readonly Caller[];
  readonly heartbeats: Heartbeats;
  /** Clicks and answers of our own that came to nothing, by how. */
  readonly notDone: ReadonlyMap<string, number>;
  readonly startedAt: number;
  readonly endedAt: number;
};

/** One session, as people lived it, as the carrier saw it and as the line wrote it down. */
export type Episode = {
  readonly id: string;
  readonly row: Session;
  readonly closedAt: number | null;
  readonly events: readonly StoredEvent[];
  readonly signs: readonly Sign[];
  /** Calls the carrier was asked for, to desks, to people of ours and to the caller, in order. */
  readonly deskCalls: readonly EntryOf<"callRequested">[];
  readonly staffCalls: readonly EntryOf<"callRequested">[];
  /** Call-backs. */
  readonly callerCalls: readonly EntryOf<"callRequested">[];
  /** The caller's own calls. */
  readonly callerSids: readonly string[];
};

export type Leg = {
  readonly sid: string;
  readonly sessionId: string;
  readonly role: string;
};

export type Evidence = Night & {
  readonly episodes: readonly Episode[];
  readonly legs: ReadonlyMap<string, Leg>;
  readonly overdue: readonly string[];
  readonly claims: number;
};

/** Read once, when all is over. */
export async function gather(night: Night): Promise<Evidence> {
  const composed = await night.house.compose();
  try {
    const { pool } = night.house;
    const { rows } = await pool.query<{ sid: string; session: string; role: string }>(
      `SELECT call_sid AS sid, session_id AS session, role FROM legs
       WHERE call_sid IS NOT NULL AND session_id IS NOT NULL`,
    );
    const legs = new Map(
      rows.map(({ sid, session, role }) => [sid, { sid, sessionId: session, role }]),
    );
    const ids = await pool.query<{ id: string; closed: Date | null }>(
      "SELECT id, closed_at AS closed FROM sessions ORDER BY opened_at",
    );
    const episodes: Episode[] = [];
    for (const { id, closed } of ids.rows) {
      const found = await composed.reads.timeline(id);
      if (found === null) continue;
      episodes.push({
        ...seen(night, legs, id),
        ...found,
        row: found.session,
        closedAt: closed?.getTime() ?? null,
      });
    }
    const now = composed.line.clock.now();
    const overdue = await composed.reads.overdue(now - 2_000, 100);
    const claims = await pool.query<{ count: string }>("SELECT count(*) AS count FROM claims");
    return {
      ...night,
      episodes,
      legs,
      overdue: overdue.map(({ duty, sessionId }) => `${duty.kind} of ${sessionId}`),
      claims: Number(claims.rows[0]?.count),
    };
  } finally {
    await composed.close();
  }
}

/** What the carrier and the people know of it. */
function seen({ telephones, story }: Night, legs: ReadonlyMap<string, Leg>, id: string) {
  const mine = [...legs.values()].filter(({ sessionId }) => sessionId === id);
  const sids = (...roles: readonly string[]) =>
    new Set(mine.filter(({ role }) => roles.includes(role)).map(({ sid }) => sid));
  const [desks, ours] = [sids("desk"), sids("speaker", "supervisor", "responder")];
  const callers = sids("caller", "redial");
  const requested = telephones.entries.filter((entry) => isKind(entry, "callRequested"));
  return {
    id,
    signs: story.signs.filter(
      (sign) => sign.sessionId === id || (sign.callSid !== null && callers.has(sign.callSid)),
    ),
    deskCalls: requested.filter(({ callSid }) => desks.has(callSid)),
    staffCalls: requested.filter(({ callSid }) => ours.has(callSid)),
    callerCalls: requested.filter(({ callSid }) => callers.has(callSid)),
    callerSids: [...callers],
  };
}
