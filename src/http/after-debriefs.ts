import type { DebriefAnswer } from "../adapters/postgres/debriefs.ts";
import { wishOf } from "./agreeing.ts";
import { answers, staffOf, type ApiApp, type Console } from "./console.ts";
import { debriefsAnswer, givenWish, offerWish, waivedWish } from "./contract-after.ts";
import { done, idParams, nothing, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";

const ending = { params: idParams, headers: wishHeaders, response: answers(done) };

/** One's own debriefs: asked for, had, or not wanted. A duty of the line to each of them, in no words. */
export function ownDebriefRoutes(app: ApiApp, parts: Console): void {
  const { line, after } = parts;
  const config = { act: "lookAfterOneself" } as const;

  const list = { response: answers(debriefsAnswer) };
  app.get("/me/debriefs", { schema: list, config }, async (request) => {
    const now = line.clock.now();
    return { now, debriefs: await after.debriefs.list(staffOf(request).id, now) };
  });

  const ask = { headers: wishHeaders, body: nothing, response: answers(done) };
  app.post("/me/debriefs", { schema: ask, config }, async (request) => {
    line.alarms.set(await after.debriefs.ask(staffOf(request).id, wishOf(parts, request)));
    return { done: true } as const;
  });

  app.post(
    "/me/debriefs/:id/done",
    { schema: { ...ending, body: givenWish }, config },
    async (request) => {
      const { id } = request.params;
      await mustBeTheirs(parts, id, staffOf(request).id);
      const { withId } = request.body;
      await mustBeOfOurs(parts, withId);
      const wish = wishOf(parts, request);
      return saved(await after.debriefs.end(id, { how: "given", withId }, wish));
    },
  );

  app.post(
    "/me/debriefs/:id/decline",
    { schema: { ...ending, body: nothing }, config },
    async (request) => {
      const { id } = request.params;
      await mustBeTheirs(parts, id, staffOf(request).id);
      const waived = { how: "waived", because: "noLongerNeeded" } as const;
      return saved(await after.debriefs.end(id, waived, wishOf(parts, request)));
    },
  );
}

/** Everybody's, for those who supervise: owed to whom and since when, who offers, given or waived. */
export function debriefRoutes(app: ApiApp, parts: Console): void {
  const { line, after } = parts;
  const config = { act: "lookAfterOthers" } as const;

  app.get("/debriefs", { schema: { response: answers(debriefsAnswer) }, config }, async () => {
    const now = line.clock.now();
    return { now, debriefs: await after.debriefs.list(null, now) };
  });

  app.post(
    "/debriefs/:id/offer",
    { schema: { ...ending, body: offerWish }, config },
    async (request) => {
      await mustBeOfOurs(parts, request.body.withId);
      const wish = wishOf(parts, request);
      return saved(await after.debriefs.offer(request.params.id, request.body, wish));
    },
  );

  app.post(
    "/debriefs/:id/done",
    { schema: { ...ending, body: givenWish }, config },
    async (request) => {
      const { withId } = request.body;
      await mustBeOfOurs(parts, withId);
      const wish = wishOf(parts, request);
      return saved(await after.debriefs.end(request.params.id, { how: "given", withId }, wish));
    },
  );

  app.post(
    "/debriefs/:id/waive",
    { schema: { ...ending, body: waivedWish }, config },
    async (request) => {
      const waived = { how: "waived", because: request.body.reason } as const;
      const wish = wishOf(parts, request);
      return saved(await after.debriefs.end(request.params.id, waived, wish));
    },
  );
}

/** Throws a `Problem` that says why not. */
export function saved(answer: DebriefAnswer): { readonly done: true } {
  if (answer === "saved") return { done: true };
  throw new Problem(answer);
}

/** Of another's nobody learns that it is there. */
async function mustBeTheirs({ after }: Console, id: string, staffId: string): Promise<void> {
  const debrief = await after.debriefs.byId(id);
  if (debrief?.staffId !== staffId) throw new Problem("dutyNotFound");
}

export async function mustBeOfOurs({ line }: Console, staffId: string): Promise<void> {
  if ((await line.roster.member(staffId)) === null) throw new Problem("staffNotFound");
}
