import { deleteCall, findCall, listCalls, updateCall } from "./calls.ts";
import { createCall } from "./create-call.ts";
import { endpoint, type Rest } from "./endpoint.ts";
import { paged } from "./paging.ts";
import { callJson } from "./shapes.ts";

const CREATE =
  "To From CallerId Url Method Twiml ApplicationSid FallbackUrl FallbackMethod StatusCallback " +
  "StatusCallbackEvent StatusCallbackMethod Timeout TimeLimit MachineDetection " +
  "MachineDetectionTimeout AsyncAmd AsyncAmdStatusCallback AsyncAmdStatusCallbackMethod CallReason";
const UPDATE =
  "Url Method Twiml Status FallbackUrl FallbackMethod StatusCallback StatusCallbackMethod TimeLimit";
const LIST =
  "To From Status ParentCallSid StartTime StartTime< StartTime> EndTime EndTime< EndTime>";

export function callRoutes(rest: Rest): void {
  const { exchange } = rest;
  endpoint(rest, "/Calls.json", {
    GET: {
      takes: LIST,
      run: ({ form, path }) => paged(listCalls(exchange, form), form, path),
    },
    POST: {
      takes: CREATE,
      status: 201,
      run: ({ form }) => callJson(exchange, createCall(exchange, form)),
    },
  });
  endpoint(rest, "/Calls/:sid.json", {
    GET: { run: ({ sid }) => callJson(exchange, findCall(exchange, sid)) },
    POST: {
      takes: UPDATE,
      run: ({ sid, form }) =>
        callJson(exchange, updateCall(exchange, findCall(exchange, sid), form)),
    },
    DELETE: {
      run({ sid }) {
        deleteCall(exchange, findCall(exchange, sid));
        return null;
      },
    },
  });
}
