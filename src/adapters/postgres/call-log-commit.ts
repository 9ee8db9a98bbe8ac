import { NO_PROVINCE, OPEN } from "../../domain/call-log/filter.ts";
import { needsReview, storyOf } from "../../domain/call-log/story.ts";
import type { Event } from "../../domain/session/events.ts";
import type { Commit } from "../../engine/ports-store.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { iso } from "./times.ts";

/** The `staff_id` of a session's own row. */
export const ITSELF = "";

/** After any other event the log still finds the session where it did: most commits write nothing here. */
const MOVES_LOG: ReadonlySet<Event["kind"]> = new Set<Event["kind"]>([
  "callArrived",
  "languageChosen",
  "planRecorded",
  "placeSpoken",
  "responderJoined",
  "watchBegan",
  "emergencyDeclared",
  "helpAsked",
  "helpTaken",
  "helpArrived",
  "sessionClosed",
  "outcomeAmended",
]);

/** Parts of the commit's one statement, each with its comma: where the call log finds the session, and that a review is owed. */
export const logged = (commit: Commit): Prisma.Sql =>
  commit.events.some(({ kind }) => MOVES_LOG.has(kind))
    ? Prisma.sql`${found(commit)} ${reviewed(commit)}`
    : Prisma.empty;

function found({ session }: Commit): Prisma.Sql {
  const { reached, people } = storyOf(session);
  const province = session.plan.province ?? NO_PROVINCE;
  const outcome = session.closed?.outcome ?? OPEN;
  return Prisma.sql`
    found AS (
      INSERT INTO call_log (session_id, staff_id, rehearsal, opened_at, language, province, outcome, reached)
      SELECT bumped.id, staff_id, ${session.rehearsal}, ${iso(session.openedAt)}::timestamptz,
        ${session.language}, ${province}, ${outcome}, ${reached}
      FROM bumped, unnest(${[ITSELF, ...people]}::text[]) AS staff_id
      ON CONFLICT (session_id, staff_id) DO UPDATE SET language = EXCLUDED.language,
        province = EXCLUDED.province, outcome = EXCLUDED.outcome, reached = EXCLUDED.reached
    ),`;
}

/** Once for a session, but that a death learned of afterwards is looked at anew. */
function reviewed({ session, events }: Commit): Prisma.Sql {
  const last = events.findLast(({ kind }) => kind === "sessionClosed" || kind === "outcomeAmended");
  if (last === undefined || !needsReview(session)) return Prisma.empty;
  const learned = last.kind === "outcomeAmended" && session.closed?.outcome === "died";
  const again = learned
    ? Prisma.sql`DO UPDATE SET supported_by = NULL, supported_at = NULL, found_by = NULL, found_at = NULL,
        explained_by = NULL, explained_at = NULL, reviewed_by = NULL, reviewed_at = NULL,
        findings = ARRAY[]::text[], causes = ARRAY[]::text[]`
    : Prisma.sql`DO NOTHING`;
  return Prisma.sql`
    to_review AS (
      INSERT INTO reviews (session_id, rehearsal, opened_at)
      SELECT bumped.id, ${session.rehearsal}, ${iso(session.openedAt)}::timestamptz FROM bumped
      ON CONFLICT (session_id) ${again}
    ),`;
}
