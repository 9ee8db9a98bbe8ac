import { silentWav } from "../wav.ts";
import { silentMp3 } from "../mp3.ts";
import { findCall } from "./calls.ts";
import { endpoint, type Asked, type Rest } from "./endpoint.ts";
import { paged } from "./paging.ts";
import { findRecording, listOfCall, listRecordings, recordingOfCall } from "./recordings.ts";
import { callRecordingJson, recordingJson } from "./recording-shape.ts";

const TIMES = "DateCreated DateCreated< DateCreated>";

export function recordingRoutes(rest: Rest): void {
  const { exchange } = rest;
  endpoint(rest, "/Recordings.json", {
    GET: {
      takes: `CallSid ConferenceSid ${TIMES}`,
      run: ({ form, path }) => paged(listRecordings(exchange, form), form, path),
    },
  });
  endpoint(rest, "/Recordings/:sid.json", {
    GET: { run: ({ sid }) => recordingJson(exchange, findRecording(exchange, sid)) },
    DELETE: {
      run({ sid }) {
        exchange.recordings.delete(findRecording(exchange, sid).sid);
        return null;
      },
    },
  });
  recordingsOfCalls(rest);
  media(rest);
}

function recordingsOfCalls(rest: Rest): void {
  const { exchange } = rest;
  endpoint(rest, "/Calls/:sid/Recordings.json", {
    GET: {
      takes: TIMES,
      run: ({ sid, form, path }) =>
        paged(listOfCall(exchange, findCall(exchange, sid), form), form, path),
    },
  });
  endpoint(rest, "/Calls/:sid/Recordings/:key.json", {
    GET: {
      run: ({ sid, key }) => callRecordingJson(exchange, recordingOfCall(exchange, sid, key)),
    },
    DELETE: {
      run({ sid, key }) {
        exchange.recordings.delete(recordingOfCall(exchange, sid, key).sid);
        return null;
      },
    },
  });
}

/** What was recorded, as silence of the right length: nobody's voice travels on this network. A wav keeps the words. */
function media(rest: Rest): void {
  const recorded = (sid: string) => findRecording(rest.exchange, sid);
  const wav = {
    type: "audio/x-wav",
    run: ({ sid }: Asked) => silentWav(recorded(sid).durationMs, recorded(sid).text),
  };
  const mp3 = { type: "audio/mpeg", run: ({ sid }: Asked) => silentMp3(recorded(sid).durationMs) };
  endpoint(rest, "/Recordings/:sid", { GET: wav });
  endpoint(rest, "/Recordings/:sid.wav", { GET: wav });
  endpoint(rest, "/Recordings/:sid.mp3", { GET: mp3 });
}
