import type { Language } from "../../domain/language.ts";
import type { Event } from "../../domain/session/events.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Session } from "../../domain/session/session.ts";
import type { Vault } from "../vault.ts";
import type { Database } from "./client.ts";
import { notEnded } from "./owed.ts";
import { staffPhoneOf } from "./seals.ts";
import { stored } from "./stored.ts";
import { instantOrNull, iso } from "./times.ts";

/** What is written of the line, as the watchdog reads it. */
export type LineBooks = {
  readonly callsNotMade: boolean;
  readonly syntheticFailed: boolean;
  readonly answering: number;
  readonly clockSteppedAt: Instant | null;
  readonly undated: readonly string[];
  /** Since when something of the line's own is due and not done. */
  readonly lineOverdueAt: Instant | null;
  /** The last "I have it" of somebody who was paged, and until when it holds. */
  readonly taken: { readonly at: Instant; readonly until: Instant } | null;
};

/** A session's row and its events, read in one breath. */
export type Recorded = {
  readonly id: string;
  readonly state: Session;
  readonly events: readonly Event[];
};

export type PagedPerson = {
  readonly staffId: string;
  readonly phone: string;
  readonly language: Language;
};

export type WatchdogReads = {
  books(now: Instant): Promise<LineBooks>;
  /** Sessions open, or closed within ten minutes, by id; `after` is the last one looked at. */
  recorded(now: Instant, after: string | null, limit: number): Promise<readonly Recorded[]>;
  /** Who supervises or is on call now; where nobody does, every supervisor. Only those with a telephone. */
  paged(now: Instant): Promise<readonly PagedPerson[]>;
  /** Whether they said already, by this very call or text, that they have it. */
  wasTaken(staffId: string, cause: string): Promise<boolean>;
};

/** What people are told of is looked for among this many of the last events of no session. */
const LAST_EVENTS = 1_000;
const DAY_MS = 24 * 3_600_000;

/** What was written of sessions is read without opening anything sealed. */
export const createRecorded = (db: Database): Pick<WatchdogReads, "recorded"> => ({
  recorded: (now, after, limit) => recorded(db, { now, after, limit }),
});

export function createWatchdogReads(db: Database, vault: Vault): WatchdogReads {
  return {
    books: (now) => books(db, now),
    ...createRecorded(db),
    paged: (now) => paged(db, vault, now),
    async wasTaken(subject, cause) {
      return (await db.lineEvent.count({ where: { kind: "pageTaken", subject, cause } })) > 0;
    },
  };
}

async function books(db: Database, now: Instant): Promise<LineBooks> {
  const [notMade, syntheticFailed, [shift], undated, lineOverdueAt, told] = await Promise.all([
    callsNotMade(db, now),
    notReached(db, now),
    db.$queryRaw<{ answering: number }[]>`
      SELECT count(DISTINCT shifts.staff_id)::int AS answering
      FROM shifts LEFT JOIN presence ON presence.staff_id = shifts.staff_id
      WHERE shifts.kind IN ('line', 'on-call') AND coalesce(presence.state, 'here') = 'here'
        AND shifts.starts_at <= ${iso(now)}::timestamptz
        AND (shifts.ends_at IS NULL OR shifts.ends_at > ${iso(now)}::timestamptz)`,
    undatedWatches(db),
    lineOverdue(db, now),
    lastTold(db),
  ]);
  const answering = shift?.answering ?? 0;
  return { callsNotMade: notMade, syntheticFailed, answering, undated, lineOverdueAt, ...told };
}

async function lineOverdue(db: Database, now: Instant): Promise<Instant | null> {
  const [row] = await db.$queryRaw<{ since: Date | null }[]>`
    SELECT min(due_at) AS since FROM duties
    WHERE session_id IS NULL AND ${notEnded} AND due_at <= ${iso(now)}::timestamptz`;
  return instantOrNull(row?.since ?? null);
}

/** A call is stored before the carrier is asked, and named once it was made. Three in a row without a name, to two people or more. */
async function callsNotMade(db: Database, now: Instant): Promise<boolean> {
  const last = await db.$queryRaw<{ made: boolean; whose: string }[]>`
    SELECT call_sid IS NOT NULL AS made, coalesce(party, role) AS whose FROM legs
    WHERE duty_id IS NOT NULL AND requested_at > ${iso(now - 120_000)}::timestamptz
      AND requested_at <= ${iso(now - 3_000)}::timestamptz
    ORDER BY requested_at DESC LIMIT 3`;
  const people = new Set(last.map(({ whose }) => whose));
  return last.length === 3 && people.size > 1 && last.every(({ made }) => !made);
}

