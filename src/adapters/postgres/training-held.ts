import type { Language } from "../../domain/language.ts";
import { LINE_TRAINING, type Held } from "../../domain/training/certificates.ts";
import type { TellTraining } from "../../domain/training/duties.ts";
import type { Instant } from "../../domain/session/people.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { iso } from "./times.ts";
import type { Reading } from "./shift-book.ts";

/**
 * Where `staff` is: something they have learned has ended, and was not renewed. What they never had has not lapsed; kinds of certificates
 * that are not for calls, or that the line has given up, change nothing.
 */
export const lapsedAt = (at: Instant): Prisma.Sql => Prisma.sql`(
  coalesce(staff.training_until <= ${iso(at)}::timestamptz, false) OR EXISTS (
    SELECT FROM certificates JOIN certificate_kinds ON certificate_kinds.id = certificates.kind_id
    WHERE certificates.staff_id = staff.id AND certificate_kinds.for_calls AND certificate_kinds.ended_at IS NULL
    GROUP BY certificates.kind_id HAVING max(certificates.until_at) <= ${iso(at)}::timestamptz))`;

/** Everything that people have learned and that ends, of kinds the line still goes by. */
export async function heldBy(db: Reading): Promise<readonly Held[]> {
  const staff = await db.staff.findMany({
    where: { trainingUntil: { not: null } },
    select: { id: true, trainingUntil: true },
  });
  const certificates = await db.certificate.findMany({
    where: { kind: { endedAt: null } },
    select: { staffId: true, kindId: true, untilAt: true },
  });
  return [
    ...staff.flatMap(({ id: staffId, trainingUntil }) =>
      trainingUntil === null
        ? []
        : [{ staffId, what: LINE_TRAINING, until: trainingUntil.getTime() }],
    ),
    ...certificates.map(({ staffId, kindId, untilAt }) => ({
      staffId,
      what: kindId,
      until: untilAt.getTime(),
    })),
  ];
}

type Told = Pick<TellTraining, "staffId" | "what" | "until">;
type Name = Readonly<Record<Language, string>>;

/** What people were to be told of: null where it does not end then any more. */
export async function endingOf(
  db: Reading,
  { staffId, what, until }: Told,
): Promise<{ readonly name: Name | null } | null> {
  if (what === LINE_TRAINING) {
    const trainingUntil = new Date(until);
    const still = await db.staff.count({ where: { id: staffId, trainingUntil } });
    return still === 0 ? null : { name: null };
  }
  const last = await db.certificate.findFirst({
    where: { staffId, kindId: what, kind: { endedAt: null } },
    orderBy: { untilAt: "desc" },
    include: { kind: true },
  });
  if (last?.untilAt.getTime() !== until) return null;
  return { name: { en: last.kind.nameEn, fr: last.kind.nameFr } };
}
