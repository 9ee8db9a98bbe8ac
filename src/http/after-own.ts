import { idOfWish } from "../adapters/postgres/line-duties.ts";
import { MOST_CALLS } from "../domain/after/load.ts";
import { answers, staffOf, wishId, type ApiApp, type Console } from "./console.ts";
import {
  entryWish,
  loadAnswer,
  loadWish,
  ownAnswer,
  sharedAnswer,
  shareWish,
} from "./contract-after.ts";
import { done, idParams, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";

const config = { act: "lookAfterOneself" } as const;
const DAY_MS = 24 * 3_600_000;
const CALLS_OF_MS = 7 * DAY_MS;

/** How it was, for oneself: what is written here is read by whoever wrote it, and of what they share the two numbers (PRACTICE 32). */
export function ownEntryRoutes(app: ApiApp, { line, after: { entries } }: Console): void {
  const own = { response: answers(ownAnswer) };
  app.get("/me/after", { schema: own, config }, async (request) => {
    const { id } = staffOf(request);
    const now = line.clock.now();
    const calls = await entries.calls(id, now - CALLS_OF_MS);
    return { now, entries: await entries.mine(id), calls };
  });

  const write = { headers: wishHeaders, body: entryWish, response: answers(done) };
  app.post("/me/after", { schema: write, config }, async (request) => {
    const whose = { id: idOfWish(wishId(request)), staffId: staffOf(request).id };
    await entries.write({ ...whose, ...request.body }, line.clock.now());
    return { done: true } as const;
  });

  const share = {
    params: idParams,
    headers: wishHeaders,
    body: shareWish,
    response: answers(done),
  };
  app.put("/me/after/:id/shared", { schema: share, config }, async (request) => {
    const { id: staffId } = staffOf(request);
    const there = await entries.share(request.params.id, staffId, request.body.shared);
    return mustBeThere(there);
  });

  const erase = { params: idParams, response: answers(done) };
  app.delete("/me/after/:id", { schema: erase, config }, async (request) =>
    mustBeThere(await entries.erase(request.params.id, staffOf(request).id)),
  );

  const shared = { response: answers(sharedAnswer) };
  const others = { act: "lookAfterOthers" } as const;
  app.get("/after/shared", { schema: shared, config: others }, async () => ({
    now: line.clock.now(),
    shared: await entries.shared(),
  }));
}

/** A limit one sets for oneself, seen by nobody else: beyond it one is rung after the others, never left out. */
export function loadRoutes(app: ApiApp, { line, after: { load } }: Console): void {
  const read = { response: answers(loadAnswer) };
  app.get("/me/load", { schema: read, config }, async (request) => {
    const now = line.clock.now();
    const most: typeof MOST_CALLS = MOST_CALLS;
    return { now, most, ...(await load.read(staffOf(request).id, now)) };
  });

  const set = { headers: wishHeaders, body: loadWish, response: answers(done) };
  app.put("/me/load", { schema: set, config }, async (request) => {
    await load.set(staffOf(request).id, request.body.limit);
    return { done: true } as const;
  });
}

export function mustBeThere(there: boolean): { readonly done: true } {
  if (!there) throw new Problem("notFound");
  return { done: true };
}
