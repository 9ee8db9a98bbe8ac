import type { Call } from "./call.ts";
import { newCall, type CallPlan } from "./call.ts";
import { endCall } from "./ending.ts";
import { detectThen } from "./detection.ts";
import type { Exchange } from "./exchange.ts";
import { startFlow } from "./flow.ts";
import { dialOwn } from "./own-numbers.ts";
import { dialOut } from "./ringing.ts";
import type { Params } from "./signature.ts";
import { nothing } from "./nothing.ts";

/** Accepts a call the line asked for by REST. It queues until the account's rate allows it. */
export function requestCall(exchange: Exchange, plan: CallPlan): Call {
  const now = exchange.clock.now();
  const call = newCall(plan, now);
  const turn = Math.max(now, exchange.nextCallAt);
  exchange.nextCallAt = turn + 1000 / exchange.callsPerSecond;
  call.queueTimeMs = Math.round(turn - now);
  const answered = () => detectThen(exchange, call, (params) => run(exchange, call, params));
  call.hooks = { answered, ended: nothing };
  exchange.calls.set(call.sid, call);
  exchange.log.append({ kind: "callRequested", callSid: call.sid, to: call.to, from: call.from });
  const dialAt = turn + exchange.timings.dialDelayMs;
  const dial = exchange.numbers.has(call.to) ? dialOwn : dialOut;
  call.timers.push(exchange.clock.at(dialAt, () => dial(exchange, call)));
  return call;
}

function run(exchange: Exchange, call: Call, params: Params): void {
  if (!call.source) throw new Error(`call ${call.sid} has nothing to run`);
  startFlow(exchange, call, call.source, {
    params,
    use: "call",
    finished: () => endCall(exchange, call, { status: "completed", by: "line" }),
  });
}
