import { infiniteQueryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { found, oneFound, servicesTaken, type findWish } from "../../../http/contract-services.ts";
import { WISH_WITHIN_MS, type Outcome } from "../../client/client.ts";
import { ask, known } from "../../client/line.ts";
import { Refused } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import type { FileAsked } from "../../parts/take-over.tsx";

export type Sought = Omit<z.input<typeof findWish>, "after" | "limit">;

/** What is open changes by the minute. */
const LOOK_AGAIN_MS = 60_000;

/** Asked in a body: the town may be a caller's, and addresses are written down on the way. */
export const findQuery = (sought: Sought) =>
  infiniteQueryOptions({
    queryKey: ["services", sought],
    queryFn: async ({ pageParam: after }) => {
      const outcome = await ask({
        method: "POST",
        path: "/api/services/find",
        body: { ...sought, after },
        answer: found,
        withinMs: WISH_WITHIN_MS,
      });
      if (outcome.ok) return outcome.value;
      throw new Refused(outcome.trouble);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: LOOK_AGAIN_MS,
    placeholderData: (before) => before,
  });

export const assure = (id: string) =>
  wish({
    method: "POST",
    path: `/api/services/${id}/assure`,
    body: {},
    answer: oneFound,
    changes: ["services"],
  });

/** Thousands of services, over any network. */
const FILE_WITHIN_MS = 120_000;

type Taken = z.infer<typeof servicesTaken>;

export async function takeOver({ text, apply }: FileAsked): Promise<Outcome<Taken>> {
  const outcome = await ask({
    method: "POST",
    path: "/api/services/import",
    body: { hsds: text, apply },
    answer: servicesTaken,
    withinMs: FILE_WITHIN_MS,
  });
  if (apply) await known.invalidateQueries({ queryKey: ["services"] });
  return outcome;
}
