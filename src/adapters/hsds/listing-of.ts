import { PROVINCES, provinces, type Province } from "../../domain/provinces.ts";
import { plainName } from "../../domain/desks/directory.ts";
import type { Listing, Phone, Site } from "../../domain/services/listing.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Path } from "./lines.ts";
import { openingFaults, openingOf, type Fault, type Zone, type Zones } from "./openings.ts";
import type { OneRead, PhoneRead, SiteRead } from "./shape.ts";
import { TAXONOMY, termsIn, type Terms } from "./terms.ts";

export type Made = { readonly listing: Listing | null; readonly faults: readonly Fault[] };

type Said = Terms & { readonly strange: readonly number[] };

export type Now = { readonly at: Instant; readonly zones: Zones };

/** A listing of what was read, or what keeps it from being one. */
export function listingOf(read: OneRead, { at, zones }: Now): Made {
  const terms = termsIn(
    read.attributes.map(({ taxonomy_term, value }) => ({
      taxonomy: taxonomy_term?.taxonomy ?? null,
      code: taxonomy_term?.code ?? null,
      value,
    })),
  );
  const places = placesOf(read);
  const provincesOf = [...new Set(places.provinces)].toSorted();
  const [first] = provincesOf;
  const timeZone = terms.timeZone ?? (first === undefined ? null : provinces[first].timeZone);
  const faults = [
    ...termFaults(terms, zones),
    ...places.faults,
    ...(first === undefined && places.faults.length === 0 ? [NOWHERE] : []),
    ...hoursFaults(read, { said: terms.timeZone, own: timeZone, zones }),
    ...(terms.timeZone === null ? whichZone(read, provincesOf) : []),
    ...assuredFaults(read, at),
  ];
  if (faults.length > 0 || timeZone === null) return { listing: null, faults };
  return { listing: made(read, terms, { provinces: provincesOf, timeZone }), faults };
}

/** Nine o'clock for all of Canada is six different hours. */
function whichZone(read: OneRead, where: readonly Province[]): readonly Fault[] {
  const zones = new Set(where.map((province) => provinces[province].timeZone));
  const hasDoors = read.service_at_locations.some(({ location }) => location !== null);
  const hasTimes = read.schedules.some((one) => {
    const { opens, closes } = openingOf(one);
    return opens !== closes;
  });
  if (zones.size < 2 || hasDoors || !hasTimes) return [];
  const what = `several time zones: say in which its hours are, by a timeZone of ${TAXONOMY}`;
  return [{ path: ["attributes"], what }];
}

const DAY_MS = 24 * 3_600_000;

function assuredFaults({ assured_date: day }: OneRead, at: Instant): readonly Fault[] {
  const isAhead = day !== null && Date.parse(day) > at + DAY_MS;
  return isAhead ? [{ path: ["assured_date"], what: "is in the future" }] : [];
}

const NOWHERE: Fault = {
  path: ["service_at_locations"],
  what: "no place in Canada: give a location with an address, or a service_area such as CA-ON or Canada",
};

function termFaults({ kinds, strange, timeZone }: Said, zones: Zones): readonly Fault[] {
  return [
    ...strange.map((index) => ({
      path: ["attributes", index, "taxonomy_term", "code"],
      what: `no term of ${TAXONOMY}`,
    })),
    ...(kinds.length === 0
      ? [{ path: ["attributes"], what: `no kind: give one of the kinds of ${TAXONOMY}` }]
      : []),
    ...(timeZone !== null && zones(timeZone) === null
      ? [{ path: ["attributes"], what: "a time zone nobody knows: one like America/Toronto" }]
      : []),
  ];
}

type Places = { readonly provinces: readonly Province[]; readonly faults: readonly Fault[] };

/** Where it stands, and what it serves from there: only where it stands nowhere does an area decide. */
function placesOf(read: OneRead): Places {
  const found = read.service_at_locations.flatMap((site, index) =>
    (site.location?.addresses ?? []).flatMap((address, position) => {
      if (address.address_type !== "physical") return [];
      const province = provinceNamed(address.state_province);
      const path = ["service_at_locations", index, "location", "addresses", position];
      return [{ province, path: [...path, "state_province"] }];
    }),
  );
  const faults = found
    .filter(({ province }) => province === null)
    .map(({ path }) => ({ path, what: "no province or territory of Canada" }));
  const served = read.service_areas.flatMap(({ name, uri }) => [
    ...areaNamed(name),
    ...areaNamed(uri),
  ]);
  const stands = found.flatMap(({ province }) => province ?? []);
  return { provinces: stands.length > 0 ? stands : served, faults };
}

