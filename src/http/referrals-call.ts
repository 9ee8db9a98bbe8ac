import type { FastifyRequest } from "fastify";
import { idOfWish } from "../adapters/postgres/line-duties.ts";
import { NOTHING_SAID, type ReferralTalk } from "../domain/referrals/referral.ts";
import type { Session } from "../domain/session/session.ts";
import { blankPlan } from "../engine/plans.ts";
import type { Plan } from "../engine/ports.ts";
import { wishOf } from "./agreeing.ts";
import { noteLook } from "./audit.ts";
import { answers, sessionFor, staffOf, wishId, type ApiApp, type Console } from "./console.ts";
import {
  callPromiseWish,
  callReferralsAnswer,
  handOverWish,
  navigatorsAnswer,
  referralWish,
  saidWish,
  withdrawWish,
} from "./contract-referrals.ts";
import { idParams, wishHeaders } from "./contract.ts";
import { openPlan } from "./place-read.ts";
import { Problem } from "./problems.ts";
import { handTo, mustBeMade } from "./referrals-handing.ts";
import { mustDoWork } from "./training-work.ts";

const config = { act: "referCaller" } as const;
const response = answers(callReferralsAnswer);
const wishing = { params: idParams, headers: wishHeaders, response };

/**
 * What a responder does in a call, at the caller's wish. Which call a referral comes from is in the sealed plan alone, and its id in no
 * address: no event and no line of a log has both (decision 049).
 */
export function callReferralRoutes(app: ApiApp, parts: Console): void {
  const { line, referring } = parts;

  app.get(
    "/sessions/:id/referrals",
    { schema: { params: idParams, response }, config },
    async (request) => {
      const session = await theirs(parts, request);
      await noteLook(parts, staffOf(request), { kind: "planRead", session, because: undefined });
      return shown(parts, await talkIn(parts, session));
    },
  );

  app.post(
    "/sessions/:id/referral-said",
    { schema: { ...wishing, body: saidWish }, config },
    async (request) => {
      const session = await theirs(parts, request);
      return shown(parts, await keep(parts, session, (talk) => ({ ...talk, ...request.body })));
    },
  );

  app.post(
    "/sessions/:id/referrals",
    { schema: { ...wishing, body: referralWish }, config },
    async (request) => {
      const session = await theirs(parts, request);
      const { agreed: _said, ...details } = request.body;
      const id = idOfWish(wishId(request));
      const { rehearsal } = session;
      await referring.referrals.write(id, details, { rehearsal, at: line.clock.now() });
      const wanted = (talk: ReferralTalk) =>
        ({ ...talk, said: "wanted", ids: [...new Set([...talk.ids, id])] }) as const;
      return shown(parts, await keep(parts, session, wanted));
    },
  );

  handingRoutes(app, parts);
  navigatorsRoute(app, parts);
}

function handingRoutes(app: ApiApp, parts: Console): void {
  const { line, referring } = parts;

  app.post(
    "/sessions/:id/referral-hand-over",
    { schema: { ...wishing, body: handOverWish }, config },
    async (request) => {
      const { referralId, navigatorId } = request.body;
      const talk = await talkWith(parts, request, referralId);
      await mustDoWork(parts, request, "referral");
      await handTo(parts, referralId, navigatorId);
      return shown(parts, talk);
    },
  );

  app.post(
    "/sessions/:id/referral-promise",
    { schema: { ...wishing, body: callPromiseWish }, config },
    async (request) => {
      const { referralId, staffId, by, dueAt } = request.body;
      const talk = await talkWith(parts, request, referralId);
      const given = { referralId, staffId, by, dueAt };
      line.alarms.set(mustBeMade(await referring.promised.make(given, wishOf(parts, request))));
      return shown(parts, talk);
    },
  );

  app.post(
    "/sessions/:id/referral-withdraw",
    { schema: { ...wishing, body: withdrawWish }, config },
    async (request) => {
      const { referralId } = request.body;
      const talk = await talkWith(parts, request, referralId);
      await referring.referrals.close(referralId);
      return shown(parts, talk);
    },
  );
}

function navigatorsRoute(app: ApiApp, { line, referring }: Console): void {
  const list = {
    schema: { response: answers(navigatorsAnswer) },
    config: { act: "answerCalls" },
  } as const;
  app.get("/navigators", list, async () => {
    const now = line.clock.now();
    const navigators = (await referring.navigators.list()).flatMap((one) => {
      const { organisation, until } = one;
      const { id, name, languages, hasPhone } = one;
      return organisation === null || until === null || until <= now
        ? []
        : [{ id, name, organisation, languages, hasPhone }];
    });
    return { now, navigators };
  });
}

type Asking = Pick<FastifyRequest, "getDecorator" | "headers"> & {
  readonly params: { readonly id: string };
};

/** Nobody's but whoever answers this caller, and only while they do. */
const theirs = (parts: Console, request: Asking): Promise<Session> =>
  sessionFor(parts, request, "referCaller");

/** One that was not wanted in this call is nobody's to touch from it. */
async function talkWith(
  parts: Console,
  request: Asking,
  referralId: string,
): Promise<ReferralTalk> {
  const talk = await talkIn(parts, await theirs(parts, request));
  if (!talk.ids.includes(referralId)) throw new Problem("referralNotFound");
  return talk;
}

const talkIn = async ({ line }: Console, { id }: Session): Promise<ReferralTalk> =>
  (await openPlan(line, id))?.referral ?? NOTHING_SAID;

async function keep(
  { line }: Console,
  { id }: Session,
  change: (talk: ReferralTalk) => ReferralTalk,
): Promise<ReferralTalk> {
  let talk = NOTHING_SAID;
  const changed = (before: Plan | null): Plan => {
    const plan = before ?? blankPlan;
    talk = change(plan.referral ?? NOTHING_SAID);
    return { ...plan, referral: talk };
  };
  await line.plans.amend(id, changed, line.clock.now());
  return talk;
}

async function shown({ line, referring }: Console, { ids, ...talk }: ReferralTalk) {
  const now = line.clock.now();
  return { now, ...talk, referrals: await referring.referrals.some(ids, now) };
}
