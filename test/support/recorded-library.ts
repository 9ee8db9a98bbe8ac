import twilio, { RequestClient } from "twilio";

/** One request of Twilio's library, and what it was answered. */
export type Exchanged = {
  method: string;
  path: string;
  /** The names of what was sent, in the body or the query. */
  sent: readonly string[];
  status: number;
  body: unknown;
};

type Options<T = unknown> = Parameters<typeof RequestClient.prototype.request<T>>[0];

/** Twilio's own library, sent to `url`, and a record of all that went over the wire. */
export function recordedLibrary(
  url: string,
  account: { sid: string; token: string },
): { client: ReturnType<typeof twilio>; exchanged: Exchanged[] } {
  const exchanged: Exchanged[] = [];
  class Recorder extends RequestClient {
    override async request<T>(options: Options<T>) {
      const uri = options.uri.replace("https://api.twilio.com", url);
      const response = await super.request<T>({ ...options, uri });
      exchanged.push({
        method: options.method.toUpperCase(),
        path: new URL(uri).pathname,
        sent: namesIn(options, uri),
        status: response.statusCode,
        body: parsed(response.body),
      });
      return response;
    }
  }
  return { client: twilio(account.sid, account.token, { httpClient: new Recorder() }), exchanged };
}

function namesIn(options: Pick<Options, "params" | "data">, uri: string): readonly string[] {
  const inQuery = [...new URL(uri).searchParams.keys()];
  return [...inQuery, ...Object.keys(options.params ?? {}), ...Object.keys(options.data ?? {})];
}

function parsed(body: unknown): unknown {
  if (typeof body !== "string" || body === "") return body ?? "";
  return JSON.parse(body);
}
