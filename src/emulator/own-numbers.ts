import { isOver, type Call } from "./call.ts";
import { endCall, hangUpStatus } from "./ending.ts";
import { later, type Exchange } from "./exchange.ts";
import { handsetAt } from "./handsets.ts";
import { placeCall } from "./incoming.ts";
import { dialOut, pickUp, startRinging } from "./ringing.ts";

/** From when the other end is asked for its document until it is up. */
const UP_AFTER_MS = 500;

/** Starts a call to one of the account's own numbers: there it is a call like any other, and what ends one end ends the other. */
export function dialOwn(exchange: Exchange, call: Call): void {
  dialOut(exchange, call, meetItself);
}

function meetItself(exchange: Exchange, call: Call): void {
  startRinging(exchange, call, handsetAt(exchange, call.to));
  const { to, from } = call;
  const there = placeCall(exchange, { handset: from, to, from });
  call.farEnd = there;
  there.farEnd = call;
  hangUpWith(exchange, call, there);
  hangUpWith(exchange, there, call);
  call.timers.push(later(exchange, UP_AFTER_MS, () => pickUp(exchange, call, "person")));
}

function hangUpWith(exchange: Exchange, one: Call, other: Call): void {
  const { hooks } = one;
  const ended = () => {
    hooks.ended();
    if (!isOver(other)) endCall(exchange, other, { status: hangUpStatus(other), by: "person" });
  };
  one.hooks = { ...hooks, ended };
  if (isOver(one)) ended();
}
