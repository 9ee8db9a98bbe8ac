import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { timeline } from "../../../http/contract.ts";
import {
  accountAnswer,
  filtersAnswer,
  logAnswer,
  logPeople,
  type FilterKept,
} from "../../../http/contract-call-log.ts";
import { changesAnswer, reviewFile } from "../../../http/contract-reviews.ts";
import { done } from "../../../http/contract.ts";
import { WISH_WITHIN_MS } from "../../client/client.ts";
import { ask, known } from "../../client/line.ts";
import { read } from "../../client/queries.ts";
import { queryOf } from "./search.ts";

/** What is past does not change by itself: asked again when the page is opened, never in between. */
const FRESH_MS = 30_000;

const pages = { initialPageParam: "", staleTime: FRESH_MS } as const;
type Paged = { readonly next: string | null };
const nextOf = ({ next }: Paged): string | null => next;

const from = (query: URLSearchParams, after: string): URLSearchParams => {
  if (after !== "") query.set("after", after);
  return query;
};

export const logQuery = (filter: FilterKept) =>
  infiniteQueryOptions({
    ...pages,
    queryKey: ["log", filter],
    queryFn: ({ pageParam }) =>
      read(`/api/call-log?${from(queryOf(filter), pageParam).toString()}`, logAnswer),
    getNextPageParam: nextOf,
  });

export const queueQuery = (rehearsal: boolean) =>
  infiniteQueryOptions({
    ...pages,
    queryKey: ["reviews", rehearsal],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ rehearsal: String(rehearsal) });
      return read(`/api/reviews?${from(query, pageParam).toString()}`, logAnswer);
    },
    getNextPageParam: nextOf,
  });

export const peopleQuery = queryOptions({
  queryKey: ["log-people"],
  queryFn: () => read("/api/call-log/people", logPeople),
  staleTime: FRESH_MS,
});

export const filtersQuery = queryOptions({
  queryKey: ["log-filters"],
  queryFn: () => read("/api/call-log/filters", filtersAnswer),
  staleTime: FRESH_MS,
});

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ["account", id],
    queryFn: () => read(`/api/sessions/${id}/account`, accountAnswer),
    staleTime: FRESH_MS,
  });

export const reviewQuery = (id: string) =>
  queryOptions({
    queryKey: ["review", id],
    queryFn: () => read(`/api/sessions/${id}/review`, reviewFile),
    staleTime: FRESH_MS,
    refetchOnMount: "always",
  });

export const changesQuery = (rehearsal: boolean) =>
  queryOptions({
    queryKey: ["review-changes", rehearsal],
    queryFn: () => read(`/api/reviews/changes?rehearsal=${rehearsal}`, changesAnswer),
    staleTime: FRESH_MS,
    refetchOnMount: "always",
  });

export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: ["timeline", id],
    queryFn: () => read(`/api/sessions/${id}/timeline`, timeline),
    staleTime: FRESH_MS,
  });

const within = { withinMs: WISH_WITHIN_MS } as const;

export async function saveFilter(body: { readonly name: string; readonly filter: FilterKept }) {
  const path = "/api/call-log/filters";
  const outcome = await ask({ method: "POST", path, body, answer: filtersAnswer, ...within });
  if (outcome.ok) known.setQueryData(["log-filters"], outcome.value);
  return outcome;
}

export async function dropFilter(id: string) {
  const path = `/api/call-log/filters/${id}`;
  const outcome = await ask({ method: "DELETE", path, answer: done, ...within });
  void known.invalidateQueries({ queryKey: ["log-filters"] });
  return outcome;
}

type ReviewWish = {
  readonly step: "told" | "supported" | "findings" | "causes" | "changes" | "close";
  readonly body: object;
};

/** A step of looking back; its answer is where the review then stands. The log and the queue are asked again. */
export async function review(id: string, { step, body }: ReviewWish) {
  const path = `/api/sessions/${id}/review/${step}`;
  const outcome = await ask({ method: "POST", path, body, answer: reviewFile, ...within });
  if (outcome.ok) {
    await known.cancelQueries({ queryKey: ["review", id] });
    known.setQueryData(["review", id], outcome.value);
  } else void known.invalidateQueries({ queryKey: ["review", id] });
  for (const key of [["account", id], ["reviews"], ["review-changes"], ["log"]])
    void known.invalidateQueries({ queryKey: key });
  return outcome;
}

export async function changeMade(changeId: string, sessionId: string) {
  const path = `/api/reviews/changes/${changeId}/done`;
  const outcome = await ask({ method: "POST", path, body: {}, answer: done, ...within });
  for (const key of [["review", sessionId], ["review-changes"]])
    void known.invalidateQueries({ queryKey: key });
  return outcome;
}

export async function keepNote(id: string, text: string) {
  const path = `/api/sessions/${id}/notes`;
  const outcome = await ask({ method: "POST", path, body: { text }, answer: done, ...within });
  void known.invalidateQueries({ queryKey: ["account", id] });
  void known.invalidateQueries({ queryKey: ["notes", id] });
  return outcome;
}
