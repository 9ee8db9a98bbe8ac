import {
  AFTER_KEPT_MS,
  NOTES_KEPT_MS,
  PAGES_KEPT_MS,
  PEER_ASKS_KEPT_MS,
  PROOFS_KEPT_MS,
  UNOPENED_KEPT_MS,
} from "../../domain/retention.ts";
import type { Instant } from "../../domain/session/people.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { sweepReferrals } from "./referrals.ts";

/** What is taken away by time alone, and how many of each. Restrictions and what callers kept have duties of their own. */
export async function sweepRetention(
  db: Database,
  now: Instant,
): Promise<Readonly<Record<string, number>>> {
  const over = { lte: new Date(now) };
  const [lostLines, notes, phoneProofs, sessionPages, rungLast, ...ours] = await db.$transaction([
    db.lostLine.deleteMany({ where: { expiresAt: over } }),
    db.note.deleteMany({ where: { at: { lte: new Date(now - NOTES_KEPT_MS) } } }),
    db.phoneProof.deleteMany({ where: proofsOver(now) }),
    db.sessionPage.deleteMany({ where: pagesOver(now) }),
    db.$executeRaw`DELETE FROM rung_last WHERE ${neverOpened(now)}`,
    db.afterEntry.deleteMany({ where: { at: { lte: new Date(now - AFTER_KEPT_MS) } } }),
    db.peerAsk.deleteMany({ where: { at: { lte: new Date(now - PEER_ASKS_KEPT_MS) } } }),
    db.peerTurn.deleteMany({ where: { toAt: { lte: new Date(now - PEER_ASKS_KEPT_MS) } } }),
  ]);
  const [afterEntries, peerAsks, peerTurns] = ours;
  return {
    lostLines: lostLines.count,
    notes: notes.count,
    phoneProofs: phoneProofs.count,
    sessionPages: sessionPages.count,
    rungLast,
    afterEntries: afterEntries.count,
    peerAsks: peerAsks.count,
    peerTurns: peerTurns.count,
    referrals: await sweepReferrals(db, now),
  };
}

/** Past their ten minutes, and past the hour in which codes are counted. */
export const proofsOver = (now: Instant) => ({
  expiresAt: { lte: new Date(now) },
  textsSince: { lte: new Date(now - PROOFS_KEPT_MS) },
});

export const pagesOver = (now: Instant) => ({ madeAt: { lte: new Date(now - PAGES_KEPT_MS) } });

/** Of a call that never became a session: its id, which says when it came, is all there is. */
export const neverOpened = (now: Instant): Prisma.Sql => Prisma.sql`
  session_id < ${firstIdAt(now - UNOPENED_KEPT_MS)}::uuid
  AND NOT EXISTS (SELECT FROM sessions WHERE sessions.id = rung_last.session_id)`;

/** The first that can be made then (UUID version 7). */
function firstIdAt(at: Instant): string {
  const hex = Math.floor(at).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
