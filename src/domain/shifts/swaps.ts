import type { Instant } from "../session/people.ts";
import { currentOf, overlapsAfter, ruledOn, type Judged } from "./changes.ts";
import { personFaults } from "./checks.ts";
import type { Book, Calendar, Override, Planned, Wrong } from "./shift.ts";

export const SWAP_STATES = ["asked", "accepted", "declined", "withdrawn", "expired"] as const;
export type SwapState = (typeof SWAP_STATES)[number];

/** One time of a rule. */
export type Named = { readonly ruleId: string; readonly day: string };

/** `fromId` asks `toId` to take a shift of theirs, perhaps for one of `toId`'s in return. Both must want it. */
export type Swap = {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
  readonly shift: Named;
  readonly inReturn: Named | null;
  readonly state: SwapState;
  readonly askedAt: Instant;
  /** When the first of these shifts begins. */
  readonly expiresAt: Instant;
};

export type SwapAsked = Pick<Swap, "fromId" | "toId" | "shift" | "inReturn">;

/** Whoever did not answer by then has not accepted. */
export const stateAt = ({ state, expiresAt }: Swap, now: Instant): SwapState =>
  state === "asked" && now >= expiresAt ? "expired" : state;

export type SwapJudged =
  | { readonly wrong: readonly Wrong[] }
  | { readonly wrong: null; readonly expiresAt: Instant };

/** Whether this can be asked now, and until when it can be answered. */
export function judgeSwap(
  asked: SwapAsked,
  book: Book,
  calendar: Calendar,
  now: Instant,
): SwapJudged {
  const { fromId, toId, shift, inReturn } = asked;
  if (fromId === toId) return { wrong: [{ where: "toId", what: "is yourself" }] };
  const given = currentOf(shift, book, calendar);
  const returned = inReturn === null ? null : currentOf(inReturn, book, calendar);
  const wrong = [
    ...sideFaults(given, { owner: fromId, taker: toId, where: "shift" }, book, now),
    ...(inReturn === null
      ? []
      : sideFaults(returned, { owner: toId, taker: fromId, where: "inReturn" }, book, now)),
  ];
  if (wrong.length > 0 || given === null) return { wrong };
  const overlaps = overlapsAfter(givenAway(asked, book, calendar), book, calendar);
  if (overlaps.length > 0) return { wrong: overlaps.map(({ what }) => ({ where: "shift", what })) };
  return { wrong: null, expiresAt: Math.min(given.startsAt, returned?.startsAt ?? Infinity) };
}

type Side = { readonly owner: string; readonly taker: string; readonly where: string };

function sideFaults(
  one: Planned | null,
  { owner, taker, where }: Side,
  book: Book,
  now: Instant,
): readonly Wrong[] {
  if (one === null) return [{ where, what: "there is no such shift" }];
  if (one.staffId !== owner) return [{ where, what: `is not ${owner}'s shift` }];
  if (one.startsAt <= now) return [{ where, what: "has begun or is over" }];
  return personFaults({ staffId: taker, circle: one.circle }, book.members).map(({ what }) => ({
    where: "toId",
    what: `${taker} ${what}`,
  }));
}

/** What an acceptance changes, judged again: meanwhile shifts may have moved. */
export function acceptSwap(swap: Swap, book: Book, calendar: Calendar, now: Instant): Judged {
  const judged = judgeSwap(swap, book, calendar, now);
  if (judged.wrong !== null) return judged;
  return { wrong: null, overrides: givenAway(swap, book, calendar) };
}

function givenAway(asked: SwapAsked, book: Book, calendar: Calendar): readonly Override[] {
  const { shift, inReturn, fromId, toId } = asked;
  return [
    ...givenTo(shift, toId, book, calendar),
    ...(inReturn === null ? [] : givenTo(inReturn, fromId, book, calendar)),
  ];
}

/** Its times stay as they are, moved or not. */
function givenTo(
  named: Named,
  staffId: string,
  book: Book,
  calendar: Calendar,
): readonly Override[] {
  const ruled = ruledOn(named, book, calendar);
  if (ruled === null) return [];
  const before = book.overrides.find(
    ({ ruleId, day }) => ruleId === named.ruleId && day === named.day,
  );
  const { startsAt = null, endsAt = null } = before ?? {};
  return [{ ...named, ruledAt: ruled.startsAt, cancelled: false, startsAt, endsAt, staffId }];
}
