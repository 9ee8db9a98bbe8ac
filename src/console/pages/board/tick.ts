import { useSyncExternalStore } from "react";

const LOOK_EVERY_MS = 200;

const lookers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(look: () => void): () => void {
  lookers.add(look);
  timer ??= setInterval(() => {
    for (const one of lookers) one();
  }, LOOK_EVERY_MS);
  return () => {
    lookers.delete(look);
    if (lookers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** What something comes to as time passes. One clock for all rows; each is drawn again only when its own words changed. */
export const useTick = <T extends string | number | boolean>(look: () => T): T =>
  useSyncExternalStore(subscribe, look);
