import { idOfWish } from "../adapters/postgres/line-duties.ts";
import type { RestrictionAnswer } from "../adapters/postgres/restrictions.ts";
import { mayOnLine } from "../domain/permissions.ts";
import { deletion, wishOf } from "./agreeing.ts";
import { answers, mustBeAllowedOnLine, staffOf, type ApiApp, type Console } from "./console.ts";
import {
  exemptAnswer,
  exemptWish,
  notToMeAnswer,
  restrictionParams,
  restrictionsAnswer,
  restrictionWish,
} from "./contract-restrictions.ts";
import { done, idParams, nothing, wishHeaders } from "./contract.ts";
import { made } from "./contract-shifts.ts";
import { Problem } from "./problems.ts";

/** Restrictions for abuse: one person of ours asks, after a call they were in; a supervisor who is not they decides. */
export function restrictionRoutes(app: ApiApp, parts: Console): void {
  const { line, restrictions } = parts;

  const list = { response: answers(restrictionsAnswer) };
  app.get(
    "/restrictions",
    { config: { act: "askRestrictions" }, schema: list },
    async (request) => {
      mustBeAllowedOnLine(request, "askRestrictions");
      const now = line.clock.now();
      const standing = await restrictions.standing(now);
      const all = mayOnLine(staffOf(request), "keepRestrictions");
      const { id } = staffOf(request);
      return { now, restrictions: all ? standing : standing.filter((one) => one.askedBy === id) };
    },
  );

  const ask = {
    params: idParams,
    headers: wishHeaders,
    body: restrictionWish,
    response: answers(made),
  };
  app.post(
    "/sessions/:id/restrictions",
    { config: { act: "askRestrictions" }, schema: ask },
    async (request) => {
      mustBeAllowedOnLine(request, "askRestrictions");
      const wish = wishOf(parts, request);
      const id = idOfWish(wish.cause);
      const asked = { id, sessionId: request.params.id, ...request.body };
      mustBeDone(await restrictions.ask(asked, wish), "sessionNotFound");
      return { id };
    },
  );

  decisionRoutes(app, parts);
}

function decisionRoutes(app: ApiApp, parts: Console): void {
  const { restrictions } = parts;
  const settle = {
    params: restrictionParams,
    headers: wishHeaders,
    body: nothing,
    response: answers(done),
  };
  app.post(
    "/restrictions/:id/approve",
    { config: { act: "keepRestrictions" }, schema: settle },
    async (request) => {
      mustBeAllowedOnLine(request, "keepRestrictions");
      return mustBeDone(await restrictions.approve(request.params.id, wishOf(parts, request)));
    },
  );

  app.post(
    "/restrictions/:id/lift",
    { config: { act: "keepRestrictions" }, schema: settle },
    async (request) => {
      mustBeAllowedOnLine(request, "keepRestrictions");
      return mustBeDone(await restrictions.lift(request.params.id, wishOf(parts, request)));
    },
  );
}

/** Telephones of many people, which no restriction reaches. */
export function exemptRoutes(app: ApiApp, parts: Console): void {
  const { restrictions } = parts;

  const list = { response: answers(exemptAnswer) };
  app.get(
    "/restrictions/exempt",
    { config: { act: "keepRestrictions" }, schema: list },
    async (request) => {
      mustBeAllowedOnLine(request, "keepRestrictions");
      return { numbers: await restrictions.exempt() };
    },
  );

  const add = { headers: wishHeaders, body: exemptWish, response: answers(made) };
  app.post(
    "/restrictions/exempt",
    { config: { act: "keepRestrictions" }, schema: add },
    async (request) => {
      mustBeAllowedOnLine(request, "keepRestrictions");
      const wish = wishOf(parts, request);
      const id = idOfWish(wish.cause);
      await restrictions.addExempt({ id, ...request.body }, wish);
      return { id };
    },
  );

  const remove = { params: restrictionParams, response: answers(done) };
  app.delete(
    "/restrictions/exempt/:id",
    { config: { act: "keepRestrictions" }, schema: remove },
    async (request) => {
      mustBeAllowedOnLine(request, "keepRestrictions");
      const wish = deletion(parts, request);
      return mustBeDone(await restrictions.removeExempt(request.params.id, wish));
    },
  );
}

/** "Not this caller to me": everybody's own, without a reason, seen by nobody else (PRACTICE 31). */
export function notToMeRoutes(app: ApiApp, parts: Console): void {
  const { line, restrictions } = parts;

  const choose = {
    params: idParams,
    headers: wishHeaders,
    body: nothing,
    response: answers(done),
  };
  app.post(
    "/sessions/:id/not-to-me",
    { config: { act: "answerCalls" }, schema: choose },
    async (request) => {
      mustBeAllowedOnLine(request, "answerCalls");
      const wish = wishOf(parts, request);
      const chosen = await restrictions.chooseNotToMe(
        idOfWish(wish.cause),
        request.params.id,
        wish,
      );
      return mustBeDone(chosen, "sessionNotFound");
    },
  );

  const list = { response: answers(notToMeAnswer) };
  app.get("/me/not-to-me", { config: { act: "answerCalls" }, schema: list }, async (request) => {
    mustBeAllowedOnLine(request, "answerCalls");
    const now = line.clock.now();
    return { now, choices: await restrictions.notToMe(staffOf(request).id, now) };
  });

  const takeBack = { params: restrictionParams, response: answers(done) };
  app.delete(
    "/me/not-to-me/:id",
    { config: { act: "answerCalls" }, schema: takeBack },
    async (request) => {
      mustBeAllowedOnLine(request, "answerCalls");
      const { id } = request.params;
      const answer = await restrictions.takeBackNotToMe(id, staffOf(request).id, line.clock.now());
      return mustBeDone(answer);
    },
  );
}

/** Throws a `Problem` that says why not. */
function mustBeDone(
  answer: RestrictionAnswer,
  unknown: "sessionNotFound" | "restrictionNotFound" = "restrictionNotFound",
): { readonly done: true } {
  if (answer === "saved") return { done: true };
  throw new Problem(answer === "unknown" ? unknown : answer);
}
