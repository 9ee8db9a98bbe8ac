import { setImmediate as othersFirst } from "node:timers/promises";
import type { ListingDirectory } from "../adapters/postgres/services.ts";
import { plainName } from "../domain/desks/directory.ts";
import type { Search } from "../domain/services/found.ts";
import { isStale } from "../domain/services/freshness.ts";
import { openAt, type OpeningHours } from "../domain/services/hours.ts";
import { costOf, type Listing, type Phone } from "../domain/services/listing.ts";
import type { Instant } from "../domain/session/people.ts";
import type { FindWish, ListingShown } from "./contract-services.ts";

export type Around = { readonly at: Instant; readonly hours: OpeningHours };

/**
 * Whether a door is open is known of no table: it is worked out, some at a time, and no further than this for one answer. `next` then
 * leads on, and the page may be short.
 */
const LOOKED_AT_MOST = 300;

export async function findListings(
  listings: ListingDirectory,
  wish: FindWish,
  around: Around,
): Promise<{ readonly page: readonly Listing[]; readonly next: string | null }> {
  const search: Search = wish;
  const page: Listing[] = [];
  let { after } = wish;
  for (let lookedAt = 0; lookedAt < LOOKED_AT_MOST;) {
    const some = await listings.search(search, { after, limit: wish.limit });
    for (const one of some) {
      after = one.id;
      lookedAt += 1;
      if (!wish.openNow || isOpen(one, wish, around)) page.push(one);
      if (page.length === wish.limit) return { page, next: after };
    }
    if (some.length < wish.limit) return { page, next: null };
    await othersFirst();
  }
  return { page, next: after };
}

/** Behind one of its doors; where a town is asked for, behind one there. */
function isOpen(listing: Listing, { municipality }: FindWish, around: Around): boolean {
  const { sites } = listing;
  const town = plainName(municipality ?? "");
  const doors = sites.filter((site) => plainName(site.municipality).startsWith(town));
  return (sites.length === 0 ? [null] : doors).some(
    (door) => openAt(listing, door, around).now === "open",
  );
}

/** A listing as people see it now. */
export const shownAt =
  (around: Around) =>
  (listing: Listing): ListingShown => ({
    ...listing,
    organization: listing.organization?.name ?? null,
    papers: listing.papers.map(({ document }) => document),
    languages: listing.languages.map(({ code }) => code),
    phones: listing.phones.map(phoneShown),
    cost: costOf(listing),
    open: openAt(listing, null, around),
    hours: hoursSaid(listing),
    sites: listing.sites.map((site) => ({
      id: site.id,
      name: site.name,
      address: [site.address, site.addressMore].filter((part) => part !== null).join(", "),
      municipality: site.municipality,
      province: site.province,
      postalCode: site.postalCode,
      timeZone: site.timeZone,
      phones: site.phones.map(phoneShown),
      open: openAt(listing, site, around),
    })),
    stale: isStale(listing.assuredAt, around.at),
  });

const phoneShown = ({ number, extension, type, description }: Phone) => ({
  number,
  extension,
  type,
  description,
});

const hoursSaid = ({ openings, sites }: Listing): readonly string[] => [
  ...new Set(
    [...openings, ...sites.flatMap((site) => site.openings)].flatMap(
      ({ description }) => description ?? [],
    ),
  ),
];
