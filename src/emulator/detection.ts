import { callParams, isOver, type Call } from "./call.ts";
import { later, type Exchange } from "./exchange.ts";
import { handsetAt } from "./handsets.ts";
import type { Params } from "./signature.ts";
import { greetingMs } from "./voicemail.ts";

const DEFAULT_TIMEOUT_MS = 30_000;

/**
 * Finds out whether a person or a machine has answered, if that was asked, then calls `done`. Asynchronous detection
 * calls `done` at once, and tells its own callback later (Twilio docs, voice/answering-machine-detection).
 */
export function detectThen(exchange: Exchange, call: Call, done: (params: Params) => void): void {
  if (call.machineDetection === null) {
    done({});
    return;
  }
  const waits = call.detection?.asynchronous !== true;
  const { answeredBy, afterMs } = findingFor(exchange, call);
  call.timers.push(
    later(exchange, afterMs, () => {
      if (isOver(call)) return;
      call.answeredBy = answeredBy;
      const found = { MachineDetectionDuration: String(afterMs) };
      if (waits) done(found);
      else tellFinding(exchange, call, found);
    }),
  );
  if (!waits) done({});
}

type Finding = { answeredBy: string; afterMs: number };

function findingFor(exchange: Exchange, call: Call): Finding {
  const finding = findingInTime(exchange, call);
  const timeoutMs = call.detection?.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  return finding.afterMs <= timeoutMs ? finding : { answeredBy: "unknown", afterMs: timeoutMs };
}

function findingInTime(exchange: Exchange, call: Call): Finding {
  const { humanDetectionMs, machineDetectionMs } = exchange.timings;
  if (!call.voicemail) return { answeredBy: "human", afterMs: humanDetectionMs };
  if (call.machineDetection === "Enable") {
    return { answeredBy: "machine_start", afterMs: machineDetectionMs };
  }
  const endsAfterMs = greetingMs(handsetAt(exchange, call.handset).behaviour);
  return { answeredBy: "machine_end_beep", afterMs: Math.max(machineDetectionMs, endsAfterMs) };
}

function tellFinding(exchange: Exchange, call: Call, found: Params): void {
  const callback = call.detection?.callback;
  if (!callback) return;
  const { CallSid = "", AccountSid = "", AnsweredBy = "" } = callParams(call, exchange.accountSid);
  void exchange.courier.send({
    purpose: "amd",
    url: callback.url,
    method: callback.method,
    params: { CallSid, AccountSid, AnsweredBy, ...found },
    callSid: call.sid,
  });
}
