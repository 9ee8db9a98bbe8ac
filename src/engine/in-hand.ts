import type { perform } from "./perform.ts";

/**
 * Does a duty once at a time in this process. Two clocks find the same duty, and the sweep finds it again every second for as long
 * as it is due: without this a moment's delay would fill the line with work it is doing already, and the delay would grow.
 */
export function onceInHand(doOne: typeof perform): typeof perform {
  const inHand = new Set<string>();
  return async (line, holder, dutyId) => {
    if (inHand.has(dutyId)) return;
    inHand.add(dutyId);
    try {
      await doOne(line, holder, dutyId);
    } finally {
      inHand.delete(dutyId);
    }
  };
}
