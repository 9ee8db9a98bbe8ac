import type { Act } from "../behaviour.ts";
import { isOver } from "../call.ts";
import { later, type Exchange } from "../exchange.ts";
import { handsetAt } from "../handsets.ts";
import { perform } from "./perform.ts";

const USUAL_CONFIDENCE = 0.9;

type OnCall = { callSid: string; handset: string };

/** Lets people do by themselves what their behaviour says, once they have picked up or been put through. */
export function actOut(exchange: Exchange): void {
  exchange.log.subscribe((entry) => {
    if (entry.kind === "answered") begin(exchange, entry);
    else if (entry.kind === "transferred") {
      begin(exchange, { callSid: entry.callSid, handset: entry.to });
    } else if (entry.kind === "heard") react(exchange, entry, entry.text);
  });
}

function begin(exchange: Exchange, on: OnCall): void {
  for (const act of actsOn(exchange, on)) {
    if (act.hears === undefined) schedule(exchange, on, { act, inMs: act.afterMs });
  }
}

function react(exchange: Exchange, on: OnCall, heard: string): void {
  for (const act of actsOn(exchange, on)) {
    if (act.hears === undefined || !new RegExp(act.hears, "i").test(heard)) continue;
    schedule(exchange, on, { act, inMs: act.afterMs });
  }
}

/** Nobody acts for a voicemail, for somebody who holds the telephone in a browser, or for the caller of an incoming call. */
function actsOn(exchange: Exchange, { callSid, handset }: OnCall): readonly Act[] {
  const call = exchange.calls.get(callSid);
  const { inHand, behaviour } = handsetAt(exchange, handset);
  if (!call || call.direction === "inbound" || call.voicemail || inHand) return [];
  return behaviour.acts ?? [];
}

function schedule(exchange: Exchange, on: OnCall, { act, inMs }: { act: Act; inMs: number }): void {
  later(exchange, inMs, () => {
    const call = exchange.calls.get(on.callSid);
    if (!call || isOver(call) || call.handset !== on.handset) return;
    carryOut(exchange, on, act);
    if (act.do === "say" && act.everyMs !== undefined) {
      schedule(exchange, on, { act, inMs: act.everyMs });
    }
  });
}

function carryOut(exchange: Exchange, { callSid }: OnCall, act: Act): void {
  switch (act.do) {
    case "hangUp":
      perform(exchange, { do: "hangUp", callSid });
      return;
    case "press":
      perform(exchange, { do: "press", callSid, digits: act.digits });
      return;
    case "say":
      perform(exchange, { do: "say", callSid, text: act.text, confidence: USUAL_CONFIDENCE });
      return;
    case "transfer":
      perform(exchange, { do: "transfer", callSid, to: act.to });
  }
}
