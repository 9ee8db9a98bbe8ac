import type { Log } from "../../engine/ports.ts";

/** Logs an outage once when it begins and once when it ends, however many errors it brings. */
export function outage(log: Log, what: string) {
  let away = false;
  const began = (err: unknown): void => {
    if (away) return;
    away = true;
    log.error({ err }, `${what} cannot reach its server; the sweep carries the line meanwhile`);
  };
  const ended = (): void => {
    if (!away) return;
    away = false;
    log.info({}, `${what} reaches its server again`);
  };
  return { began, ended };
}
