import type { Method } from "./call.ts";
import type { EmulatorClock } from "./clock.ts";
import type { Cookies } from "./cookies.ts";
import { request, RequestFailed, type HttpReply, type Limits } from "./http-request.ts";
import { sign, signedUrl, type Params, type Product } from "./signature.ts";

/** One webhook, ready to be tried. */
export type Parcel = {
  callSid: string;
  url: string;
  method: Method;
  params: Params;
  product: Product;
  /** The same on every attempt: this is how an application knows a retry. */
  token: string;
};

type Carrier = { clock: EmulatorClock; authToken: string; cookies: Cookies };

const MOST_REDIRECTS = 10;

/** Tries once: follows redirects, answers a demand for a password, keeps the call's cookies. Throws `RequestFailed`. */
export async function tryParcel(
  carrier: Carrier,
  parcel: Parcel,
  limits: Limits,
): Promise<HttpReply & { url: string }> {
  let step = firstStep(parcel);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const reply = await ask(carrier, { parcel, step }, limits);
    const target = redirectTarget(reply, step.url);
    if (target === null) return { ...reply, url: step.url };
    // As browsers do: only 307 and 308 repeat a POST.
    const repeats = reply.status === 307 || reply.status === 308;
    step = repeats ? { ...step, url: target } : { url: target, method: "GET", body: null };
  }
  throw new RequestFailed("4xx", 11215, `more than ${MOST_REDIRECTS} redirects`);
}

type Step = { url: string; method: Method; body: Params | null };

function firstStep({ url, method, params }: Parcel): Step {
  const [plain = ""] = url.split("#");
  if (method === "POST") return { url: plain, method, body: params };
  const query = new URLSearchParams(params).toString();
  return { url: query === "" ? plain : withQuery(plain, query), method, body: null };
}

/** Twilio shows the address's user and password only to a server that asked for them with 401. */
async function ask(
  carrier: Carrier,
  { parcel, step }: { parcel: Parcel; step: Step },
  limits: Limits,
): Promise<HttpReply> {
  const reply = await send(carrier, { parcel, step, authorization: null }, limits);
  const authorization = basicAuth(step.url);
  const asked = reply.status === 401 && reply.headers["www-authenticate"] !== undefined;
  if (!asked || authorization === null) return reply;
  return send(carrier, { parcel, step, authorization }, limits);
}

async function send(
  carrier: Carrier,
  what: { parcel: Parcel; step: Step; authorization: string | null },
  limits: Limits,
): Promise<HttpReply> {
  const { parcel, step, authorization } = what;
  const { callSid, product, token } = parcel;
  const cookie = URL.canParse(step.url) ? carrier.cookies.header(callSid, step.url) : null;
  const body = step.body === null ? null : new URLSearchParams(step.body).toString();
  const reply = await request(carrier.clock, {
    ...limits,
    url: withoutCredentials(step.url),
    method: step.method,
    body,
    headers: {
      "User-Agent": "TwilioProxy/1.1",
      Accept: "*/*",
      "Accept-Encoding": "gzip",
      "X-Twilio-Signature": sign(carrier.authToken, signedUrl(step.url, product), step.body ?? {}),
      "I-Twilio-Idempotency-Token": token,
      "X-Home-Region": "us1",
      ...(body === null ? {} : formHeaders(body)),
      ...(cookie === null ? {} : { Cookie: cookie }),
      ...(authorization === null ? {} : { Authorization: authorization }),
    },
  });
  carrier.cookies.take(callSid, step.url, reply.headers["set-cookie"] ?? []);
  return reply;
}

function formHeaders(body: string): Record<string, string> {
  return {
    "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
    "Content-Length": String(Buffer.byteLength(body)),
  };
}

function redirectTarget({ status, headers }: HttpReply, from: string): string | null {
  const isRedirect = [301, 302, 303, 307, 308].includes(status);
  if (!isRedirect || headers.location === undefined) return null;
  return URL.canParse(headers.location, from) ? new URL(headers.location, from).href : null;
}

function withQuery(url: string, query: string): string {
  return `${url}${url.includes("?") ? "&" : "?"}${query}`;
}

function withoutCredentials(url: string): string {
  return url.replace(/^(https?:\/\/)[^/?@]*@/i, "$1");
}

function basicAuth(url: string): string | null {
  const { username, password } = new URL(url);
  if (username === "") return null;
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}
