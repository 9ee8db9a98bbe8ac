import type { Listing, Phone, Site } from "../../domain/services/listing.ts";
import { writtenOpening } from "./openings.ts";
import { statusOf } from "./shape.ts";
import { attributesOf } from "./terms.ts";

/** One listing as HSDS 3's compiled service. What is not known is left out: the schemas know no null. */
function written(listing: Listing): unknown {
  const { organization } = listing;
  return withoutNothing({
    id: listing.id,
    ...described(listing),
    phones: listing.phones.map(writtenPhone),
    schedules: listing.openings.map(writtenOpening),
    service_areas: listing.areas,
    service_at_locations: listing.sites.map((site) => writtenSite(listing, site)),
    languages: listing.languages,
    organization,
    cost_options: listing.prices.map(({ description, ...price }) => ({
      ...price,
      amount_description: description,
    })),
    required_documents: listing.papers,
    attributes: attributesOf(listing.id, { ...listing, timeZone: listing.saidZone }),
  });
}

const described = (listing: Listing) => ({
  name: listing.name,
  alternate_name: listing.otherName,
  description: listing.description,
  url: listing.url,
  email: listing.email,
  status: statusOf(listing.standing),
  interpretation_services: listing.interpretation,
  application_process: listing.apply,
  fees_description: listing.fees,
  eligibility_description: listing.eligibility,
  minimum_age: listing.minimumAge,
  maximum_age: listing.maximumAge,
  assured_date: listing.assuredAt === null ? null : dayOf(listing.assuredAt),
  assurer_email: listing.assurerEmail,
  alert: listing.notice,
});

/**
 * A file of them, as a page of HSDS's API says it: the same answer that other directories read and give. `total`: how many there are.
 * Line by line, as each is wanted.
 */
export async function* writeHsds(
  parts: AsyncIterable<readonly Listing[]>,
  total: number,
): AsyncGenerator<string> {
  const head = {
    total_items: total,
    total_pages: 1,
    page_number: 1,
    size: total,
    first_page: true,
    last_page: true,
    empty: total === 0,
  };
  yield `${JSON.stringify(head).slice(0, -1)},\n"contents": [`;
  let before = "\n";
  for await (const part of parts) {
    for (const listing of part) {
      yield before + JSON.stringify(written(listing));
      before = ",\n";
    }
  }
  yield "\n]}\n";
}

const writtenPhone = (phone: Phone) => ({ ...phone });

const writtenSite = (listing: Listing, site: Site) => ({
  id: site.id,
  service_id: listing.id,
  location_id: site.locationId,
  phones: site.phones.map(writtenPhone),
  schedules: site.openings.map(writtenOpening),
  location: {
    id: site.locationId,
    location_type: "physical",
    name: site.name,
    addresses: [
      {
        id: site.addressId,
        address_1: site.address,
        address_2: site.addressMore,
        city: site.municipality,
        state_province: site.province,
        postal_code: site.postalCode,
        country: "CA",
        address_type: "physical",
      },
    ],
  },
});

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNothing);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== null)
      .map(([key, one]) => [key, withoutNothing(one)]),
  );
}
