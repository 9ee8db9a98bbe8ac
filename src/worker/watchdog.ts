import { keepVigil, type Alarmed } from "../engine/vigil.ts";
import type { Heartbeats } from "../adapters/postgres/heartbeats.ts";
import type { Reads } from "../adapters/postgres/reads.ts";
import type { Line } from "../engine/ports.ts";

const LOOK_EVERY_MS = 2_000;
const WITHIN_MS = 4_000;

export type Watchdog = { close(): Promise<void> };

type Watched = {
  readonly line: Line;
  readonly reads: Reads;
  readonly heartbeats: Heartbeats;
  /** Somebody outside who notices when these requests stop. */
  readonly heartbeatUrl: string | null;
};

/** A process of its own that asks whether the line is keeping its promises, and says aloud when it is not. */
export function watch(watched: Watched): Watchdog {
  let last: readonly Alarmed[] = [];
  let looking = Promise.resolve();
  const look = async (): Promise<void> => {
    const alarmed = await see(watched);
    await tell(
      watched.line,
      alarmed.filter((alarm) => !last.includes(alarm)),
    );
    last = alarmed;
    if (alarmed.length === 0) await outside(watched);
  };
  const timer = setInterval(() => {
    looking = look().catch((err: unknown) => {
      watched.line.log.error({ err }, "The watchdog could not look");
    });
  }, LOOK_EVERY_MS);
  return {
    async close() {
      clearInterval(timer);
      await looking;
    },
  };
}

async function see({ line, reads, heartbeats }: Watched): Promise<readonly Alarmed[]> {
  const now = line.clock.now();
  const [oldest] = await reads.overdue(now, 1);
  const oldestOverdueAt = oldest?.dueAt ?? null;
  return keepVigil({ now, heartbeats: await heartbeats.read(), oldestOverdueAt });
}

async function tell(line: Line, alarmed: readonly Alarmed[]): Promise<void> {
  for (const alarm of alarmed) {
    line.log.error({ alarm }, "The line is not keeping its promises");
    const at = line.clock.now();
    await line.lineEvents.append({ kind: alarm, subject: null, data: {}, at, cause: null });
  }
}

/** All is well, and somebody outside may know it. What they do not hear, they page for. */
async function outside({ heartbeatUrl, line }: Watched): Promise<void> {
  if (heartbeatUrl === null) return;
  try {
    await fetch(heartbeatUrl, { method: "POST", signal: AbortSignal.timeout(WITHIN_MS) });
  } catch (err) {
    line.log.warn({ err }, "The outside heartbeat could not be sent");
  }
}
