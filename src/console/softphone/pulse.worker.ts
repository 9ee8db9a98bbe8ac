import { PRESENCE } from "../../domain/presence.ts";

/**
 * Counts the time between two signs of life for every tab. In a tab that is not looked at a browser slows the clocks down to once a
 * minute; in a shared worker it does not. One id for all tabs, as it is one console.
 */
const connectionId = crypto.randomUUID();
const ports = new Set<MessagePort>();

addEventListener("connect", (event) => {
  if (!(event instanceof MessageEvent)) return;
  for (const port of event.ports) {
    ports.add(port);
    port.start();
    port.postMessage(connectionId);
  }
});
setInterval(() => {
  for (const port of ports) port.postMessage(connectionId);
}, PRESENCE.beatEveryMs);
