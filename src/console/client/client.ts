import { z } from "zod";
import { problem as problemSchema } from "../../http/contract.ts";
import type { Answered } from "../time/clock.ts";

/** Why a wish was not granted, as data: the page has words for it in both languages. */
export type Trouble =
  | { readonly kind: "refused"; readonly code: string; readonly wrong: readonly Wrong[] }
  /** Nobody answered in time. Nothing is sent later: whoever wished it decides anew. */
  | { readonly kind: "notSent" }
  | { readonly kind: "unreadable" };
type Wrong = { readonly where: string; readonly what: string };

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly trouble: Trouble };

export type Method = "GET" | "POST" | "PUT" | "DELETE";
export type Asked<S extends z.ZodType> = {
  readonly method: Method;
  readonly path: string;
  readonly answer: S;
  readonly body?: unknown;
  /** Counted from the press. */
  readonly withinMs: number;
};

/** What the browser gives; a test gives its own. */
export type Around = {
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  readonly tick: () => number;
  readonly pause: (ms: number) => Promise<void>;
  readonly newKey: () => string;
  /** Hears when the line answered, and what time it was there. */
  readonly heard: (answered: Answered | null) => void;
};

/** A confirmation that took longer says "not sent" (DESIGN 5). */
export const CONFIRM_WITHIN_MS = 3_000;
export const WISH_WITHIN_MS = 8_000;
const AGAIN_AFTER_MS = 300;

const timed = z.looseObject({ now: z.number() });

export type Client = <S extends z.ZodType>(asked: Asked<S>) => Promise<Outcome<z.output<S>>>;

/**
 * Asks the line. One key for each wish: where no answer came it is asked again with the same key, so done once at most, and never
 * past its time.
 */
export function createClient(around: Around): Client {
  return async (asked) => {
    const key = around.newKey();
    const until = around.tick() + asked.withinMs;
    for (;;) {
      const left = until - around.tick();
      if (left <= 0) return { ok: false, trouble: { kind: "notSent" } };
      const answered = await once(around, asked, { key, left });
      if (answered !== null) return answered;
      await around.pause(Math.min(AGAIN_AFTER_MS, Math.max(0, until - around.tick())));
    }
  };
}

type Try = { readonly key: string; readonly left: number };

/** Null: nobody answered. */
async function once<S extends z.ZodType>(
  around: Around,
  asked: Asked<S>,
  { key, left }: Try,
): Promise<Outcome<z.output<S>> | null> {
  const askedAt = around.tick();
  try {
    const response = await around.fetch(asked.path, requestOf(asked, key, left));
    const said: unknown = await response.json();
    const { data: time } = timed.safeParse(said);
    around.heard(time ? { askedAt, heardAt: around.tick(), now: time.now } : null);
    return response.ok ? valueIn(asked.answer, said) : refusalIn(said);
  } catch (err) {
    if (err instanceof SyntaxError) return { ok: false, trouble: { kind: "unreadable" } };
    return null;
  }
}

function requestOf({ method, body }: Asked<z.ZodType>, key: string, left: number): RequestInit {
  const headers: Record<string, string> = { accept: "application/json" };
  if (method === "POST" || method === "PUT") headers["idempotency-key"] = key;
  if (body !== undefined) headers["content-type"] = "application/json";
  return {
    method,
    headers,
    signal: AbortSignal.timeout(left),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

function valueIn<S extends z.ZodType>(answer: S, said: unknown): Outcome<z.output<S>> {
  const { data, success } = answer.safeParse(said);
  return success ? { ok: true, value: data } : { ok: false, trouble: { kind: "unreadable" } };
}

function refusalIn(said: unknown): { readonly ok: false; readonly trouble: Trouble } {
  const { data } = problemSchema.safeParse(said);
  if (data === undefined) return { ok: false, trouble: { kind: "unreadable" } };
  return { ok: false, trouble: { kind: "refused", code: data.code, wrong: data.errors ?? [] } };
}
