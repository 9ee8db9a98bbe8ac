import { v7 as uuid } from "uuid";
import type { Language } from "../../domain/language.ts";
import { isAtLimit } from "../../domain/after/load.ts";
import { standings } from "../../domain/presence.ts";
import { lookAheadAt } from "../../domain/shifts/duties.ts";
import type { Circle, Instant, Person, Roster, Via } from "../../domain/session/people.ts";
import type { RosterPort, StaffMember } from "../../engine/ports.ts";
import type { Vault } from "../vault.ts";
import type { Database } from "./client.ts";
import { owe } from "./line-duties.ts";
import { circleAt, seenColumns, seenOf, stateNow, type SeenColumns } from "./presence.ts";
import { staffPhoneOf } from "./seals.ts";
import { stored } from "./stored.ts";
import { createTalk, type TalkShares } from "./talk.ts";
import { callsInShift } from "./load-limits.ts";
import { lapsedAt } from "./training-held.ts";
import { iso } from "./times.ts";

/** The roster, and what people do to it: come, go, pause, return. Each writes a line event. */
export type StaffedRoster = RosterPort & {
  /** Puts someone on shift, free to be rung. A shift of theirs that runs in that circle runs on; any other ends. */
  goOnShift(staffId: string, circle: Circle, at: Instant): Promise<void>;
  /** Also before the end that was agreed: then they are gone for the rest of it. */
  goOffShift(staffId: string, at: Instant): Promise<void>;
  takeBreak(staffId: string, at: Instant): Promise<void>;
  /** After a break, or resting: only they themselves return (PRACTICE 29). */
  back(staffId: string, at: Instant): Promise<void>;
};

/** No leg lives longer: an older one whose end we never heard keeps nobody from being rung. */
const longestLegMs = 4 * 3_600_000;

export function createRoster(db: Database, vault: Vault): StaffedRoster {
  const talk = createTalk(db);
  return {
    now: async (at) => onShiftNow(db, await talk(at), at),
    member: (staffId) => member(db, vault, staffId),
    missedRing: (staffId, at) => missedRing(db, staffId, at),
    rest: (staffId, at) => setPresence(db, { staffId, state: "resting", at, event: "staffRested" }),
    takeBreak: (staffId, at) =>
      setPresence(db, { staffId, state: "break", at, event: "breakTaken" }),
    back: (staffId, at) => setPresence(db, { staffId, state: "here", at, event: "staffReturned" }),
    goOnShift: (staffId, circle, at) => goOnShift(db, { staffId, circle, at }),

    goOffShift: (staffId, at) => goOffShift(db, staffId, at),
  };
}

type RosterRow = SeenColumns & {
  staffId: string;
  circle: Circle;
  languages: Language[];
  via: Via;
  hasPhone: boolean;
  free: boolean;
  idleSince: Date;
  layer: number | null;
  trainingLapsed: boolean;
  otherWork: boolean;
  loadLimit: number | null;
  calls: number;
};

/** One entry for each person; who has several shifts at once is in the circle that is rung first. */
async function onShiftNow(db: Database, talk: TalkShares, at: Instant): Promise<Roster> {
  const rows = await db.$queryRaw<RosterRow[]>`
    SELECT DISTINCT ON (staff.id) staff.id AS "staffId", ${circleAt(at)} AS circle, staff.languages,
      staff.reach AS via, staff.second_leg AS "hasPhone",
      ${seenColumns},
      ${stateNow} = 'here'
        AND NOT EXISTS (
          SELECT FROM claims JOIN sessions ON sessions.id = claims.session_id
          WHERE claims.responder_id = staff.id AND sessions.closed_at IS NULL
            AND (claims.kind = 'call' OR claims.until IS NULL OR claims.until > ${iso(at)}::timestamptz))
        AND NOT EXISTS (
          SELECT FROM legs
          WHERE legs.party = staff.id AND legs.role IN ('responder', 'speaker', 'supervisor')
            AND legs.ended_at IS NULL AND legs.requested_at > ${iso(at - longestLegMs)}::timestamptz) AS free,
      coalesce(greatest(presence.since, presence.last_call_ended_at), shifts.starts_at) AS "idleSince", shifts.layer,
      ${lapsedAt(at)} AS "trainingLapsed",
      cardinality(staff.work) > 0 AND NOT 'intervention' = ANY(staff.work) AS "otherWork",
      load_limits.calls AS "loadLimit", ${callsInShift} AS calls
    FROM shifts
      JOIN staff ON staff.id = shifts.staff_id
      LEFT JOIN presence ON presence.staff_id = staff.id
      LEFT JOIN load_limits ON load_limits.staff_id = staff.id
    WHERE shifts.starts_at <= ${iso(at)}::timestamptz
      AND (shifts.ends_at IS NULL OR shifts.ends_at > ${iso(at)}::timestamptz)
      -- Trainees never answer alone, and coordinators and auditors see no session: whoever put them on shift.
      AND staff.roles && ARRAY['responder', 'supervisor']
    ORDER BY staff.id, array_position(ARRAY['line', 'on-call', 'supervising'], shifts.kind)`;
  const standing = standings(rows.map(seenOf), at);
  return rows.map((row) => rankedOf(personOf(row, standing.get(row.staffId)), row, talk));
}

