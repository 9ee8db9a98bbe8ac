import { createServer } from "node:http";
import type { FastifyInstance } from "fastify";
import type { Books, LineMetrics } from "../adapters/metrics.ts";
import type { Counts } from "../adapters/postgres/console-reads.ts";
import { WATCHDOG, type Heartbeats } from "../adapters/postgres/heartbeats.ts";
import type { Instant } from "../domain/session/people.ts";
import type { Clock, Log } from "../engine/ports.ts";
import type { Metrics } from "../engine/ports-metrics.ts";
import { withPatience } from "./patience.ts";

/** What a scrape is made of. */
export type Scraped = {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: LineMetrics;
  readonly heartbeats: Pick<Heartbeats, "read" | "says">;
  readonly counts: (at: Instant) => Promise<Counts>;
};

export const WATCHDOG_SILENT_MS = 15_000;

/**
 * What this process counted, and what the books say. Without its database it still says what it knows, and that the database is
 * away: a scrape that fails would look like a dead process.
 */
export async function scrape(parts: Scraped): Promise<string> {
  const { metrics, log } = parts;
  try {
    metrics.asWritten(await withPatience(readBooks(parts)));
  } catch (err) {
    log.warn({ err }, "The books could not be read for the metrics");
    metrics.asWritten(null);
  }
  return metrics.text();
}

async function readBooks({ clock, heartbeats, counts }: Scraped): Promise<Books> {
  const now = clock.now();
  const [{ owed, overdue, oldestOverdueAt, sessionsOpen }, seen, says] = await Promise.all([
    counts(now),
    heartbeats.read(),
    heartbeats.says(WATCHDOG),
  ]);
  const troubles = says?.["troubles"];
  return {
    owed,
    overdue,
    oldestOverdueMs: oldestOverdueAt === null ? 0 : now - oldestOverdueAt,
    sessionsOpen,
    silentMs: new Map([...seen].map(([part, at]) => [part, now - at])),
    troubles: Array.isArray(troubles) ? troubles.map(String) : [],
    watchdog: now - (seen.get(WATCHDOG) ?? 0) < WATCHDOG_SILENT_MS,
  };
}

/** On the line's own port, for whoever stands beside it: what came through a proxy came from outside, and finds nothing. */
export function metricsRoute(app: FastifyInstance, parts: Scraped): void {
  app.get("/metrics", async (request, reply) => {
    if (cameThroughProxy(request.headers)) return reply.code(404).send();
    return reply.type(parts.metrics.contentType).send(await scrape(parts));
  });
}

const cameThroughProxy = (headers: Readonly<Record<string, unknown>>): boolean =>
  ["forwarded", "via", "x-forwarded-for", "x-forwarded-host"].some((name) => name in headers);

/** How long the carrier waits, for each thing it calls. */
export function measureWebhooks(app: FastifyInstance, metrics: Pick<Metrics, "webhook">): void {
  app.addHook("onResponse", async (request, reply) => {
    const { url: route } = request.routeOptions;
    metrics.webhook({ route, code: reply.statusCode, ms: reply.elapsedTime });
  });
}

/** A part without a web server is asked on a port of its own, for this alone. */
export async function serveMetrics(
  parts: Scraped,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<{ close(): Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    scrape(parts).then(
      (text) => response.writeHead(200, { "content-type": parts.metrics.contentType }).end(text),
      (err: unknown) => {
        parts.log.error({ err }, "The metrics could not be told");
        response.writeHead(500).end();
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
