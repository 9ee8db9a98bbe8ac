import {
  AFTER_MEETING_MS,
  askedDebrief,
  endRefused,
  givenRefused,
  offerRefused,
  type Debrief,
  type DebriefRefusal,
  type Ended,
  type Offer,
} from "../../domain/after/debriefs.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { WaiveReason } from "../../domain/session/plan.ts";
import type { DutyEnding, OwedByLine } from "../../engine/ports-store.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { owe } from "./line-duties.ts";
import { endDuty, notEnded } from "./owed.ts";
import type { Tx, Wish } from "./shift-changes.ts";
import { instantOrNull, iso } from "./times.ts";

export type DebriefAnswer = "saved" | "dutyNotFound" | DebriefRefusal;
/** What a person says became of it. */
export type Ending =
  | { readonly how: "given"; readonly withId: string }
  | { readonly how: "waived"; readonly because: WaiveReason };

/** Debriefs: duties of sessions, and those that were asked for. A wish sent again is done once. */
export type Debriefs = {
  /** All that are owed, and what ended of the last 90 days; newest first. `of`: one person's. */
  list(of: string | null, now: Instant): Promise<readonly Debrief[]>;
  byId(id: string): Promise<Debrief | null>;
  /** Returns what is owed now; nothing, where one they asked for is owed already. */
  ask(staffId: string, wish: Wish): Promise<readonly OwedByLine[]>;
  offer(id: string, offer: Pick<Offer, "withId" | "meetsAt">, wish: Wish): Promise<DebriefAnswer>;
  end(id: string, ending: Ending, wish: Wish): Promise<DebriefAnswer>;
};

export function createDebriefs(db: Database): Debriefs {
  return {
    list: (of, now) => list(db, of, now),
    byId: (id) => byId(db, id),
    ask: (staffId, wish) => db.$transaction((tx) => ask(tx, staffId, wish)),
    offer: (id, given, wish) => db.$transaction((tx) => offer(tx, id, given, wish)),
    end: (id, ending, wish) => db.$transaction((tx) => end(tx, id, ending, wish)),
  };
}

type Row = {
  readonly id: string;
  readonly staffId: string;
  readonly sessionId: string | null;
  readonly rehearsal: boolean;
  readonly createdAt: Date;
  readonly dueAt: Date;
  readonly doneAt: Date | null;
  readonly waivedBy: string | null;
  readonly waivedBecause: WaiveReason | null;
  readonly offeredBy: string | null;
  readonly offeredWith: string | null;
  readonly offeredAt: Date | null;
  readonly meetsAt: Date | null;
  readonly givenWith: string | null;
  readonly endedAt: Date | null;
};

const rows = Prisma.sql`
  SELECT duties.id, duties.data ->> 'staffId' AS "staffId", duties.session_id AS "sessionId",
    coalesce(sessions.rehearsal, false) AS rehearsal, duties.created_at AS "createdAt", duties.due_at AS "dueAt",
    duties.done_at AS "doneAt", duties.waived_by AS "waivedBy", duties.waived_because AS "waivedBecause",
    debriefs.offered_by AS "offeredBy", debriefs.offered_with AS "offeredWith", debriefs.offered_at AS "offeredAt",
    debriefs.meets_at AS "meetsAt", debriefs.given_with AS "givenWith", debriefs.ended_at AS "endedAt"
  FROM duties
    LEFT JOIN debriefs ON debriefs.duty_id = duties.id
    LEFT JOIN sessions ON sessions.id = duties.session_id
  WHERE duties.kind = 'debrief'`;

const SHOWN_MS = 90 * 24 * 3_600_000;
const MOST = 200;

async function list(db: Database, of: string | null, now: Instant): Promise<readonly Debrief[]> {
  const theirs = of === null ? Prisma.empty : Prisma.sql`AND duties.data ->> 'staffId' = ${of}`;
  const found = await db.$queryRaw<Row[]>`
    ${rows} ${theirs} AND (${notEnded} OR duties.created_at > ${iso(now - SHOWN_MS)}::timestamptz)
    ORDER BY ${notEnded} DESC, duties.created_at DESC, duties.id LIMIT ${MOST}`;
  return found.map(debriefOf);
}

async function byId(db: Database | Tx, id: string): Promise<Debrief | null> {
  const [row] = await db.$queryRaw<Row[]>`${rows} AND duties.id = ${id}::uuid`;
  return row === undefined ? null : debriefOf(row);
}

function debriefOf(row: Row): Debrief {
  const { id, staffId, sessionId, rehearsal } = row;
  const since = row.createdAt.getTime();
  const dueAt = row.dueAt.getTime();
  return {
    id,
    staffId,
    sessionId,
    rehearsal,
    since,
    dueAt,
    offered: offered(row),
    ended: ended(row),
  };
}

