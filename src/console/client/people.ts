import { queryOptions, useQuery } from "@tanstack/react-query";
import { choicesAnswer, peopleAnswer } from "../../http/contract-people.ts";
import { onWhenAnswer, swapsAnswer } from "../../http/contract-shifts.ts";
import { clock } from "./line.ts";
import { read } from "./queries.ts";

const LOOK_EVERY_MS = 15_000;
const DAY_MS = 24 * 60 * 60_000;
const AHEAD_MS = 28 * DAY_MS;

/** Everybody of ours by name, and who is on now. */
export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: () => read("/api/people", peopleAnswer),
  refetchInterval: LOOK_EVERY_MS,
});

export const choicesQuery = queryOptions({
  queryKey: ["choices"],
  queryFn: () => read("/api/me/choices", choicesAnswer),
});

/** Who is on in the next four weeks. */
export const aheadQuery = queryOptions({
  queryKey: ["shifts", "ahead"],
  queryFn: () => {
    const from = Math.floor(clock.now());
    return read(`/api/shifts?from=${from}&to=${from + AHEAD_MS}`, onWhenAnswer);
  },
  refetchInterval: 4 * LOOK_EVERY_MS,
});

export const swapsQuery = queryOptions({
  queryKey: ["swaps"],
  queryFn: () => read("/api/shifts/swaps", swapsAnswer),
  refetchInterval: LOOK_EVERY_MS,
});

/** Somebody's name; while it is not known, or they are gone, their id. */
export function useNames(): (id: string) => string {
  const { data } = useQuery(peopleQuery);
  return (id) => data?.people.find((one) => one.id === id)?.name ?? id;
}
