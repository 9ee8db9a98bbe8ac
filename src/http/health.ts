import type { FastifyInstance } from "fastify";
import type { ConsoleReads } from "../adapters/postgres/console-reads.ts";
import type { Heartbeats } from "../adapters/postgres/heartbeats.ts";
import type { Clock, Log } from "../engine/ports.ts";
import { withPatience } from "./patience.ts";

/** What is asked to know whether the line is fit to answer. */
export type Health = {
  readonly clock: Clock;
  readonly log: Log;
  readonly heartbeats: Pick<Heartbeats, "read">;
  readonly counts: ConsoleReads["counts"];
  readonly pendingMigrations: () => Promise<readonly string[]>;
};

const SWEEP_SILENT_MS = 10_000;

/** For whoever runs the line. Nothing here says anything of a caller. */
export function healthRoutes(app: FastifyInstance, health: Health): void {
  const migrated = rememberYes(async () => (await health.pendingMigrations()).length === 0);

  app.get("/health/live", () => ({ alive: true }));

  app.get("/health/ready", async (_request, reply) => {
    const { clock, heartbeats } = health;
    const swept = async () => clock.now() - ((await heartbeats.read()).get("sweep") ?? 0);
    const checks = {
      database: await holds(health, "database", () => heartbeats.read().then(() => true)),
      migrations: await holds(health, "migrations", migrated),
      sweep: await holds(health, "sweep", async () => (await swept()) < SWEEP_SILENT_MS),
    };
    const ready = Object.values(checks).every(Boolean);
    return reply.code(ready ? 200 : 503).send({ ready, ...checks });
  });

  app.get("/metrics", async (_request, reply) => {
    const counts = await withPatience(health.counts(health.clock.now()));
    return reply.type("text/plain; version=0.0.4").send(metricsText(counts));
  });
}

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

function metricsText({ owed, overdue, sessionsOpen }: Awaited<ReturnType<Health["counts"]>>) {
  return [
    gauge("duties_owed", "What the line owes, now or later", owed),
    gauge("duties_overdue", "What it should have done by now", overdue),
    gauge("sessions_open", "Sessions not yet closed", sessionsOpen),
  ].join("");
}

const gauge = (name: string, help: string, value: number): string =>
  `# HELP line_${name} ${help}\n# TYPE line_${name} gauge\nline_${name} ${value}\n`;
