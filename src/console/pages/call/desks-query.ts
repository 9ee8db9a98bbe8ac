import { queryOptions } from "@tanstack/react-query";
import { desksAnswer } from "../../../http/contract-desks.ts";
import { read } from "../../client/queries.ts";

const KEPT_MS = 10 * 60_000;

/** The desks of these ids, in the order they are rung. The directory changes seldom; a session names the ids. */
export const desksQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ["desks"],
    queryFn: () => read("/api/desks", desksAnswer),
    staleTime: KEPT_MS,
    select: ({ desks }) =>
      ids.flatMap((id) => {
        const desk = desks.find((one) => one.id === id);
        return desk === undefined ? [] : [desk];
      }),
  });
