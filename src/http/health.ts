import type { FastifyInstance } from "fastify";
import type { ConsoleReads } from "../adapters/postgres/console-reads.ts";
import { WATCHDOG, type Heartbeats } from "../adapters/postgres/heartbeats.ts";
import { allTroubles } from "../domain/words/troubles.ts";
import type { Clock, Log } from "../engine/ports.ts";
import { withPatience } from "./patience.ts";

/** What is asked to know whether the line is fit to answer. */
export type Health = {
  readonly clock: Clock;
  readonly log: Log;
  readonly heartbeats: Pick<Heartbeats, "read" | "says">;
  readonly counts: ConsoleReads["counts"];
  readonly pendingMigrations: () => Promise<readonly string[]>;
  /** Keys that do not open. */
  readonly vaultShut: () => readonly string[];
};

const SWEEP_SILENT_MS = 10_000;
const WATCHDOG_SILENT_MS = 15_000;

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

  app.get("/metrics", async (_request, reply) => {
    const counts = await withPatience(health.counts(health.clock.now()));
    const troubles = await withPatience(troublesKnown(health));
    return reply.type("text/plain; version=0.0.4").send(metricsText(counts) + troubles);
  });
}

const lives = async (
  { clock, heartbeats }: Health,
  name: string,
  silentMs: number,
): Promise<boolean> => clock.now() - ((await heartbeats.read()).get(name) ?? 0) < silentMs;

/** What the watchdog last said is wrong, and whether it is there to say so. */
async function troublesKnown(health: Health): Promise<string> {
  const says = (await health.heartbeats.says(WATCHDOG))?.["troubles"];
  const standing = Array.isArray(says) ? says : [];
  const there = await lives(health, WATCHDOG, WATCHDOG_SILENT_MS);
  const values = allTroubles.map(
    (trouble) => `line_trouble{kind="${trouble}"} ${standing.includes(trouble) ? 1 : 0}\n`,
  );
  const watching = gauge("watchdog", "Whether the watchdog has looked lately", there ? 1 : 0);
  const help = "# HELP line_trouble What the watchdog says is wrong\n# TYPE line_trouble gauge\n";
  return watching + help + values.join("");
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
