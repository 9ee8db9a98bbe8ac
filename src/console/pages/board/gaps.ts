import type { z } from "zod";
import type { shiftCoverageAnswer } from "../../../http/contract-shifts.ts";

type Ahead = z.infer<typeof shiftCoverageAnswer>;

export const DAY_MS = 24 * 3_600_000;

/** The gaps that begin within a day, as much of them as lies in it. */
export function gapsToday({
  now,
  gaps,
}: Pick<Ahead, "now" | "gaps">): readonly Ahead["gaps"][number][] {
  const end = now + DAY_MS;
  return gaps
    .filter(({ from, to }) => from < end && to > now)
    .map(({ from, to, language, on, least }) => ({
      from: Math.max(from, now),
      to: Math.min(to, end),
      language,
      on,
      least,
    }));
}
