import { once } from "node:events";
import { createServer } from "node:http";

import { timeNow } from "./troubles.ts";

/** Somebody outside who hears from the watchdog that all is well, and would page when it falls silent. */
export type Heartbeats = {
  readonly url: string;
  readonly heard: readonly number[];
  close(): Promise<void>;
};

export async function startHeartbeats(): Promise<Heartbeats> {
  const heard: number[] = [];
  const server = createServer((asked, answer) => {
    heard.push(timeNow());
    asked.resume();
    answer.writeHead(204).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
