import { languages, type Language } from "../language.ts";
import { PROVINCES, type Province } from "../provinces.ts";
import type { Instant } from "../session/people.ts";
import { OUTCOMES, type Outcome } from "../session/plan.ts";
import { REACHED, type Reached } from "./story.ts";

/** No province was said. */
export const NO_PROVINCE = "none";
export const LOG_PROVINCES = [...PROVINCES, NO_PROVINCE] as const;
export type LogProvince = Province | typeof NO_PROVINCE;

/** Not closed: it has no outcome yet. */
export const OPEN = "open";
export const LOG_OUTCOMES = [...OUTCOMES, OPEN] as const;
export type LogOutcome = Outcome | typeof OPEN;

/** What is looked for in the call log. An empty list leaves nothing out. */
export type LogFilter = {
  /** Began then or later. */
  readonly from: Instant | null;
  /** Began before. */
  readonly to: Instant | null;
  /** Of ours, who was with the caller. */
  readonly responderId: string | null;
  readonly rehearsal: boolean;
  readonly languages: readonly Language[];
  readonly provinces: readonly LogProvince[];
  readonly outcomes: readonly LogOutcome[];
  readonly reached: readonly Reached[];
};

/** The kinds of call that a filter takes in: every value where it names none. */
export type Kinds = Pick<LogFilter, "languages" | "provinces" | "outcomes" | "reached">;

export const kindsOf = (filter: Kinds): Kinds => ({
  languages: orAll(filter.languages, languages),
  provinces: orAll(filter.provinces, LOG_PROVINCES),
  outcomes: orAll(filter.outcomes, LOG_OUTCOMES),
  reached: orAll(filter.reached, REACHED),
});

/** It takes in calls of every kind. */
export const isOfAnyKind = ({ languages: spoken, provinces, outcomes, reached }: Kinds): boolean =>
  [spoken, provinces, outcomes, reached].every((chosen) => chosen.length === 0);

const orAll = <T>(chosen: readonly T[], all: readonly T[]): readonly T[] =>
  chosen.length === 0 ? all : chosen;

/** Where a page ended: the next begins with the call before it. */
export type LogCursor = { readonly openedAt: Instant; readonly id: string };

/** One call of the log. Never who or where the caller was. */
export type LogEntry = {
  readonly id: string;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly rehearsal: boolean;
  readonly language: Language;
  readonly province: LogProvince;
  readonly reached: Reached;
  readonly outcome: LogOutcome;
  /** Of ours, who were with the caller. */
  readonly people: readonly string[];
  /** Null: none is needed. */
  readonly review: "owed" | "done" | null;
};
