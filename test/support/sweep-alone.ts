import { ringWaiting } from "../../src/engine/queue.ts";
import { sweep } from "../../src/engine/sweep.ts";
import type { Alarms, Line, Log } from "../../src/engine/ports.ts";
import type { Database } from "../../src/adapters/postgres/client.ts";
import type { MovableClock } from "./movable-clock.ts";

const EVERY_MS = 1_000;

/**
 * The sweep alone wakes this line, at whole seconds. A second in which nothing is owed is passed over without asking
 * Postgres, so that an hour of silence costs nothing; a sweep that would find something is never left out, and none is while
 * somebody waits.
 */
export function sweepAlone(clock: MovableClock, log: Log) {
  const began = clock.now();
  const planned = new Set<number>();
  let stopped = false;
  let run = (): Promise<void> => Promise.resolve();

  const wake = (dueAt: number) => {
    const after = Math.max(dueAt, clock.now() + 1) - began;
    const at = began + Math.ceil(after / EVERY_MS) * EVERY_MS;
    if (stopped || planned.has(at)) return;
    planned.add(at);
    clock.at(at, () => {
      planned.delete(at);
      run().catch((err: unknown) => {
        if (!stopped) log.error({ err }, "The sweep failed");
      });
    });
  };
  const alarms: Alarms & { close(): Promise<void> } = {
    set: (owed) => {
      for (const { duty } of owed) wake(duty.dueAt);
    },
    close: () => Promise.resolve(),
  };
  return {
    alarms,
    begin(line: Line, db: Database) {
      const lookAgain = async () => {
        const next = await nextDue(db);
        if (next !== null) wake(next);
        if ((await line.waitingList.first(1)).length > 0) wake(clock.now());
      };
      run = async () => {
        await Promise.all([sweep(line, "test"), ringWaiting(line), lookAgain()]);
        if (!stopped) await lookAgain();
      };
    },
    stop() {
      stopped = true;
      clock.stop();
    },
  };
}

async function nextDue(db: Database): Promise<number | null> {
  const [row] = await db.$queryRaw<{ next: Date | null }[]>`
    SELECT min(greatest(due_at, held_until)) AS next FROM duties
    WHERE done_at IS NULL AND overtaken_by IS NULL AND waived_by IS NULL`;
  return row?.next?.getTime() ?? null;
}
