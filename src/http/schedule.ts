import type { z } from "zod";
import { idOfWish } from "../adapters/postgres/line-duties.ts";
import type { Rule } from "../domain/shifts/shift.ts";
import { deletion, mustBeSaved, wishOf } from "./agreeing.ts";
import { answers, staffOf, type ApiApp, type Console } from "./console.ts";
import {
  dayParams,
  dayWish,
  handoversAnswer,
  made,
  onWhenAnswer,
  ruleEndWish,
  ruleParams,
  rulesAnswer,
  ruleWish,
  whenQuery,
} from "./contract-shifts.ts";
import { done, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";

const DAY_MS = 24 * 60 * 60_000;
const LONGEST_LIST_MS = 62 * DAY_MS;
const NEXT_MS = 28 * DAY_MS;

const see = { act: "seeShifts" } as const;
const keep = { act: "keepShifts" } as const;

/** Who is on when, and what was agreed about it. */
export function scheduleRoutes(app: ApiApp, parts: Console): void {
  whoIsOnRoutes(app, parts);
  ruleRoutes(app, parts);
  dayRoutes(app, parts);
}

function whoIsOnRoutes(app: ApiApp, { line, shiftReads }: Console): void {
  const list = { querystring: whenQuery, response: answers(onWhenAnswer) };
  app.get("/shifts", { schema: list, config: see }, async (request) => {
    const { from, to } = request.query;
    mustBeAWindow(from, to);
    const now = line.clock.now();
    return { now, shifts: await shiftReads.onWhen({ from, to }, now) };
  });

  app.get(
    "/shifts/mine",
    { schema: { response: answers(onWhenAnswer) }, config: see },
    async (request) => {
      const now = line.clock.now();
      const window = { from: now, to: now + NEXT_MS };
      return { now, shifts: await shiftReads.onWhen(window, now, staffOf(request).id) };
    },
  );

  const handed = { response: answers(handoversAnswer) };
  app.get("/shifts/handovers", { schema: handed, config: keep }, async () => {
    const now = line.clock.now();
    return { now, handovers: await shiftReads.handovers(now) };
  });

  app.get(
    "/shifts/rules",
    { schema: { response: answers(rulesAnswer) }, config: see },
    async () => {
      const now = line.clock.now();
      const { rules, overrides } = await shiftReads.book(now);
      return { now, rules, overrides };
    },
  );
}

function mustBeAWindow(from: number, to: number): void {
  if (to <= from) throw new Problem("shiftWrong", [{ where: "to", what: "is not after from" }]);
  if (to - from > LONGEST_LIST_MS)
    throw new Problem("shiftWrong", [{ where: "to", what: "is more than 62 days after from" }]);
}

function ruleRoutes(app: ApiApp, parts: Console): void {
  const { shifts } = parts;

  const add = { headers: wishHeaders, body: ruleWish, response: answers(made) };
  app.post("/shifts/rules", { schema: add, config: keep }, async (request) => {
    const wish = wishOf(parts, request);
    const rule = ruleOf(wish.cause, request.body);
    mustBeSaved(await shifts.addRule(rule, wish));
    return { id: rule.id };
  });

  const change = { params: ruleParams, ...add };
  app.put("/shifts/rules/:id", { schema: change, config: keep }, async (request) => {
    const wish = wishOf(parts, request);
    const rule = ruleOf(wish.cause, request.body);
    mustBeSaved(await shifts.changeRule(request.params.id, rule, wish));
    return { id: rule.id };
  });

  const end = { ...change, body: ruleEndWish, response: answers(done) };
  app.post("/shifts/rules/:id/end", { schema: end, config: keep }, async (request) => {
    const { from } = request.body;
    return mustBeSaved(await shifts.endRule(request.params.id, from, wishOf(parts, request)));
  });
}

/** Sent again with its key, it has the same id and is there already. */
const ruleOf = (cause: string, body: z.infer<typeof ruleWish>): Rule => ({
  id: idOfWish(cause),
  ...body,
});

function dayRoutes(app: ApiApp, parts: Console): void {
  const { shifts } = parts;
  const response = answers(done);

  const change = { params: dayParams, headers: wishHeaders, body: dayWish, response };
  app.put("/shifts/rules/:id/days/:day", { schema: change, config: keep }, async (request) => {
    const { id: ruleId, day } = request.params;
    const wanted = { ruleId, day, ...request.body };
    return mustBeSaved(await shifts.override(wanted, wishOf(parts, request)));
  });

  const restore = { params: dayParams, response };
  app.delete("/shifts/rules/:id/days/:day", { schema: restore, config: keep }, async (request) => {
    const { id: ruleId, day } = request.params;
    return mustBeSaved(await shifts.restore({ ruleId, day }, deletion(parts, request)));
  });
}
