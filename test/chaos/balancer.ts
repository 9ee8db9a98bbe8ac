import { once } from "node:events";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";

export type Balancer = {
  /** How often nobody of ours answered at all. */
  readonly unanswered: () => number;
  close(): Promise<void>;
};

/** What Twilio fetches from outside us while nobody of ours is there: company, and back to where the call belongs. */
const outsidePage = (publicUrl: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Response><Say language="en-CA">Stay with me. I'm still here.</Say>` +
  `<Say language="fr-CA">Reste avec moi. Je suis là.</Say><Pause length="2"/>` +
  `<Redirect method="POST">${publicUrl}/twilio/voice/fallback</Redirect></Response>`;

/**
 * One address for every api: each request goes to the next of them, and to the other where one refuses the connection. A
 * connection that breaks in the middle is a 502, as it would be elsewhere. The fallback page is held here, outside the line.
 */
export async function startBalancer(port: number, targets: readonly number[]): Promise<Balancer> {
  let turn = 0;
  let unanswered = 0;
  const publicUrl = `http://127.0.0.1:${port}`;
  const server = createServer((asked, answer) => {
    void (async () => {
      const body = await bodyOf(asked);
      turn += 1;
      const order = targets.map((_, index) => targets[(turn + index) % targets.length] ?? 0);
      for (const target of order) if (await pass({ asked, answer, body }, target)) return;
      unanswered += 1;
      if (asked.url?.startsWith("/twilio/voice/fallback") === true) {
        answer.writeHead(200, { "Content-Type": "text/xml" }).end(outsidePage(publicUrl));
      } else answer.writeHead(502).end();
    })().catch(() => answer.destroy());
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    unanswered: () => unanswered,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function bodyOf(asked: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  asked.on("data", (part: Buffer) => parts.push(part));
  await once(asked, "end");
  return Buffer.concat(parts);
}

type Exchange = {
  readonly asked: IncomingMessage;
  readonly answer: ServerResponse;
  readonly body: Buffer;
};

/** False when nobody was there to hear it; a request that reached somebody is never sent twice. */
function pass({ asked, answer, body }: Exchange, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const { method, url: path, headers } = asked;
    const on = { host: "127.0.0.1", port, method, path, headers, agent: false } as const;
    const sent = request(on, (came) => {
      answer.writeHead(came.statusCode ?? 502, came.headers);
      came.on("error", () => answer.destroy());
      came.pipe(answer);
      resolve(true);
    });
    sent.on("error", (err: NodeJS.ErrnoException) => {
      if (err.code === "ECONNREFUSED") return resolve(false);
      if (!answer.headersSent) answer.writeHead(502);
      answer.end();
      resolve(true);
    });
    answer.on("close", () => sent.destroy());
    sent.end(body);
  });
}
