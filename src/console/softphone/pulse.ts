import { PRESENCE } from "../../domain/presence.ts";

/** A worker that is silent for longer is gone; the tab then counts for itself. */
const LATE_MS = PRESENCE.beatEveryMs * 1.5;

/** Calls `beat` at once and every few seconds with the id of this console, also in a tab nobody looks at, until the returned function ends it. */
export function everyBeat(beat: (connectionId: string) => void): () => void {
  let connectionId: string = crypto.randomUUID();
  let last = 0;
  const go = () => {
    last = performance.now();
    beat(connectionId);
  };
  const port = sharedPulse();
  port?.addEventListener("message", ({ data }: MessageEvent<string>) => {
    connectionId = data;
    go();
  });
  port?.start();
  if (port === null) go();
  const late = port === null ? 0 : LATE_MS;
  const timer = setInterval(() => {
    if (performance.now() - last >= late) go();
  }, PRESENCE.beatEveryMs);
  return () => {
    clearInterval(timer);
    port?.close();
  };
}

/** Null: this browser has none, as some telephones. */
function sharedPulse(): MessagePort | null {
  if (!("SharedWorker" in globalThis)) return null;
  // In one expression: Vite builds only what it reads so.
  return new SharedWorker(new URL("./pulse.worker.ts", import.meta.url), { type: "module" }).port;
}
