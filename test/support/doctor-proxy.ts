import {
  createServer,
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from "node:http";
import { once } from "node:events";
import { text } from "node:stream/consumers";

export type Passing = { method: string; path: string; headers: IncomingHttpHeaders; body: string };
export type Coming = { code: number; headers: OutgoingHttpHeaders; body: string };

/** What a proxy may do with what passes through it. */
export type Meddling = {
  readonly onTheWay?: (passing: Passing) => Passing | Coming;
  readonly onTheWayBack?: (coming: Coming) => Coming;
};

/** Something between Twilio and the line, or between the line and Twilio, that hands everything on unchanged until told otherwise. */
export async function proxyTo(target: () => string) {
  let meddling: Meddling = {};
  const server = createServer((asked, answer) => {
    void (async () => {
      const passing: Passing = {
        method: asked.method ?? "GET",
        path: asked.url ?? "/",
        headers: asked.headers,
        body: await text(asked),
      };
      const changed = meddling.onTheWay?.(passing) ?? passing;
      const coming = "code" in changed ? changed : await handedOn(target(), changed);
      const { code, headers, body } = meddling.onTheWayBack?.(coming) ?? coming;
      answer.writeHead(code, headers).end(body);
    })();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    /** Until the work is done. */
    async meddling<T>(how: Meddling, work: () => Promise<T>): Promise<T> {
      meddling = how;
      try {
        return await work();
      } finally {
        meddling = {};
      }
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Byte for byte: `fetch` would tidy the path. */
async function handedOn(target: string, { method, path, headers, body }: Passing): Promise<Coming> {
  const { hostname, port } = new URL(target);
  const { "transfer-encoding": _chunked, ...kept } = headers;
  const length = String(Buffer.byteLength(body));
  const going = request({
    hostname,
    port,
    method,
    path,
    agent: false,
    headers: { ...kept, connection: "close", "content-length": length },
  });
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    going.once("response", resolve).once("error", reject).end(body);
  });
  const { connection: _connection, "transfer-encoding": _coding, ...back } = answer.headers;
  const said = await text(answer);
  return {
    code: answer.statusCode ?? 0,
    headers: { ...back, "content-length": String(Buffer.byteLength(said)) },
    body: said,
  };
}
