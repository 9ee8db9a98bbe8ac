import { queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import {
  me,
  session,
  sessionsAnswer,
  type checkInWish,
  type SessionView,
  type wishes,
} from "../../http/contract.ts";
import { briefAnswer, planAnswer, planRead, type planWish } from "../../http/contract-plan.ts";
import { CONFIRM_WITHIN_MS, WISH_WITHIN_MS, type Outcome, type Trouble } from "./client.ts";
import { ask, known } from "./line.ts";

/** Thrown inside a query, where an error is how "no" is said. */
export class Refused extends Error {
  override name = "Refused";
  readonly trouble: Trouble;
  constructor(trouble: Trouble) {
    super(trouble.kind);
    this.trouble = trouble;
  }
}

/** The live updates are best effort; this is how far behind a page can be without them. */
const BACKSTOP_MS = 4_000;

export async function read<S extends z.ZodType>(path: string, answer: S): Promise<z.output<S>> {
  const outcome = await ask({ method: "GET", path, answer, withinMs: WISH_WITHIN_MS });
  if (outcome.ok) return outcome.value;
  throw new Refused(outcome.trouble);
}

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: () => read("/api/me", me),
  refetchInterval: BACKSTOP_MS,
});
export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: () => read("/api/sessions?open=true", sessionsAnswer),
  refetchInterval: BACKSTOP_MS,
});
export const sessionQuery = (id: string) =>
  queryOptions({
    queryKey: ["session", id],
    queryFn: () => read(`/api/sessions/${id}`, session),
    refetchInterval: BACKSTOP_MS,
  });
/** Reading it is written down, with who read: once, when the page opens. */
export const planQuery = (id: string) =>
  queryOptions({
    queryKey: ["plan", id],
    queryFn: () => read(`/api/sessions/${id}/plan`, planRead),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchInterval: ({ state }) => (state.data === undefined ? BACKSTOP_MS : false),
  });
/** Reading it is written down too: again only when it would say something else, or once a minute, as it says how long ago; what did not come is asked for soon. */
export const briefQuery = ({ id, help, sends }: SessionView) =>
  queryOptions({
    queryKey: ["brief", id, help.askedAt, help.reason, sends.place, ...sends.desks],
    queryFn: () => read(`/api/sessions/${id}/brief`, briefAnswer),
    staleTime: 60_000,
    refetchInterval: ({ state }) => (state.data === undefined ? BACKSTOP_MS : 60_000),
    placeholderData: (before) => before,
  });

export const useMe = () => useQuery(meQuery);

export type WishName = keyof typeof wishes;
type Body<N extends WishName> = z.input<(typeof wishes)[N]>;
export type SessionWish = {
  [N in WishName]: { readonly name: N; readonly body: Body<N> };
}[WishName];

/** Something a person does with a session. Its answer is where the session then stands. */
export async function wishFor(
  id: string,
  { name, body }: SessionWish,
): Promise<Outcome<SessionView>> {
  const path = `/api/sessions/${id}/${name}`;
  return keep(
    id,
    await ask({
      method: "POST",
      path,
      body: body ?? {},
      answer: session,
      withinMs: WISH_WITHIN_MS,
    }),
  );
}

export type Mark = z.infer<typeof checkInWish>["mark"];

/** It names the check-in it answers, and is never sent late. */
export async function confirm(id: string, n: number, mark: Mark): Promise<Outcome<SessionView>> {
  const path = `/api/sessions/${id}/check-ins/${n}`;
  const body = { mark } satisfies z.input<typeof checkInWish>;
  const asked = { method: "POST", path, body, answer: session } as const;
  return keep(id, await ask({ ...asked, withinMs: CONFIRM_WITHIN_MS }));
}

export async function recordPlan(id: string, plan: z.input<typeof planWish>) {
  const path = `/api/sessions/${id}/plan`;
  const asked = { method: "PUT", path, body: plan, answer: planAnswer } as const;
  const outcome = await ask({ ...asked, withinMs: WISH_WITHIN_MS });
  void known.invalidateQueries({ queryKey: ["session", id] });
  return outcome;
}

/** What is under way was asked before; its end would put the older state back. */
export async function keepMe(now: z.infer<typeof me>): Promise<void> {
  await known.cancelQueries({ queryKey: ["me"] });
  known.setQueryData(["me"], now);
}

/** The answer is newer than what is shown, whatever was asked for meanwhile. */
async function keep(id: string, outcome: Outcome<SessionView>): Promise<Outcome<SessionView>> {
  if (outcome.ok) {
    await known.cancelQueries({ queryKey: ["session", id] });
    known.setQueryData(["session", id], outcome.value);
  } else void known.invalidateQueries({ queryKey: ["session", id] });
  void known.invalidateQueries({ queryKey: ["me"] });
  return outcome;
}

/** A wish, whether it is under way, and what became of it; never sent twice by itself. */
export function useWish<I, T>(wish: (given: I) => Promise<Outcome<T>>) {
  const { mutate, data, isPending, reset } = useMutation({
    mutationFn: wish,
    networkMode: "always",
  });
  const trouble = data !== undefined && !data.ok ? data.trouble : null;
  return { send: mutate, trouble, isPending, reset };
}
