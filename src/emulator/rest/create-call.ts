import {
  FOUR_HOURS_MS,
  type Call,
  type DetectionSettings,
  type Source,
  type StatusCallback,
} from "../call.ts";
import { callEvents } from "../call-events.ts";
import { warn, type Exchange } from "../exchange.ts";
import { handsetId } from "../handsets.ts";
import { requestCall } from "../outgoing.ts";
import { badRequest } from "./errors.ts";
import { address, flag, many, one, seconds, type Form } from "./form.ts";
import { partiesIn } from "./parties.ts";

const LONGEST_TWIML = 4000;
const DEFAULT_TIMEOUT_MS = 60_000;
const DETECTION_TIMEOUT_MS = 30_000;

/** POST Calls.json */
export function createCall(exchange: Exchange, form: Form): Call {
  const { to, from } = partiesIn(exchange, form);
  if (one(form, "ApplicationSid") !== null) {
    throw badRequest(21218, "ApplicationSid is not valid: this network has no applications");
  }
  const source = sourceIn(form) ?? missing("Url or Twiml");
  return startCall(exchange, form, { to, from, source, machineDetection: detectionIn(form) });
}

type Start = Pick<Call, "to" | "from" | "machineDetection"> & { source: Source };

/** Starts a call with what Calls and Participants have in common. */
export function startCall(exchange: Exchange, form: Form, start: Start): Call {
  const { to, from, source, machineDetection } = start;
  return requestCall(exchange, {
    direction: "outbound-api",
    from: one(form, "CallerId") ?? from,
    to,
    handset: handsetId(to),
    parentSid: null,
    source,
    fallback: address(form, { url: "FallbackUrl", method: "FallbackMethod" }),
    statusCallback: statusCallbackIn(exchange, form),
    timeoutMs: seconds(form, "Timeout", DEFAULT_TIMEOUT_MS),
    timeLimitMs: seconds(form, "TimeLimit", FOUR_HOURS_MS),
    machineDetection,
    detection: detectionSettingsIn(form),
  });
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

function detectionIn(form: Form): Call["machineDetection"] {
  const given = one(form, "MachineDetection");
  return given === "Enable" || given === "DetectMessageEnd" ? given : null;
}

function detectionSettingsIn(form: Form): DetectionSettings {
  const names = { url: "AsyncAmdStatusCallback", method: "AsyncAmdStatusCallbackMethod" };
  return {
    timeoutMs: seconds(form, "MachineDetectionTimeout", DETECTION_TIMEOUT_MS),
    asynchronous: flag(form, "AsyncAmd") ?? false,
    callback: address(form, names),
  };
}

function missing(what: string): never {
  throw badRequest(21205, `${what} is required`);
}
