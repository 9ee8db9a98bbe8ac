import { announce } from "../conference/announcing.ts";
import type { Conference, Membership, Participant } from "../conference/conference.ts";
import { endConference } from "../conference/leaving.ts";
import { changeParticipant } from "../conference/updating.ts";
import type { Exchange } from "../exchange.ts";
import { badRequest, notFound } from "./errors.ts";
import { address, flag, one, type Form } from "./form.ts";
import { conferenceJson, participantJson } from "./shapes.ts";

export function findConference(exchange: Exchange, sid: string): Conference {
  const conference = exchange.conferences.get(sid);
  if (!conference) throw notFound(`/Conferences/${sid}`);
  return conference;
}

/** GET Conferences.json, newest first. */
export function listConferences(exchange: Exchange, query: Form) {
  const name = one(query, "FriendlyName");
  const status = one(query, "Status");
  const items = [...exchange.conferences.values()]
    .toReversed()
    .filter((conference) => name === null || conference.name === name)
    .filter((conference) => status === null || conference.status === status);
  const show = (conference: Conference) => conferenceJson(exchange, conference);
  return { key: "conferences", items, show };
}

/** POST Conferences/{sid}.json: end it, or announce to everybody. */
export function updateConference(exchange: Exchange, conference: Conference, form: Form): void {
  if (conference.status === "completed") throw ended(conference);
  const announcement = announcementIn(conference, form);
  if (announcement) announce(exchange, conference, { address: announcement, to: null });
  const status = one(form, "Status");
  if (status === "completed") endConference(exchange, conference);
  else if (status !== null) throw badRequest(20001, `Status ${status} is not completed`);
}

/** A participant by CallSid or label; only those present can be found. */
export function findParticipant(conference: Conference, key: string): Membership {
  const participant = [...conference.participants.values()].find(
    ({ call, label }) => call.sid === key || label === key,
  );
  if (!participant) throw notFound(`/Conferences/${conference.sid}/Participants/${key}`);
  return { conference, participant };
}

export function listParticipants(exchange: Exchange, conference: Conference, query: Form) {
  const wanted = { muted: flag(query, "Muted"), hold: flag(query, "Hold") };
  const items = [...conference.participants.values()]
    .filter(({ muted }) => wanted.muted === null || muted === wanted.muted)
    .filter(({ hold }) => wanted.hold === null || hold === wanted.hold);
  const show = (participant: Participant) => participantJson(exchange, { conference, participant });
  return { key: "participants", items, show };
}

/** POST Participants/{key}.json */
export function updateParticipant(exchange: Exchange, membership: Membership, form: Form): void {
  const { conference, participant } = membership;
  const announcement = announcementIn(conference, form);
  const coach = coachIn(conference, form);
  const change = {
    muted: flag(form, "Muted"),
    hold: flag(form, "Hold"),
    holdAddress: address(form, { url: "HoldUrl", method: "HoldMethod" }),
    endOnExit: flag(form, "EndConferenceOnExit"),
    coach,
  };
  const asked = [change.muted, change.hold, change.endOnExit].some((value) => value !== null);
  if (asked || coach !== undefined) changeParticipant(exchange, membership, change);
  if (announcement) announce(exchange, conference, { address: announcement, to: participant });
}

function announcementIn(conference: Conference, form: Form) {
  const announcement = address(form, { url: "AnnounceUrl", method: "AnnounceMethod" });
  // Nothing can be announced into a conference that has not started.
  if (announcement && conference.status !== "in-progress") throw ended(conference);
  return announcement;
}

function coachIn(conference: Conference, form: Form): string | null | undefined {
  const coaching = flag(form, "Coaching");
  const callSid = one(form, "CallSidToCoach");
  if (coaching === false) return null;
  if (callSid === null) return undefined;
  if (!conference.participants.has(callSid)) {
    throw badRequest(16028, `${callSid} is not in the conference and cannot be coached`);
  }
  return callSid;
}

function ended(conference: Conference) {
  return badRequest(16022, `Conference ${conference.sid} is not in progress`);
}
