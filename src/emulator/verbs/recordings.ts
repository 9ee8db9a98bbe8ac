import type { Method } from "../call.ts";
import { sendCallback } from "../callbacks.ts";
import type { Exchange, Recording } from "../exchange.ts";
import { rfc2822 } from "../format.ts";
import type { Leg } from "../leg.ts";
import { absolute } from "../prompts.ts";
import type { Params } from "../signature.ts";
import { methodAttribute } from "../twiml/document.ts";
import type { XmlElement } from "../twiml/xml.ts";

/** Where it can be fetched from, and how long it lasts: what an `action` is told. */
export function recordingParams(exchange: Exchange, recording: Recording): Params {
  const path = `/2010-04-01/Accounts/${exchange.accountSid}/Recordings/${recording.sid}`;
  return {
    RecordingUrl: exchange.baseUrl + path,
    RecordingSid: recording.sid,
    RecordingDuration: String(Math.round(recording.durationMs / 1000)),
  };
}

type Callback = { url: string; method: Method; events: readonly string[] };

/** Tells the `recordingStatusCallback` of a Record or Dial, if it asked for this: `completed` alone by default. */
export function tellRecording(
  leg: Leg,
  element: XmlElement,
  event: { status: "in-progress" | "completed" | "absent"; recording: Recording },
): void {
  const callback = callbackOf(leg, element);
  if (!callback || !callback.events.includes(event.status)) return;
  const { exchange, call } = leg;
  const { recording, status } = event;
  sendCallback(exchange, recording.sid, {
    purpose: "recording",
    url: callback.url,
    method: callback.method,
    callSid: call.sid,
    params: {
      AccountSid: exchange.accountSid,
      CallSid: call.sid,
      ...recordingParams(exchange, recording),
      RecordingStatus: status,
      RecordingChannels: "1",
      RecordingStartTime: rfc2822(recording.startedAt),
      RecordingSource: recording.source,
      RecordingTrack: "both",
    },
  });
}

function callbackOf(leg: Leg, element: XmlElement): Callback | null {
  const written = element.attributes["recordingStatusCallback"];
  const url = absolute(written ?? "", leg.base);
  if (!written || url === null) return null;
  const events = (element.attributes["recordingStatusCallbackEvent"] ?? "completed").split(/\s+/);
  return { url, method: methodAttribute(element, "recordingStatusCallbackMethod"), events };
}

/** Keeps a recording, so that it can be played and fetched. */
export function keepRecording(exchange: Exchange, recording: Recording): void {
  exchange.recordings.set(recording.sid, recording);
}
