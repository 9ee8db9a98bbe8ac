import { isNavigator } from "../domain/permissions.ts";
import { mayOpen, type Referral } from "../domain/referrals/referral.ts";
import { wishOf } from "./agreeing.ts";
import { answers, staffOf, type ApiApp, type Console } from "./console.ts";
import { staffParams } from "./contract-access.ts";
import {
  allReferralsAnswer,
  handOnWish,
  navigatorWish,
  openedAnswer,
  ownReferralsAnswer,
  promiseWaivedWish,
  promiseWish,
} from "./contract-referrals.ts";
import { done, idParams, nothing, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";
import { handTo, mustBeMade } from "./referrals-handing.ts";

const own = { act: "seeReferrals" } as const;
const wishing = { params: idParams, headers: wishHeaders, response: answers(done) };
const DONE = { done: true } as const;

/** A navigator's: those handed to them, until they close them or their role ends. One of ours: what they promised, until it is kept. */
export function ownReferralRoutes(app: ApiApp, parts: Console): void {
  const { line, referring, audit } = parts;

  const list = { response: answers(ownReferralsAnswer) };
  app.get("/me/referrals", { schema: list, config: own }, async (request) => {
    const now = line.clock.now();
    return { now, referrals: await ownOf(parts, request) };
  });

  const opened = { params: idParams, response: answers(openedAnswer) };
  app.get("/me/referrals/:id", { schema: opened, config: own }, async (request) => {
    const { id } = await mustBeTheirs(parts, request);
    const now = line.clock.now();
    await audit.append({ kind: "referralRead", who: staffOf(request).id, about: id, at: now });
    return { now, details: await referring.referrals.details(id) };
  });

  app.post(
    "/me/referrals/:id/met",
    { schema: { ...wishing, body: nothing }, config: own },
    async (request) => {
      const { id } = await mustBeTheirs(parts, request);
      if (!(await referring.referrals.met(id, staffOf(request).id))) throw gone();
      return DONE;
    },
  );

  app.post(
    "/me/referrals/:id/close",
    { schema: { ...wishing, body: nothing }, config: own },
    async (request) => {
      const { id, navigatorId } = await mustBeTheirs(parts, request);
      if (navigatorId !== staffOf(request).id) throw gone();
      await referring.referrals.close(id);
      return DONE;
    },
  );
  ownPromiseRoutes(app, parts);
}

function ownPromiseRoutes(app: ApiApp, parts: Console): void {
  const { line, referring } = parts;

  app.post(
    "/me/referrals/:id/promise",
    { schema: { ...wishing, body: promiseWish }, config: own },
    async (request) => {
      const { id: referralId } = await mustBeTheirs(parts, request);
      const { by, dueAt } = request.body;
      const given = { referralId, staffId: staffOf(request).id, by, dueAt };
      line.alarms.set(mustBeMade(await referring.promised.make(given, wishOf(parts, request))));
      return DONE;
    },
  );

  app.post(
    "/me/referrals/:id/promise-kept",
    { schema: { ...wishing, body: nothing }, config: own },
    async (request) => {
      const wish = wishOf(parts, request);
      const ended = await referring.promised.end(request.params.id, { how: "kept" }, wish);
      if (!ended) throw gone();
      return DONE;
    },
  );

  app.post(
    "/me/referrals/:id/promise-waived",
    { schema: { ...wishing, body: promiseWaivedWish }, config: own },
    async (request) => {
      const wish = wishOf(parts, request);
      const ending = { how: "waived", because: request.body.reason } as const;
      if (!(await referring.promised.end(request.params.id, ending, wish))) throw gone();
      return DONE;
    },
  );
}

/** For those who supervise: that there are some, and who has them; never whose they are or what for. And who the navigators are. */
export function referralRoutes(app: ApiApp, parts: Console): void {
  const { line, referring } = parts;
  const config = { act: "keepReferrals" } as const;

  app.get("/referrals", { schema: { response: answers(allReferralsAnswer) }, config }, async () => {
    const now = line.clock.now();
    const [referrals, navigators] = await Promise.all([
      referring.referrals.all(now),
      referring.navigators.list(),
    ]);
    return { now, referrals, navigators };
  });

  app.post(
    "/referrals/:id/hand-over",
    { schema: { ...wishing, body: handOnWish }, config },
    async (request) => {
      const { id } = request.params;
      await handTo(parts, id, request.body.navigatorId);
      await noted(parts, request, { kind: "referralHandedOn", about: id });
      return DONE;
    },
  );

  app.post(
    "/referrals/:id/close",
    { schema: { ...wishing, body: nothing }, config },
    async (request) => {
      const { id } = request.params;
      if (await referring.referrals.close(id)) {
        await noted(parts, request, { kind: "referralClosed", about: id });
      }
      return DONE;
    },
  );
  navigatorRoute(app, parts);
}

function navigatorRoute(app: ApiApp, { line, referring }: Console): void {
  const set = {
    params: staffParams,
    headers: wishHeaders,
    body: navigatorWish,
    response: answers(done),
  };
  app.put(
    "/staff/:id/navigator",
    { schema: set, config: { act: "keepStaff" } },
    async (request) => {
      const deed = { by: staffOf(request).id, staffId: request.params.id, at: line.clock.now() };
      if (!(await referring.navigators.set(request.body, deed))) throw new Problem("staffNotFound");
      return DONE;
    },
  );
}

type Asking = Parameters<typeof staffOf>[0];
type Noted = { readonly kind: "referralHandedOn" | "referralClosed"; readonly about: string };

/** Whoever looks after them all changed what is another's. */
const noted = ({ audit, line }: Console, request: Asking, what: Noted) =>
  audit.append({ ...what, who: staffOf(request).id, at: line.clock.now() });

async function ownOf({ line, referring }: Console, request: Asking): Promise<readonly Referral[]> {
  const staff = staffOf(request);
  const now = line.clock.now();
  const asking = {
    staffId: staff.id,
    isNavigator: isNavigator(staff),
    navigator: await referring.navigators.of(staff.id),
  };
  const theirs = await referring.referrals.of(staff.id, now);
  return theirs.filter((one) => mayOpen(asking, one, now));
}

/** Of another's nobody learns that it is there. */
async function mustBeTheirs(
  parts: Console,
  request: Asking & { readonly params: { readonly id: string } },
): Promise<Referral> {
  const found = (await ownOf(parts, request)).find(({ id }) => id === request.params.id);
  if (found === undefined) throw gone();
  return found;
}

const gone = (): Problem => new Problem("referralNotFound");
