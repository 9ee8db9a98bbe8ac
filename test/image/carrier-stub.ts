import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";

/** A carrier that answers everything with nothing, but leaves calls unanswered while it is told to. */
export type CarrierStub = Awaited<ReturnType<typeof carrierStub>>;

export async function carrierStub() {
  const asked: bigint[] = [];
  const unanswered = new Set<ServerResponse>();
  const now = { answersCalls: false };
  const server = createServer((request, response) => {
    request.resume();
    const isCall = request.method === "POST" && /\/Calls\.json/.test(request.url ?? "");
    if (isCall) asked.push(process.hrtime.bigint());
    if (isCall && !now.answersCalls) {
      unanswered.add(response);
      return;
    }
    const sid = `CA${asked.length.toString(16).padStart(32, "0")}`;
    response.writeHead(isCall ? 201 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify({ sid, status: "queued" }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    /** When each call was asked for. */
    asked,
    answersCallsFromNow() {
      now.answersCalls = true;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