function offered({ offeredBy: by, offeredWith: withId, offeredAt, meetsAt }: Row): Offer | null {
  if (by === null || withId === null || offeredAt === null) return null;
  return { by, withId, at: offeredAt.getTime(), meetsAt: instantOrNull(meetsAt) };
}

function ended({ doneAt, waivedBy, waivedBecause, givenWith, endedAt }: Row): Ended | null {
  if (doneAt !== null) return { how: "given", withId: givenWith, at: doneAt.getTime() };
  if (waivedBy === null) return null;
  const because = waivedBecause ?? "noLongerNeeded";
  return { how: "waived", by: waivedBy, because, at: instantOrNull(endedAt) };
}

async function ask(tx: Tx, staffId: string, { cause, at }: Wish): Promise<readonly OwedByLine[]> {
  const waits = await tx.$queryRaw<unknown[]>`
    SELECT FROM duties WHERE kind = 'debrief' AND session_id IS NULL
      AND data ->> 'staffId' = ${staffId} AND ${notEnded} LIMIT 1`;
  if (waits.length > 0) return [];
  const owed = await owe(tx, [askedDebrief(staffId, cause, at)], at);
  if (owed.length > 0)
    await written(tx, { kind: "debriefAsked", staffId, data: {} }, { cause, at });
  return owed;
}

async function offer(
  tx: Tx,
  id: string,
  { withId, meetsAt }: Pick<Offer, "withId" | "meetsAt">,
  { by, cause, at }: Wish,
): Promise<DebriefAnswer> {
  const debrief = await byId(tx, id);
  if (debrief === null) return "dutyNotFound";
  const refused = offerRefused(debrief, { withId, meetsAt }, at);
  if (refused !== null) return (await wasDone(tx, debrief, cause)) ? "saved" : refused;
  const said = {
    offeredBy: by,
    offeredWith: withId,
    offeredAt: new Date(at),
    meetsAt: meetsAt === null ? null : new Date(meetsAt),
  };
  await tx.debrief.upsert({ where: { dutyId: id }, create: { dutyId: id, ...said }, update: said });
  if (meetsAt !== null) await quietUntil(tx, id, meetsAt + AFTER_MEETING_MS);
  const { staffId } = debrief;
  await written(tx, { kind: "debriefOffered", staffId, data: { by, withId } }, { cause, at });
  return "saved";
}

/** Somebody has arranged it: nobody is reminded before they met. */
const quietUntil = (tx: Tx, id: string, at: Instant): Promise<number> => tx.$executeRaw`
  UPDATE duties SET held_until = ${iso(at)}::timestamptz
  WHERE id = ${id}::uuid AND held_by IS NULL AND ${notEnded}`;

/** The duty's end, what is said of it and the line's event are one. */
async function end(
  tx: Tx,
  id: string,
  ending: Ending,
  { by, cause, at }: Wish,
): Promise<DebriefAnswer> {
  const debrief = await byId(tx, id);
  if (debrief === null) return "dutyNotFound";
  const { staffId, sessionId } = debrief;
  const withId = ending.how === "given" ? ending.withId : null;
  const refused = withId === null ? endRefused(debrief) : givenRefused(debrief, withId);
  if (refused !== null) return (await wasDone(tx, debrief, cause)) ? "saved" : refused;
  if (!(await endDuty(tx, id, dutyEnding(ending, by), at))) return "dutyEnded";
  const said = { givenWith: withId, endedAt: new Date(at) };
  await tx.debrief.upsert({ where: { dutyId: id }, create: { dutyId: id, ...said }, update: said });
  const kind = ending.how === "given" ? "debriefHeld" : "debriefWaived";
  const data = { by, dutyId: id, sessionId, withId };
  await written(tx, { kind, staffId, data }, { cause, at });
  return "saved";
}

const dutyEnding = (ending: Ending, by: string): DutyEnding =>
  ending.how === "given" ? { how: "done" } : { how: "waived", by, because: ending.because };

type Happening = {
  readonly kind: string;
  readonly staffId: string;
  readonly data: Readonly<Record<string, string | null>>;
};

async function written(
  tx: Tx,
  { kind, staffId, data }: Happening,
  { cause, at }: Pick<Wish, "cause" | "at">,
): Promise<void> {
  await tx.lineEvent.create({ data: { kind, subject: staffId, data, at: new Date(at), cause } });
}

/** This very wish was heard before. */
async function wasDone(
  tx: Tx,
  { staffId, since }: Pick<Debrief, "staffId" | "since">,
  cause: string,
): Promise<boolean> {
  const happened = await tx.lineEvent.count({
    where: { subject: staffId, at: { gte: new Date(since) }, cause },
  });
  return happened > 0;
}
