import type { Call } from "../call.ts";
import type { Exchange, Recording } from "../exchange.ts";
import { notFound } from "./errors.ts";
import { fits, timeFilter } from "./filters.ts";
import { one, type Form } from "./form.ts";
import type { List } from "./paging.ts";
import { callRecordingJson, recordingJson } from "./recording-shape.ts";

export function findRecording(exchange: Exchange, sid: string): Recording {
  const recording = exchange.recordings.get(sid);
  if (!recording) throw notFound(`/Recordings/${sid}`);
  return recording;
}

export function recordingOfCall(exchange: Exchange, callSid: string, sid: string): Recording {
  const recording = findRecording(exchange, sid);
  if (recording.callSid !== callSid) throw notFound(`/Calls/${callSid}/Recordings/${sid}`);
  return recording;
}

/** GET Recordings.json, newest first. No conference is recorded on this network. */
export function listRecordings(exchange: Exchange, query: Form): List<Recording> {
  const created = timeFilter(query, "DateCreated");
  const items = [...exchange.recordings.values()]
    .toReversed()
    .filter(({ callSid }) => fits(query, "CallSid", callSid))
    .filter(({ startedAt }) => created(startedAt));
  return {
    key: "recordings",
    items: one(query, "ConferenceSid") === null ? items : [],
    idOf: ({ sid }) => sid,
    show: (recording) => recordingJson(exchange, recording),
  };
}

/** GET Calls/{sid}/Recordings.json */
export function listOfCall(exchange: Exchange, { sid }: Call, query: Form): List<Recording> {
  return {
    ...listRecordings(exchange, { ...query, CallSid: sid }),
    show: (recording) => callRecordingJson(exchange, recording),
  };
}
