import {
  changesOf,
  type StandingWarning,
  type Warning,
  type WarningChange,
} from "../../domain/knowing/warnings.ts";
import type { Province } from "../../domain/provinces.ts";
import type { Instant } from "../../domain/session/people.ts";
import { Prisma, type DrugWarning as Row } from "../../generated/prisma/client.ts";
import { auditRow } from "./audit.ts";
import type { Database } from "./client.ts";
import { stored } from "./stored.ts";
import { instantOrNull, iso } from "./times.ts";

type Bringing = { readonly by: string; readonly at: Instant; readonly apply: boolean };

/** What is known of what is sold: drug alerts, brought by file. */
export type Warnings = {
  /** The newest first, those that are over among them. */
  list(): Promise<readonly StandingWarning[]>;
  /** What a file would change; with `apply`, it is changed: all of it. */
  bring(warnings: readonly Warning[], bringing: Bringing): Promise<readonly WarningChange[]>;
  /** Before its time. */
  end(id: string, by: string, at: Instant): Promise<"saved" | "unknown">;
};

const ONE_AT_A_TIME = 7_461_052;

export function createWarnings(db: Database): Warnings {
  return {
    list: () => listed(db),

    bring: (warnings, { by, at, apply }) =>
      db.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ONE_AT_A_TIME}::bigint)`;
        const changes = changesOf(await listed(tx), warnings);
        const moved = changes.filter(({ change }) => change !== "same");
        if (!apply || moved.length === 0) return changes;
        const ids = new Set(moved.map(({ id }) => id));
        await tx.$executeRaw(
          saved(warnings.filter(({ id }) => ids.has(id)).map(rowOf), { by, at }),
        );
        const data = { changed: String(moved.length), of: String(warnings.length) };
        await auditRow(tx, { kind: "warningsImported", who: by, about: null, data, at });
        return changes;
      }),

    end: (id, by, at) =>
      db.$transaction(async (tx) => {
        const ended = { endedBy: by, endedAt: new Date(at) };
        const { count } = await tx.drugWarning.updateMany({
          where: { id, endedAt: null },
          data: ended,
        });
        if (count === 0)
          return (await tx.drugWarning.count({ where: { id } })) ? "saved" : "unknown";
        await auditRow(tx, { kind: "warningEnded", who: by, about: id, at });
        return "saved";
      }),
  };
}

type Tx = Prisma.TransactionClient;

async function listed(db: Pick<Tx, "drugWarning">): Promise<readonly StandingWarning[]> {
  const rows = await db.drugWarning.findMany({ orderBy: [{ fromAt: "desc" }, { id: "asc" }] });
  return rows.map(warningOf);
}

/** However many, in one statement. Brought again, it stands again: whoever ended it is not told of for ever. */
const saved = (
  rows: readonly ReturnType<typeof rowOf>[],
  { by, at }: Omit<Bringing, "apply">,
): Prisma.Sql => Prisma.sql`
  INSERT INTO drug_warnings (id, substances, sold_as, province, municipality, found_en, found_fr, advice_en, advice_fr,
    source, source_url, from_at, until_at, imported_by, imported_at)
  SELECT id, substances, sold_as, province, municipality, found_en, found_fr, advice_en, advice_fr,
    source, source_url, from_at, until_at, ${by}, ${iso(at)}::timestamptz
  FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row(
    id text, substances text[], sold_as text, province text, municipality text, found_en text, found_fr text,
    advice_en text, advice_fr text, source text, source_url text, from_at timestamptz, until_at timestamptz)
  ON CONFLICT (id) DO UPDATE SET substances = EXCLUDED.substances, sold_as = EXCLUDED.sold_as,
    province = EXCLUDED.province, municipality = EXCLUDED.municipality, found_en = EXCLUDED.found_en,
    found_fr = EXCLUDED.found_fr, advice_en = EXCLUDED.advice_en, advice_fr = EXCLUDED.advice_fr,
    source = EXCLUDED.source, source_url = EXCLUDED.source_url, from_at = EXCLUDED.from_at,
    until_at = EXCLUDED.until_at, imported_by = EXCLUDED.imported_by, imported_at = EXCLUDED.imported_at,
    ended_by = NULL, ended_at = NULL`;

const rowOf = ({ found, advice, ...said }: Warning) => ({
  id: said.id,
  substances: said.substances,
  sold_as: said.soldAs,
  province: said.province,
  municipality: said.municipality,
  found_en: found.en,
  found_fr: found.fr,
  advice_en: advice.en,
  advice_fr: advice.fr,
  source: said.source,
  source_url: said.sourceUrl,
  from_at: iso(said.from),
  until_at: said.until === null ? null : iso(said.until),
});

const warningOf = (row: Row): StandingWarning => ({
  id: row.id,
  substances: stored<Warning["substances"]>(row.substances),
  soldAs: row.soldAs,
  province: stored<Province | null>(row.province),
  municipality: row.municipality,
  found: { en: row.foundEn, fr: row.foundFr },
  advice: { en: row.adviceEn, fr: row.adviceFr },
  source: row.source,
  sourceUrl: row.sourceUrl,
  from: row.fromAt.getTime(),
  until: instantOrNull(row.untilAt),
  importedBy: row.importedBy,
  importedAt: row.importedAt.getTime(),
  ended: row.endedAt === null ? null : { by: row.endedBy ?? "", at: row.endedAt.getTime() },
});
