import type { FastifyReply } from "fastify";
import { later, type Exchange } from "../exchange.ts";

const BREATH_MS = 15_000;

/** Server-sent events to one page, with a breath now and then so that a lost connection is noticed. */
export function eventStream(exchange: Exchange, reply: FastifyReply) {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  let cancelBreath = later(exchange, BREATH_MS, breathe);
  function breathe() {
    raw.write(":\n\n");
    cancelBreath = later(exchange, BREATH_MS, breathe);
  }
  raw.once("close", () => cancelBreath());
  return {
    send(event: string, data: unknown, id?: number) {
      const number = id === undefined ? "" : `id: ${id}\n`;
      raw.write(`event: ${event}\n${number}data: ${JSON.stringify(data)}\n\n`);
    },
    end: () => raw.end(),
    onEnd: (run: () => void) => raw.once("close", run),
  };
}
