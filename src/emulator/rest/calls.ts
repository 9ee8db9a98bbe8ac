import { isOver, type Call, type Source } from "../call.ts";
import { endCall, hangUpStatus } from "../ending.ts";
import type { Exchange } from "../exchange.ts";
import { badRequest, notFound } from "./errors.ts";
import { sourceIn, statusCallbackIn } from "./create-call.ts";
import { address, one, type Form } from "./form.ts";
import { callJson } from "./shapes.ts";

export function findCall(exchange: Exchange, sid: string): Call {
  const call = exchange.calls.get(sid);
  if (!call) throw notFound(`/Calls/${sid}`);
  return call;
}

/** GET Calls.json, newest first. */
export function listCalls(exchange: Exchange, query: Form) {
  const wanted = {
    to: one(query, "To"),
    from: one(query, "From"),
    status: one(query, "Status"),
    parent: one(query, "ParentCallSid"),
  };
  const items = [...exchange.calls.values()].toReversed().filter((call) => {
    if (wanted.to !== null && call.to !== wanted.to) return false;
    if (wanted.from !== null && call.from !== wanted.from) return false;
    if (wanted.status !== null && call.status !== wanted.status) return false;
    return wanted.parent === null || call.parentSid === wanted.parent;
  });
  return { key: "calls", items, show: (call: Call) => callJson(exchange, call) };
}

/** POST Calls/{sid}.json: another document, or an end. */
export function updateCall(exchange: Exchange, call: Call, form: Form): Call {
  if (isOver(call)) throw badRequest(21220, "Call is not in-progress. Cannot redirect.");
  const fallback = address(form, { url: "FallbackUrl", method: "FallbackMethod" });
  const statusCallback = statusCallbackIn(exchange, form);
  const source = sourceIn(form);
  const status = one(form, "Status");
  if (fallback) call.fallback = fallback;
  if (statusCallback) call.statusCallback = statusCallback;
  if (status !== null) changeStatus(exchange, call, status);
  else if (source) move(exchange, call, source);
  return call;
}

function changeStatus(exchange: Exchange, call: Call, status: string): void {
  if (status !== "completed" && status !== "canceled") {
    throw badRequest(20001, `Status ${status} is not completed or canceled`);
  }
  // Cancelling only works before the call is answered; afterwards it does nothing.
  if (status === "canceled" && call.startedAt !== null) return;
  endCall(exchange, call, { status: hangUpStatus(call), by: "line" });
}

function move(exchange: Exchange, call: Call, source: Source): void {
  const { sid: callSid, handset } = call;
  const target = "url" in source ? source.url : source.twiml;
  exchange.log.append({ kind: "moved", callSid, handset, target });
  call.updatedAt = exchange.clock.now();
  // A call that does not run anything yet starts with the new document.
  call.source = source;
  call.flow?.redirect(source);
}
