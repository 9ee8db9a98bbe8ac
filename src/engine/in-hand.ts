import { performOwed, type perform } from "./perform.ts";

/**
 * Does a duty once at a time in this process. Two clocks find the same duty, and the sweep finds it again every second for as long
 * as it is due: without this a moment's delay would fill the line with work it is doing already, and the delay would grow.
 */
export function onceInHand(doOne: typeof perform): typeof perform {
  const inHand = new Set<string>();
  return async (line, holder, dutyId, known) => {
    if (inHand.has(dutyId)) return;
    inHand.add(dutyId);
    try {
      await doOne(line, holder, dutyId, known);
    } finally {
      inHand.delete(dutyId);
    }
  };
}

/** A duty of the line is never urgent. So few of them leave a session's every place they need: at the database, and in the queue. */
const OF_THE_LINE_AT_ONCE = 5;

/** Does a duty, but few of the line's own at once in this process. One turned away stays owed: the sweep comes back to it. */
export function fewOfTheLine(doOwed: typeof performOwed = performOwed): typeof perform {
  let inHand = 0;
  return async (line, holder, dutyId, known) => {
    const owed = known ?? (await line.store.owed(dutyId));
    if (owed === null) return;
    if (owed.sessionId !== null) return doOwed(line, holder, owed);
    if (inHand >= OF_THE_LINE_AT_ONCE) return;
    inHand += 1;
    try {
      await doOwed(line, holder, owed);
    } finally {
      inHand -= 1;
    }
  };
}