/** The line called itself twice in a row without getting through; once may be chance. Nobody looks at those of another day. */
async function notReached(db: Database, now: Instant): Promise<boolean> {
  const last = await db.syntheticCall.findMany({
    where: { result: { in: ["returned", "failed"] }, endedAt: { gt: new Date(now - DAY_MS) } },
    orderBy: { endedAt: "desc" },
    take: 2,
  });
  return last.length === 2 && last.every(({ result }) => result === "failed");
}

/** A watch that waits for an answer owes help at one moment, which is both in the row and a duty. */
async function undatedWatches(db: Database): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM sessions
    WHERE closed_at IS NULL AND phase = 'watching' AND state -> 'help' ->> 'state' IN ('none', 'stoodDown')
      AND (help_at IS NULL OR NOT EXISTS (
        SELECT FROM duties
        WHERE duties.session_id = sessions.id AND kind = 'sendHelp' AND ${notEnded}
          AND data ->> 'checkIn' = state -> 'watch' ->> 'checkIn'))
    ORDER BY opened_at LIMIT 10`;
  return rows.map(({ id }) => id);
}

async function lastTold(db: Database): Promise<Pick<LineBooks, "clockSteppedAt" | "taken">> {
  const rows = await db.$queryRaw<{ kind: string; at: Date; until: string | null }[]>`
    SELECT DISTINCT ON (kind) kind, at, data ->> 'until' AS until
    FROM (SELECT * FROM line_events ORDER BY id DESC LIMIT ${LAST_EVENTS}) AS lately
    WHERE kind IN ('clockStepped', 'pageTaken') ORDER BY kind, id DESC`;
  const last = (kind: string) => rows.find((row) => row.kind === kind);
  const taken = last("pageTaken");
  return {
    clockSteppedAt: instantOrNull(last("clockStepped")?.at ?? null),
    taken:
      taken === undefined ? null : { at: taken.at.getTime(), until: Date.parse(taken.until ?? "") },
  };
}

type Which = { readonly now: Instant; readonly after: string | null; readonly limit: number };

/** One statement sees one moment: a commit between row and events cannot make them differ. */
async function recorded(db: Database, { now, after, limit }: Which): Promise<readonly Recorded[]> {
  const rows = await db.$queryRaw<{ id: string; state: unknown; events: unknown }[]>`
    SELECT id, state, (
      SELECT jsonb_agg(data ORDER BY seq) FROM session_events WHERE session_id = sessions.id) AS events
    FROM sessions
    WHERE (closed_at IS NULL OR closed_at > ${iso(now - 600_000)}::timestamptz)
      AND (${after}::uuid IS NULL OR id > ${after}::uuid)
    ORDER BY id LIMIT ${limit}`;
  return rows.map(({ id, state, events }) => ({
    id,
    state: stored<Session>(state),
    events: stored<readonly Event[]>(events ?? []),
  }));
}

async function paged(db: Database, vault: Vault, now: Instant): Promise<readonly PagedPerson[]> {
  const at = new Date(now);
  const shifts = {
    some: {
      kind: { in: ["supervising", "on-call"] },
      startsAt: { lte: at },
      OR: [{ endsAt: null }, { endsAt: { gt: at } }],
    },
  };
  const here = await reachable(db, vault, { shifts });
  return here.length > 0 ? here : reachable(db, vault, { roles: { has: "supervisor" } });
}

type Whom = Parameters<Database["staff"]["findMany"]>[0] extends infer Args
  ? NonNullable<NonNullable<Args>["where" & keyof NonNullable<Args>]>
  : never;

async function reachable(db: Database, vault: Vault, where: Whom): Promise<readonly PagedPerson[]> {
  const staff = await db.staff.findMany({ where, orderBy: { id: "asc" } });
  return staff.flatMap((one) => {
    const phone = staffPhoneOf(vault, one);
    const [language = "en"] = stored<Language[]>(one.languages);
    return phone === null ? [] : [{ staffId: one.id, phone, language }];
  });
}
