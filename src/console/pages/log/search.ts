import { z } from "zod";
import {
  LOG_OUTCOMES,
  LOG_PROVINCES,
  type LogOutcome,
  type LogProvince,
} from "../../../domain/call-log/filter.ts";
import { REACHED, type Reached } from "../../../domain/call-log/story.ts";
import { languages } from "../../../domain/language.ts";
import type { FilterKept } from "../../../http/contract-call-log.ts";

/** How far a call came, as people choose it: one, or that and all further. */
export const REACHES = [...REACHED, "helpAny", "takenAny"] as const;
export type Reach = (typeof REACHES)[number];

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** What is looked for, as the page's address says it. What it says wrongly is left out. */
export const logSearch = z.object({
  from: day.optional().catch(undefined),
  to: day.optional().catch(undefined),
  responder: z.string().optional().catch(undefined),
  rehearsal: z.boolean().optional().catch(undefined),
  language: z.enum(languages).optional().catch(undefined),
  province: z.enum(LOG_PROVINCES).optional().catch(undefined),
  outcome: z.enum(LOG_OUTCOMES).optional().catch(undefined),
  reached: z.enum(REACHES).optional().catch(undefined),
});
export type LogSearch = z.output<typeof logSearch>;

const reachedBy = (reach: Reach): readonly Reached[] => {
  switch (reach) {
    case "helpAny":
      return ["escalated", "helpTaken", "helpArrived"];
    case "takenAny":
      return ["helpTaken", "helpArrived"];
    default:
      return [reach];
  }
};

/** The same, as the line is asked and as it is kept. Days are those of this device's clock. */
export function filterOf(search: LogSearch): FilterKept {
  const { from, to, responder, rehearsal = false, language, province, outcome, reached } = search;
  return {
    from: from === undefined ? null : startOf(from),
    to: to === undefined ? null : startOf(to, 1),
    responder: responder ?? null,
    rehearsal,
    language: language === undefined ? [] : [language],
    province: province === undefined ? [] : [province],
    outcome: outcome === undefined ? [] : [outcome],
    reached: reached === undefined ? [] : [...reachedBy(reached)],
  };
}

/** A kept filter, back in the form. */
export function searchOf(filter: FilterKept): LogSearch {
  const { from, to, responder, rehearsal, language, province, outcome, reached } = filter;
  const reach = REACHES.find((one) => reachedBy(one).join() === reached.join());
  return given({
    from: from === null ? undefined : dayOf(from),
    to: to === null ? undefined : dayOf(to - 1),
    responder: responder ?? undefined,
    rehearsal: rehearsal || undefined,
    language: language[0],
    province: province[0] satisfies LogProvince | undefined,
    outcome: outcome[0] satisfies LogOutcome | undefined,
    reached: reach,
  });
}

/** Without what is not set: an address says only what is looked for. */
export const given = (search: LogSearch): LogSearch => logSearch.parse(search);

/** As the line's address has it. */
export function queryOf(filter: FilterKept): URLSearchParams {
  const query = new URLSearchParams({ rehearsal: String(filter.rehearsal) });
  if (filter.from !== null) query.set("from", String(filter.from));
  if (filter.to !== null) query.set("to", String(filter.to));
  if (filter.responder !== null) query.set("responder", filter.responder);
  for (const name of ["language", "province", "outcome", "reached"] as const)
    for (const value of filter[name]) query.append(name, value);
  return query;
}

function startOf(text: string, daysLater = 0): number {
  const start = new Date(Date.parse(`${text}T00:00:00`));
  start.setDate(start.getDate() + daysLater);
  return start.getTime();
}

function dayOf(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
