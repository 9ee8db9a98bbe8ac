import { perform } from "./perform.ts";
import type { Line } from "./ports.ts";

const AT_ONCE = 200;

/** Everything due in Postgres, whatever the queue thinks. Returns how many duties were found. */
export async function sweep(line: Line, holder: string): Promise<number> {
  const due = await line.store.overdue(line.clock.now(), AT_ONCE);
  const done = await Promise.allSettled(due.map((dutyId) => perform(line, holder, dutyId)));
  for (const one of done) {
    if (one.status === "rejected")
      line.log.error({ err: one.reason as unknown }, "A duty could not be performed");
  }
  return due.length;
}
