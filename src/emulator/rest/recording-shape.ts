import type { Exchange, Recording } from "../exchange.ts";
import { rfc2822 } from "../format.ts";
import { accountPath } from "./endpoint.ts";

export function recordingJson(exchange: Exchange, recording: Recording): object {
  const uri = `${accountPath(exchange)}/Recordings/${recording.sid}`;
  return {
    ...common(exchange, recording),
    uri: `${uri}.json`,
    subresource_uris: {
      add_on_results: `${uri}/AddOnResults.json`,
      transcriptions: `${uri}/Transcriptions.json`,
    },
    media_url: exchange.baseUrl + uri,
  };
}

/** The same recording as Calls/{sid}/Recordings shows it. */
export function callRecordingJson(exchange: Exchange, recording: Recording): object {
  const { callSid, sid } = recording;
  return {
    ...common(exchange, recording),
    track: "both",
    uri: `${accountPath(exchange)}/Calls/${callSid}/Recordings/${sid}.json`,
  };
}

function common(exchange: Exchange, recording: Recording) {
  const { startedAt, durationMs } = recording;
  return {
    sid: recording.sid,
    account_sid: exchange.accountSid,
    api_version: "2010-04-01",
    call_sid: recording.callSid,
    conference_sid: null,
    channels: 1,
    date_created: rfc2822(startedAt),
    date_updated: rfc2822(startedAt + durationMs),
    start_time: rfc2822(startedAt),
    duration: String(Math.round(durationMs / 1000)),
    price: null,
    price_unit: "USD",
    source: recording.source,
    status: "completed",
    error_code: null,
    encryption_details: null,
  };
}
