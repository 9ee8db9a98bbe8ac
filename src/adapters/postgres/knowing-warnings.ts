import {
  changesOf,
  type StandingWarning,
  type Warning,
  type WarningChange,
} from "../../domain/knowing/warnings.ts";
import type { Province } from "../../domain/provinces.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { DrugWarning as Row, Prisma } from "../../generated/prisma/client.ts";
import { auditRow } from "./audit.ts";
import type { Database } from "./client.ts";
import { stored } from "./stored.ts";
import { dateOrNull, instantOrNull } from "./times.ts";

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
        for (const one of warnings) {
          if (moved.some(({ id }) => id === one.id)) await save(tx, one, { by, at });
        }
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

/** Brought again, it stands again: whoever ended it is not told of for ever. */
async function save(tx: Tx, warning: Warning, { by, at }: Omit<Bringing, "apply">): Promise<void> {
  const { id, found, advice, from, until, substances, ...said } = warning;
  const columns = {
    ...said,
    substances: [...substances],
    foundEn: found.en,
    foundFr: found.fr,
    adviceEn: advice.en,
    adviceFr: advice.fr,
    fromAt: new Date(from),
    untilAt: dateOrNull(until),
    importedBy: by,
    importedAt: new Date(at),
    endedBy: null,
    endedAt: null,
  };
  await tx.drugWarning.upsert({ where: { id }, create: { id, ...columns }, update: columns });
}

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
