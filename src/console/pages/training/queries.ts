import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import {
  ownTrainingAnswer,
  rehearsalsAnswer,
  trainingAnswer,
  type Kind,
} from "../../../http/contract-training.ts";
import { done } from "../../../http/contract.ts";
import type { Method } from "../../client/client.ts";
import { read } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { useStore } from "../../time/use.ts";
import { words } from "../../words/load.ts";

const LOOK_EVERY_MS = 10_000;

export type Own = z.infer<typeof ownTrainingAnswer>;

export const ownQuery = queryOptions({
  queryKey: ["training", "mine"],
  queryFn: () => read("/api/me/training", ownTrainingAnswer),
  refetchInterval: LOOK_EVERY_MS,
});
export const trainingQuery = queryOptions({
  queryKey: ["training", "all"],
  queryFn: () => read("/api/training", trainingAnswer),
});
/** One person's, when somebody wishes to help them. */
export const rehearsalsOf = (id: string) =>
  queryOptions({
    queryKey: ["training", "rehearsals", id],
    queryFn: () => read(`/api/staff/${id}/rehearsals`, rehearsalsAnswer),
    gcTime: 0,
  });

type Change = { readonly method: Method; readonly path: string; readonly body?: object };

export const change = (asked: Change) =>
  wish({ ...asked, answer: done, changes: ["training", "staff"] });

/** How a kind of certificate is called, in the language of the page. */
export function useKindName(): (kind: Pick<Kind, "en" | "fr">) => string {
  const spoken = useStore(words);
  return (kind) => kind[spoken?.language ?? "en"];
}
