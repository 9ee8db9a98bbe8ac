import { randomUUID } from "node:crypto";
import type { Method } from "./call.ts";
import type { EmulatorClock } from "./clock.ts";
import { createCookies, type Cookies } from "./cookies.ts";
import { tryParcel, type Parcel } from "./delivery.ts";
import { isAudio, LONGEST_DOCUMENT, RequestFailed, type Limits } from "./http-request.ts";
import type { Log } from "./log.ts";
import { overrides, type Overrides, type RetryOn } from "./overrides.ts";
import type { Params, Product } from "./signature.ts";
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

type Answered = { status: number; contentType: string; bytes: Buffer; url: string };

export type WebhookAnswer =
  | ({ ok: true; body: string } & Answered)
  /** `code` is Twilio's error code. */
  | { ok: false; code: number; reason: string };

export type Courier = { send(webhook: Webhook): Promise<WebhookAnswer> };

export type Attempt =
  | ({ answered: true } & Answered)
  /** `code` is Twilio's error code; when left out, the usual one for this failure. */
  | { answered: false; failure: RetryOn; reason: string; code?: number };

type Desk = {
  clock: EmulatorClock;
  authToken: string;
  log: Log;
  traffic: Traffic;
  /** What befalls a request on its way; nothing, when left out. */
  disturb?: (webhook: Webhook, send: () => Promise<Attempt>) => Promise<Attempt>;
};

/** Sends the network's webhooks as Twilio does: signed, with 15 s at most, retried by the URL's fragment. */
export function createCourier(desk: Desk): Courier {
  const cookies = createCookies(() => desk.clock.now());
  return { send: (webhook) => desk.traffic.track(deliver({ ...desk, cookies }, webhook)) };
}

type Carrier = Desk & { cookies: Cookies };

async function deliver(carrier: Carrier, webhook: Webhook): Promise<WebhookAnswer> {
  const { clock, disturb, log } = carrier;
  const settings = overrides(webhook.url);
  const startedAt = clock.now();
  const { callSid, url, method, params, product = "voice" } = webhook;
  for (const policy of settings.unknownPolicies) {
    log.append({
      kind: "warned",
      code: 11243,
      message: `no retry policy "${policy}"`,
      sid: callSid,
    });
  }
  const parcel: Parcel = { callSid, url, method, params, product, token: randomUUID() };
  const { connectMs, readMs, totalMs } = settings;
  const dueAt = startedAt + totalMs;
  const send = () => tryOnce(carrier, parcel, { connectMs, readMs, dueAt });
  const next = () => (disturb ? disturb(webhook, send) : send());
  let attempt = await next();
  let retries = 0;
  while (retries < settings.retries && clock.now() < dueAt && isRetried(attempt, settings)) {
    retries += 1;
    attempt = await next();
  }
  const answer = judged(attempt);
  const edge = settings.edges[retries % settings.edges.length];
  report(carrier, webhook, { attempt, answer, edge, ms: clock.now() - startedAt });
  return answer;
}

function isRetried(attempt: Attempt, { retryOn }: Overrides): boolean {
  const failure = failureOf(attempt);
  return failure !== null && retryOn.includes(failure);
}

function failureOf(attempt: Attempt): RetryOn | null {
  if (!attempt.answered) return attempt.failure;
  if (attempt.status >= 500) return "5xx";
  return attempt.status >= 400 ? "4xx" : null;
}

async function tryOnce(carrier: Carrier, parcel: Parcel, limits: Limits): Promise<Attempt> {
  try {
    const { status, headers, bytes, url } = await tryParcel(carrier, parcel, limits);
    return { answered: true, status, contentType: headers["content-type"] ?? "", bytes, url };
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    const { failure, code, message } = error;
    return { answered: false, failure, code, reason: message };
  }
}

function judged(attempt: Attempt): WebhookAnswer {
  if (!attempt.answered) {
    const code = attempt.code ?? (attempt.failure === "ct" ? 11205 : 11200);
    return { ok: false, code, reason: attempt.reason };
  }
  const { status, contentType, bytes, url } = attempt;
  if (status < 200 || status > 299) return { ok: false, code: 11200, reason: `answered ${status}` };
  if (!isAudio(contentType) && bytes.length > LONGEST_DOCUMENT) {
    return { ok: false, code: 11750, reason: "the answer is over 64 kB" };
  }
  return { ok: true, status, contentType, bytes, body: bytes.toString(), url };
}

function report(
  { log }: Carrier,
  webhook: Webhook,
  done: { attempt: Attempt; answer: WebhookAnswer; edge: string | undefined; ms: number },
): void {
  const about = { purpose: webhook.purpose, path: pathOf(webhook.url), callSid: webhook.callSid };
  const { attempt, answer, edge, ms } = done;
  if (attempt.answered) {
    const noted = edge === undefined ? {} : { edge };
    log.append({ kind: "webhook", ...about, status: attempt.status, ms, ...noted });
  }
  if (answer.ok) return;
  log.append({ kind: "webhookFailed", ...about, code: answer.code, reason: answer.reason });
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
