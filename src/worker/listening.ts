import { WATCHDOG, type Heartbeats } from "../adapters/postgres/heartbeats.ts";
import type { Line } from "../engine/ports.ts";

/** The watchdog starts after the line does. */
const SILENT_MS = 30_000;

/** Nobody else would notice that the one who notices is gone. Said once, and once when it is back. */
export function listenForWatchdog(
  heartbeats: Pick<Heartbeats, "read">,
  { clock, log }: Pick<Line, "clock" | "log">,
): () => Promise<void> {
  const since = clock.now();
  let silent = false;
  return async () => {
    const seenAt = (await heartbeats.read()).get(WATCHDOG) ?? 0;
    const isSilent = clock.now() - Math.max(seenAt, since) > SILENT_MS;
    if (isSilent && !silent) {
      log.error({}, "The watchdog is silent: nobody would be paged. Start it");
    }
    if (!isSilent && silent) log.info({}, "The watchdog is back");
    silent = isSilent;
  };
}
