import { queryOptions } from "@tanstack/react-query";
import { boardAnswer, reachAnswer } from "../../../http/contract-board.ts";
import { coverageKnownAnswer } from "../../../http/contract-coverage.ts";
import { shiftCoverageAnswer } from "../../../http/contract-shifts.ts";
import { live } from "../../client/live.ts";
import { read } from "../../client/queries.ts";
import { BOARD, mergedWithShown } from "../../client/rows.ts";

/** While the line tells of each change this only makes sure; otherwise it is how far behind the board can be. */
const SURE_MS = 15_000;
const ALONE_MS = 4_000;

const often = (): number => (live.get() === "on" ? SURE_MS : ALONE_MS);

export const boardQuery = queryOptions({
  queryKey: BOARD,
  queryFn: async () => mergedWithShown(await read("/api/board", boardAnswer)),
  refetchInterval: often,
  structuralSharing: false,
});

export const reachQuery = queryOptions({
  queryKey: ["reach"],
  queryFn: () => read("/api/board/reach", reachAnswer),
  refetchInterval: often,
});

export const knownQuery = queryOptions({
  queryKey: ["coverage", "known"],
  queryFn: () => read("/api/coverage/known", coverageKnownAnswer),
  refetchInterval: SURE_MS,
});

export const gapsQuery = queryOptions({
  queryKey: ["coverage", "gaps"],
  queryFn: () => read("/api/shifts/coverage", shiftCoverageAnswer),
  refetchInterval: 60_000,
});
