import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import twilio, { RequestClient } from "twilio";
import { onTestFinished } from "vitest";
import type { EmulatorClock } from "../../../src/emulator/clock.ts";
import { startEmulator, type EmulatorOptions } from "../../../src/emulator/server.ts";

export const ACCOUNT = "AC0123456789abcdef0123456789abcdef";
export const TOKEN = "f00dfacef00dfacef00dfacef00dface";
export const LINE = "+15555550100";
export const CALLER = "+15555550101";
export const DESK = "+15555550102";

const START = Date.UTC(2026, 10, 22, 1, 30);

type Timer = { when: number; run: () => void };

/** A clock that moves only when told, one timer at a time. */
function movableClock() {
  let now = START;
  const timers = new Set<Timer>();
  const due = (until: number) =>
    [...timers].filter((timer) => timer.when <= until).toSorted((a, b) => a.when - b.when)[0];
  const clock: EmulatorClock = {
    now: () => now,
    at(when, run) {
      const timer = { when, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  return {
    ...clock,
    async passes(ms: number, settled: () => Promise<void>) {
      const until = now + ms;
      await settled();
      for (let timer = due(until); timer; timer = due(until)) {
        timers.delete(timer);
        now = Math.max(now, timer.when);
        timer.run();
        await settled();
      }
      now = until;
    },
  };
}

type Asked = {
  method: string;
  url: string;
  path: string;
  params: Record<string, string>;
  headers: Record<string, string | string[] | undefined>;
};
/** Null: never answers. */
type Answer =
  | string
  | {
      status?: number;
      type?: string;
      body?: string | Buffer;
      headers?: Record<string, string | string[]>;
    }
  | null;
export type Script = Record<string, (asked: Asked) => Answer>;

/** The line's web server, as the network sees it: answers by path, and remembers what it was asked. */
async function scriptedLine(script: Script) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const url = request.url ?? "/";
      const path = url.split("?")[0] ?? url;
      const params = Object.fromEntries(new URLSearchParams(body));
      const one = { method: request.method ?? "", url, path, params, headers: request.headers };
      asked.push(one);
      const answer = script[path]?.(one);
      return reply(response, answer === undefined ? { status: 204 } : answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    at: (path: string) => asked.filter((one) => one.path === path),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

function reply(response: ServerResponse, answer: Answer): void {
  if (answer === null) return;
  const {
    status = 200,
    type = "text/xml",
    body = "",
    headers = {},
  } = typeof answer === "string" ? { body: answer } : answer;
  const typed = status === 204 || type === "" ? {} : { "Content-Type": type };
  response.writeHead(status, { ...typed, ...headers });
  response.end(body);
}

/** A network with one number, a scripted line behind it, and a clock that only moves when told. */
export async function rig(script: Script, options: Partial<EmulatorOptions> = {}) {
  const line = await scriptedLine(script);
  const clock = movableClock();
  const passes = (ms: number) => clock.passes(ms, () => emulator.network.settled());
  const emulator = await startEmulator({
    port: 0,
    clock,
    passTime: passes,
    accountSid: ACCOUNT,
    authToken: TOKEN,
    apiKey: "SK0123456789abcdef0123456789abcdef",
    apiSecret: "secret",
    numbers: [
      {
        number: LINE,
        voiceUrl: `${line.url}/voice`,
        voiceFallbackUrl: `${line.url}/fallback`,
        smsUrl: `${line.url}/sms`,
        statusCallback: `${line.url}/inbound-status`,
      },
    ],
    ...options,
  });
  onTestFinished(() => emulator.close());
  return { ...emulator, line, clock, passes, client: clientOf(emulator.url) };
}

/** Twilio's own client, sent to the emulator. */
export function clientOf(url: string, credentials = { user: ACCOUNT, pass: TOKEN }) {
  class Redirected extends RequestClient {
    override request<T>(options: Parameters<typeof RequestClient.prototype.request<T>>[0]) {
      const uri = options.uri.replace("https://api.twilio.com", url);
      return super.request({ ...options, uri });
    }
  }
  const { user, pass } = credentials;
  return twilio(user, pass, { accountSid: ACCOUNT, httpClient: new Redirected() });
}

export function twiml(...verbs: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs.join("")}</Response>`;
}
