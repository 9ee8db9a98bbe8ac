import { perform } from "./perform.ts";
import type { Line } from "./ports.ts";

/** What is begun at one look. More at once would not be done sooner, and what is most urgent comes first. */
const AT_ONCE = 50;

/** Everything due in Postgres, whatever the queue thinks. Returns how many duties were found; `doOne` does one of them. */
export async function sweep(line: Line, holder: string, doOne = perform): Promise<number> {
  const due = await line.store.overdue(line.clock.now(), AT_ONCE);
  const done = await Promise.allSettled(due.map((dutyId) => doOne(line, holder, dutyId)));
  for (const one of done) {
    if (one.status === "rejected")
      line.log.error({ err: one.reason as unknown }, "A duty could not be performed");
  }
  return due.length;
}
