import { drawn } from "../domain/call-log/lanes.ts";
import { toldDuties } from "../domain/call-log/duties.ts";
import { waitsOf } from "../domain/call-log/waits.ts";
import { isHidden } from "../domain/reviews/review.ts";
import { mayOnLine, type Staff } from "../domain/permissions.ts";
import type { Session } from "../domain/session/session.ts";
import { listed } from "./call-log.ts";
import { answers, sessionOf, type ApiApp, type Console } from "./console.ts";
import { accountAnswer, logAnswer, reviewsQuery } from "./contract-call-log.ts";
import { idParams, type SessionView } from "./contract.ts";
import { Problem } from "./problems.ts";
import { reviewStepRoutes } from "./review-steps.ts";
import { sessionView } from "./views.ts";

/** One session told after the fact, and looking back at every emergency: by name, and after a death support comes first. */
export function reviewRoutes(app: ApiApp, parts: Console): void {
  const { line, reviews } = parts;

  const one = { params: idParams, response: answers(accountAnswer) };
  app.get(
    "/sessions/:id/account",
    { schema: one, config: { act: "seeEverySession" } },
    async (request) => accountOf(parts, await sessionOf(parts, request.params.id)),
  );

  const list = { querystring: reviewsQuery, response: answers(logAnswer) };
  app.get("/reviews", { schema: list, config: { act: "reviewCalls" } }, async (request) => {
    const { rehearsal, after, limit } = request.query;
    const owed = await reviews.queue({
      rehearsal: rehearsal === "true",
      after: after === undefined ? null : { openedAt: after.openedAt, sessionId: after.id },
      limit,
    });
    const found = await parts.callLog.entries(owed.map(({ sessionId }) => sessionId));
    const known = new Map(found.map((call) => [call.id, call]));
    const calls = owed.flatMap(({ sessionId }) => known.get(sessionId) ?? []);
    return { now: line.clock.now(), ...(await listed(parts, calls, limit)) };
  });
  reviewStepRoutes(app, parts);
}

async function accountOf({ callLog, reviews, notes, line }: Console, session: Session) {
  const { id, company, help, protocol } = session;
  const call = await callLog.entry(id);
  if (call === null) throw new Problem("sessionNotFound");
  const events = await line.store.events(id);
  const now = line.clock.now();
  const deskIds = [...new Set(help.desks.map(({ deskId }) => deskId))];
  return {
    now,
    call,
    protocol: protocol.id,
    duties: toldDuties(await callLog.duties(id), now),
    waits: waitsOf(events),
    ...drawn(events),
    people: await callLog.people(namedIn(events, company.last)),
    desks: await callLog.deskNames(deskIds),
    review: await reviews.read(id),
    notes: await notes.count(id),
  };
}

/** Whoever of ours is named anywhere in it. */
function namedIn(events: readonly object[], last: string | null): readonly string[] {
  const ids = events.flatMap((event) => [
    "staffId" in event ? event.staffId : null,
    "by" in event ? event.by : null,
  ]);
  return [...new Set([...ids, last])].filter((id) => typeof id === "string");
}

/** A session as this person may see it: of a death they hear from a person before any screen says it (PRACTICE 34). */
export async function shownTo(
  parts: Pick<Console, "line" | "reviews">,
  staff: Staff,
  session: Session,
): Promise<SessionView> {
  const view = sessionView(session, parts.line.clock.now());
  if (view.closed === null || !(await isUntold(parts, staff, session))) return view;
  return { ...view, closed: { ...view.closed, outcome: "unknown" } };
}

/** They died, and this person is to hear so from a person first. */
export async function isUntold(
  { reviews }: Pick<Console, "reviews">,
  staff: Staff,
  { id, closed }: Session,
): Promise<boolean> {
  if (closed?.outcome !== "died" || mayOnLine(staff, "reviewCalls")) return false;
  return isHidden("died", await reviews.read(id));
}
