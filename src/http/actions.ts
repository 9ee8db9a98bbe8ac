import type { z } from "zod";
import { answers, sessionFor, staffOf, type ApiApp, type Console } from "./console.ts";
import { checkInParams, checkInWish, idParams, session, wishes, wishHeaders } from "./contract.ts";
import type { Plan } from "../engine/ports.ts";
import { Problem } from "./problems.ts";
import { isUntold, shownTo } from "./reviews.ts";
import { grant, type Wish } from "./wish.ts";

/** What a person of ours does with a session: each a POST of its own, each one input, each answered with where it then stands. */
export function actionRoutes(app: ApiApp, parts: Console): void {
  const on = onSession(app, parts);

  on("using-now", "watchStarted", wishes["using-now"], () => ({ kind: "watchStarted" }));
  on("quiet", "goneQuietMarked", wishes.quiet, () => ({ kind: "goneQuietMarked" }));
  on("away", "awayMarked", wishes.away, (body) => ({ kind: "awayMarked", ...body }));
  on("doses", "doseMarked", wishes.doses, (body) => ({ kind: "doseMarked", ...body }));
  on("interval", "intervalSet", wishes.interval, (body) => ({ kind: "intervalSet", ...body }));
  on("goodbye", "saidGoodbye", wishes.goodbye, () => ({ kind: "saidGoodbye" }));
  on("caller-heard", "callerHeard", wishes["caller-heard"], () => ({ kind: "callerHeard" }));
  on("no-desk-told", "noDeskTold", wishes["no-desk-told"], () => ({ kind: "noDeskTold" }));
  on("ask-place", "placeAsked", wishes["ask-place"], () => ({ kind: "placeAsked" }));
  on("redial", "redialJudged", wishes.redial, (body) => ({ kind: "redialJudged", ...body }));
  on("questions", "questionSent", wishes.questions, (body) => ({ kind: "questionSent", ...body }));
  on("concerns", "concernMarked", wishes.concerns, (body) => ({ kind: "concernMarked", ...body }));
  on("language", "languageSet", wishes.language, (body) => ({ kind: "languageSet", ...body }));
  on("keys-only", "keysOnlySet", wishes["keys-only"], (body) => ({ kind: "keysOnlySet", ...body }));
  on("kind", "kindSet", wishes.kind, ({ kind }) => ({ kind: "kindSet", sessionKind: kind }));
  on("cover", "coverAsked", wishes.cover, () => ({ kind: "coverAsked" }));
  on("leave", "callLeft", wishes.leave, () => ({ kind: "callLeft" }));
  on("lift-restriction", "restrictionLifted", wishes["lift-restriction"], () => ({
    kind: "restrictionLifted",
  }));
  checkInRoute(app, parts);
  helpRoutes(app, parts);
}

function helpRoutes(app: ApiApp, parts: Console): void {
  const on = onSession(app, parts);

  on("help", "helpSent", wishes.help, (body) => ({ kind: "helpSent", ...body }));
  const reasoned = wishes["help-reason"];
  on("help-reason", "helpReasoned", reasoned, (body) => ({ kind: "helpReasoned", ...body }));
  on("trusted", "trustedCalled", wishes.trusted, () => ({ kind: "trustedCalled" }));
  deskTookRoute(app, parts);
  on("join-desk", "deskJoined", wishes["join-desk"], (body) => ({ kind: "deskJoined", ...body }));
  on("call-caller", "callerCalled", wishes["call-caller"], () => ({ kind: "callerCalled" }));
  on("desk-told", "deskTold", wishes["desk-told"], (body) => ({ kind: "deskTold", ...body }));
  const trouble = wishes["arrival-trouble"];
  on("arrival-trouble", "arrivalTroubled", trouble, (body) => ({
    kind: "arrivalTroubled",
    ...body,
  }));
  on("help-arrived", "helpArrived", wishes["help-arrived"], (body) => ({
    kind: "helpArrived",
    ...body,
  }));
  on("stand-down", "stoodDown", wishes["stand-down"], (body) => ({ kind: "stoodDown", ...body }));
  on("close", "closed", wishes.close, (body) => ({ kind: "closed", ...body }));
  outcomeRoute(app, parts);
}

