import type { z } from "zod";
import { keepingOf } from "../domain/session/evolve-keeping.ts";
import type { Session } from "../domain/session/session.ts";
import { blankPlan } from "../engine/plans.ts";
import type { Plan } from "../engine/ports.ts";
import {
  answers,
  sessionFor,
  sessionOf,
  staffOf,
  wishId,
  type ApiApp,
  type Console,
} from "./console.ts";
import { lookQuery } from "./contract-audit.ts";
import {
  askCodeWish,
  eraseKeptWish,
  keepingRead,
  keepWish,
  preferencesWish,
} from "./contract-profiles.ts";
import { idParams, session as sessionAnswer, wishHeaders } from "./contract.ts";
import { openPlan, planReadBy } from "./place-read.ts";
import { Problem } from "./problems.ts";
import { shownTo } from "./reviews.ts";
import { grant, type Wish } from "./wish.ts";

/** What a responder does for a caller who has been here before, or wishes to be known again (PRACTICE 35). */
export function profileRoutes(app: ApiApp, parts: Console): void {
  wishRoute(app, parts, {
    name: "ask-code",
    act: "codeAsked",
    body: askCodeWish,
    wish: () => ({ kind: "codeAsked" }),
  });
  wishRoute(app, parts, {
    name: "erase-kept",
    act: "keptErased",
    body: eraseKeptWish,
    wish: () => ({ kind: "keptErased" }),
  });
  wishRoute(app, parts, {
    name: "keep",
    act: "keepWished",
    body: keepWish,
    wish: ({ kept }) => ({ kind: "keepWished", kept }),
  });
  readRoute(app, parts);
  preferencesRoute(app, parts);
}

type WishRoute<S extends z.ZodType> = {
  readonly name: string;
  readonly act: Wish["kind"];
  readonly body: S;
  readonly wish: (body: z.output<S>) => Wish;
};

function wishRoute<S extends z.ZodType>(
  app: ApiApp,
  parts: Console,
  { name, act, body, wish }: WishRoute<S>,
): void {
  const schema = { params: idParams, headers: wishHeaders, body, response: answers(sessionAnswer) };
  app.post(`/sessions/:id/${name}`, { schema, config: { act } }, async (request) => {
    const wished = wish(body.parse(request.body));
    const granted = await grant(parts, request, { sessionId: request.params.id, wish: wished });
    return shownTo(parts, staffOf(request), granted);
  });
}

/** It is read out of the sealed plan, so it is a reading like any other. */
function readRoute(app: ApiApp, parts: Console): void {
  const schema = { params: idParams, querystring: lookQuery, response: answers(keepingRead) };
  const config = { act: "readPlan" } as const;
  app.get("/sessions/:id/keeping", { schema, config }, async (request) => {
    const session = await sessionOf(parts, request.params.id);
    const { because } = request.query;
    const reader = { staff: staffOf(request), cause: request.id, because };
    const plan = await planReadBy(parts, session, reader);
    const { opened, wish } = keepingOf(session);
    const { company, everyMs, responderId } = plan?.preferences ?? NONE;
    return { opened, wish, company, everyMs, responderId };
  });
}

const NONE = { company: null, everyMs: null, responderId: null } as const;

function preferencesRoute(app: ApiApp, parts: Console): void {
  const schema = {
    params: idParams,
    headers: wishHeaders,
    body: preferencesWish,
    response: answers(keepingRead),
  };
  const config = { act: "planRecorded" } as const;
  app.put("/sessions/:id/preferences", { schema, config }, async (request) => {
    const { line } = parts;
    wishId(request);
    const session = await sessionFor(parts, request, "planRecorded");
    if (session.closed !== null) throw new Problem("closed");
    const { company, everyMs, sameResponder } = request.body;
    const responderId = sameResponder ? agreeing(session, staffOf(request).id) : null;
    const preferences = { company, everyMs, responderId };
    await openPlan(line, session.id);
    const liked = (plan: Plan | null) => ({ ...(plan ?? blankPlan), preferences });
    await line.plans.amend(session.id, liked, line.clock.now());
    const { opened, wish } = keepingOf(session);
    return { opened, wish, ...preferences };
  });
}

/** Nobody agrees for somebody else. */
function agreeing({ company }: Session, staffId: string): string {
  if (company.responder?.staffId !== staffId) throw new Problem("notYourSession");
  return staffId;
}
