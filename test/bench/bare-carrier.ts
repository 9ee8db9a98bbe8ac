import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A carrier that says yes to everything, does nothing, and writes down when each call was asked for. */
export type BareCarrier = {
  readonly url: string;
  /** When a call to this number was first asked for. */
  readonly askedAt: ReadonlyMap<string, number>;
  close(): void;
};

export async function startBareCarrier(now: () => number): Promise<BareCarrier> {
  const askedAt = new Map<string, number>();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const to = new URLSearchParams(Buffer.concat(parts).toString()).get("To");
      if (to !== null && !askedAt.has(to)) askedAt.set(to, now());
      const sid = `CA${randomBytes(16).toString("hex")}`;
      const status = request.method === "POST" && to !== null ? 201 : 200;
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify({ sid, status: "in-progress" }));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server has a port
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    askedAt,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
