import { MANUAL, type Behaviour } from "./behaviour.ts";
import { isOver, type Call } from "./call.ts";
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
    inHand: false,
  };
  exchange.handsets.set(id, handset);
  return handset;
}

export function isOnACall(exchange: Exchange, id: string): boolean {
  return [...exchange.calls.values()].some(
    (call) => call.handset === id && call.startedAt !== null && !isOver(call),
  );
}

/** What it does when it rings: in somebody's hand, whatever they decide. */
export function behaviourOf(handset: Handset): Behaviour {
  return handset.inHand ? MANUAL : handset.behaviour;
}

export function isReachable(handset: Handset): boolean {
  return handset.online || handset.inHand;
}

/** The telephone an outgoing call reaches: the one it was meant for, unless a fault makes it behave otherwise. */
export function handsetMet(exchange: Exchange, call: Call): Handset {
  const handset = handsetAt(exchange, call.handset);
  const { sid, to: To, from: From } = call;
  const fields = { handset: handset.id, To, From };
  const [answers] = exchange.faults.befalling("ring", { sid, fields });
  if (answers === undefined) return handset;
  return { ...handset, inHand: false, behaviour: { ...handset.behaviour, answers } };
}
