import http from "node:http";
import https from "node:https";
import { gunzipSync } from "node:zlib";
import type { EmulatorClock } from "./clock.ts";
import { nothing } from "./nothing.ts";
import type { RetryOn } from "./overrides.ts";

export type HttpRequest = {
  method: "GET" | "POST";
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string | null;
} & Limits;

export type Limits = {
  connectMs: number;
  readMs: number;
  /** When even an answer under way is too late. */
  dueAt: number;
};

export type HttpReply = { status: number; headers: http.IncomingHttpHeaders; bytes: Buffer };

/** No whole answer came: `code` is Twilio's error code, `failure` what its retry policies call it. */
export class RequestFailed extends Error {
  readonly failure: RetryOn;
  readonly code: number;

  constructor(failure: RetryOn, code: number, reason: string) {
    super(reason);
    this.failure = failure;
    this.code = code;
  }
}

/** A document is read no further than this many bytes. A recording may be longer. */
export const LONGEST_DOCUMENT = 65_536;
const LONGEST_RECORDING = 40_000_000;

/** One request and its whole answer; no redirect is followed. Throws `RequestFailed`. */
export async function request(clock: EmulatorClock, wanted: HttpRequest): Promise<HttpReply> {
  if (!URL.canParse(wanted.url) || !/^https?:$/.test(new URL(wanted.url).protocol)) {
    throw new RequestFailed("4xx", 11100, `not a web address: ${wanted.url}`);
  }
  try {
    return await send(clock, wanted);
  } catch (error) {
    // The other side had closed a connection kept open: every client tries such a request again by itself.
    if (error instanceof StaleConnection) return request(clock, wanted);
    throw error instanceof RequestFailed ? error : failureOf(error, false);
  }
}

class StaleConnection extends Error {}

function send(clock: EmulatorClock, wanted: HttpRequest): Promise<HttpReply> {
  const { method, url, headers, body } = wanted;
  return new Promise((resolve, reject) => {
    const client = url.toLowerCase().startsWith("https:") ? https : http;
    const outgoing = client.request(url, { method, headers });
    const limit = timeLimits(clock, outgoing, wanted);
    const finish = (settle: () => void) => {
      limit.end();
      settle();
    };
    outgoing.on("response", (incoming) => {
      readAll(incoming)
        .then((reply) => finish(() => resolve(reply)))
        .catch((error: unknown) => finish(() => reject(limit.why() ?? failureOf(error, true))));
    });
    outgoing.on("error", (error) => {
      const stale = outgoing.reusedSocket && codeOf(error) === "ECONNRESET";
      const why = limit.why() ?? (stale ? new StaleConnection() : null);
      finish(() => reject(why ?? failureOf(error, limit.connected())));
    });
    outgoing.end(body ?? undefined);
  });
}

/** Ends the request when it is not connected, or not answered, in time. */
function timeLimits(clock: EmulatorClock, outgoing: http.ClientRequest, wanted: HttpRequest) {
  const { connectMs, readMs, dueAt } = wanted;
  let why: RequestFailed | null = null;
  let connected = false;
  let cancel = nothing;
  const limit = (ms: number, reason: RequestFailed) => {
    cancel();
    cancel = clock.at(Math.min(clock.now() + ms, dueAt), () => {
      why = reason;
      outgoing.destroy(reason);
    });
  };
  const read = () => {
    connected = true;
    limit(readMs, new RequestFailed("rt", 11200, "no answer in time"));
  };
  limit(connectMs, new RequestFailed("ct", 11205, "not connected in time"));
  outgoing.on("socket", (socket) => {
    if (!socket.connecting) read();
    else socket.once("encrypted" in socket ? "secureConnect" : "connect", read);
  });
  return { why: () => why, connected: () => connected, end: () => cancel() };
}

/** The whole body; of one that is too long, a little more than is allowed. */
async function readAll(incoming: http.IncomingMessage): Promise<HttpReply> {
  const longest = isAudio(incoming.headers["content-type"]) ? LONGEST_RECORDING : LONGEST_DOCUMENT;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    length += bytes.length;
    if (length > longest) break;
  }
  const { statusCode: status = 0, headers } = incoming;
  const whole = Buffer.concat(chunks);
  const packed = headers["content-encoding"] === "gzip" && length <= longest;
  return { status, headers, bytes: packed ? gunzipSync(whole) : whole };
}

export function isAudio(contentType: string | undefined): boolean {
  return contentType?.trim().toLowerCase().startsWith("audio/") ?? false;
}

const CERTIFICATE_CODES: Readonly<Record<string, number>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: 11235,
  CERT_HAS_EXPIRED: 11236,
  DEPTH_ZERO_SELF_SIGNED_CERT: 11237,
  SELF_SIGNED_CERT_IN_CHAIN: 11237,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 11237,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 11237,
};

function failureOf(error: unknown, connected: boolean): RequestFailed {
  const code = codeOf(error);
  const reason = error instanceof Error ? error.message : String(error);
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return new RequestFailed("ct", 11210, `bad host name: ${reason}`);
  }
  const certificate = CERTIFICATE_CODES[code];
  if (certificate !== undefined) return new RequestFailed("ct", certificate, reason);
  if (/^(ERR_SSL|EPROTO)/.test(code)) return new RequestFailed("ct", 11220, reason);
  if (connected) return new RequestFailed("rt", 11206, `the answer broke off: ${reason}`);
  return new RequestFailed("ct", 11205, `cannot connect: ${reason}`);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return "code" in error && typeof error.code === "string" ? error.code : "";
}
