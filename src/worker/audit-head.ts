import type { Audit } from "../adapters/postgres/audit.ts";
import type { Clock, Log } from "../engine/ports.ts";

const LOOK_EVERY_MS = 10 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Says in the log, at the start and once a day, which record of the audit is the newest. Logs that are kept elsewhere than the database
 * then show a tail that was cut off or written anew: `audit verify` is told these heads.
 */
export function sayAuditHead(
  audit: Pick<Audit, "head">,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): { close(): Promise<void> } {
  let said: number | null = null;
  const say = async () => {
    const day = Math.floor(clock.now() / DAY_MS);
    if (said === day) return;
    const head = await audit.head();
    said = day;
    if (head !== null) log.info({ head: `${head.seq}:${head.hash}` }, "The audit's newest record");
  };
  let saying = Promise.resolve();
  const look = () => {
    saying = say().catch((err: unknown) => log.warn({ err }, "The audit's head was not read"));
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    async close() {
      clearInterval(timer);
      await saying;
    },
  };
}
