import { plainName } from "../../domain/desks/directory.ts";
import type { Search } from "../../domain/services/found.ts";
import type { Listing } from "../../domain/services/listing.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { stored } from "./stored.ts";

/** `after`: the id of the last one on the page before. */
export type Page = { readonly after: string | null; readonly limit: number };

/** A directory is thousands of rows, read whole in a few milliseconds; what is large in them is read for the page alone. */
export async function searchListings(
  db: Database,
  search: Search,
  { after, limit }: Page,
): Promise<readonly Listing[]> {
  const rows = await db.$queryRaw<{ readonly listing: unknown }[]>`
    SELECT listing FROM services WHERE ${Prisma.join([...wanted(search), ...beyond(after)], " AND ")}
    ORDER BY anywhere, sort_key COLLATE "C", id LIMIT ${limit}`;
  return rows.map(({ listing }) => stored<Listing>(listing));
}

const beyond = (after: string | null): readonly Prisma.Sql[] =>
  after === null
    ? []
    : [
        Prisma.sql`(anywhere, sort_key COLLATE "C", id) >
          (SELECT last.anywhere, last.sort_key COLLATE "C", last.id FROM services AS last WHERE last.id = ${after}::uuid)`,
      ];

function wanted(search: Search): readonly Prisma.Sql[] {
  const { kind, province, language, access, cost, audience } = search;
  return [
    Prisma.sql`rehearsal = ${search.rehearsal}`,
    Prisma.sql`standing IN ('active', 'temporarilyClosed')`,
    ...given(kind, (one) => Prisma.sql`${one} = ANY(kinds)`),
    ...given(province, (one) => Prisma.sql`${one} = ANY(provinces)`),
    ...given(language, (one) => Prisma.sql`${one} = ANY(languages)`),
    ...given(access, (one) => Prisma.sql`${one} = ANY(access)`),
    ...given(cost, (one) => Prisma.sql`cost = ${one}`),
    ...given(
      audience,
      (one) => Prisma.sql`(cardinality(audiences) = 0 OR ${one} = ANY(audiences))`,
    ),
    ...forWhom(search),
    ...byName(search),
  ];
}

function forWhom({ age, withoutPapers }: Search): readonly Prisma.Sql[] {
  return [
    ...given(
      age,
      (years) => Prisma.sql`coalesce(minimum_age, 0) <= ${years}::float8
        AND coalesce(maximum_age, ${years}::float8) >= ${years}::float8`,
    ),
    ...(withoutPapers ? [Prisma.sql`NOT papers`] : []),
  ];
}

/** A line that answers everywhere answers in this town too. */
function byName({ municipality, named }: Search): readonly Prisma.Sql[] {
  return [
    ...given(
      municipality,
      (town) => Prisma.sql`(anywhere OR EXISTS (
        SELECT 1 FROM unnest(towns) AS town WHERE starts_with(town, ${plainName(town)})))`,
    ),
    ...given(named, (part) => Prisma.sql`strpos(names, ${plainName(part)}) > 0`),
  ];
}

const given = <T>(value: T | null, said: (value: T) => Prisma.Sql): readonly Prisma.Sql[] =>
  value === null ? [] : [said(value)];
