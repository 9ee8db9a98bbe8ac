import { may, mayOnLine, subjectOf, type Staff } from "../domain/permissions.ts";
import { helpTimes } from "../domain/session/help-times.ts";
import type { Session } from "../domain/session/session.ts";
import { answers, sessionFor, staffOf, type ApiApp, type Console } from "./console.ts";
import {
  helpTimesAnswer,
  idParams,
  session as sessionSchema,
  sessionsAnswer,
  sessionsQuery,
  timeline,
} from "./contract.ts";
import { shownTo } from "./reviews.ts";
import { summaryOf } from "./views.ts";

/** What can be read of sessions. Supervisors see all; a responder the one they hold, and that somebody waits whom they are rung for. */
export function sessionRoutes(app: ApiApp, parts: Console): void {
  const list = { querystring: sessionsQuery, response: answers(sessionsAnswer) };
  app.get("/sessions", { schema: list, config: { act: "seeWaiting" } }, async (request) => {
    const staff = staffOf(request);
    const open = await parts.reads.openSessions();
    const sessions = await listed(parts, staff, open, request.query);
    const last = sessions.at(-1)?.id ?? null;
    return {
      now: parts.line.clock.now(),
      sessions: [...sessions],
      ringing: open.filter((one) => subjectOf(one).rungIds.includes(staff.id)).map(ringing),
      next: sessions.length < request.query.limit ? null : last,
    };
  });

  const one = { params: idParams, response: answers(sessionSchema) };
  app.get("/sessions/:id", { schema: one, config: { act: "seeSession" } }, async (request) => {
    const session = await sessionFor(parts, request, "seeSession");
    return shownTo(parts, staffOf(request), session);
  });

  eventRoutes(app, parts);
}

function eventRoutes(app: ApiApp, parts: Console): void {
  const events = { params: idParams, response: answers(timeline) };
  app.get(
    "/sessions/:id/timeline",
    { schema: events, config: { act: "readTimeline" } },
    async (request) => {
      const session = await sessionFor(parts, request, "readTimeline");
      const happened = await parts.line.store.events(session.id);
      return {
        events: happened.map(({ seq, at, kind, cause, ...data }) => ({
          seq,
          at,
          kind,
          cause,
          data,
        })),
      };
    },
  );

  const times = { params: idParams, response: answers(helpTimesAnswer) };
  app.get(
    "/sessions/:id/help-times",
    { schema: times, config: { act: "readTimeline" } },
    async (request) => {
      const session = await sessionFor(parts, request, "readTimeline");
      return { emergencies: helpTimes(await parts.line.store.events(session.id)) };
    },
  );
}

type Query = {
  readonly open?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
};

/** Newest first. A closed session is the call log's, and that is a supervisor's. */
async function listed(
  { reads }: Console,
  staff: Staff,
  open: readonly Session[],
  { open: onlyOpen, after, limit }: Query,
) {
  if (mayOnLine(staff, "seeEverySession") && onlyOpen !== "true") {
    return reads.sessions(limit, after);
  }
  const theirs = open.filter((one) => may(staff, "seeSession", subjectOf(one))).toReversed();
  const from = theirs.findIndex(({ id }) => id === after) + 1;
  return theirs.slice(from, from + limit).map(summaryOf);
}

const ringing = ({ id, language, openedAt }: Session) => ({ id, language, waitingSince: openedAt });
