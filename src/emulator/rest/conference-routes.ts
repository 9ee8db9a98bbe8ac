import { addParticipant } from "./add-participant.ts";
import { conferenceFor, findConference, listConferences, updateConference } from "./conferences.ts";
import { endpoint, type Rest } from "./endpoint.ts";
import { paged } from "./paging.ts";
import {
  findParticipant,
  findPresent,
  listParticipants,
  removeParticipant,
  updateParticipant,
} from "./participants.ts";
import { conferenceJson, participantJson } from "./shapes.ts";

const LIST =
  "FriendlyName Status DateCreated DateCreated< DateCreated> DateUpdated DateUpdated< DateUpdated>";
const ADD =
  "To From CallerId Label Timeout TimeLimit Muted Beep StartConferenceOnEnter EndConferenceOnExit WaitUrl WaitMethod " +
  "MaxParticipants Region Coaching CallSidToCoach CallReason StatusCallback StatusCallbackEvent " +
  "StatusCallbackMethod ConferenceStatusCallback ConferenceStatusCallbackEvent ConferenceStatusCallbackMethod";
const UPDATE =
  "Muted Hold HoldUrl HoldMethod AnnounceUrl AnnounceMethod WaitUrl WaitMethod BeepOnExit " +
  "EndConferenceOnExit Coaching CallSidToCoach";

export function conferenceRoutes(rest: Rest): void {
  const { exchange } = rest;
  endpoint(rest, "/Conferences.json", {
    GET: {
      takes: LIST,
      run: ({ form, path }) => paged(listConferences(exchange, form), form, path),
    },
  });
  endpoint(rest, "/Conferences/:sid.json", {
    GET: { run: ({ sid }) => conferenceJson(exchange, findConference(exchange, sid)) },
    POST: {
      takes: "Status AnnounceUrl AnnounceMethod",
      run({ sid, form }) {
        const conference = findConference(exchange, sid);
        updateConference(exchange, conference, form);
        return conferenceJson(exchange, conference);
      },
    },
  });
  participantRoutes(rest);
}

function participantRoutes(rest: Rest): void {
  const { exchange } = rest;
  const base = "/Conferences/:sid/Participants";
  endpoint(rest, `${base}.json`, {
    GET: {
      takes: "Muted Hold Coaching",
      run: ({ sid, form, path }) =>
        paged(listParticipants(exchange, findConference(exchange, sid), form), form, path),
    },
    POST: {
      takes: ADD,
      status: 201,
      run: ({ sid, form }) =>
        participantJson(exchange, addParticipant(exchange, conferenceFor(exchange, sid), form)),
    },
  });
  endpoint(rest, `${base}/:key.json`, {
    GET: {
      run: ({ sid, key }) =>
        participantJson(exchange, findParticipant(findConference(exchange, sid), key)),
    },
    POST: {
      takes: UPDATE,
      run({ sid, key, form }) {
        const membership = findPresent(findConference(exchange, sid), key);
        updateParticipant(exchange, membership, form);
        return participantJson(exchange, membership);
      },
    },
    DELETE: {
      run({ sid, key }) {
        removeParticipant(exchange, findParticipant(findConference(exchange, sid), key));
        return null;
      },
    },
  });
}
