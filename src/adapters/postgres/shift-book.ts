import type { Minimum } from "../../domain/shifts/coverage.ts";
import type { Book, Member, Override, Rule } from "../../domain/shifts/shift.ts";
import type { Swap } from "../../domain/shifts/swaps.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Prisma } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { stored } from "./stored.ts";
import { dateOrNull, instantOrNull } from "./times.ts";

/** Inside a transaction, or outside of any. */
export type Reading = Database | Prisma.TransactionClient;

/** Longer than the longest shift: a rule that ended before has none running. */
const KEPT_MS = 9 * 24 * 60 * 60_000;

/** What was agreed, as far as it concerns `at` and later. */
export async function readBook(db: Reading, at: Instant): Promise<Book> {
  const since = new Date(at - KEPT_MS);
  const current = { OR: [{ endedFrom: null }, { endedFrom: { gt: since } }] };
  const rules = await db.shiftRule.findMany({ where: current, orderBy: { id: "asc" } });
  const overrides = await db.shiftOverride.findMany({ where: { rule: current } });
  return {
    rules: rules.map(ruleOf),
    overrides: overrides.map(overrideOf),
    members: await readMembers(db),
  };
}

export async function readMembers(db: Reading): Promise<readonly Member[]> {
  const staff = await db.staff.findMany({ select: { id: true, languages: true, roles: true } });
  return staff.map(({ id, languages, roles }) => ({ id, languages: stored(languages), roles }));
}

type RuleRow = Awaited<ReturnType<Database["shiftRule"]["findMany"]>>[number];
type OverrideRow = Awaited<ReturnType<Database["shiftOverride"]["findMany"]>>[number];
type SwapRow = Awaited<ReturnType<Database["shiftSwap"]["findMany"]>>[number];

const ruleOf = (row: RuleRow): Rule => ({
  id: row.id,
  staffId: row.staffId,
  circle: stored(row.kind),
  layer: row.layer,
  timeZone: row.timeZone,
  starts: row.starts,
  ends: row.ends,
  repeat: row.repeat,
  endedFrom: instantOrNull(row.endedFrom),
});

const overrideOf = (row: OverrideRow): Override => ({
  ruleId: row.ruleId,
  day: row.day,
  ruledAt: row.ruledAt.getTime(),
  cancelled: row.cancelled,
  startsAt: instantOrNull(row.startsAt),
  endsAt: instantOrNull(row.endsAt),
  staffId: row.staffId,
});

export const swapOf = (row: SwapRow): Swap => ({
  id: row.id,
  fromId: row.fromId,
  toId: row.toId,
  shift: { ruleId: row.ruleId, day: row.day },
  inReturn:
    row.returnRuleId === null || row.returnDay === null
      ? null
      : { ruleId: row.returnRuleId, day: row.returnDay },
  state: stored(row.state),
  askedAt: row.askedAt.getTime(),
  expiresAt: row.expiresAt.getTime(),
});

export async function readMinimums(db: Reading): Promise<readonly Minimum[]> {
  const rows = await db.coverageMinimum.findMany({ orderBy: { id: "asc" } });
  return rows.map(({ language, fromHour, toHour, least }) => ({
    language: stored(language),
    fromHour,
    toHour,
    least,
  }));
}

type Made = { readonly by: string; readonly at: Instant };

export async function writeRule(db: Reading, rule: Rule, { by, at }: Made): Promise<void> {
  const { id, staffId, circle, layer, timeZone, starts, ends, repeat, endedFrom } = rule;
  const row = { id, staffId, layer, timeZone, starts, ends, repeat };
  const made = { madeBy: by, madeAt: new Date(at) };
  await db.shiftRule.create({
    data: { ...row, ...made, kind: circle, endedFrom: dateOrNull(endedFrom) },
  });
}

export async function writeOverride(
  db: Reading,
  override: Override,
  { by, at }: Made,
): Promise<void> {
  const { ruleId, day } = override;
  const row = {
    ...override,
    ruledAt: new Date(override.ruledAt),
    startsAt: dateOrNull(override.startsAt),
    endsAt: dateOrNull(override.endsAt),
    madeBy: by,
    madeAt: new Date(at),
  };
  await db.shiftOverride.upsert({
    where: { ruleId_day: { ruleId, day } },
    create: row,
    update: row,
  });
}
