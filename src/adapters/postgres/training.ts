import type { StaffRole } from "../../domain/permissions.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Marked } from "../../domain/training/rehearsals.ts";
import type { Work, WorkOf } from "../../domain/training/work.ts";
import { auditRow } from "./audit.ts";
import type { Database } from "./client.ts";
import type { Deed } from "./staff-book.ts";
import { stored } from "./stored.ts";
import { createCertificateKinds, type CertificateKinds } from "./training-kinds.ts";
import { rehearsalsDue, rehearsalsOf, type Due } from "./training-rehearsals.ts";
import { instantOrNull } from "./times.ts";

export type Certificate = {
  readonly id: string;
  readonly staffId: string;
  readonly kindId: string;
  /** Who gave it. */
  readonly issuer: string;
  readonly from: Instant;
  readonly until: Instant;
};

/** One of ours, as far as training goes. */
export type Trained = {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly StaffRole[];
  readonly work: WorkOf;
  /** What the line itself says of their training; null: nobody has said. */
  readonly trainingUntil: Instant | null;
};

/** What people of ours do of the work, what they have learned, and how they practise. What changes it is written into the audit with it. */
export type TrainingBook = {
  workOf(staffId: string): Promise<WorkOf>;
  people(): Promise<readonly Trained[]>;
  /** False: there is nobody of that id. */
  setWork(work: WorkOf, deed: Deed): Promise<boolean>;
  readonly kinds: CertificateKinds;
  /** Of one person, or with null of all; the longest first. */
  certificates(staffId: string | null): Promise<readonly Certificate[]>;
  /** Sent again, it is there once. */
  record(certificate: Certificate, deed: Deed): Promise<void>;
  /** It was written down by mistake. False: there is none. */
  remove(certificateId: string, deed: Deed): Promise<boolean>;
  /** One person's rehearsal calls, newest first. There is no way to ask for those of several. */
  rehearsals(staffId: string, now: Instant): Promise<readonly Marked[]>;
  due(now: Instant): Promise<readonly Due[]>;
};

export function createTraining(db: Database): TrainingBook {
  return {
    async workOf(id) {
      const found = await db.staff.findUnique({ where: { id }, select: { work: true } });
      return stored<Work[]>(found?.work ?? []);
    },

    people: () => people(db),

    setWork: (work, { by, staffId, at }) =>
      db.$transaction(async (tx) => {
        const before = await tx.staff.findUnique({ where: { id: staffId } });
        if (before === null) return false;
        const data = { work: [...work], updatedAt: new Date(at) };
        await tx.staff.update({ where: { id: staffId }, data });
        const change = { from: before.work.join(" "), to: work.join(" ") };
        await auditRow(tx, { kind: "workChanged", who: by, about: staffId, data: change, at });
        return true;
      }),

    kinds: createCertificateKinds(db),
    certificates: (staffId) => certificates(db, staffId),
    record: (certificate, deed) => record(db, certificate, deed),
    remove: (certificateId, deed) => remove(db, certificateId, deed),
    rehearsals: (staffId, now) => rehearsalsOf(db, staffId, now),
    due: (now) => rehearsalsDue(db, now),
  };
}

async function people(db: Database): Promise<readonly Trained[]> {
  const rows = await db.staff.findMany({
    select: { id: true, name: true, roles: true, work: true, trainingUntil: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return rows.map(({ id, name, roles, work, trainingUntil }) => ({
    id,
    name,
    roles: stored<StaffRole[]>(roles),
    work: stored<Work[]>(work),
    trainingUntil: instantOrNull(trainingUntil),
  }));
}

async function certificates(db: Database, staffId: string | null): Promise<readonly Certificate[]> {
  const rows = await db.certificate.findMany({
    where: staffId === null ? {} : { staffId },
    orderBy: [{ untilAt: "desc" }, { id: "asc" }],
  });
  return rows.map(({ id, staffId: whose, kindId, issuer, fromAt, untilAt }) => ({
    id,
    staffId: whose,
    kindId,
    issuer,
    from: fromAt.getTime(),
    until: untilAt.getTime(),
  }));
}

async function record(
  db: Database,
  { id, staffId, kindId, issuer, from, until }: Certificate,
  { by, at }: Deed,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.certificate.createMany({
      data: [
        {
          id,
          staffId,
          kindId,
          issuer,
          fromAt: new Date(from),
          untilAt: new Date(until),
          recordedBy: by,
          recordedAt: new Date(at),
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) return;
    const data = { kind: kindId, until: new Date(until).toISOString() };
    await auditRow(tx, { kind: "certificateRecorded", who: by, about: staffId, data, at });
  });
}

async function remove(
  db: Database,
  certificateId: string,
  { by, staffId, at }: Deed,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const where = { id: certificateId, staffId };
    const [removed] = await tx.certificate.findMany({ where });
    if (removed === undefined) return false;
    await tx.certificate.deleteMany({ where });
    const data = { kind: removed.kindId, until: removed.untilAt.toISOString() };
    await auditRow(tx, { kind: "certificateRemoved", who: by, about: staffId, data, at });
    return true;
  });
}
