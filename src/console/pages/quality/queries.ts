import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { qualityAnswer, qualityCallsAnswer } from "../../../http/contract-quality.ts";
import { read } from "../../client/queries.ts";
import type { QualityCallsSearch } from "./search.ts";

/** A month that is over moves little: a debrief given late, a review closed. */
const FRESH_MS = 5 * 60_000;

export const qualityQuery = (month: string | undefined) =>
  queryOptions({
    queryKey: ["quality", month ?? "last"],
    queryFn: () => {
      const of = month === undefined ? "" : `?month=${month}`;
      return read(`/api/quality${of}`, qualityAnswer);
    },
    staleTime: FRESH_MS,
    placeholderData: (before) => before,
  });

export const qualityCallsQuery = (search: QualityCallsSearch) =>
  infiniteQueryOptions({
    queryKey: ["quality", "calls", search],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams(search);
      if (pageParam !== "") query.set("after", pageParam);
      return read(`/api/call-log/quality?${query.toString()}`, qualityCallsAnswer);
    },
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
    staleTime: FRESH_MS,
  });
