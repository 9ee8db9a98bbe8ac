import {
  AFTER_KEPT_MS,
  LATE_MS,
  NOTES_KEPT_MS,
  PEER_ASKS_KEPT_MS,
  planKeptUntil,
  SWEPT_LATE_MS,
} from "../../domain/retention.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Session } from "../../domain/session/session.ts";
import type { Database } from "./client.ts";
import { heldUntil } from "./holds.ts";
import { neverOpened, pagesOver, proofsOver } from "./retention.ts";
import { sessionsOf } from "./stored-session.ts";

/** What is kept, how much of it, and which of it past its time. */
export type Kept = {
  readonly what: string;
  readonly count: number;
  /** Ids, or how many where there are none to name. */
  readonly past: readonly string[];
};

/** Everything that says who or where somebody is, held against how long it may be kept. */
export async function auditRetention(db: Database, now: Instant): Promise<readonly Kept[]> {
  return [
    ...(await sealedPlaces(db, now)),
    await numbersKnown(db, now),
    await proofs(db, now - SWEPT_LATE_MS),
    await pages(db, now - SWEPT_LATE_MS),
    await rungLast(db, now - SWEPT_LATE_MS),
    await notes(db, now),
    await ownWords(db, now - SWEPT_LATE_MS),
    await peerAsks(db, now - SWEPT_LATE_MS),
    await profiles(db, now),
    await referrals(db, now - SWEPT_LATE_MS),
    await restrictions(db, now),
    await holds(db, now),
  ];
}

const PAGE = 500;

/** Plans, recordings and the keys of sessions, by what the close of their session decided, and whoever holds them. */
async function sealedPlaces(db: Database, now: Instant): Promise<readonly Kept[]> {
  const past = new Set<string>();
  for (let after: string | undefined; ;) {
    const page = await db.session.findMany({
      where: {
        OR: [{ plan: { isNot: null } }, { recordings: { some: {} } }, { dataKeys: { some: {} } }],
      },
      select: { id: true, state: true },
      orderBy: { id: "asc" },
      take: PAGE,
      ...(after === undefined ? {} : { cursor: { id: after }, skip: 1 }),
    });
    for (const session of await sessionsOf(db, page)) {
      if (await isPast(db, session, now)) past.add(session.id);
    }
    after = page.at(-1)?.id;
    if (page.length < PAGE) break;
  }
  const where = { sessionId: { in: [...past] } };
  const named = async (table: "plan" | "recording" | "dataKey", what: string): Promise<Kept> => {
    const [count, rows] = await rowsOf(db, table, where);
    return { what, count, past: [...new Set(rows.map(({ sessionId }) => sessionId))].toSorted() };
  };
  return [
    await named("plan", "plans"),
    await named("recording", "recordings"),
    await named("dataKey", "keys of sessions"),
  ];
}

type Rows = readonly { readonly sessionId: string }[];
type Where = { readonly sessionId: { readonly in: string[] } };

async function rowsOf(
  db: Database,
  table: "plan" | "recording" | "dataKey",
  where: Where,
): Promise<readonly [number, Rows]> {
  const select = { sessionId: true } as const;
  switch (table) {
    case "plan":
      return [await db.plan.count(), await db.plan.findMany({ where, select })];
    case "recording":
      return [await db.recording.count(), await db.recording.findMany({ where, select })];
    case "dataKey":
      return [await db.dataKey.count(), await db.dataKey.findMany({ where, select })];
  }
}

async function isPast(db: Database, session: Session, now: Instant): Promise<boolean> {
  const until = planKeptUntil(session);
  if (until === null || now <= until + LATE_MS) return false;
  return (await heldUntil(db, session.id, now - LATE_MS)) === null;
}

async function numbersKnown(db: Database, now: Instant): Promise<Kept> {
  const past = await db.lostLine.findMany({
    where: { expiresAt: { lte: new Date(now - SWEPT_LATE_MS) } },
    select: { sessionId: true },
  });
  const ids = past.map(({ sessionId }) => sessionId);
  return { what: "hashes of numbers", count: await db.lostLine.count(), past: ids };
}

