/** One softphone for all tabs of a browser: a second tab shows the same call, and cannot have another. */
const NAME = "softphone";

/**
 * Runs `hold` in one tab at a time, in the others when their turn comes. Returns how to let go. A browser without locks (no secure
 * page) has no microphone either: there it is held in each.
 */
export function inOneTab(hold: () => () => void): () => void {
  if (!("locks" in navigator)) return hold();
  const leaving = new AbortController();
  let letGo: () => void = () => leaving.abort();
  const held = navigator.locks.request(
    NAME,
    { signal: leaving.signal },
    () =>
      new Promise<void>((resolve) => {
        const end = hold();
        letGo = () => {
          end();
          resolve();
        };
      }),
  );
  held.catch((err: unknown) => {
    if (!leaving.signal.aborted) throw err;
  });
  return () => letGo();
}

/** What tabs tell each other. `hear` gets what the others said; never one's own. */
export function betweenTabs<T>(hear: (said: T) => void) {
  const channel = new BroadcastChannel(NAME);
  channel.addEventListener("message", ({ data }: MessageEvent<T>) => hear(data));
  return {
    tell(said: T) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none: it never leaves its origin.
      channel.postMessage(said);
    },
    close: () => channel.close(),
  };
}
