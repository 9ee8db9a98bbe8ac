import {
  judgeOverride,
  currentOf,
  overlapsAfter,
  ruledOn,
  type Wanted,
} from "../../domain/shifts/changes.ts";
import { ruleFaults } from "../../domain/shifts/checks.ts";
import { minimumFaults, type Minimum } from "../../domain/shifts/coverage.ts";
import type { Book, Calendar, Override, Rule } from "../../domain/shifts/shift.ts";
import type { Named, SwapAsked } from "../../domain/shifts/swaps.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Alarms } from "../../engine/ports.ts";
import type { Database } from "./client.ts";
import { writeRule } from "./shift-book.ts";
import {
  changeShifts,
  saveOverrides,
  written,
  type Answer,
  type Tx,
  type Wish,
  type Work,
} from "./shift-changes.ts";
import { answerSwap, askSwap, type SwapAnswer } from "./shift-swaps.ts";

/** What people agree about who answers when. Each call is one transaction, and "who is on now" follows in the same one. */
export type Shifts = {
  /** `rule.id` is the wish's: sent again, it changes nothing. */
  addRule(rule: Rule, wish: Wish): Promise<Answer>;
  /** The old one ends where `next` begins. */
  changeRule(ruleId: string, next: Rule, wish: Wish): Promise<Answer>;
  /** No shift of it begins at `from` or later; one that runs is left alone. */
  endRule(ruleId: string, from: Instant, wish: Wish): Promise<Answer>;
  override(wanted: Wanted, wish: Wish): Promise<Answer>;
  /** As the rule says again. */
  restore(named: Named, wish: Wish): Promise<Answer>;
  askSwap(swapId: string, asked: SwapAsked, wish: Wish): Promise<Answer>;
  answerSwap(swapId: string, answer: SwapAnswer, wish: Wish): Promise<Answer>;
  /** All of them, in place of all before. */
  setMinimums(minimums: readonly Minimum[], wish: Wish): Promise<Answer>;
};

export function createShifts(
  db: Database,
  calendar: Calendar,
  alarms: Pick<Alarms, "set">,
): Shifts {
  const change = async (wish: Wish, work: Work): Promise<Answer> => {
    const { answer, owed } = await changeShifts(db, calendar, wish, work);
    alarms.set(owed);
    return answer;
  };
  return {
    addRule: (rule, wish) =>
      change(wish, (tx, book) => addRule(tx, { rule, book, calendar, wish })),

    changeRule: (ruleId, next, wish) =>
      change(wish, (tx, book) => changeRule(tx, ruleId, { rule: next, book, calendar, wish })),

    endRule: (ruleId, from, wish) =>
      change(wish, (tx, book) => endRule(tx, book, { ruleId, from, wish })),

    override: (wanted, wish) =>
      change(wish, async (tx, book) => {
        if (!knows(book, wanted.ruleId)) return "unknown";
        const judged = judgeOverride(wanted, book, calendar, wish.at);
        if (judged.wrong !== null) return judged.wrong;
        return saveOverrides(tx, judged.overrides, "shiftChanged", wish);
      }),

    restore: (named, wish) =>
      change(wish, (tx, book) => restore(tx, book, { named, calendar, wish })),

    askSwap: (swapId, asked, wish) =>
      change(wish, (tx, book) => askSwap(tx, { swapId, asked, book, calendar, wish })),

    answerSwap: (swapId, answer, wish) =>
      change(wish, (tx, book) => answerSwap(tx, { swapId, answer, book, calendar, wish })),

    setMinimums: (minimums, wish) =>
      change(wish, async (tx) => {
        const wrong = minimumFaults(minimums);
        if (wrong.length > 0) return wrong;
        await tx.coverageMinimum.deleteMany();
        await tx.coverageMinimum.createMany({ data: [...minimums] });
        return written(tx, "coverageSet", null, wish);
      }),
  };
}

const knows = (book: Book, ruleId: string): boolean => book.rules.some(({ id }) => id === ruleId);

type Added = {
  readonly rule: Rule;
  readonly book: Book;
  readonly calendar: Calendar;
  readonly wish: Wish;
};

async function addRule(tx: Tx, { rule, book, calendar, wish }: Added): Promise<Answer> {
  if (knows(book, rule.id)) return "saved";
  const wrong = ruleFaults(rule, book, calendar, wish.at);
  if (wrong.length > 0) return wrong;
  await writeRule(tx, rule, wish);
  return written(tx, "shiftAgreed", rule.staffId, wish);
}

async function changeRule(
  tx: Tx,
  ruleId: string,
  { rule, book, calendar, wish }: Added,
): Promise<Answer> {
  if (knows(book, rule.id)) return "saved";
  const old = book.rules.find(({ id }) => id === ruleId);
  if (old === undefined) return "unknown";
  if (calendar.faults(rule).length > 0) return ruleFaults(rule, book, calendar, wish.at);
  const from = calendar.on(rule, rule.starts.slice(0, 10))?.startsAt ?? wish.at;
  const endedFrom = Math.min(from, old.endedFrom ?? from);
  const others = book.rules.map((one) => (one.id === ruleId ? { ...one, endedFrom } : one));
  const wrong = ruleFaults(rule, { ...book, rules: others }, calendar, wish.at);
  if (wrong.length > 0) return wrong;
  await writeRule(tx, rule, wish);
  await tx.shiftRule.update({ where: { id: ruleId }, data: { endedFrom: new Date(endedFrom) } });
  return written(tx, "shiftAgreementChanged", rule.staffId, wish);
}

type Ending = { readonly ruleId: string; readonly from: Instant; readonly wish: Wish };

async function endRule(tx: Tx, book: Book, { ruleId, from, wish }: Ending): Promise<Answer> {
  const rule = book.rules.find(({ id }) => id === ruleId);
  if (rule === undefined) return "unknown";
  if (from < wish.at) return [{ where: "from", what: "is in the past" }];
  if (rule.endedFrom !== null && rule.endedFrom <= wish.at) return "settled";
  await tx.shiftRule.update({ where: { id: ruleId }, data: { endedFrom: new Date(from) } });
  return written(tx, "shiftAgreementEnded", rule.staffId, wish);
}

type Restored = { readonly named: Named; readonly calendar: Calendar; readonly wish: Wish };

async function restore(tx: Tx, book: Book, { named, calendar, wish }: Restored): Promise<Answer> {
  const ruled = ruledOn(named, book, calendar);
  if (ruled === null) return "unknown";
  const standing = currentOf(named, book, calendar);
  const begins = Math.min(standing?.startsAt ?? ruled.startsAt, ruled.startsAt);
  if (begins <= wish.at) return [{ where: "day", what: "this shift has begun or is over" }];
  const plain: Override = {
    ...named,
    ruledAt: ruled.startsAt,
    cancelled: false,
    startsAt: null,
    endsAt: null,
    staffId: null,
  };
  const wrong = overlapsAfter([plain], book, calendar);
  if (wrong.length > 0) return wrong.map(({ what }) => ({ where: "day", what }));
  await tx.shiftOverride.deleteMany({ where: { ...named } });
  return written(tx, "shiftRestored", null, wish);
}
