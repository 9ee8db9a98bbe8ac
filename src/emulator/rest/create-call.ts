import { FOUR_HOURS_MS, type Call, type Source, type StatusCallback } from "../call.ts";
import { callEvents } from "../call-events.ts";
import { isEmergencyNumber } from "../emergency.ts";
import { warn, type Exchange } from "../exchange.ts";
import { handsetId } from "../handsets.ts";
import { requestCall } from "../outgoing.ts";
import { refuse } from "../refusing.ts";
import { badRequest, RestError } from "./errors.ts";
import { address, many, one, seconds, type Form } from "./form.ts";

const LONGEST_TWIML = 4000;
const DEFAULT_TIMEOUT_MS = 60_000;

const KNOWN = new Set(
  (
    "To From CallerId Url Method Twiml FallbackUrl FallbackMethod StatusCallback StatusCallbackEvent " +
    "StatusCallbackMethod Timeout TimeLimit MachineDetection MachineDetectionTimeout CallReason"
  ).split(" "),
);

/** POST Calls.json */
export function createCall(exchange: Exchange, form: Form): Call {
  const { to, from } = parties(exchange, form);
  if (exchange.faults.tooManyRequests({ to, from })) {
    throw new RestError(429, 20429, "Too Many Requests");
  }
  const source = sourceIn(form) ?? missing("Url or Twiml");
  const callerId = one(form, "CallerId") ?? from;
  const call = requestCall(exchange, {
    direction: "outbound-api",
    from: callerId,
    to,
    handset: handsetId(to),
    parentSid: null,
    source,
    fallback: address(form, { url: "FallbackUrl", method: "FallbackMethod" }),
    statusCallback: statusCallbackIn(exchange, form),
    timeoutMs: seconds(form, "Timeout", DEFAULT_TIMEOUT_MS),
    timeLimitMs: seconds(form, "TimeLimit", FOUR_HOURS_MS),
    machineDetection: detectionIn(form),
  });
  for (const name of Object.keys(form).filter((name) => !KNOWN.has(name))) {
    warn(exchange, call.sid, 20001, `unknown parameter ${name}`);
  }
  return call;
}

/** The document a create or update names; Url wins over Twiml. */
export function sourceIn(form: Form): Source | null {
  const url = address(form, { url: "Url", method: "Method" });
  if (url) return url;
  const twiml = one(form, "Twiml");
  if (twiml === null) return null;
  if (twiml.length > LONGEST_TWIML) {
    throw badRequest(20001, `Twiml is longer than ${LONGEST_TWIML} characters`);
  }
  return { twiml };
}

/** An unknown event is accepted, and then no callback ever comes (21626). */
export function statusCallbackIn(exchange: Exchange, form: Form): StatusCallback | null {
  const callback = address(form, { url: "StatusCallback", method: "StatusCallbackMethod" });
  if (!callback) return null;
  const words = many(form, "StatusCallbackEvent");
  const events = callEvents(words);
  if (events === null) warn(exchange, "", 21626, `unknown StatusCallbackEvent: ${words.join("|")}`);
  return { ...callback, events: events ?? [] };
}

function parties(exchange: Exchange, form: Form): { to: string; from: string } {
  const to = one(form, "To") ?? "";
  const from = one(form, "From") ?? "";
  if (to === "") throw badRequest(21201, "No 'To' number is specified");
  if (isEmergencyNumber(to)) throw badRequest(21216, refuse(exchange, to, 21216));
  const isClient = /^client:[^?]+/.test(to);
  if (!isClient && !/^\+[1-9]\d{6,14}$/.test(to)) {
    throw badRequest(21211, `'To' number ${to} is not valid`);
  }
  if (from === "") throw badRequest(21213, "'From' number is required");
  const ours = exchange.numbers.has(from) || (isClient && from.startsWith("client:"));
  if (!ours) throw badRequest(21210, `'From' number ${from} is not one of this account`);
  return { to, from };
}

function detectionIn(form: Form): Call["machineDetection"] {
  const given = one(form, "MachineDetection");
  return given === "Enable" || given === "DetectMessageEnd" ? given : null;
}

function missing(what: string): never {
  throw badRequest(21205, `${what} is required`);
}
