import type { Language } from "../../domain/language.ts";
import type { Navigator } from "../../domain/referrals/referral.ts";
import type { Instant } from "../../domain/session/people.ts";
import { auditRow } from "./audit.ts";
import type { Database } from "./client.ts";
import type { Deed } from "./staff-book.ts";
import { stored } from "./stored.ts";

/** Somebody whose role this is; without an `until` they see nothing yet. */
export type ListedNavigator = {
  readonly id: string;
  readonly name: string;
  readonly languages: readonly Language[];
  readonly hasPhone: boolean;
  readonly organisation: string | null;
  readonly until: Instant | null;
};

/** People of other organisations, to whom referrals are handed. */
export type Navigators = {
  /** By name. */
  list(): Promise<readonly ListedNavigator[]>;
  /** Null: nobody has said for whom, and until when. */
  of(staffId: string): Promise<Navigator | null>;
  /** Written into the audit with it. False: there is no navigator of that id. */
  set(given: Omit<Navigator, "staffId">, deed: Deed): Promise<boolean>;
};

export const createNavigators = (db: Database): Navigators => ({
  async list() {
    const rows = await db.staff.findMany({
      where: { roles: { has: "navigator" } },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      include: { navigator: true },
    });
    return rows.map(({ id, name, languages, phoneSealed, navigator }) => ({
      id,
      name,
      languages: stored<Language[]>(languages),
      hasPhone: phoneSealed !== null,
      organisation: navigator?.organisation ?? null,
      until: navigator?.until.getTime() ?? null,
    }));
  },

  async of(staffId) {
    const where = { staffId, staff: { roles: { has: "navigator" } } };
    const row = await db.navigator.findFirst({ where });
    if (row === null) return null;
    return { staffId, organisation: row.organisation, until: row.until.getTime() };
  },

  set: ({ organisation, until }, { by, staffId, at }) =>
    db.$transaction(async (tx) => {
      const known = await tx.staff.count({
        where: { id: staffId, roles: { has: "navigator" } },
      });
      if (known === 0) return false;
      const said = { organisation, until: new Date(until) };
      await tx.navigator.upsert({ where: { staffId }, create: { staffId, ...said }, update: said });
      const data = { until: said.until.toISOString() };
      await auditRow(tx, { kind: "navigatorSet", who: by, about: staffId, data, at });
      return true;
    }),
});
