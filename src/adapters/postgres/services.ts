import { setImmediate as othersFirst } from "node:timers/promises";
import { foundBy } from "../../domain/services/found.ts";
import type { Search } from "../../domain/services/found.ts";
import type { Listing } from "../../domain/services/listing.ts";
import type { Instant } from "../../domain/session/people.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { searchListings, type Page } from "./services-search.ts";
import { stored } from "./stored.ts";

/** The directory of services, HSDS's word for what others offer. Nothing of a caller is in it. */
export type ListingDirectory = {
  /** Of what whoever searches may be offered: those with a door in town first, then by name. */
  search(search: Search, page: Page): Promise<readonly Listing[]>;
  /** Null: there is none of that id. */
  byId(id: string): Promise<Listing | null>;
  /** Those of these ids that there are, rehearsals' own too. */
  byIds(ids: readonly string[]): Promise<readonly Listing[]>;
  /** How many there are, whatever their standing. */
  count(rehearsal: boolean): Promise<number>;
  /** All of them, whatever their standing, some at a time, each read when it is wanted. */
  everything(rehearsal: boolean): AsyncGenerator<readonly Listing[]>;
  /** All of them or none: new ones are added, known ones changed. */
  save(listings: readonly Listing[]): Promise<void>;
  /** Somebody made sure that all it says is so. False: there is none of that id. */
  assure(id: string, day: Instant): Promise<boolean>;
};

/** Each statement well within its time, however busy the database is. */
const AT_ONCE = 250;
const SAVED_WITHIN_MS = 60_000;

export function createListingDirectory(db: Database): ListingDirectory {
  return {
    search: (search, page) => searchListings(db, search, page),

    async byId(id) {
      const row = await db.listing.findUnique({ where: { id } });
      return row === null ? null : stored<Listing>(row.listing);
    },

    async byIds(ids) {
      const found: Listing[] = [];
      for (let from = 0; from < ids.length; from += AT_ONCE) {
        const some = ids.slice(from, from + AT_ONCE);
        const rows = await db.listing.findMany({ where: { id: { in: some } } });
        found.push(...rows.map(({ listing }) => stored<Listing>(listing)));
      }
      return found;
    },

    count: (rehearsal) => db.listing.count({ where: { rehearsal } }),
    everything: (rehearsal) => everything(db, rehearsal),
    save: (listings) => save(db, listings),

    async assure(id, day) {
      const changed = await db.$executeRaw`
        UPDATE services SET listing = jsonb_set(listing, '{assuredAt}', to_jsonb(${day}::bigint))
        WHERE id = ${id}::uuid`;
      return changed > 0;
    },
  };
}

async function* everything(db: Database, rehearsal: boolean): AsyncGenerator<readonly Listing[]> {
  let after: string | null = null;
  for (;;) {
    const rows: { id: string; listing: unknown }[] = await db.listing.findMany({
      where: { rehearsal, ...(after === null ? {} : { id: { gt: after } }) },
      orderBy: { id: "asc" },
      take: AT_ONCE,
    });
    if (rows.length > 0) yield rows.map(({ listing }) => stored<Listing>(listing));
    after = rows.at(-1)?.id ?? null;
    if (rows.length < AT_ONCE) return;
  }
}

/** In the order of their ids, so that two who save at once wait for each other and never in a circle. */
async function save(db: Database, listings: readonly Listing[]): Promise<void> {
  const sorted = listings.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const statements: Prisma.Sql[] = [];
  for (let from = 0; from < sorted.length; from += AT_ONCE) {
    statements.push(saved(sorted.slice(from, from + AT_ONCE).map(rowOf)));
    await othersFirst();
  }
  const [first, ...more] = statements;
  if (first === undefined) return;
  if (more.length === 0) await db.$executeRaw(first);
  else await allOrNone(db, statements);
}

/** Written out before it begins: the transaction waits for nobody's arithmetic. */
async function allOrNone(db: Database, statements: readonly Prisma.Sql[]): Promise<void> {
  await db.$transaction(
    async (all) => {
      for (const statement of statements) await all.$executeRaw(statement);
    },
    { timeout: SAVED_WITHIN_MS },
  );
}

/** What is fictional stays so, and what is real too: a row of the other side is never written over. */
const saved = (rows: readonly ReturnType<typeof rowOf>[]): Prisma.Sql => Prisma.sql`
  INSERT INTO services AS kept (id, rehearsal, standing, kinds, access, audiences, languages, provinces, towns, anywhere,
    cost, minimum_age, maximum_age, papers, sort_key, names, listing)
  SELECT id, rehearsal, standing, kinds, access, audiences, languages, provinces, towns, anywhere,
    cost, minimum_age, maximum_age, papers, sort_key, names, listing
  FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row(
    id uuid, rehearsal boolean, standing text, kinds text[], access text[], audiences text[], languages text[],
    provinces text[], towns text[], anywhere boolean, cost text, minimum_age float8, maximum_age float8, papers boolean,
    sort_key text, names text, listing jsonb)
  ON CONFLICT (id) DO UPDATE SET standing = EXCLUDED.standing, kinds = EXCLUDED.kinds, access = EXCLUDED.access,
    audiences = EXCLUDED.audiences, languages = EXCLUDED.languages, provinces = EXCLUDED.provinces, towns = EXCLUDED.towns,
    anywhere = EXCLUDED.anywhere, cost = EXCLUDED.cost, minimum_age = EXCLUDED.minimum_age,
    maximum_age = EXCLUDED.maximum_age, papers = EXCLUDED.papers, sort_key = EXCLUDED.sort_key, names = EXCLUDED.names,
    listing = EXCLUDED.listing
  WHERE kept.rehearsal = EXCLUDED.rehearsal`;

function rowOf(listing: Listing) {
  const { towns, anywhere, cost, sortKey, names } = foundBy(listing);
  return {
    id: listing.id,
    rehearsal: listing.rehearsal,
    standing: listing.standing,
    kinds: listing.kinds,
    access: listing.access,
    audiences: listing.audiences,
    languages: listing.languages.map(({ code }) => code),
    provinces: listing.provinces,
    towns,
    anywhere,
    cost,
    minimum_age: listing.minimumAge,
    maximum_age: listing.maximumAge,
    papers: listing.papers.length > 0,
    sort_key: sortKey,
    names,
    listing,
  };
}
