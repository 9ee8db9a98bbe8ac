import { plainName } from "../desks/directory.ts";
import type { Province } from "../provinces.ts";
import {
  costOf,
  type Access,
  type Audience,
  type Cost,
  type Kind,
  type Listing,
} from "./listing.ts";

/** What somebody looks for. Null, or false: any. */
export type Search = {
  readonly rehearsal: boolean;
  readonly kind: Kind | null;
  readonly province: Province | null;
  /** As somebody types it: its beginning is enough. */
  readonly municipality: string | null;
  /** ISO 639. */
  readonly language: string | null;
  readonly access: Access | null;
  readonly cost: Cost | null;
  readonly audience: Audience | null;
  readonly age: number | null;
  readonly withoutPapers: boolean;
  /** A part of its name, or of whose it is. */
  readonly named: string | null;
};

/** What a listing is found by, beside itself. */
export type FoundBy = {
  readonly towns: readonly string[];
  /** By telephone or online: whichever town one is in. */
  readonly anywhere: boolean;
  readonly cost: Cost;
  /** In this order they are shown, after those with a door in town. */
  readonly sortKey: string;
  readonly names: string;
};

/** Names without accents, case and hyphens, so that they are found however somebody writes them. */
export function foundBy(listing: Listing): FoundBy {
  const { name, otherName, organization, sites } = listing;
  const names = [name, otherName, organization?.name].flatMap((one) => one ?? []);
  return {
    towns: [...new Set(sites.map(({ municipality }) => plainName(municipality)))],
    anywhere: sites.length === 0,
    cost: costOf(listing),
    sortKey: plainName(name),
    names: names.map(plainName).join(" / "),
  };
}
