import type { Call } from "./call.ts";
import { newCall, type CallPlan } from "./call.ts";
import { endCall } from "./ending.ts";
import { later, type Exchange } from "./exchange.ts";
import { startFlow } from "./flow.ts";
import { dialOut } from "./ringing.ts";
import { nothing } from "./nothing.ts";

/** Accepts a call the line asked for by REST. It queues until the account's rate allows it. */
export function requestCall(exchange: Exchange, plan: CallPlan): Call {
  const now = exchange.clock.now();
  const call = newCall(plan, now);
  const turn = Math.max(now, exchange.nextCallAt);
  exchange.nextCallAt = turn + 1000 / exchange.callsPerSecond;
  call.queueTimeMs = Math.round(turn - now);
  call.hooks = { answered: () => detectAndRun(exchange, call), ended: nothing };
  exchange.calls.set(call.sid, call);
  exchange.log.append({ kind: "callRequested", callSid: call.sid, to: call.to, from: call.from });
  const dialAt = turn + exchange.timings.dialDelayMs;
  call.timers.push(exchange.clock.at(dialAt, () => dialOut(exchange, call)));
  return call;
}

/** The first document waits until it is known whether a person or a machine has answered, if that was asked. */
function detectAndRun(exchange: Exchange, call: Call): void {
  if (call.machineDetection === null) {
    run(exchange, call);
    return;
  }
  const { humanDetectionMs, machineDetectionMs } = exchange.timings;
  const takesMs = call.voicemail ? machineDetectionMs : humanDetectionMs;
  call.timers.push(
    later(exchange, takesMs, () => {
      call.answeredBy = call.voicemail ? "machine_start" : "human";
      run(exchange, call);
    }),
  );
}

function run(exchange: Exchange, call: Call): void {
  if (!call.source) throw new Error(`call ${call.sid} has nothing to run`);
  startFlow(exchange, call, call.source, {
    params: {},
    use: "call",
    finished: () => endCall(exchange, call, { status: "completed", by: "line" }),
  });
}
