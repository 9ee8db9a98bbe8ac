import { v5 as uuidOf } from "uuid";
import { PROVINCES, provinces, type Province } from "../../domain/provinces.ts";
import type { Kind, Listing, Opening, Phone } from "../../domain/services/listing.ts";
import type { Instant } from "../../domain/session/people.ts";

const NAMESPACE = uuidOf("urn:the-line:rehearsal-services", uuidOf.URL);
const DAY_MS = 24 * 3_600_000;

/** Each is the first of its kind in a town that there is not; hours are of an evening, of weekdays, or of day and night. */
type Offer = {
  readonly kinds: readonly Kind[];
  readonly name: string;
  readonly hours: "evening" | "weekdays" | "always";
  readonly free: boolean;
};
const OFFERS: readonly Offer[] = [
  {
    kinds: ["supervisedConsumption", "drugChecking", "naloxone"],
    name: "Rehearsal consumption site",
    hours: "evening",
    free: true,
  },
  {
    kinds: ["opioidAgonist", "rapidAccess"],
    name: "Rehearsal rapid access clinic",
    hours: "weekdays",
    free: true,
  },
  { kinds: ["detox"], name: "Rehearsal detox", hours: "always", free: true },
  {
    kinds: ["housing", "food", "money", "legal"],
    name: "Rehearsal housing desk",
    hours: "weekdays",
    free: false,
  },
];
const LINES: readonly { readonly kind: Kind; readonly name: string; readonly phone: string }[] = [
  { kind: "crisisLine", name: "Rehearsal crisis line", phone: "+15555560188" },
  { kind: "mentalHealth", name: "Rehearsal talk line", phone: "+15555560189" },
  { kind: "poisonCentre", name: "Rehearsal poison centre", phone: "+15555550190" },
];

/** A directory to rehearse with: nothing of it is there. In each province and territory four places, and three lines for all of Canada. */
export function rehearsalListings(at: Instant): readonly Listing[] {
  const assuredAt = at - (at % DAY_MS);
  return [
    ...PROVINCES.flatMap((province) =>
      OFFERS.map((offer, index) => placeOf(province, offer, { index, assuredAt })),
    ),
    ...LINES.map((line) => lineOf(line, assuredAt)),
  ];
}

const idOf = (...parts: readonly string[]): string => uuidOf(parts.join(" "), NAMESPACE);

type Around = { readonly index: number; readonly assuredAt: Instant };

function placeOf(province: Province, offer: Offer, { index, assuredAt }: Around): Listing {
  const id = idOf(province, offer.name);
  const municipality = province === "QC" ? "Ville-Exercice" : "Rehearsal Bay";
  return {
    ...plain(id, assuredAt),
    name: `${offer.name}, ${provinces[province].name.en}`,
    description: "Fictional: for rehearsals alone.",
    kinds: offer.kinds,
    access: [index % 2 === 0 ? "walkIn" : "appointment"],
    audiences: index === 3 && province === "BC" ? ["women"] : [],
    minimumAge: offer.kinds.includes("supervisedConsumption") ? 16 : null,
    languages: languagesOf(id, province),
    prices: offer.free
      ? [{ id: idOf(id, "price"), option: null, amount: 0, currency: "CAD", description: null }]
      : [],
    openings: openingsOf(id, offer.hours),
    provinces: [province],
    timeZone: provinces[province].timeZone,
    // One that nobody looked at for a year: what is stale is rehearsed too.
    assuredAt: index === 3 ? assuredAt - 365 * DAY_MS : assuredAt,
    sites: [
      {
        id: idOf(id, "site"),
        locationId: idOf(id, "location"),
        name: null,
        addressId: idOf(id, "address"),
        address: `${100 + index} Practice Street`,
        addressMore: null,
        municipality,
        province,
        postalCode: "X0X 0X0",
        timeZone: provinces[province].timeZone,
        phones: [phoneOf(id, `+15555560${180 + index}`)],
        openings: [],
      },
    ],
  };
}

function lineOf(line: (typeof LINES)[number], assuredAt: Instant): Listing {
  const id = idOf(line.name);
  return {
    ...plain(id, assuredAt),
    name: line.name,
    description: "Fictional: for rehearsals alone.",
    kinds: [line.kind],
    access: ["byPhone"],
    languages: languagesOf(id, "NB"),
    phones: [phoneOf(id, line.phone)],
    openings: openingsOf(id, "always"),
    areas: [{ id: idOf(id, "area"), name: "Canada", uri: null }],
    provinces: PROVINCES,
    timeZone: provinces.AB.timeZone,
  };
}

const phoneOf = (id: string, number: string): Phone => ({
  id: idOf(id, "phone"),
  number,
  extension: null,
  type: "voice",
  description: null,
});

const languagesOf = (id: string, province: Province): Listing["languages"] =>
  (province === "QC" ? ["fr"] : province === "NB" ? ["en", "fr"] : ["en"]).map((code) => ({
    id: idOf(id, code),
    code,
    name: code === "fr" ? "Français" : "English",
  }));

function openingsOf(id: string, hours: Offer["hours"]): readonly Opening[] {
  const times = {
    evening: { byday: "MO,TU,WE,TH,FR,SA,SU", opens: 11 * 60, closes: 23 * 60 },
    weekdays: { byday: "MO,TU,WE,TH,FR", opens: 9 * 60, closes: 16 * 60 + 30 },
    always: { byday: "MO,TU,WE,TH,FR,SA,SU", opens: 0, closes: 0 },
  } as const;
  return [
    {
      id: idOf(id, "hours"),
      freq: "WEEKLY",
      interval: 1,
      count: null,
      wkst: null,
      bymonthday: null,
      byweekno: null,
      byyearday: null,
      dtstart: null,
      until: null,
      validFrom: null,
      validTo: null,
      description: null,
      ...times[hours],
    },
  ];
}

const plain = (id: string, assuredAt: Instant) =>
  ({
    id,
    rehearsal: true,
    otherName: null,
    organization: {
      id: idOf("organization"),
      name: "Rehearsal services",
      description: "Fictional: for rehearsals alone.",
    },
    standing: "active",
    audiences: [],
    eligibility: null,
    minimumAge: null,
    maximumAge: null,
    papers: [],
    interpretation: null,
    apply: null,
    fees: null,
    prices: [],
    url: null,
    email: null,
    notice: null,
    phones: [],
    areas: [],
    sites: [],
    saidZone: null,
    assuredAt,
    assurerEmail: null,
  }) as const;
