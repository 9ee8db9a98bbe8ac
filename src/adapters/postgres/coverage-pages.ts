import type { Instant } from "../../domain/session/people.ts";
import type { Database } from "./client.ts";

/** What supervisors say of pages about nobody being free. */
export type CoveragePages = {
  /** `by` knows, until then; null: they are to be told again. Written down with who said so. */
  know(known: { by: string; until: Instant | null }, at: Instant, cause: string): Promise<void>;
  /** Who knows, and until when; null: whoever supervises is paged. */
  known(at: Instant): Promise<{ readonly by: string; readonly until: Instant } | null>;
};

export function createCoveragePages(db: Database): CoveragePages {
  return {
    async know({ by, until }, at, cause) {
      const knownUntil = until === null ? null : new Date(until);
      const data = { until: knownUntil?.toISOString() ?? null };
      await db.$transaction([
        db.coveragePage.updateMany({
          data: { knownUntil, knownBy: knownUntil === null ? null : by },
        }),
        db.lineEvent.create({
          data: { kind: "coverageKnown", subject: by, data, at: new Date(at), cause },
        }),
      ]);
    },

    async known(at) {
      const row = await db.coveragePage.findFirst({ where: { knownUntil: { gt: new Date(at) } } });
      if (row?.knownUntil == null || row.knownBy === null) return null;
      return { by: row.knownBy, until: row.knownUntil.getTime() };
    },
  };
}
