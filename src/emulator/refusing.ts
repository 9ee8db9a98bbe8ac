import type { Exchange } from "./exchange.ts";

/** Writes down, loudly, that the line tried to reach a number that nobody may reach from here. */
export function refuse(exchange: Exchange, to: string, code: number): string {
  const message = `REFUSED: ${to} is an emergency or N11 number. No rehearsal or test may dial it.`;
  exchange.log.append({ kind: "refused", to, code, message });
  return message;
}
