import type { Instant } from "../../domain/session/people.ts";
import { auditRow } from "./audit.ts";
import type { Database } from "./client.ts";

/** A kind of certificate, named by the line. */
export type CertificateKind = {
  readonly id: string;
  readonly en: string;
  readonly fr: string;
  /** Whoever's has lapsed is rung after the others. */
  readonly forCalls: boolean;
  /** The line goes by it. One that it has given up keeps what was recorded of it. */
  readonly inUse: boolean;
};

type Change = { readonly by: string; readonly at: Instant };

export type CertificateKinds = {
  list(): Promise<readonly CertificateKind[]>;
  /** Makes it, or changes what is said of it. */
  keep(kind: CertificateKind, change: Change): Promise<void>;
};

export function createCertificateKinds(db: Database): CertificateKinds {
  return {
    async list() {
      const rows = await db.certificateKind.findMany({
        orderBy: [{ nameEn: "asc" }, { id: "asc" }],
      });
      return rows.map(({ id, nameEn: en, nameFr: fr, forCalls, endedAt }) => ({
        id,
        en,
        fr,
        forCalls,
        inUse: endedAt === null,
      }));
    },

    keep: ({ id, en, fr, forCalls, inUse }, { by, at }) =>
      db.$transaction(async (tx) => {
        const said = { nameEn: en, nameFr: fr, forCalls, endedAt: inUse ? null : new Date(at) };
        await tx.certificateKind.upsert({ where: { id }, create: { id, ...said }, update: said });
        const data = { en, fr, forCalls: String(forCalls), inUse: String(inUse) };
        await auditRow(tx, { kind: "certificateKindKept", who: by, about: id, data, at });
      }),
  };
}