const NAMES: ReadonlyMap<string, Province> = new Map(
  PROVINCES.flatMap((code) => {
    const { en, fr } = provinces[code].name;
    return [code, `CA-${code}`, en, fr].map((name) => [plainName(name), code] as const);
  }),
);
const CANADA = new Set(["canada", "ca"]);

const provinceNamed = (name: string): Province | null => NAMES.get(plainName(name)) ?? null;

function areaNamed(name: string | null): readonly Province[] {
  if (name === null) return [];
  if (CANADA.has(plainName(name))) return PROVINCES;
  const province = provinceNamed(name);
  return province === null ? [] : [province];
}

type Clocks = {
  readonly said: string | null;
  readonly own: string | null;
  readonly zones: Zones;
};

function hoursFaults(read: OneRead, { said, own, zones }: Clocks): readonly Fault[] {
  const of = (openings: OneRead["schedules"], zone: Zone | null, path: Path) =>
    openings.flatMap((one, index) => openingFaults(one, zone, [...path, index]));
  return [
    ...of(read.schedules, zones(own), ["schedules"]),
    ...read.service_at_locations.flatMap((site, index) => {
      const path = ["service_at_locations", index];
      const province = doorOf(site)?.province ?? null;
      const zone = zones(said ?? (province === null ? null : provinces[province].timeZone));
      return [
        ...of(site.schedules, zone, [...path, "schedules"]),
        ...of(site.location?.schedules ?? [], zone, [...path, "location", "schedules"]),
      ];
    }),
  ];
}

type Around = { readonly provinces: readonly Province[]; readonly timeZone: string };

function made(read: OneRead, terms: Terms, around: Around): Listing {
  const { organization } = read;
  return {
    id: read.id,
    rehearsal: false,
    name: read.name,
    otherName: read.alternate_name,
    description: read.description,
    organization,
    standing: read.status,
    kinds: terms.kinds,
    access: terms.access,
    audiences: terms.audiences,
    eligibility: read.eligibility_description,
    minimumAge: read.minimum_age,
    maximumAge: read.maximum_age,
    papers: read.required_documents.flatMap(({ id, document }) =>
      document === null ? [] : [{ id, document }],
    ),
    languages: read.languages.flatMap(({ id, name, code }) =>
      code === null ? [] : [{ id, name, code }],
    ),
    interpretation: read.interpretation_services,
    apply: read.application_process,
    fees: read.fees_description,
    prices: read.cost_options.map(({ amount_description: description, ...price }) => ({
      ...price,
      description,
    })),
    url: read.url,
    email: read.email,
    notice: read.alert,
    phones: read.phones.map(phoneOf),
    openings: read.schedules.map(openingOf),
    areas: read.service_areas,
    sites: read.service_at_locations.flatMap((site) => sitesOf(site, terms.timeZone)),
    provinces: around.provinces,
    saidZone: terms.timeZone,
    timeZone: around.timeZone,
    assuredAt: read.assured_date === null ? null : Date.parse(read.assured_date),
    assurerEmail: read.assurer_email,
  };
}

const phoneOf = ({ id, number, extension, type, description }: PhoneRead): Phone => ({
  id,
  number,
  extension,
  type,
  description,
});

/** Its door, once: a location has one physical address, and a second is no other door. Null: none. */
function doorOf({ location }: SiteRead) {
  const address = location?.addresses.find(({ address_type }) => address_type === "physical");
  const province = address === undefined ? null : provinceNamed(address.state_province);
  return address === undefined || province === null ? null : { address, province };
}

function sitesOf(site: SiteRead, saidZone: string | null): readonly Site[] {
  const door = doorOf(site);
  const { id, phones, schedules, location } = site;
  if (door === null || location === null) return [];
  const { address, province } = door;
  return [
    {
      id,
      locationId: location.id,
      name: location.name,
      addressId: address.id,
      address: address.address_1,
      addressMore: address.address_2,
      municipality: address.city,
      province,
      postalCode: address.postal_code,
      timeZone: saidZone ?? provinces[province].timeZone,
      phones: [...phones, ...location.phones].map(phoneOf),
      openings: (schedules.length > 0 ? schedules : location.schedules).map(openingOf),
    },
  ];
}
