import { perform } from "./perform.ts";
import type { Line } from "./ports.ts";

/** What is begun at one look. More at once would not be done sooner, and what is most urgent comes first. */
const AT_ONCE = 50;

/**
 * Everything due in Postgres, whatever the queue thinks, look after look for as long as a look finds all it may: with the queue empty
 * and a thousand callers, one a second would fall behind. Each is begun once; what fails is left to the next sweep. Returns how many were
 * begun; `doOne` does one of them.
 */
export async function sweep(line: Line, holder: string, doOne = perform): Promise<number> {
  const begun = new Set<string>();
  for (;;) {
    const due = await line.store.overdue(line.clock.now(), AT_ONCE);
    const anew = due.filter((dutyId) => !begun.has(dutyId));
    for (const dutyId of anew) begun.add(dutyId);
    await begin(line, holder, doOne, anew);
    if (anew.length === 0 || due.length < AT_ONCE) return begun.size;
  }
}

async function begin(
  line: Line,
  holder: string,
  doOne: typeof perform,
  dutyIds: readonly string[],
): Promise<void> {
  const done = await Promise.allSettled(dutyIds.map((dutyId) => doOne(line, holder, dutyId)));
  for (const one of done) {
    if (one.status === "rejected")
      line.log.error({ err: one.reason as unknown }, "A duty could not be performed");
  }
}
