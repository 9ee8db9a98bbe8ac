import { createStore } from "../time/store.ts";

/** Whether this device is kept from sleeping: asleep, it hears no ring. */
export const awake = createStore<"yes" | "no">("no");

/** Until the returned function ends it. A browser lets go of it whenever the tab is hidden, so it is taken again when it shows. */
export function keepAwake(): () => void {
  let over = false;
  let lock: WakeLockSentinel | null = null;
  const letGo = () => {
    const held = lock;
    lock = null;
    awake.set("no");
    void held?.release();
  };
  const take = async () => {
    if (over || document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    const taken = await navigator.wakeLock.request("screen").catch(() => null);
    lock = taken;
    awake.set(taken === null ? "no" : "yes");
    taken?.addEventListener("release", () => awake.set("no"));
    if (over) letGo();
  };
  const again = () => void take();
  document.addEventListener("visibilitychange", again);
  again();
  return () => {
    over = true;
    document.removeEventListener("visibilitychange", again);
    letGo();
  };
}
