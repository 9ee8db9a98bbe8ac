import type { Recorded, WatchdogReads } from "../adapters/postgres/watchdog-reads.ts";
import { foldedAnew, isWhole } from "../domain/session/earlier.ts";
import type { Instant } from "../domain/session/people.ts";

/** A few at each look: within a minute or two every session in hand has had its turn. */
const AT_ONCE = 5;

/** Goes round the sessions in hand, a few at a time, and names those whose row is not what their events come to. */
export function createFolds(reads: Pick<WatchdogReads, "recorded">) {
  let after: string | null = null;
  let thisRound = new Set<string>();
  let lastRound = new Set<string>();
  return {
    async differing(now: Instant): Promise<readonly string[]> {
      const few = await reads.recorded(now, after, AT_ONCE);
      for (const one of few) {
        if (addsUp(one)) lastRound.delete(one.id);
        else thisRound.add(one.id);
      }
      after = few.at(-1)?.id ?? null;
      if (few.length < AT_ONCE) {
        after = null;
        lastRound = thisRound;
        thisRound = new Set();
      }
      return [...new Set([...lastRound, ...thisRound])];
    },
  };
}

/**
 * Promise 11: folding the events gives the row, always. A row that a release before this one wrote, and that lacks what rules read
 * since, is read by nobody: its events are, so it only has to have all of them.
 */
export function addsUp({ id, state, events }: Recorded): boolean {
  const folded = foldedAnew(id, events);
  if (folded === null) return false;
  if (!isWhole(state)) return state.version === folded.version;
  return says(plain(folded), plain(state));
}

/**
 * Whether all that the row says is so. What it does not say is no difference, at any level: a release older than this one wrote
 * the row of a session that was open across the deploy, and knew some of the fields not yet.
 */
function says(folded: unknown, row: unknown): boolean {
  if (Array.isArray(row)) {
    if (!Array.isArray(folded) || folded.length !== row.length) return false;
    return row.every((one, index) => says(folded[index], one));
  }
  if (!isRecord(row)) return Object.is(folded, row);
  if (!isRecord(folded)) return false;
  return Object.entries(row).every(([key, value]) => says(folded[key], value));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** As it is stored: what is not set is not there. */
const plain = (value: object): unknown => JSON.parse(JSON.stringify(value));
