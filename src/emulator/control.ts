import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { later, type Exchange } from "./exchange.ts";
import { faultRule } from "./faults.ts";
import { command } from "./people/commands.ts";
import { NoSuchNumber } from "./incoming.ts";
import { NotPossible, perform } from "./people/perform.ts";

const LONGEST_WAIT_MS = 30_000;

const logQuery = z.object({
  after: z.coerce.number().int().nonnegative().default(0),
  waitMs: z.coerce.number().int().min(0).max(LONGEST_WAIT_MS).default(0),
});

/**
 * The people's telephones over HTTP, for rehearsals: `POST /control/commands` does one thing, `GET /control/log` reads
 * what happened after an entry, waiting for news if there is none. `POST /control/faults` adds one rule (`faultRule`) and
 * answers it with its id, `GET` shows rules and counts, `DELETE` ends all and answers what there was. No authentication:
 * the server listens on 127.0.0.1.
 */
export function controlRoutes(app: FastifyInstance, exchange: Exchange): void {
  app.post("/control/commands", (request, reply) => {
    const parsed = command.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ problem: z.prettifyError(parsed.error) });
    try {
      const { sid } = perform(exchange, parsed.data);
      return { sid, seq: exchange.log.entries.length };
    } catch (error) {
      if (!(error instanceof NotPossible || error instanceof NoSuchNumber)) throw error;
      return reply.code(409).send({ problem: error.message });
    }
  });
  app.get("/control/log", async (request, reply) => {
    const parsed = logQuery.safeParse(request.query);
    if (!parsed.success) return reply.code(400).send({ problem: z.prettifyError(parsed.error) });
    const { after, waitMs } = parsed.data;
    if (exchange.log.entries.length <= after && waitMs > 0) await news(exchange, waitMs);
    return { entries: exchange.log.since(after) };
  });
  faultRoutes(app, exchange);
}

function faultRoutes(app: FastifyInstance, { faults }: Exchange): void {
  app.post("/control/faults", (request, reply) => {
    const parsed = faultRule.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ problem: z.prettifyError(parsed.error) });
    return reply.code(201).send(faults.add(parsed.data));
  });
  app.get("/control/faults", () => faults.show());
  app.delete("/control/faults", () => {
    const shown = faults.show();
    faults.clear();
    return shown;
  });
}

function news(exchange: Exchange, waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      cancel();
      unsubscribe();
      resolve();
    };
    const cancel = later(exchange, waitMs, done);
    const unsubscribe = exchange.log.subscribe(done);
  });
}
