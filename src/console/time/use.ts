import { useEffect, useState, useSyncExternalStore } from "react";
import { clock } from "../client/line.ts";
import type { Store } from "./store.ts";

const LOOK_EVERY_MS = 200;

export const useStore = <T>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get);

/** What something comes to, looked at five times a second; drawn again only when it changed. */
export function useLook<T extends string | number | boolean>(look: () => T): T {
  const [seen, see] = useState(look);
  useEffect(() => {
    const timer = setInterval(() => see(look()), LOOK_EVERY_MS);
    see(look());
    return () => clearInterval(timer);
  }, [look]);
  return seen;
}

/** The line's time in whole fifths of a second. */
export const useNow = (): number => useLook(roundNow);
const roundNow = () => Math.floor(clock.now() / LOOK_EVERY_MS) * LOOK_EVERY_MS;
