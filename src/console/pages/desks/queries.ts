import { queryOptions } from "@tanstack/react-query";
import { coverageAnswer, desksAnswer } from "../../../http/contract-desks.ts";
import { read } from "../../client/queries.ts";

export const directoryQuery = queryOptions({
  queryKey: ["desks"],
  queryFn: () => read("/api/desks", desksAnswer),
});
export const holesQuery = queryOptions({
  queryKey: ["deskCoverage"],
  queryFn: () => read("/api/desks/coverage", coverageAnswer),
});
