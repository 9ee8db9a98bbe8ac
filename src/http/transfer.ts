import { openAt } from "../domain/desks/hours.ts";
import {
  isStale,
  linesFor,
  suicideLineFor,
  type Suiting,
} from "../domain/other-lines/other-line.ts";
import { seesNow } from "../domain/referrals/referral.ts";
import type { TransferReach, TransferTarget } from "../domain/session/inputs.ts";
import { isWaitedForRoom } from "../domain/session/queue.ts";
import type { Session } from "../domain/session/session.ts";
import { partyOf } from "../domain/session/transfer.ts";
import { onSession } from "./actions.ts";
import { answers, sessionFor, staffOf, type ApiApp, type Console } from "./console.ts";
import { offeredAnswer, othersAnswer } from "./contract-other-lines.ts";
import { idParams, session, wishes, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";
import { shownTo } from "./reviews.ts";
import { mustDoWork } from "./training-work.ts";
import { grant } from "./wish.ts";

/** A caller is handed to another line, or to a navigator, by their own wish; whoever answers them leaves last (PRACTICE 28). */
export function transferRoutes(app: ApiApp, parts: Console): void {
  offeredRoute(app, parts);

  const ask = {
    params: idParams,
    headers: wishHeaders,
    body: wishes.transfer,
    response: answers(session),
  };
  app.post(
    "/sessions/:id/transfer",
    { schema: ask, config: { act: "transferAsked" } },
    async (request) => {
      const sessionId = request.params.id;
      const before = await sessionFor(parts, request, "transferAsked");
      const { to, consented } = request.body;
      if (to.kind === "navigator") await mustDoWork(parts, request, "referral");
      const reach = await reachOf(parts, before, to);
      const wish = { kind: "transferAsked", to, reach, consented } as const;
      const granted = await grant(parts, request, { sessionId, wish });
      // Somebody else's caller has them: nobody is rung for two.
      if (!isMeant(granted, to)) throw new Problem("notFree");
      return shownTo(parts, staffOf(request), granted);
    },
  );

  const on = onSession(app, parts);
  on("transfer-end", "transferEnded", wishes["transfer-end"], () => ({ kind: "transferEnded" }));
  on("transfer-leave", "transferLeft", wishes["transfer-leave"], ({ endsWatch }) => ({
    kind: "transferLeft",
    ...(endsWatch ? { endsWatch } : {}),
  }));
}

const MOST = 20;

/** Quietly, to whoever only talks with somebody: who is about to use, or worse, and for whom nobody is free (PRACTICE 3). */
export function othersRoutes(app: ApiApp, parts: Console): void {
  const { line } = parts;
  const others = { params: idParams, response: answers(othersAnswer) };
  app.get(
    "/sessions/:id/others",
    { schema: others, config: { act: "callBackOffered" } },
    async (request) => {
      const own = await sessionFor(parts, request, "callBackOffered");
      const waiting = await line.waitingList.first(MOST);
      return { aboutToUse: isWaitedForRoom(waiting, own, line.clock.now()) };
    },
  );

  const offer = wishes["offer-call-back"];
  onSession(app, parts)("offer-call-back", "callBackOffered", offer, () => ({
    kind: "callBackOffered",
  }));
}

/** Which lines suit this call, without their numbers. */
function offeredRoute(app: ApiApp, parts: Console): void {
  const offered = { params: idParams, response: answers(offeredAnswer) };
  app.get(
    "/sessions/:id/transfer-lines",
    { schema: offered, config: { act: "transferAsked" } },
    async (request) => {
      const before = await sessionFor(parts, request, "transferAsked");
      const now = parts.line.clock.now();
      const lines = linesFor(
        await parts.otherLineBook.list(before.rehearsal),
        suiting(before),
        now,
      );
      return {
        now,
        lines: lines.map((line) => ({
          id: line.id,
          name: line.name,
          whatFor: line.whatFor,
          languages: line.languages,
          hours: line.hours,
          isOpen: openAt(line.hours, line.timeZone, now),
          isStale: isStale(line, now),
        })),
        suicideLineId: suicideLineFor(lines, suiting(before), now)?.id ?? null,
      };
    },
  );
}

const suiting = ({ rehearsal, language, plan, kind, concerns }: Session): Suiting => ({
  rehearsal,
  language,
  province: plan.province ?? null,
  kind,
  concerns,
});

/** By what they are reached, and spoken to in which language. Throws a `Problem` where there is nobody of that id for this call. */
async function reachOf(
  parts: Console,
  { language, rehearsal }: Session,
  to: TransferTarget,
): Promise<TransferReach> {
  if (to.kind === "navigator") return navigatorReach(parts, to.staffId, language);
  const other = await parts.line.otherLines.line(to.lineId, rehearsal);
  if (other === null) throw new Problem("lineUnknown");
  const [preferred = language] = other.languages;
  const spoken = other.languages.includes(language) ? language : preferred;
  return { via: "phone", language: spoken, takesBy: other.takesBy };
}

/** Their own phone, where they have one, and by a key alone: they sit at no console of ours all day. */
async function navigatorReach(
  { line, referring }: Console,
  staffId: string,
  language: TransferReach["language"],
): Promise<TransferReach> {
  const [navigator, member] = await Promise.all([
    referring.navigators.of(staffId),
    line.roster.member(staffId),
  ]);
  if (member === null || !seesNow(navigator, line.clock.now())) {
    throw new Problem("navigatorUnknown");
  }
  const { phone, via, languages } = member;
  const [preferred = language] = languages;
  const spoken = languages.includes(language) ? language : preferred;
  return { via: phone === null ? via : "phone", language: spoken, takesBy: "key" };
}

const isMeant = ({ transfer, closed }: Session, to: TransferTarget): boolean =>
  closed !== null ||
  (transfer !== undefined && transfer.state !== "ended" && partyOf(transfer.to) === partyOf(to));
