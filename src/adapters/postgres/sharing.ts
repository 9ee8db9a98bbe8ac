import type { Instant } from "../../domain/session/people.ts";
import { lastSettled, monthsFrom, type Month } from "../../domain/sharing/months.ts";
import {
  publish,
  RULES_VERSION,
  type Numbers,
  type PublishedMonth,
} from "../../domain/sharing/publish.ts";
import type { PublishedMonth as PublishedRow } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { firstMonth, readClosed } from "./sharing-reads.ts";
import { stored } from "./stored.ts";

export type Sharing = {
  /** Whether there is a report that anybody may see, without signing in. */
  readonly isPublic: boolean;
  /**
   * Every month that is over and settled, in order, from the first that shows anything. The first to ask after its end has it
   * written; from then on it is what was written, whatever happens to the calls, the rules or the settings.
   */
  published(now: Instant): Promise<readonly PublishedMonth[]>;
};

type Settings = { readonly timeZone: string; readonly isPublic: boolean };

/** `timeZone` is the line's own. */
export function createSharing(db: Database, { timeZone, isPublic }: Settings): Sharing {
  let read: { readonly last: Month; readonly months: readonly PublishedMonth[] } | null = null;
  return {
    isPublic,
    async published(now) {
      const last = lastSettled(now, timeZone);
      if (read?.last !== last) read = { last, months: await upTo(db, last, { timeZone, now }) };
      return read.months;
    },
  };
}

type Asked = { readonly timeZone: string; readonly now: Instant };

async function upTo(db: Database, last: Month, asked: Asked): Promise<readonly PublishedMonth[]> {
  const first = await firstMonth(db, asked.timeZone);
  const all = first === null ? [] : monthsFrom(first, last);
  const written = new Set((await writtenUpTo(db, last)).map(({ month }) => month));
  await write(
    db,
    all.filter((month) => !written.has(month)),
    asked,
  );
  const months = await writtenUpTo(db, last);
  // When the line's first call was is told by no month of which nothing else is.
  const begins = months.findIndex(({ total }) => total !== null);
  return begins === -1 ? [] : months.slice(begins);
}

async function writtenUpTo(db: Database, last: Month): Promise<readonly PublishedMonth[]> {
  const rows = await db.publishedMonth.findMany({
    where: { month: { lte: last } },
    orderBy: { month: "asc" },
  });
  return rows.map(monthOf);
}

const monthOf = ({ month, version, numbers }: PublishedRow): PublishedMonth => ({
  month,
  version,
  ...stored<Numbers>(numbers),
});

/** Where two write at once, the first holds for both. */
async function write(
  db: Database,
  months: readonly Month[],
  { timeZone, now }: Asked,
): Promise<void> {
  const [first] = months;
  const last = months.at(-1);
  if (first === undefined || last === undefined) return;
  const calls = await readClosed(db, { first, last }, timeZone);
  const publishedAt = new Date(now);
  await db.publishedMonth.createMany({
    data: months.map((month) => ({
      month,
      version: RULES_VERSION,
      numbers: publish(calls.filter((alike) => alike.month === month)),
      publishedAt,
    })),
    skipDuplicates: true,
  });
}
