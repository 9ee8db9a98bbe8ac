import type { z } from "zod";
import { answers, type ApiApp, type Console } from "./console.ts";
import { checkInParams, checkInWish, idParams, session, wishes, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";
import { sessionView } from "./views.ts";
import { grant, type Wish } from "./wish.ts";

/** What a person of ours does with a session: each a POST of its own, each one input, each answered with where it then stands. */
export function actionRoutes(app: ApiApp, parts: Console): void {
  const on = <S extends z.ZodType>(name: string, body: S, wish: (body: z.output<S>) => Wish) =>
    actionRoute(app, parts, { name, body, wish });

  on("using-now", wishes["using-now"], () => ({ kind: "watchStarted" }));
  on("quiet", wishes.quiet, () => ({ kind: "goneQuietMarked" }));
  on("away", wishes.away, (body) => ({ kind: "awayMarked", ...body }));
  on("doses", wishes.doses, (body) => ({ kind: "doseMarked", ...body }));
  on("interval", wishes.interval, (body) => ({ kind: "intervalSet", ...body }));
  on("goodbye", wishes.goodbye, () => ({ kind: "saidGoodbye" }));
  on("caller-heard", wishes["caller-heard"], () => ({ kind: "callerHeard" }));
  on("no-desk-told", wishes["no-desk-told"], () => ({ kind: "noDeskTold" }));
  on("ask-place", wishes["ask-place"], () => ({ kind: "placeAsked" }));
  on("read-back", wishes["read-back"], (body) => ({ kind: "placeReadBack", ...body }));
  on("redial", wishes.redial, (body) => ({ kind: "redialJudged", ...body }));
  on("questions", wishes.questions, (body) => ({ kind: "questionSent", ...body }));
  on("concerns", wishes.concerns, (body) => ({ kind: "concernMarked", ...body }));
  on("language", wishes.language, (body) => ({ kind: "languageSet", ...body }));
  on("keys-only", wishes["keys-only"], (body) => ({ kind: "keysOnlySet", ...body }));
  on("kind", wishes.kind, ({ kind }) => ({ kind: "kindSet", sessionKind: kind }));
  on("cover", wishes.cover, () => ({ kind: "coverAsked" }));
  on("leave", wishes.leave, () => ({ kind: "callLeft" }));
  on("help", wishes.help, (body) => ({ kind: "helpSent", ...body }));
  on("trusted", wishes.trusted, () => ({ kind: "trustedCalled" }));
  deskTookRoute(app, parts);
  on("join-desk", wishes["join-desk"], (body) => ({ kind: "deskJoined", ...body }));
  on("call-caller", wishes["call-caller"], () => ({ kind: "callerCalled" }));
  on("desk-told", wishes["desk-told"], (body) => ({ kind: "deskTold", ...body }));
  on("arrival-trouble", wishes["arrival-trouble"], (body) => ({
    kind: "arrivalTroubled",
    ...body,
  }));
  on("help-arrived", wishes["help-arrived"], (body) => ({ kind: "helpArrived", ...body }));
  on("stand-down", wishes["stand-down"], (body) => ({ kind: "stoodDown", ...body }));
  on("close", wishes.close, (body) => ({ kind: "closed", ...body }));
  on("outcome", wishes.outcome, (body) => ({ kind: "outcomeAmended", ...body }));
  checkInRoute(app, parts);
}

type Action<S extends z.ZodType> = {
  readonly name: string;
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
  app.post(`/sessions/:id/${action.name}`, { schema }, async (request) => {
    const wish = action.wish(action.body.parse(request.body));
    const granted = await grant(parts, request, { sessionId: request.params.id, wish });
    return sessionView(granted, parts.line.clock.now());
  });
}

/** A confirmation names the check-in it answers: one for a check-in that is over confirms nothing. */
function checkInRoute(app: ApiApp, parts: Console): void {
  const schema = {
    params: checkInParams,
    headers: wishHeaders,
    body: checkInWish,
    response: answers(session),
  };
  app.post("/sessions/:id/check-ins/:n", { schema }, async (request) => {
    const { id, n } = request.params;
    const wish = { kind: "confirmed", checkIn: n, mark: request.body.mark } as const;
    const granted = await grant(parts, request, { sessionId: id, wish });
    return sessionView(granted, parts.line.clock.now());
  });
}

/** What is written into the timeline is a desk's id, never words: the desk's own reference goes to the vault. */
function deskTookRoute(app: ApiApp, parts: Console): void {
  const body = wishes["desk-took"];
  const schema = { params: idParams, headers: wishHeaders, body, response: answers(session) };
  app.post("/sessions/:id/desk-took", { schema }, async (request) => {
    const { line } = parts;
    const { deskId, reference } = request.body;
    const known = deskId === null || (await line.desks.desk(deskId)) !== null;
    if (!known) throw new Problem("deskUnknown");
    const sessionId = request.params.id;
    const granted = await grant(parts, request, { sessionId, wish: { kind: "deskTook", deskId } });
    const now = line.clock.now();
    const plan = reference === null ? null : await line.plans.read(sessionId);
    if (plan !== null && reference !== null) {
      await line.plans.write(sessionId, { ...plan, deskReference: reference }, now);
    }
    return sessionView(granted, now);
  });
}
