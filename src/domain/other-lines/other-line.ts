import { openAt } from "../desks/hours.ts";
import { isEmergencyNumber } from "../emergency-numbers.ts";
import type { Language } from "../language.ts";
import type { Province } from "../provinces.ts";
import type { Instant } from "../session/people.ts";
import type { Concern, SessionKind } from "../session/plan.ts";

export const WHAT_FOR = [
  "suicide",
  "mentalHealth",
  "poison",
  "family",
  "youth",
  "indigenous",
  "other",
] as const;
export type WhatFor = (typeof WHAT_FOR)[number];

/** Picking up is enough where nobody there can be asked for a key; then a machine is hung up on. */
export const TAKES_BY = ["key", "answer"] as const;
export type TakesBy = (typeof TAKES_BY)[number];

/** A line of others that a caller can be handed to. Its number is sealed and no part of this. */
export type OtherLine = {
  readonly id: string;
  readonly name: string;
  readonly whatFor: WhatFor;
  /** Null: all of Canada. */
  readonly province: Province | null;
  /** In the order they are preferred; at least one. */
  readonly languages: readonly Language[];
  /** When somebody answers, as `openAt` reads it; null: day and night. */
  readonly hours: string | null;
  readonly timeZone: string;
  readonly takesBy: TakesBy;
  readonly verifiedAt: Instant | null;
  readonly rehearsal: boolean;
};

/** Of a call, as much as decides which lines suit it. */
export type Suiting = {
  readonly rehearsal: boolean;
  readonly language: Language;
  readonly province: Province | null;
  readonly kind: SessionKind | null;
  readonly concerns: readonly Concern[];
};

/** Nobody verified it for so long: it is said beside it. */
export const STALE_MS = 180 * 24 * 60 * 60_000;

export const isStale = ({ verifiedAt }: Pick<OtherLine, "verifiedAt">, now: Instant): boolean =>
  verifiedAt === null || now - verifiedAt > STALE_MS;

/**
 * Which lines can be offered in a call, the one that suits it best first: what it is for, the caller's language, open now. A rehearsal
 * is offered rehearsal lines alone, a real call real ones. Where no province is known, every one is offered.
 */
export function linesFor(
  lines: readonly OtherLine[],
  call: Suiting,
  now: Instant,
): readonly OtherLine[] {
  const theirs = lines.filter(
    ({ rehearsal, province }) =>
      rehearsal === call.rehearsal &&
      (province === null || call.province === null || province === call.province),
  );
  return theirs.toSorted((a, b) => {
    const [first, second] = [rank(a, call, now), rank(b, call, now)];
    const at = first.findIndex((value, index) => value !== second[index]);
    return at < 0 ? a.name.localeCompare(b.name) : (first[at] ?? 0) - (second[at] ?? 0);
  });
}

const rank = (line: OtherLine, call: Suiting, now: Instant): readonly number[] => [
  suits(line.whatFor, call),
  line.languages.includes(call.language) ? 0 : 1,
  openAt(line.hours, line.timeZone, now) ? 0 : 1,
  isStale(line, now) ? 1 : 0,
  WHAT_FOR.indexOf(line.whatFor),
];

function suits(whatFor: WhatFor, { kind, concerns }: Suiting): number {
  if (concerns.includes("selfHarm")) return whatFor === "suicide" ? 0 : 1;
  const wanted = BY_KIND[kind ?? "other"];
  return wanted !== undefined && wanted.includes(whatFor) ? 0 : 1;
}

const BY_KIND: Partial<Record<SessionKind, readonly WhatFor[]>> = {
  talk: ["mentalHealth"],
  mentalHealth: ["mentalHealth", "suicide"],
  family: ["family"],
  information: ["poison", "other"],
};

/** The line for somebody who may harm themselves, in their language: offered with one press (PRACTICE 28). */
export function suicideLineFor(
  lines: readonly OtherLine[],
  call: Suiting,
  now: Instant,
): OtherLine | null {
  if (!call.concerns.includes("selfHarm")) return null;
  return linesFor(lines, call, now).find(({ whatFor }) => whatFor === "suicide") ?? null;
}

const TEN_DIGITS = /^\+1[2-9]\d{2}[2-9]\d{6}$/;

/**
 * Ten digits with its country's code, and none that reaches an emergency service: 9-8-8 is a line like any other only by its
 * ten-digit number.
 */
export const isLineNumber = (number: string): boolean =>
  TEN_DIGITS.test(number) && !isEmergencyNumber(number);
