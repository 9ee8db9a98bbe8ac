import { v5 as named, v7 as uuid } from "uuid";
import type { LineOutcome, Owing } from "../../domain/line-duties.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { DutyEnding, OwedByLine } from "../../engine/ports-store.ts";
import type { Prisma } from "../../generated/prisma/client.ts";
import { endDuty } from "./owed.ts";
import { iso } from "./times.ts";

/** Any uuid; names made under it are the same in every process. */
const NAMES = "7b1d4e2c-8f5a-4c7e-9a60-3d2f1b6c8e94";

/** The name of a wish of a person, as an id: sent again, it finds what it made. */
export const idOfWish = (cause: string): string => named(cause, NAMES);

type Tx = Prisma.TransactionClient;

export type Finishing = {
  readonly dutyId: string;
  readonly ending: DutyEnding;
  readonly outcome: LineOutcome;
  readonly now: Instant;
};

/** Ends a duty of the line, writes down what became of it and owes what follows. Null where it had ended before: nothing is written. */
export async function finishForLine(
  tx: Tx,
  { dutyId, ending, outcome, now }: Finishing,
): Promise<readonly OwedByLine[] | null> {
  if (!(await endDuty(tx, dutyId, ending, now))) return null;
  await tx.lineEvent.create({ data: { cause: dutyId, ...outcome.event, at: new Date(now) } });
  return owe(tx, outcome.owes, now);
}

/** Returns what is owed now and was not before, or not yet so soon. */
export async function owe(
  tx: Tx,
  owing: readonly Owing[],
  at: Instant,
): Promise<readonly OwedByLine[]> {
  const newly = await oweOnce(tx, owing.filter(isOnce), at);
  for (const one of owing) {
    if (!isOnce(one)) newly.push(...(await oweStanding(tx, one, at)));
  }
  return newly;
}

type Once = Owing & { readonly name: string };

const isOnce = (owing: Owing): owing is Once => "name" in owing;

const owedNow = (id: string, { duty, dueAt }: Owing): OwedByLine => ({
  id,
  sessionId: null,
  duty: { ...duty, dueAt },
  attempts: 0,
});

async function oweOnce(tx: Tx, owing: readonly Once[], at: Instant): Promise<OwedByLine[]> {
  if (owing.length === 0) return [];
  const byId = new Map(owing.map((one) => [named(one.name, NAMES), one]));
  const rows = [...byId].map(([id, { duty, subject, dueAt }]) => ({
    id,
    subject_kind: subject.kind,
    subject_id: subject.id,
    kind: duty.kind,
    data: duty,
    due_at: iso(dueAt),
  }));
  const written = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO duties (id, subject_kind, subject_id, kind, data, due_at, created_at)
    SELECT o.id, o.subject_kind, o.subject_id, o.kind, o.data, o.due_at, ${iso(at)}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS o(id uuid, subject_kind text, subject_id text, kind text, data jsonb, due_at timestamptz)
    ON CONFLICT (id) DO NOTHING
    RETURNING id`;
  const isWritten = new Set(written.map(({ id }) => id));
  return [...byId].filter(([id]) => isWritten.has(id)).map(([id, one]) => owedNow(id, one));
}

async function oweStanding(tx: Tx, owing: Owing, at: Instant): Promise<OwedByLine[]> {
  const { duty, subject, dueAt } = owing;
  const written = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO duties AS standing (id, subject_kind, subject_id, kind, data, due_at, created_at)
    VALUES (${uuid()}::uuid, ${subject.kind}, ${subject.id}, ${duty.kind}, ${JSON.stringify(duty)}::jsonb,
      ${iso(dueAt)}::timestamptz, ${iso(at)}::timestamptz)
    ON CONFLICT (kind, subject_id)
      WHERE subject_kind = 'line' AND done_at IS NULL AND overtaken_by IS NULL AND waived_by IS NULL
    DO UPDATE SET due_at = excluded.due_at WHERE standing.due_at > excluded.due_at
    RETURNING id`;
  return written.map(({ id }) => owedNow(id, owing));
}
