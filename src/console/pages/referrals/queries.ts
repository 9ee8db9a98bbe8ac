import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import {
  allReferralsAnswer,
  callReferralsAnswer,
  navigatorsAnswer,
  openedAnswer,
  ownReferralsAnswer,
} from "../../../http/contract-referrals.ts";
import { done } from "../../../http/contract.ts";
import type { Method } from "../../client/client.ts";
import { read } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";

const LOOK_EVERY_MS = 15_000;

export type CallReferrals = z.infer<typeof callReferralsAnswer>;

export const ownReferralsQuery = queryOptions({
  queryKey: ["referrals", "mine"],
  queryFn: () => read("/api/me/referrals", ownReferralsAnswer),
  refetchInterval: LOOK_EVERY_MS,
});
/** Opening one is written down, with who did: once, when they ask for it; and it is not kept in the browser. */
export const openedQuery = (id: string) =>
  queryOptions({
    queryKey: ["referral", id],
    queryFn: () => read(`/api/me/referrals/${id}`, openedAnswer),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
export const allReferralsQuery = queryOptions({
  queryKey: ["referrals", "all"],
  queryFn: () => read("/api/referrals", allReferralsAnswer),
  refetchInterval: LOOK_EVERY_MS,
});
export const callReferralsQuery = (sessionId: string) =>
  queryOptions({
    queryKey: ["referrals", "call", sessionId],
    queryFn: () => read(`/api/sessions/${sessionId}/referrals`, callReferralsAnswer),
    gcTime: 0,
  });
export const navigatorsQuery = queryOptions({
  queryKey: ["navigators"],
  queryFn: () => read("/api/navigators", navigatorsAnswer),
});

const changes = ["referrals"] as const;

type Change = { readonly method: Method; readonly path: string; readonly body?: object };
export const change = (asked: Change) => wish({ ...asked, answer: done, changes });

type OnCall = {
  readonly sessionId: string;
  readonly name:
    | "referral-said"
    | "referrals"
    | "referral-hand-over"
    | "referral-promise"
    | "referral-withdraw";
  readonly body: object;
};

/** Something done in a call, at the caller's wish. */
export const onCall = ({ sessionId, name, body }: OnCall) =>
  wish({
    method: "POST",
    path: `/api/sessions/${sessionId}/${name}`,
    body,
    answer: callReferralsAnswer,
    changes,
  });

/** A time as a field of this device has it, such as "2026-11-27T15:00"; null: none, or none there is. */
export function instantIn(field: string): number | null {
  const at = new Date(field).getTime();
  return Number.isNaN(at) ? null : at;
}
