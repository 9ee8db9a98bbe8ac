import { z } from "zod";
import { COUNTED_NUMBERS } from "../../../domain/measures/counted-calls.ts";

/** Which week, as the page's address says it: a moment in it. What it says wrongly is left out: this week. */
export const weekSearch = z.object({ at: z.number().int().optional().catch(undefined) });

/** Which number's calls, of which stretch; of one day of the week, or hour of the clock, where these are said. */
export const countedSearch = z.object({
  number: z.enum(COUNTED_NUMBERS).catch("callers"),
  from: z.number().int().catch(0),
  to: z.number().int().catch(0),
  weekday: z.number().int().optional().catch(undefined),
  hour: z.number().int().optional().catch(undefined),
});
export type CountedSearch = z.output<typeof countedSearch>;