/** Routes of one input each. */
export const onSession =
  (app: ApiApp, parts: Console) =>
  <S extends z.ZodType, K extends Wish["kind"]>(
    name: string,
    act: K,
    body: S,
    wish: (body: z.output<S>) => Extract<Wish, { kind: K }>,
  ) =>
    actionRoute(app, parts, { name, act, body, wish });

type Action<S extends z.ZodType> = {
  readonly name: string;
  readonly act: Wish["kind"];
  readonly body: S;
  readonly wish: (body: z.output<S>) => Wish;
};

function actionRoute<S extends z.ZodType>(app: ApiApp, parts: Console, action: Action<S>): void {
  const schema = {
    params: idParams,
    headers: wishHeaders,
    body: action.body,
    response: answers(session),
  };
  app.post(
    `/sessions/:id/${action.name}`,
    { schema, config: { act: action.act } },
    async (request) => {
      const wish = action.wish(action.body.parse(request.body));
      const granted = await grant(parts, request, { sessionId: request.params.id, wish });
      return shownTo(parts, staffOf(request), granted);
    },
  );
}

/** A confirmation names the check-in it answers: one for a check-in that is over confirms nothing. */
function checkInRoute(app: ApiApp, parts: Console): void {
  const schema = {
    params: checkInParams,
    headers: wishHeaders,
    body: checkInWish,
    response: answers(session),
  };
  app.post(
    "/sessions/:id/check-ins/:n",
    { schema, config: { act: "confirmed" } },
    async (request) => {
      const { id, n } = request.params;
      const wish = { kind: "confirmed", checkIn: n, mark: request.body.mark } as const;
      const granted = await grant(parts, request, { sessionId: id, wish });
      return shownTo(parts, staffOf(request), granted);
    },
  );
}

/** What is written into the timeline is a desk's id, never words: the desk's own reference goes to the vault. */
function deskTookRoute(app: ApiApp, parts: Console): void {
  const body = wishes["desk-took"];
  const schema = { params: idParams, headers: wishHeaders, body, response: answers(session) };
  app.post("/sessions/:id/desk-took", { schema, config: { act: "deskTook" } }, async (request) => {
    const { line } = parts;
    const { deskId, reference } = request.body;
    const known = deskId === null || (await line.desks.desk(deskId)) !== null;
    const sessionId = request.params.id;
    if (!known) {
      await sessionFor(parts, request, "deskTook");
      throw new Problem("deskUnknown");
    }
    const granted = await grant(parts, request, { sessionId, wish: { kind: "deskTook", deskId } });
    const plan =
      reference === null || granted.closed !== null ? null : await line.plans.read(sessionId);
    if (plan !== null && reference !== null) {
      const named = (now: Plan | null) => ({ ...(now ?? plan), deskReference: reference });
      await line.plans.amend(sessionId, named, line.clock.now());
    }
    return shownTo(parts, staffOf(request), granted);
  });
}

/** They died, and nobody has told this person yet: what became of the caller is not theirs to change, and nothing here says so. */
function outcomeRoute(app: ApiApp, parts: Console): void {
  const body = wishes.outcome;
  const schema = { params: idParams, headers: wishHeaders, body, response: answers(session) };
  const config = { act: "outcomeAmended" } as const;
  app.post("/sessions/:id/outcome", { schema, config }, async (request) => {
    const sessionId = request.params.id;
    const known = await sessionFor(parts, request, "outcomeAmended");
    if (await isUntold(parts, staffOf(request), known)) throw new Problem("notAllowed");
    const wish = { kind: "outcomeAmended", ...request.body } as const;
    return shownTo(parts, staffOf(request), await grant(parts, request, { sessionId, wish }));
  });
}
