import twilio from "twilio";
import { CarrierRefused, CarrierUnreachable } from "../../engine/errors.ts";

/** How we sign in: an API key where there is one, else the account's own token. */
export type Account = {
  readonly accountSid: string;
  readonly authToken: string;
  readonly apiKey: { readonly sid: string; readonly secret: string } | null;
  /** Where requests go instead of Twilio's own hosts: the emulator. */
  readonly baseUrl: string | null;
};

export type Client = ReturnType<typeof twilio>;

/** After this a create is asked again: somebody is waiting for help. */
const TIMEOUT_MS = 2_000;

export function connect({ accountSid, authToken, apiKey, baseUrl }: Account): Client {
  const httpClient = elsewhere(baseUrl);
  return twilio(apiKey?.sid ?? accountSid, apiKey?.secret ?? authToken, {
    accountSid,
    httpClient,
    env: {},
  });
}

/** The library builds its own addresses; only the HTTP client can send them elsewhere. */
function elsewhere(baseUrl: string | null): twilio.RequestClient {
  const client = new twilio.RequestClient({ timeout: TIMEOUT_MS });
  if (baseUrl === null) return client;
  const request = client.request.bind(client);
  client.request = (options) => {
    const { pathname, search } = new URL(options.uri);
    return request({ ...options, uri: `${baseUrl.replace(/\/+$/, "")}${pathname}${search}` });
  };
  return client;
}

/** Too much at once: not done, and worth asking again. */
const TOO_MANY = 429;

/**
 * Asks the carrier. Throws `CarrierRefused` when it said no (with its code, or the HTTP status where it gave none), and
 * `CarrierUnreachable` when it did not answer, was too busy, or said it was broken: then it has to be asked again.
 */
export async function ask<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (cause) {
    const answer = answerIn(cause);
    if (answer === null || answer.status >= 500 || answer.status === TOO_MANY) {
      throw new CarrierUnreachable("The carrier did not answer", { cause });
    }
    throw new CarrierRefused(`The carrier refused (${answer.code})`, answer.code, { cause });
  }
}

/** As `ask`, but null when what it is about is no longer there, which at the end of a call is no error. */
export async function askIfThere<T>(request: () => Promise<T>): Promise<T | null> {
  try {
    return await ask(request);
  } catch (error) {
    if (error instanceof CarrierRefused && GONE.has(error.code)) return null;
    throw error;
  }
}

/** 21220 the call is not in progress · 20404 and 404 not found · 16022 the conference is over. */
const GONE: ReadonlySet<number> = new Set([21220, 20404, 404, 16022]);

function answerIn(cause: unknown): { status: number; code: number } | null {
  if (!(cause instanceof Error) || !("status" in cause)) return null;
  const { status } = cause;
  if (typeof status !== "number") return null;
  const code = "code" in cause && typeof cause.code === "number" ? cause.code : status;
  return { status, code };
}
