import { isOver, type Call } from "../call.ts";
import type { Exchange } from "../exchange.ts";

/** Every call of this telephone, oldest first; those a voicemail took are not in anybody's hand. */
export function callsOf(exchange: Exchange, address: string): readonly Call[] {
  return [...exchange.calls.values()].filter((call) => call.handset === address && !call.voicemail);
}

/** The call somebody is on: dialled here, or answered. */
export function callInHand(exchange: Exchange, address: string): Call | null {
  const up = (call: Call) =>
    !isOver(call) && (call.direction === "inbound" || call.startedAt !== null);
  return callsOf(exchange, address).findLast(up) ?? null;
}

export function isRinging(call: Call): boolean {
  return call.direction !== "inbound" && call.status === "ringing" && call.startedAt === null;
}

/** The call on this telephone now, else the last there was since `openedAt`. */
export function latestCall(exchange: Exchange, address: string, openedAt: number): Call | null {
  const ended = () =>
    callsOf(exchange, address).findLast((call) => isOver(call) && call.updatedAt >= openedAt);
  return callInHand(exchange, address) ?? ended() ?? null;
}
