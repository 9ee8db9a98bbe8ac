import { queryOptions } from "@tanstack/react-query";
import { demandsAnswer, holdsAnswer } from "../../../http/contract-holds.ts";
import { read } from "../../client/queries.ts";

/** Reading is written down: once when it is opened, and again after a change. */
const once = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false } as const;

export const holdsQuery = queryOptions({
  queryKey: ["holds"],
  queryFn: () => read("/api/holds", holdsAnswer),
  ...once,
});
export const demandsQuery = queryOptions({
  queryKey: ["demands"],
  queryFn: () => read("/api/demands", demandsAnswer),
  ...once,
});