/** What puts somebody behind the others (domain/routing.ts). */
function rankedOf(person: Person, row: RosterRow, talk: TalkShares): Person {
  const { trainingLapsed, otherWork, loadLimit, calls } = row;
  const talkShare = talk.get(person.staffId);
  return {
    ...person,
    ...(trainingLapsed ? { trainingLapsed } : {}),
    ...(otherWork ? { otherWork } : {}),
    ...(isAtLimit(loadLimit, calls) ? { atLimit: true } : {}),
    ...(talkShare === undefined ? {} : { talkShare }),
  };
}

type Found = { readonly reachable: boolean; readonly deaf: unknown };

function personOf(row: RosterRow, found: Found | undefined): Person {
  const { staffId, circle, languages, via, hasPhone, free, idleSince, layer } = row;
  return {
    staffId,
    circle,
    languages,
    via,
    free,
    ...(hasPhone ? { hasPhone } : {}),
    ...(free && found?.reachable === false ? { reachable: false } : {}),
    ...(found?.deaf == null ? {} : { deaf: true }),
    idleSince: idleSince.getTime(),
    ...(layer === null ? {} : { layer }),
  };
}

async function member(db: Database, vault: Vault, staffId: string): Promise<StaffMember | null> {
  const row = await db.staff.findUnique({ where: { id: staffId } });
  if (row === null) return null;
  return {
    id: row.id,
    name: row.name,
    via: stored<Via>(row.reach),
    languages: stored<Language[]>(row.languages),
    phone: staffPhoneOf(vault, row),
  };
}

type PresenceChange = {
  staffId: string;
  state: "here" | "break" | "resting";
  at: Instant;
  event: string;
};

async function setPresence(db: Database, change: PresenceChange): Promise<void> {
  await db.$transaction(presenceWrites(db, change));
}

function presenceWrites(db: Database, { staffId, state, at, event }: PresenceChange) {
  const since = new Date(at);
  return [
    db.presence.upsert({
      where: { staffId },
      create: { staffId, state, since },
      update: { state, since },
    }),
    db.lineEvent.create({ data: { kind: event, subject: staffId, data: {}, at: since } }),
  ];
}

/** Until they are back, or take a call, others are rung before them. */
async function missedRing(db: Database, staffId: string, at: Instant): Promise<void> {
  const lastRingMissedAt = new Date(at);
  await db.presence.upsert({
    where: { staffId },
    create: { staffId, state: "here", since: lastRingMissedAt, lastRingMissedAt },
    update: { lastRingMissedAt },
  });
}

async function goOnShift(
  db: Database,
  { staffId, circle, at }: { staffId: string; circle: Circle; at: Instant },
): Promise<void> {
  const here = presenceWrites(db, { staffId, state: "here", at, event: "shiftBegan" });
  const runs = await db.shift.count({ where: { ...running(staffId, at), kind: circle } });
  if (runs > 0) {
    await db.$transaction(here);
    return;
  }
  await db.$transaction([
    endShifts(db, staffId, at),
    db.shift.create({ data: { id: uuid(), staffId, startsAt: new Date(at), kind: circle } }),
    ...here,
  ]);
}

/** Whoever goes before the end that was agreed may leave too few: that is looked for now, not at the next hour. */
async function goOffShift(db: Database, staffId: string, at: Instant): Promise<void> {
  await db.$transaction(async (tx) => {
    const agreed = await tx.shift.count({
      where: { ...running(staffId, at), ruleId: { not: null }, endsAt: { not: null } },
    });
    await endShifts(tx, staffId, at);
    const data = { kind: "shiftEnded", subject: staffId, data: {}, at: new Date(at) };
    await tx.lineEvent.create({ data });
    if (agreed > 0) await owe(tx, [lookAheadAt(at)], at);
  });
}

const endShifts = (db: Pick<Database, "shift">, staffId: string, at: Instant) =>
  db.shift.updateMany({
    where: running(staffId, at),
    data: { endsAt: new Date(at), leftAt: new Date(at) },
  });

const running = (staffId: string, at: Instant) => ({
  staffId,
  startsAt: { lte: new Date(at) },
  OR: [{ endsAt: null }, { endsAt: { gt: new Date(at) } }],
});
