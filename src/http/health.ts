import type { FastifyInstance } from "fastify";
import { WATCHDOG } from "../adapters/postgres/heartbeats.ts";
import { metricsRoute, WATCHDOG_SILENT_MS, type Scraped } from "./metrics.ts";
import { withPatience } from "./patience.ts";

/** What is asked to know whether the line is fit to answer. */
export type Health = Scraped & {
  readonly pendingMigrations: () => Promise<readonly string[]>;
  /** Keys that do not open. */
  readonly vaultShut: () => readonly string[];
};

const SWEEP_SILENT_MS = 10_000;

/** For whoever runs the line. Nothing here says anything of a caller. */
export function healthRoutes(app: FastifyInstance, health: Health): void {
  const migrated = rememberYes(async () => (await health.pendingMigrations()).length === 0);

  app.get("/health/live", () => ({ alive: true }));

  app.get("/health/ready", async (_request, reply) => {
    const { heartbeats } = health;
    const checks = {
      database: await holds(health, "database", () => heartbeats.read().then(() => true)),
      migrations: await holds(health, "migrations", migrated),
      sweep: await holds(health, "sweep", () => lives(health, "sweep", SWEEP_SILENT_MS)),
    };
    const ready = Object.values(checks).every(Boolean);
    // Whoever answers calls goes on answering them, though nobody would notice if something else failed: shown, and no reason to
    // take this process out of service.
    const watchdog = await holds(health, "watchdog", () =>
      lives(health, WATCHDOG, WATCHDOG_SILENT_MS),
    );
    const vault = health.vaultShut().length === 0;
    return reply.code(ready ? 200 : 503).send({ ready, ...checks, watchdog, vault });
  });

  metricsRoute(app, health);
}

const lives = async (
  { clock, heartbeats }: Health,
  name: string,
  silentMs: number,
): Promise<boolean> => clock.now() - ((await heartbeats.read()).get(name) ?? 0) < silentMs;

/** Migrations once done stay done. */
function rememberYes(ask: () => Promise<boolean>): () => Promise<boolean> {
  let yes = false;
  return async () => {
    yes ||= await ask();
    return yes;
  };
}

async function holds(
  { log }: Health,
  check: string,
  ask: () => Promise<boolean>,
): Promise<boolean> {
  try {
    return await withPatience(ask());
  } catch (err) {
    log.warn({ err, check }, "Not ready");
    return false;
  }
}
