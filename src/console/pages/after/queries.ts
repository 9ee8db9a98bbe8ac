import { queryOptions } from "@tanstack/react-query";
import {
  debriefsAnswer,
  loadAnswer,
  meetingsAnswer,
  ownAnswer,
  peersAnswer,
  sharedAnswer,
} from "../../../http/contract-after.ts";
import { done } from "../../../http/contract.ts";
import type { Method } from "../../client/client.ts";
import { read } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";

const LOOK_EVERY_MS = 15_000;

export const ownDebriefsQuery = queryOptions({
  queryKey: ["debriefs", "mine"],
  queryFn: () => read("/api/me/debriefs", debriefsAnswer),
  refetchInterval: LOOK_EVERY_MS,
});
export const debriefsQuery = queryOptions({
  queryKey: ["debriefs", "all"],
  queryFn: () => read("/api/debriefs", debriefsAnswer),
  refetchInterval: LOOK_EVERY_MS,
});
export const ownQuery = queryOptions({
  queryKey: ["felt", "mine"],
  queryFn: () => read("/api/me/after", ownAnswer),
  gcTime: 0,
});
export const sharedQuery = queryOptions({
  queryKey: ["felt", "shared"],
  queryFn: () => read("/api/after/shared", sharedAnswer),
  refetchInterval: LOOK_EVERY_MS,
});
export const loadQuery = queryOptions({
  queryKey: ["load"],
  queryFn: () => read("/api/me/load", loadAnswer),
  refetchInterval: LOOK_EVERY_MS,
});
export const peersQuery = queryOptions({
  queryKey: ["peers"],
  queryFn: () => read("/api/me/peers", peersAnswer),
  refetchInterval: LOOK_EVERY_MS,
  gcTime: 0,
});
export const supervisionQuery = queryOptions({
  queryKey: ["supervision"],
  queryFn: () => read("/api/supervision", meetingsAnswer),
});

type Change = {
  readonly method: Method;
  readonly path: string;
  readonly body?: object;
  readonly changes: readonly string[];
};

export const change = (asked: Change) => wish({ ...asked, answer: done });

/** A time as a field of this device has it, such as "2026-11-27T15:00"; null: none, or none there is. */
export function instantIn(field: string): number | null {
  const at = new Date(field).getTime();
  return Number.isNaN(at) ? null : at;
}
