import { queryOptions } from "@tanstack/react-query";
import { onWhenAnswer, rulesAnswer, shiftCoverageAnswer } from "../../../http/contract-shifts.ts";
import { read } from "../../client/queries.ts";

export const weekQuery = (from: number, to: number) =>
  queryOptions({
    queryKey: ["shifts", "week", from],
    queryFn: () => read(`/api/shifts?from=${from}&to=${to}`, onWhenAnswer),
  });
export const gapsQuery = queryOptions({
  queryKey: ["shifts", "coverage"],
  queryFn: () => read("/api/shifts/coverage", shiftCoverageAnswer),
});
export const rulesQuery = queryOptions({
  queryKey: ["shifts", "rules"],
  queryFn: () => read("/api/shifts/rules", rulesAnswer),
});
