import { isOver, type Call, type Source } from "../call.ts";
import { endCall, hangUpStatus } from "../ending.ts";
import type { Exchange } from "../exchange.ts";
import { unlistedSince } from "../rest-faults.ts";
import { limitTime } from "../ringing.ts";
import { badRequest, notFound, RestError } from "./errors.ts";
import { fits, timeFilter } from "./filters.ts";
import { sourceIn, statusCallbackIn } from "./create-call.ts";
import { address, one, seconds, type Form } from "./form.ts";
import type { List } from "./paging.ts";
import { callJson, restStatus } from "./shapes.ts";

export function findCall(exchange: Exchange, sid: string): Call {
  const call = exchange.calls.get(sid);
  if (!call) throw notFound(`/Calls/${sid}`);
  return call;
}

/** GET Calls.json, newest first. */
export function listCalls(exchange: Exchange, query: Form): List<Call> {
  const started = timeFilter(query, "StartTime");
  const ended = timeFilter(query, "EndTime");
  const until = unlistedSince(exchange, "/Calls.json", query);
  const items = [...exchange.calls.values()]
    .toReversed()
    .filter((call) => fits(query, "To", call.to) && fits(query, "From", call.from))
    .filter((call) => fits(query, "Status", restStatus(call)))
    .filter((call) => fits(query, "ParentCallSid", call.parentSid))
    .filter((call) => started(call.startedAt) && ended(call.endedAt))
    .filter((call) => call.createdAt <= until);
  return { key: "calls", items, idOf: ({ sid }) => sid, show: (call) => callJson(exchange, call) };
}

/** POST Calls/{sid}.json: another document, other addresses, another time limit, or an end. */
export function updateCall(exchange: Exchange, call: Call, form: Form): Call {
  if (isOver(call)) throw badRequest(21220, "Call is not in-progress. Cannot redirect.");
  const fallback = address(form, { url: "FallbackUrl", method: "FallbackMethod" });
  const statusCallback = statusCallbackIn(exchange, form);
  const source = sourceIn(form);
  const status = one(form, "Status");
  const timeLimitMs = seconds(form, "TimeLimit", call.timeLimitMs);
  if (status !== null && status !== "completed" && status !== "canceled") {
    throw badRequest(20001, `Status ${status} is not completed or canceled`);
  }
  if (fallback) call.fallback = fallback;
  if (statusCallback) call.statusCallback = statusCallback;
  if (timeLimitMs !== call.timeLimitMs) {
    call.timeLimitMs = timeLimitMs;
    if (call.startedAt !== null) limitTime(exchange, call);
  }
  if (status !== null) end(exchange, call, status);
  else if (source) move(exchange, call, source);
  return call;
}

/** DELETE Calls/{sid}.json: only what is over can be forgotten (20009). */
export function deleteCall(exchange: Exchange, call: Call): void {
  if (!isOver(call)) {
    throw new RestError(409, 20009, "Cannot delete this resource before it is complete");
  }
  exchange.calls.delete(call.sid);
}

function end(exchange: Exchange, call: Call, status: "completed" | "canceled"): void {
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
