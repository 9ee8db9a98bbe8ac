import { useCallback, useMemo, useRef } from "react";
import { boardOrder } from "../../../domain/board.ts";
import type { SessionView } from "../../../http/contract.ts";
import { clock } from "../../client/line.ts";
import { useTick } from "./tick.ts";

/** Nothing moves from under a finger: so long after the last movement or key the rows stay where they are. */
export const STILL_MS = 2_000;

/** What is shown keeps its place, and what is new comes after it. */
export function heldOrder(shown: readonly string[], wanted: readonly string[]): readonly string[] {
  const now = new Set(wanted);
  const before = new Set(shown);
  return [...shown.filter((id) => now.has(id)), ...wanted.filter((id) => !before.has(id))];
}

/** The sessions, most urgent first, and what tells that somebody is about to press something in them. */
export function useOrder(sessions: readonly SessionView[]) {
  const touchedAt = useRef(Number.NEGATIVE_INFINITY);
  const shown = useRef<readonly string[]>([]);
  const order = useTick(() => {
    const wanted = boardOrder(sessions, clock.now()).map(({ id }) => id);
    const isHeld = performance.now() - touchedAt.current < STILL_MS;
    shown.current = isHeld ? heldOrder(shown.current, wanted) : wanted;
    return shown.current.join();
  });
  const touch = useCallback(() => {
    touchedAt.current = performance.now();
  }, []);
  const rows = useMemo(() => {
    const byId = new Map(sessions.map((session) => [session.id, session]));
    return order.split(",").flatMap((id) => byId.get(id) ?? []);
  }, [order, sessions]);
  return { rows, touch };
}
