import { idOfWish } from "../adapters/postgres/line-duties.ts";
import { mustBeSaved, wishOf } from "./agreeing.ts";
import { answers, staffOf, type ApiApp, type Console } from "./console.ts";
import {
  made,
  minimumsWish,
  ruleParams,
  shiftCoverageAnswer,
  swapsAnswer,
  swapWish,
} from "./contract-shifts.ts";
import { done, nothing, wishHeaders } from "./contract.ts";
import { mayOnLine } from "../domain/permissions.ts";

/** Two people change places, and both want it; nobody else has to agree. */
export function swapRoutes(app: ApiApp, parts: Console): void {
  const { line, shifts, shiftReads } = parts;

  app.get(
    "/shifts/swaps",
    { schema: { response: answers(swapsAnswer) }, config: { act: "seeShifts" } },
    async (request) => {
      const now = line.clock.now();
      const staff = staffOf(request);
      const whose = mayOnLine(staff, "keepShifts") ? null : staff.id;
      return { now, swaps: await shiftReads.swaps(whose, now) };
    },
  );

  const ask = { headers: wishHeaders, body: swapWish, response: answers(made) };
  app.post("/shifts/swaps", { schema: ask, config: { act: "seeShifts" } }, async (request) => {
    const wish = wishOf(parts, request);
    const id = idOfWish(wish.cause);
    mustBeSaved(await shifts.askSwap(id, { fromId: wish.by, ...request.body }, wish));
    return { id };
  });

  const answer = {
    params: ruleParams,
    headers: wishHeaders,
    body: nothing,
    response: answers(done),
  };
  const settle = (path: string, how: "accepted" | "declined" | "withdrawn") =>
    app.post(
      `/shifts/swaps/:id/${path}`,
      { schema: answer, config: { act: "seeShifts" } },
      async (request) => {
        return mustBeSaved(await shifts.answerSwap(request.params.id, how, wishOf(parts, request)));
      },
    );
  settle("accept", "accepted");
  settle("decline", "declined");
  settle("withdraw", "withdrawn");
}

/** How many the line is to have, and when it will have fewer. */
export function coverageRoutes(app: ApiApp, parts: Console): void {
  const { line, shifts, shiftReads } = parts;

  const seen = { response: answers(shiftCoverageAnswer) };
  app.get("/shifts/coverage", { schema: seen, config: { act: "seeShifts" } }, async () => {
    const now = line.clock.now();
    const { window, minimums, gaps } = await shiftReads.coverage(now);
    return { now, ...window, minimums, gaps };
  });

  const set = { headers: wishHeaders, body: minimumsWish, response: answers(done) };
  app.put("/shifts/minimums", { schema: set, config: { act: "keepShifts" } }, async (request) => {
    const { minimums } = request.body;
    return mustBeSaved(await shifts.setMinimums(minimums, wishOf(parts, request)));
  });
}
