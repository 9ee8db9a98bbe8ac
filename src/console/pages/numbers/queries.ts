import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { countedAnswer, measuresAnswer } from "../../../http/contract-measures.ts";
import { read } from "../../client/queries.ts";
import type { CountedSearch } from "./search.ts";

/** A week that is over changes no more; this one is counted anew once a minute. */
const FRESH_MS = 60_000;

export const weekQuery = (at: number | undefined) =>
  queryOptions({
    queryKey: ["measures", "week", at ?? "now"],
    queryFn: () => {
      const of = at === undefined ? "" : `?at=${at}`;
      return read(`/api/measures/week${of}`, measuresAnswer);
    },
    staleTime: FRESH_MS,
    refetchInterval: FRESH_MS,
    placeholderData: (before) => before,
  });

export const countedQuery = (search: CountedSearch) =>
  infiniteQueryOptions({
    queryKey: ["measures", "calls", search],
    queryFn: ({ pageParam }) =>
      read(`/api/call-log/counted?${queryOf(search, pageParam).toString()}`, countedAnswer),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
    staleTime: FRESH_MS,
  });

function queryOf({ number, from, to, weekday, hour }: CountedSearch, after: string) {
  const query = new URLSearchParams({ number, from: String(from), to: String(to) });
  if (weekday !== undefined) query.set("weekday", String(weekday));
  if (hour !== undefined) query.set("hour", String(hour));
  if (after !== "") query.set("after", after);
  return query;
}
