import { inOrder, waiterOf } from "../../src/domain/session/queue.ts";
import type { Instant } from "../../src/domain/session/people.ts";
import type { WaitingList } from "../../src/engine/ports.ts";
import { openSessions, type Rows } from "./memory-store.ts";

const PAGED_EVERY_MS = 120_000;
const PAGED_AGAIN_MS = 300_000;

/** As adapters/postgres/waiting-list.ts finds them. */
export function memoryWaitingList(rows: Rows): WaitingList {
  return {
    async first(most) {
      const all = openSessions(rows).flatMap(({ session }) => waiterOf(session) ?? []);
      const rings = new Set([...rows.claims.values()].map(({ sessionId }) => sessionId));
      return inOrder(all).filter((one, index) => index < most || rings.has(one.sessionId));
    },
    mayPage: async (because, dutyId, at) => isDue(rows, because, { dutyId, at }, PAGED_EVERY_MS),
    mayPageAgain: async (sessionId, dutyId, at) =>
      isDue(rows, sessionId, { dutyId, at }, PAGED_AGAIN_MS),
  };
}

function isDue(
  { coveragePages }: Rows,
  key: string,
  page: { readonly dutyId: string; readonly at: Instant },
  everyMs: number,
): boolean {
  const last = coveragePages.get(key);
  if (last !== undefined && last.dutyId !== page.dutyId && page.at - last.at < everyMs)
    return false;
  coveragePages.set(key, page);
  return true;
}
