import type { Language } from "../language.ts";
import type { Instant } from "../session/people.ts";
import type { Province } from "../provinces.ts";

/** In the order they are usually tried: a contracted emergency relay, a ten-digit emergency line, the local number where there is no 911. */
export const DESK_KINDS = ["relay", "tenDigit", "local"] as const;
export type DeskKind = (typeof DESK_KINDS)[number];

export const WHO_COMES = ["ambulance", "fire", "police", "healthCentre", "unknown"] as const;
export type WhoComes = (typeof WHO_COMES)[number];

/** Whether this desk agreed to hear a recording before a person (PRACTICE 22, LAW). */
export const RECORDINGS = ["agreed", "refused", "unknown"] as const;
export type Recording = (typeof RECORDINGS)[number];

/** What a desk answers for. Every list that names something narrows it; with none it is the whole province. */
export type Territory = {
  readonly province: Province;
  readonly regions: readonly string[];
  readonly municipalities: readonly string[];
  /** The first letters of postal codes, without spaces: "J0M", "K1". */
  readonly postalPrefixes: readonly string[];
};

/** One route to help: whom to ring for which places. Its number is sealed and not part of this. */
export type DeskEntry = {
  readonly id: string;
  readonly name: string;
  readonly kind: DeskKind;
  readonly territory: Territory;
  /** 1 is rung first. */
  readonly order: number;
  /** In the order they are preferred; at least one. */
  readonly languages: readonly Language[];
  readonly whoComes: WhoComes;
  /** When somebody answers, as `openAt` reads it; null: day and night. */
  readonly hours: string | null;
  readonly timeZone: string;
  readonly recording: Recording;
  readonly recordingAgreedBy: string | null;
  readonly recordingAgreedAt: Instant | null;
  readonly verifiedAt: Instant | null;
  readonly rehearsal: boolean;
};

/** As much of a place as decides who answers for it. */
export type Where = {
  readonly province: Province;
  readonly region: string | null;
  readonly municipality: string | null;
  readonly postalCode: string | null;
};
