import { gateClass } from "../../domain/session/duties.ts";
import { waiterOf, type Waiter } from "../../domain/session/queue.ts";
import { phaseOf } from "../../domain/session/session.ts";
import type { ClaimChange } from "../../engine/ports.ts";
import type { Commit, Committed } from "../../engine/ports-store.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { logged } from "./call-log-commit.ts";
import type { Database } from "./client.ts";
import { brokenUnique } from "./errors.ts";
import { thisOwed } from "./owed.ts";
import { iso, isoOrNull } from "./times.ts";

/**
 * One statement writes the session, the input, events, duties and claims, or nothing of them. Under READ COMMITTED
 * it takes its locks in one order (the completed duty, claims by name, the session), so commits never deadlock.
 */
export async function commit(db: Database, commit: Commit): Promise<Committed> {
  if (commit.before + commit.events.length !== commit.session.version) {
    throw new Error(
      `Session ${commit.session.id}: the folded version does not follow from its events.`,
    );
  }
  try {
    const [row] = await db.$queryRaw<{ done: boolean }[]>(statement(commit));
    return row?.done === true ? "done" : await whyNot(db, commit);
  } catch (error) {
    const broken = brokenUnique(error);
    if (broken === "claims_pkey") return "claimed";
    if (broken === "session_inputs_pkey") return "repeated";
    throw error;
  }
}

function statement(commit: Commit): Prisma.Sql {
  const { session, input, completes } = commit;
  const at = Prisma.sql`${iso(input.at)}::timestamptz`;
  const changes = lastPerPerson(commit.claims);
  return Prisma.sql`
    WITH ${facts(commit, changes)},
    may AS MATERIALIZED (
      SELECT WHERE NOT EXISTS (SELECT FROM known)
        AND (${completes}::uuid IS NULL OR EXISTS (SELECT FROM alarm))
        AND (SELECT bool_and(free) FROM standing) IS NOT FALSE
    ),
    bumped AS (${commit.before === 0 ? opened(commit) : advanced(commit)}),
    ended AS (
      UPDATE duties SET done_at = ${at}, held_by = NULL, held_until = NULL
      WHERE id IN (SELECT id FROM alarm) AND (EXISTS (SELECT FROM bumped) OR EXISTS (SELECT FROM known))
    ),
    taken_in AS (
      INSERT INTO session_inputs (session_id, input_id, at)
      SELECT id, ${input.id}, ${at} FROM bumped
    ),
    ${written(commit)},
    ${logged(commit)}
    ${claimed(changes, session.id, at)}
    SELECT EXISTS (SELECT FROM bumped) AS done`;
}

/** What the commit depends on, locked: the duty it ends, the people it names; and whether the input is known. */
function facts({ session, input, completes }: Commit, changes: readonly ClaimChange[]): Prisma.Sql {
  const names = changes.map(({ staffId }) => staffId);
  const holds = changes
    .filter((change) => change.change === "hold")
    .map(({ staffId, kind, until }) => ({ staff: staffId, kind, until: isoOrNull(until) }));
  return Prisma.sql`
    alarm AS MATERIALIZED (
      SELECT id FROM duties WHERE ${thisOwed(completes)} FOR UPDATE
    ),
    known AS (
      SELECT FROM session_inputs WHERE session_id = ${session.id}::uuid AND input_id = ${input.id}
    ),
    wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(holds)}::jsonb)
        AS w(staff text, kind text, until timestamptz)
    ),
    standing AS MATERIALIZED (
      SELECT c.responder_id AS staff,
        w.staff IS NULL OR c.session_id = ${session.id}::uuid OR holder.closed_at IS NOT NULL
          OR (c.kind = 'ring' AND c.until <= ${iso(input.at)}::timestamptz) AS free
      FROM claims c
        JOIN sessions holder ON holder.id = c.session_id
        LEFT JOIN wanted w ON w.staff = c.responder_id
      WHERE c.responder_id = ANY(${names}::text[])
      ORDER BY c.responder_id
      FOR UPDATE OF c
    )`;
}

function columns({ session }: Commit) {
  return {
    state: Prisma.sql`${JSON.stringify(session)}::jsonb`,
    phase: phaseOf(session),
    dueAt: Prisma.sql`${isoOrNull(session.watch?.deadline.dueAt ?? null)}::timestamptz`,
    helpAt: Prisma.sql`${isoOrNull(session.watch?.deadline.helpAt ?? null)}::timestamptz`,
    responder: session.company.responder?.staffId ?? null,
    closedAt: Prisma.sql`${isoOrNull(session.closed?.at ?? null)}::timestamptz`,
    outcome: session.closed?.outcome ?? null,
    ...waitingColumns(waiterOf(session)),
  };
}

const waitingColumns = (waiter: Waiter | null) => ({
  waiting: Prisma.sql`${waiter === null ? null : JSON.stringify(waiter)}::jsonb`,
  waitingUrgency: Prisma.sql`${waiter?.urgency ?? null}::smallint`,
  waitingSince: Prisma.sql`${isoOrNull(waiter?.since ?? null)}::timestamptz`,
});

