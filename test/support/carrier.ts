import { createHmac } from "node:crypto";
import Fastify, { type InjectOptions } from "fastify";
import { urls } from "../../src/adapters/twilio/urls.ts";
import type { CarrierRoutes } from "../../src/http/carrier.ts";
import { carrierRoutes } from "../../src/http/twilio.ts";
import { fakeLine, protocol, type Memory } from "./fake-line.ts";

export const PUBLIC_URL = "https://line.example.org";
export const TOKEN = "f00dfacef00dfacef00dfacef00dface";
export const PREVIOUS = "0ddba110ddba110ddba110ddba110ddb";
export const FALLBACK = "https://fallback.example.org/voice";
export const ANNOUNCEMENT_KEY = "announcement key";

type Fields = Readonly<Record<string, string>>;

/** Signs as Twilio says it does, written apart from the library that checks it. */
export function sign(path: string, fields: Fields, token = TOKEN): string {
  const names = Object.keys(fields).sort();
  const text = names.reduce((sum, name) => `${sum}${name}${fields[name] ?? ""}`, PUBLIC_URL + path);
  return createHmac("sha1", token).update(text, "utf8").digest("base64");
}

export type Answered = { readonly status: number; readonly body: string; readonly type: string };

/** The carrier's side of a line in memory: signed requests in, what is spoken out. */
export type Carrier = {
  readonly memory: Memory;
  readonly routes: CarrierRoutes;
  readonly post: (path: string, fields: Fields, signature?: string | null) => Promise<Answered>;
  readonly get: (path: string) => Promise<Answered>;
};

export function carrier(replaced: Partial<CarrierRoutes["line"]> = {}): Carrier {
  const { line, memory } = fakeLine();
  const routes: CarrierRoutes = {
    line: { ...line, ...replaced },
    arrivals: {
      numbers: [
        { number: "+15555550100", role: "public", language: "en" },
        { number: "+15555550110", role: "public", language: "fr" },
        { number: "+15555550150", role: "rehearsal", language: "en" },
        { number: "+15555550190", role: "desk-return", language: "en" },
      ],
      protocol: async () => protocol(),
      openDispatches: async () =>
        [...memory.sessions.values()].filter((s) => s.help.state === "asked").map((s) => s.id),
    },
    urls: urls(PUBLIC_URL, FALLBACK),
    publicUrl: PUBLIC_URL,
    authTokens: [TOKEN, PREVIOUS],
    announcementKey: ANNOUNCEMENT_KEY,
    refused: () => undefined,
    pages: { paged: async () => [], wasTaken: async () => false },
    texts: textsIn(memory),
    presenceBook: { covers: async (_, at) => at, takeTestRing: async () => undefined },
  };
  const app = Fastify();
  app.register(carrierRoutes, routes);
  const answered = async (sent: InjectOptions): Promise<Answered> => {
    const { statusCode, body, headers } = await app.inject(sent);
    return { status: statusCode, body, type: headers["content-type"]?.toString() ?? "" };
  };
  return {
    memory,
    routes,
    post: (path, fields, signature = sign(path, fields)) =>
      answered({
        method: "POST",
        url: path,
        headers: {
          "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
          ...(signature === null ? {} : { "x-twilio-signature": signature }),
        },
        payload: new URLSearchParams(fields).toString(),
      }),
    get: (path) => answered({ method: "GET", url: path }),
  };
}

function textsIn({ lineEvents }: Memory): CarrierRoutes["texts"] {
  const seen = new Set<string>();
  return {
    known: async (id) => seen.has(id),
    async taken(id) {
      seen.add(id);
      lineEvents.push({ kind: "textReceived", data: {} });
    },
  };
}

/** What an inbound call brings with every request. */
export const call = (given: Fields = {}): Fields => ({
  AccountSid: "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
  CallSid: "CAbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
  CallStatus: "in-progress",
  Direction: "inbound",
  From: "+15555550123",
  To: "+15555550100",
  FromZip: "",
  ...given,
});

/** The addresses a document leads to, as paths, without the part that is never sent. */
export const pathsIn = (body: string): readonly string[] =>
  [...body.matchAll(/https:\/\/line\.example\.org([^"<#]*)/g)].map(([, path = ""]) =>
    path.replaceAll("&amp;", "&"),
  );
