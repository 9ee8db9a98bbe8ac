import { idOfWish } from "../adapters/postgres/line-duties.ts";
import type { By, Taken } from "../adapters/postgres/reviews.ts";
import { isDueInTime } from "../domain/reviews/changes.ts";
import type { Session } from "../domain/session/session.ts";
import { wishOf } from "./agreeing.ts";
import { answers, sessionOf, staffOf, wishId, type ApiApp, type Console } from "./console.ts";
import {
  causesWish,
  changesAnswer,
  changesQuery,
  changeWish,
  findingsWish,
  reviewFile,
  type ReviewFile,
} from "./contract-reviews.ts";
import { done, idParams, nothing, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";

const config = { act: "reviewCalls" } as const;
const wished = { params: idParams, headers: wishHeaders, response: answers(reviewFile) };

/** Looking back, a step at a time and each by name: people first, then what happened, what contributed, what changes, the close. */
export function reviewStepRoutes(app: ApiApp, parts: Console): void {
  const file = { params: idParams, response: answers(reviewFile) };
  app.get("/sessions/:id/review", { schema: file, config }, async (request) =>
    fileOf(parts, await sessionOf(parts, request.params.id)),
  );

  const steps = { told: "told", supported: "supported", close: "closed" } as const;
  for (const wish of ["told", "supported", "close"] as const) {
    app.post(
      `/sessions/:id/review/${wish}`,
      { schema: { ...wished, body: nothing }, config },
      (request) => took(parts, request, { step: steps[wish] }),
    );
  }

  app.post(
    "/sessions/:id/review/findings",
    { schema: { ...wished, body: findingsWish }, config },
    (request) => took(parts, request, { step: "found", ...request.body }),
  );

  app.post(
    "/sessions/:id/review/causes",
    { schema: { ...wished, body: causesWish }, config },
    (request) => took(parts, request, { step: "explained", ...request.body }),
  );
  changeRoutes(app, parts);
}

/** What is to change, who sees to it and by when: owed until somebody says that it is done. */
function changeRoutes(app: ApiApp, parts: Console): void {
  const { line, reviews } = parts;

  app.post(
    "/sessions/:id/review/changes",
    { schema: { ...wished, body: changeWish }, config },
    async (request) => {
      const session = await sessionOf(parts, request.params.id);
      const { text, ...change } = request.body;
      const wish = wishOf(parts, request);
      if (!isDueInTime(change.dueAt, wish.at)) throw new Problem("changeDueWrong");
      const outcome = session.closed?.outcome ?? null;
      const agreed = await reviews.changes.agree(
        { sessionId: session.id, outcome, ...change },
        wish,
      );
      if ("refused" in agreed) throw new Problem(agreed.refused);
      const author = { id: idOfWish(wishId(request)), authorId: wish.by, at: wish.at };
      if (text !== "") await parts.notes.write(session.id, { ...author, text });
      line.alarms.set(agreed.owed);
      return fileOf(parts, session);
    },
  );

  const list = { querystring: changesQuery, response: answers(changesAnswer) };
  app.get("/reviews/changes", { schema: list, config }, async (request) => {
    const changes = await reviews.changes.owed(request.query.rehearsal === "true");
    const people = await parts.callLog.people(changes.map(({ staffId }) => staffId));
    return { now: line.clock.now(), changes, people };
  });

  const made = { params: idParams, headers: wishHeaders, body: nothing, response: answers(done) };
  app.post("/reviews/changes/:id/done", { schema: made, config }, async (request) => {
    const refused = await reviews.changes.made(request.params.id, wishOf(parts, request));
    if (refused !== null) throw new Problem(refused);
    return { done: true } as const;
  });
}

type Asking = Parameters<typeof staffOf>[0] & { readonly params: { readonly id: string } };

async function took(parts: Console, request: Asking, taken: Taken): Promise<ReviewFile> {
  const { line, reviews } = parts;
  const session = await sessionOf(parts, request.params.id);
  const outcome = session.closed?.outcome ?? null;
  const by: By = { by: staffOf(request).id, at: line.clock.now(), outcome };
  const refused = await reviews.take(session.id, taken, by);
  if (refused !== null) throw new Problem(refused);
  return fileOf(parts, session);
}

async function fileOf(parts: Console, session: Session): Promise<ReviewFile> {
  const { line, reviews, callLog } = parts;
  const { id } = session;
  const now = line.clock.now();
  const review = await reviews.read(id);
  const support = await reviews.support(id);
  const changes = await reviews.changes.ofSession(id);
  return {
    now,
    review,
    support,
    changes,
    people: await callLog.people(namedIn({ review, support, changes })),
    owners: await reviews.changes.owners(),
    cover: await coverOf(parts, session, now),
  };
}

/** Whoever of ours took a step, is owed support, or sees to a change. */
function namedIn({
  review,
  support,
  changes,
}: Pick<ReviewFile, "review" | "support" | "changes">): readonly string[] {
  const { told, supported, found, explained, reviewed } = review ?? {};
  const steps = [told, supported, found, explained, reviewed].flatMap((step) => step?.by ?? []);
  const owing = changes.flatMap(({ staffId, ended }) => [
    staffId,
    ...(ended === null ? [] : [ended.by]),
  ]);
  return [...new Set([...steps, ...owing, ...support.map(({ staffId }) => staffId)])];
}

const MINUTE_MS = 60_000;
const tenths = (number: number): number => Math.round(number * 10) / 10;

/** Who else was there while the call went on. */
async function coverOf(
  { measures }: Console,
  { openedAt, closed }: Session,
  now: number,
): Promise<ReviewFile["cover"]> {
  const cover = await measures.cover({ from: openedAt, to: closed?.at ?? now }, now);
  if (cover === null) return null;
  const { lastsMs, reachableMs, freeMs, fewestFree, nobodyFreeMs, shortMs } = cover;
  return {
    reachable: tenths(reachableMs / lastsMs),
    free: tenths(freeMs / lastsMs),
    fewestFree,
    nobodyFreeMinutes: tenths(nobodyFreeMs / MINUTE_MS),
    shortMinutes: tenths(shortMs / MINUTE_MS),
  };
}
