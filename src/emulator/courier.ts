import { randomUUID } from "node:crypto";
import type { Method } from "./call.ts";
import type { EmulatorClock } from "./clock.ts";
import type { Log } from "./log.ts";
import { overrides, type RetryOn } from "./overrides.ts";
import { sign, signedUrl, type Params, type Product } from "./signature.ts";
import type { Traffic } from "./traffic.ts";

export type Webhook = {
  /** What it is for, in the log: `voice`, `action`, `status`, `conference` … */
  purpose: string;
  url: string;
  method: Method;
  params: Params;
  callSid: string;
  product?: Product;
};

type WebhookAnswer =
  | { ok: true; status: number; contentType: string; body: string; url: string }
  /** `code` is Twilio's error code. */
  | { ok: false; code: number; reason: string };

export type Courier = { send(webhook: Webhook): Promise<WebhookAnswer> };

type Attempt =
  | { answered: true; status: number; contentType: string; body: string; url: string }
  | { answered: false; failure: RetryOn; reason: string };

type Desk = { clock: EmulatorClock; authToken: string; log: Log; traffic: Traffic };

const LONGEST_BODY = 65_536;

/** Sends the network's webhooks as Twilio does: signed, with 15 s at most, retried by the URL's fragment. */
export function createCourier(desk: Desk): Courier {
  return { send: (webhook) => desk.traffic.track(deliver(desk, webhook)) };
}

async function deliver(desk: Desk, webhook: Webhook): Promise<WebhookAnswer> {
  const { retries, retryOn, timeoutMs } = overrides(webhook.url);
  const startedAt = desk.clock.now();
  const request = signedRequest(desk.authToken, webhook);
  let attempt = await tryOnce(desk, request, timeoutMs);
  for (let again = 0; again < retries; again += 1) {
    const failure = failureOf(attempt);
    if (failure === null || !retryOn.includes(failure)) break;
    attempt = await tryOnce(desk, request, timeoutMs);
  }
  const answer = judged(attempt);
  report(desk, webhook, { attempt, answer, ms: desk.clock.now() - startedAt });
  return answer;
}

function failureOf(attempt: Attempt): RetryOn | null {
  if (!attempt.answered) return attempt.failure;
  if (attempt.status >= 500) return "5xx";
  return attempt.status >= 400 ? "4xx" : null;
}

function judged(attempt: Attempt): WebhookAnswer {
  if (!attempt.answered) {
    return { ok: false, code: attempt.failure === "ct" ? 11205 : 11200, reason: attempt.reason };
  }
  const { status, contentType, body, url } = attempt;
  if (status < 200 || status > 299) return { ok: false, code: 11200, reason: `answered ${status}` };
  if (Buffer.byteLength(body) > LONGEST_BODY) {
    return { ok: false, code: 11750, reason: "the answer is over 64 kB" };
  }
  return { ok: true, status, contentType, body, url };
}

function report(
  desk: Desk,
  webhook: Webhook,
  done: { attempt: Attempt; answer: WebhookAnswer; ms: number },
): void {
  const about = { purpose: webhook.purpose, path: pathOf(webhook.url), callSid: webhook.callSid };
  if (done.attempt.answered) {
    desk.log.append({ kind: "webhook", ...about, status: done.attempt.status, ms: done.ms });
  }
  if (done.answer.ok) return;
  const { code, reason } = done.answer;
  desk.log.append({ kind: "webhookFailed", ...about, code, reason });
}

type SignedRequest = { url: string; init: RequestInit };

function signedRequest(authToken: string, webhook: Webhook): SignedRequest {
  const query = new URLSearchParams(webhook.params).toString();
  const [plain = ""] = webhook.url.split("#");
  const url = webhook.method === "GET" && query !== "" ? withQuery(plain, query) : plain;
  const signed = signedUrl(url, webhook.product ?? "voice");
  const posted = webhook.method === "POST";
  const headers: Record<string, string> = {
    "User-Agent": "TwilioProxy/1.1",
    Accept: "*/*",
    "X-Twilio-Signature": sign(authToken, signed, posted ? webhook.params : {}),
    // One token for all attempts: this is how an application knows a retry.
    "I-Twilio-Idempotency-Token": randomUUID(),
    "X-Home-Region": "us1",
    ...(posted ? { "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8" } : {}),
    ...basicAuth(url),
  };
  const init = { method: webhook.method, headers, ...(posted ? { body: query } : {}) };
  return { url: withoutCredentials(url), init };
}

async function tryOnce(desk: Desk, request: SignedRequest, timeoutMs: number): Promise<Attempt> {
  const aborter = new AbortController();
  const cancel = desk.clock.at(desk.clock.now() + timeoutMs, () => aborter.abort());
  try {
    const response = await fetch(request.url, { ...request.init, signal: aborter.signal });
    const contentType = response.headers.get("content-type") ?? "";
    const body = await response.text();
    return { answered: true, status: response.status, contentType, body, url: response.url };
  } catch (error) {
    if (aborter.signal.aborted) {
      return { answered: false, failure: "rt", reason: `no answer in ${timeoutMs} ms` };
    }
    return { answered: false, failure: "ct", reason: `cannot connect: ${causeOf(error)}` };
  } finally {
    cancel();
  }
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}

function withQuery(url: string, query: string): string {
  return `${url}${url.includes("?") ? "&" : "?"}${query}`;
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}

function withoutCredentials(url: string): string {
  return url.replace(/^(https?:\/\/)[^/?@]*@/i, "$1");
}

function basicAuth(url: string): Record<string, string> {
  if (!URL.canParse(url)) return {};
  const { username, password } = new URL(url);
  if (username === "") return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { Authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
}