function opened(commit: Commit): Prisma.Sql {
  const { session } = commit;
  const is = columns(commit);
  return Prisma.sql`
    INSERT INTO sessions (id, version, state, phase, due_at, help_at, responder_id, language, rehearsal,
      protocol_id, opened_at, closed_at, outcome, waiting, waiting_urgency, waiting_since)
    SELECT ${session.id}::uuid, ${session.version}, ${is.state}, ${is.phase}, ${is.dueAt}, ${is.helpAt},
      ${is.responder}, ${session.language}, ${session.rehearsal}, ${session.protocol.id},
      ${iso(session.openedAt)}::timestamptz, ${is.closedAt}, ${is.outcome},
      ${is.waiting}, ${is.waitingUrgency}, ${is.waitingSince}
    FROM may
    ON CONFLICT (id) DO NOTHING
    RETURNING id`;
}

function advanced(commit: Commit): Prisma.Sql {
  const { session, before } = commit;
  const is = columns(commit);
  return Prisma.sql`
    UPDATE sessions SET version = ${session.version}, state = ${is.state}, phase = ${is.phase},
      due_at = ${is.dueAt}, help_at = ${is.helpAt}, responder_id = ${is.responder},
      language = ${session.language}, closed_at = ${is.closedAt}, outcome = ${is.outcome},
      waiting = ${is.waiting}, waiting_urgency = ${is.waitingUrgency}, waiting_since = ${is.waitingSince}
    WHERE id = ${session.id}::uuid AND version = ${before} AND EXISTS (SELECT FROM may)
    RETURNING id`;
}

function written({ before, events, duties, cause, input }: Commit): Prisma.Sql {
  const eventRows = events.map((event, index) => ({
    seq: before + 1 + index,
    kind: event.kind,
    data: event,
    at: iso(event.at),
  }));
  const dutyRows = duties.map(({ id, duty }) => ({
    id,
    kind: duty.kind,
    data: duty,
    due_at: iso(duty.dueAt),
    gate: gateClass(duty),
  }));
  return Prisma.sql`
    happened AS (
      INSERT INTO session_events (session_id, seq, kind, data, at, cause)
      SELECT bumped.id, e.seq, e.kind, e.data, e.at, ${cause}
      FROM bumped, jsonb_to_recordset(${JSON.stringify(eventRows)}::jsonb)
        AS e(seq int, kind text, data jsonb, at timestamptz)
    ),
    now_owed AS (
      INSERT INTO duties (id, session_id, subject_kind, subject_id, kind, data, due_at, gate, created_at, cause)
      SELECT d.id, bumped.id, 'session', bumped.id::text, d.kind, d.data, d.due_at, d.gate,
        ${iso(input.at)}::timestamptz, ${cause}
      FROM bumped, jsonb_to_recordset(${JSON.stringify(dutyRows)}::jsonb)
        AS d(id uuid, kind text, data jsonb, due_at timestamptz, gate smallint)
    )`;
}

/** A hold that meets a claim made since the statement began breaks the primary key, and all is undone. */
function claimed(changes: readonly ClaimChange[], sessionId: string, at: Prisma.Sql): Prisma.Sql {
  const released = changes
    .filter(({ change }) => change === "release")
    .map(({ staffId }) => staffId);
  return Prisma.sql`
    let_go AS (
      DELETE FROM claims USING bumped
      WHERE session_id = bumped.id AND responder_id = ANY(${released}::text[])
      RETURNING responder_id, kind
    ),
    idle AS (
      UPDATE presence SET last_call_ended_at = ${at} FROM let_go
      WHERE staff_id = let_go.responder_id AND let_go.kind = 'call'
    ),
    taken_over AS (
      UPDATE claims SET session_id = ${sessionId}::uuid, kind = w.kind, until = w.until
      FROM wanted w, bumped WHERE responder_id = w.staff
    ),
    held AS (
      INSERT INTO claims (responder_id, session_id, kind, until)
      SELECT w.staff, bumped.id, w.kind, w.until FROM wanted w, bumped
      WHERE w.staff NOT IN (SELECT staff FROM standing)
      ORDER BY w.staff
    )`;
}

function lastPerPerson(changes: readonly ClaimChange[]): ClaimChange[] {
  return [...new Map(changes.map((change) => [change.staffId, change])).values()];
}

/** Reads why nothing was written. Things may have moved on since; then deciding anew is right. */
async function whyNot(
  db: Database,
  { session, before, input, completes }: Commit,
): Promise<Committed> {
  const [found] = await db.$queryRaw<{ version: number; known: boolean; ended: boolean }[]>`
    SELECT coalesce((SELECT version FROM sessions WHERE id = ${session.id}::uuid), 0) AS version,
      EXISTS (SELECT FROM session_inputs WHERE session_id = ${session.id}::uuid AND input_id = ${input.id}) AS known,
      ${completes}::uuid IS NOT NULL
        AND NOT EXISTS (SELECT FROM duties WHERE ${thisOwed(completes)}) AS ended`;
  if (found?.ended === true) return "repeated";
  if (found?.known === true && completes === null) return "repeated";
  return found?.version === before ? "claimed" : "moved";
}