async function notes(db: Database, now: Instant): Promise<Kept> {
  const where = { at: { lte: new Date(now - NOTES_KEPT_MS - SWEPT_LATE_MS) } };
  const past = await db.note.findMany({ where, select: { id: true } });
  return { what: "notes", count: await db.note.count(), past: past.map(({ id }) => id) };
}

async function ownWords(db: Database, swept: Instant): Promise<Kept> {
  const where = { at: { lte: new Date(swept - AFTER_KEPT_MS) } };
  const past = await db.afterEntry.findMany({ where, select: { id: true } });
  const count = await db.afterEntry.count();
  return { what: "our own after calls", count, past: past.map(({ id }) => id) };
}

async function peerAsks(db: Database, swept: Instant): Promise<Kept> {
  const where = { at: { lte: new Date(swept - PEER_ASKS_KEPT_MS) } };
  const past = await db.peerAsk.findMany({ where, select: { id: true } });
  const count = await db.peerAsk.count();
  return { what: "asked of peers", count, past: past.map(({ id }) => id) };
}

async function proofs(db: Database, swept: Instant): Promise<Kept> {
  const past = await db.phoneProof.findMany({
    where: proofsOver(swept),
    select: { staffId: true },
  });
  const ids = past.map(({ staffId }) => staffId);
  return { what: "numbers never proved", count: await db.phoneProof.count(), past: ids };
}

async function pages(db: Database, swept: Instant): Promise<Kept> {
  const past = await db.sessionPage.findMany({
    where: pagesOver(swept),
    select: { sessionId: true },
  });
  const ids = past.map(({ sessionId }) => sessionId);
  return { what: "addresses of pages", count: await db.sessionPage.count(), past: ids };
}

async function rungLast(db: Database, swept: Instant): Promise<Kept> {
  const past = await db.$queryRaw<{ id: string }[]>`
    SELECT session_id AS id FROM rung_last WHERE ${neverOpened(swept)}`;
  const ids = past.map(({ id }) => id);
  return { what: "who is rung last", count: await db.rungLast.count(), past: ids };
}

const DAY_MS = 24 * 3_600_000;

/** Their days are whole ones. */
async function profiles(db: Database, now: Instant): Promise<Kept> {
  const where = { expiresOn: { lte: new Date(now - 2 * DAY_MS) } };
  const past = await db.profile.findMany({ where, select: { id: true } });
  return {
    what: "what callers kept",
    count: await db.profile.count(),
    past: past.map(({ id }) => id),
  };
}

async function referrals(db: Database, swept: Instant): Promise<Kept> {
  const past = await db.referral.findMany({
    where: { expiresOn: { lte: new Date(swept) } },
    select: { id: true },
  });
  return { what: "referrals", count: await db.referral.count(), past: past.map(({ id }) => id) };
}

async function restrictions(db: Database, now: Instant): Promise<Kept> {
  const where = { until: { lte: new Date(now - SWEPT_LATE_MS) } };
  const [stood, chosen] = await Promise.all([
    db.restriction.findMany({ where, select: { id: true } }),
    db.notToMe.findMany({ where, select: { id: true } }),
  ]);
  const count = (await db.restriction.count()) + (await db.notToMe.count());
  return { what: "restrictions", count, past: [...stood, ...chosen].map(({ id }) => id) };
}

/** Over, and their keys still there. */
async function holds(db: Database, now: Instant): Promise<Kept> {
  const expiresAt = { lte: new Date(now - LATE_MS) };
  const past = await db.hold.findMany({
    where: { confirmedAt: { not: null }, endedAt: null, expiresAt },
    select: { id: true },
  });
  const count = await db.hold.count({ where: { confirmedAt: { not: null }, endedAt: null } });
  return { what: "holds", count, past: past.map(({ id }) => id) };
}
