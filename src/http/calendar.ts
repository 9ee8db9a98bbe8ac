import { calendarFile } from "../adapters/calendar-file.ts";
import type { FeedOwner } from "../adapters/postgres/calendar-feeds.ts";
import { calendarTitle } from "../domain/words/shifts.ts";
import { answers, staffOf, type ApiApp, type Console } from "./console.ts";
import { calendarAnswer, calendarParams } from "./contract-shifts.ts";
import { done, nothing, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";

const DAY_MS = 24 * 60 * 60_000;
const PAST_MS = 14 * DAY_MS;
const AHEAD_MS = 90 * DAY_MS;

/** Making the secret address of one's own calendar, and taking it back. */
export function ownCalendarRoutes(app: ApiApp, parts: Console, publicUrl: string): void {
  const { feeds, line } = parts;

  const make = { headers: wishHeaders, body: nothing, response: answers(calendarAnswer) };
  app.post("/me/calendar", { schema: make, config: { act: "seeShifts" } }, async (request) => {
    const token = await feeds.make(staffOf(request).id, line.clock.now());
    return { url: `${publicUrl.replace(/\/+$/, "")}/api/calendar/${token}` };
  });

  app.delete(
    "/me/calendar",
    { schema: { response: answers(done) }, config: { act: "signedIn" } },
    async (request) => {
      await feeds.revoke(staffOf(request).id);
      return { done: true } as const;
    },
  );
}

/** What a calendar program fetches: it cannot sign in, so the address is the secret. One's own shifts, and nobody's name. */
export function calendarRoutes(app: ApiApp, parts: Console): void {
  app.get(
    "/calendar/:token",
    { schema: { params: calendarParams }, config: { act: "open" } },
    async (request, reply) => {
      const { token } = request.params;
      const owner = await parts.feeds.owner(token);
      if (owner === null) throw new Problem("notFound");
      return reply.type("text/calendar; charset=utf-8").send(await calendarOf(parts, owner));
    },
  );
}

async function calendarOf({ line, shiftReads }: Console, owner: FeedOwner): Promise<string> {
  const { staffId, language } = owner;
  const now = line.clock.now();
  const window = { from: now - PAST_MS, to: now + AHEAD_MS };
  const shifts = await shiftReads.onWhen(window, now, staffId);
  const entries = shifts.flatMap(({ ruleId, day, startsAt, endsAt, circle }) =>
    ruleId === null || endsAt === null
      ? []
      : [{ id: `${ruleId}-${day}`, startsAt, endsAt, title: calendarTitle(circle, language) }],
  );
  return calendarFile(line.voice.lineName[language], entries, now);
}
