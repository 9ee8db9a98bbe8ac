import { v5 as uuidOf } from "uuid";
import {
  ACCESS,
  AUDIENCES,
  KINDS,
  type Access,
  type Audience,
  type Kind,
} from "../../domain/services/listing.ts";

/**
 * The line's own taxonomy, in which a file says what HSDS has no field for. A term is known by its code within it; ids are made of
 * codes, so they are the same in every export.
 */
export const TAXONOMY = "urn:the-line:services";

const NAMESPACE = uuidOf(TAXONOMY, uuidOf.URL);

/** The same words give the same id, always. */
export const idOf = (...parts: readonly string[]): string => uuidOf(parts.join("\n"), NAMESPACE);

const KIND_NAMES: Readonly<Record<Kind, string>> = {
  opioidAgonist: "Opioid agonist treatment",
  rapidAccess: "Rapid access addiction medicine",
  supervisedConsumption: "Supervised consumption",
  drugChecking: "Drug checking",
  naloxone: "Naloxone kits",
  detox: "Withdrawal management",
  housing: "Housing and shelter",
  food: "Food",
  money: "Money and income",
  legal: "Legal help",
  mentalHealth: "Mental health",
  crisisLine: "Crisis line",
  poisonCentre: "Poison centre",
};
const ACCESS_NAMES: Readonly<Record<Access, string>> = {
  walkIn: "Walk in",
  appointment: "By appointment",
  referred: "By referral",
  byPhone: "By telephone",
  comesToYou: "Comes to you",
};
const AUDIENCE_NAMES: Readonly<Record<Audience, string>> = {
  women: "Women",
  youth: "Youth",
  indigenous: "Indigenous people",
  twoSpiritLgbtq: "Two-Spirit and LGBTQ+ people",
  families: "Families",
  newcomers: "Newcomers",
};

type LinkType = "kind" | "access" | "audience" | "timeZone";

/** Said of a listing by its terms. */
export type Terms = {
  readonly kinds: readonly Kind[];
  readonly access: readonly Access[];
  readonly audiences: readonly Audience[];
  /** Null: that of its province. */
  readonly timeZone: string | null;
};

const TIME_ZONE = "timeZone";

export type Attribute = {
  readonly taxonomy: string | null;
  readonly code: string | null;
  readonly value: string | null;
};

const isOurs = ({ taxonomy }: Attribute): boolean => taxonomy === TAXONOMY;

/** What a list of attributes says in our terms; the places of those that claim to be ours and are not. */
export function termsIn(attributes: readonly Attribute[]): Terms & {
  readonly strange: readonly number[];
} {
  const ours = attributes.filter(isOurs);
  const said = new Set(ours.map(({ code }) => code));
  const knownCodes = new Set<string | null>([...KINDS, ...ACCESS, ...AUDIENCES, TIME_ZONE]);
  return {
    kinds: KINDS.filter((code) => said.has(code)),
    access: ACCESS.filter((code) => said.has(code)),
    audiences: AUDIENCES.filter((code) => said.has(code)),
    timeZone: ours.find(({ code }) => code === TIME_ZONE)?.value ?? null,
    strange: attributes.flatMap((one, index) =>
      isOurs(one) && !knownCodes.has(one.code) ? [index] : [],
    ),
  };
}

/** The same, as HSDS writes it. */
export function attributesOf(listingId: string, terms: Terms) {
  const { kinds, access, audiences, timeZone } = terms;
  return [
    ...kinds.map((code) => attribute(listingId, { code, type: "kind", name: KIND_NAMES[code] })),
    ...access.map((code) =>
      attribute(listingId, { code, type: "access", name: ACCESS_NAMES[code] }),
    ),
    ...audiences.map((code) =>
      attribute(listingId, { code, type: "audience", name: AUDIENCE_NAMES[code] }),
    ),
    ...(timeZone === null
      ? []
      : [
          {
            ...attribute(listingId, { code: TIME_ZONE, type: "timeZone", name: "Time zone" }),
            value: timeZone,
          },
        ]),
  ];
}

type Said = { readonly code: string; readonly type: LinkType; readonly name: string };

function attribute(listingId: string, { code, type, name }: Said) {
  const termId = idOf("term", code);
  return {
    id: idOf("attribute", listingId, code),
    link_id: listingId,
    link_entity: "service",
    link_type: type,
    taxonomy_term_id: termId,
    taxonomy_term: {
      id: termId,
      code,
      name,
      description: name,
      taxonomy: TAXONOMY,
      language: "en",
    },
  };
}
