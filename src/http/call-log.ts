import { idOfWish } from "../adapters/postgres/line-duties.ts";
import type { LogEntry, LogFilter } from "../domain/call-log/filter.ts";
import { answers, staffOf, wishId, type ApiApp, type Console } from "./console.ts";
import {
  cursorOf,
  filterKept,
  filtersAnswer,
  filterWish,
  logAnswer,
  logPeople,
  logQuery,
  type LogQuery,
} from "./contract-call-log.ts";
import { done, idParams, wishHeaders } from "./contract.ts";

const config = { act: "seeEverySession" } as const;

/** The call log: every session there was, found by what it was. A supervisor's. */
export function callLogRoutes(app: ApiApp, parts: Console): void {
  const { line, callLog } = parts;

  const find = { querystring: logQuery, response: answers(logAnswer) };
  app.get("/call-log", { schema: find, config }, async (request) => {
    const { after, limit } = request.query;
    const filter = filterOf(request.query);
    const calls = await callLog.page({ filter, after: after ?? null, limit });
    return { now: line.clock.now(), ...(await listed(parts, calls, limit)) };
  });

  app.get("/call-log/people", { schema: { response: answers(logPeople) }, config }, async () => ({
    people: await callLog.people(null),
  }));
  filterRoutes(app, parts);
}

export function filterOf(query: Omit<LogQuery, "after" | "limit">): LogFilter {
  return {
    from: query.from ?? null,
    to: query.to ?? null,
    responderId: query.responder ?? null,
    rehearsal: query.rehearsal === "true",
    languages: query.language,
    provinces: query.province,
    outcomes: query.outcome,
    reached: query.reached,
  };
}

/** A page with the names of whoever is in it, and where the next begins. */
export async function listed({ callLog }: Console, calls: readonly LogEntry[], limit: number) {
  const last = calls.at(-1);
  const next = last === undefined || calls.length < limit ? null : cursorOf(last);
  const ids = [...new Set(calls.flatMap(({ people }) => people))];
  return { calls, people: await callLog.people(ids), next };
}

/** Each person's own. A filter kept by a release that knew other words is not shown. */
function filterRoutes(app: ApiApp, { callLog }: Console): void {
  const ofMine = async (staffId: string) => {
    const saved = await callLog.filters(staffId);
    const filters = saved.flatMap(({ id, name, filter }) => {
      const { data } = filterKept.safeParse(filter);
      return data === undefined ? [] : [{ id, name, filter: data }];
    });
    return { filters };
  };

  app.get(
    "/call-log/filters",
    { schema: { response: answers(filtersAnswer) }, config },
    async (request) => ofMine(staffOf(request).id),
  );

  const save = { headers: wishHeaders, body: filterWish, response: answers(filtersAnswer) };
  app.post("/call-log/filters", { schema: save, config }, async (request) => {
    const { id } = staffOf(request);
    await callLog.saveFilter(id, { id: idOfWish(wishId(request)), ...request.body });
    return ofMine(id);
  });

  const drop = { params: idParams, response: answers(done) };
  app.delete("/call-log/filters/:id", { schema: drop, config }, async (request) => {
    await callLog.dropFilter(staffOf(request).id, request.params.id);
    return { done: true } as const;
  });
}
