import { MANUAL } from "./behaviour.ts";
import { isOver } from "./call.ts";
import type { Exchange, Handset } from "./exchange.ts";

/** `client:identity?param=x` rings the softphone `client:identity`; a number is its own handset. */
export function handsetId(address: string): string {
  return address.startsWith("client:") ? (address.split("?")[0] ?? address) : address;
}

/**
 * The telephone at an address. Any number rings somewhere, as telephones do; a softphone nobody opened is offline.
 */
export function handsetAt(exchange: Exchange, address: string): Handset {
  const id = handsetId(address);
  const known = exchange.handsets.get(id);
  if (known) return known;
  const handset: Handset = {
    id,
    pluggedIn: false,
    behaviour: MANUAL,
    online: !id.startsWith("client:"),
  };
  exchange.handsets.set(id, handset);
  return handset;
}

export function isOnACall(exchange: Exchange, id: string): boolean {
  return [...exchange.calls.values()].some(
    (call) => call.handset === id && call.startedAt !== null && !isOver(call),
  );
}
