import { postgresClock } from "./adapters/clock.ts";
import type { OpenDatabase } from "./adapters/postgres/client.ts";
import { askTime } from "./adapters/postgres/time.ts";
import type { Line, Log } from "./engine/ports.ts";

/** Postgres tells the time. A step of it is kept and said aloud: deadlines were promised by it. */
export function timeOf(pool: OpenDatabase["pool"], log: Log, lineEvents: Line["lineEvents"]) {
  const clock = postgresClock({
    log,
    ask: () => askTime(pool),
    onStep: (stepMs) => {
      log.error({ stepMs }, "The clock stepped");
      const data = { stepMs: String(stepMs) };
      lineEvents
        .append({ kind: "clockStepped", subject: null, data, at: clock.now(), cause: null })
        .catch((err: unknown) => log.error({ err }, "The clock's step was not recorded"));
    },
  });
  return clock;
}
