import { announce } from "../conference/announcing.ts";
import type { Conference, Membership, Participant } from "../conference/conference.ts";
import { kick } from "../conference/leaving.ts";
import { changeParticipant } from "../conference/updating.ts";
import { startWaiting } from "../conference/waiting.ts";
import { endCall, hangUpStatus } from "../ending.ts";
import type { Exchange } from "../exchange.ts";
import { announcementIn } from "./conferences.ts";
import { badRequest, notFound } from "./errors.ts";
import { address, flag, one, type Form } from "./form.ts";
import type { List } from "./paging.ts";
import { participantJson } from "./shapes.ts";

/** A participant by CallSid or label: those present, and those on the way. */
export function findParticipant(conference: Conference, key: string): Membership {
  const participant = allOf(conference).find(
    ({ call, label }) => call.sid === key || label === key,
  );
  if (!participant) throw notFound(`/Conferences/${conference.sid}/Participants/${key}`);
  return { conference, participant };
}

/** One who is there: whoever is on the way cannot be changed yet. */
export function findPresent(conference: Conference, key: string): Membership {
  const membership = findParticipant(conference, key);
  if (!conference.participants.has(membership.participant.call.sid)) {
    throw notFound(`/Conferences/${conference.sid}/Participants/${key}`);
  }
  return membership;
}

export function listParticipants(
  exchange: Exchange,
  conference: Conference,
  query: Form,
): List<Participant> {
  const wanted = (name: string, value: boolean) => (flag(query, name) ?? value) === value;
  const items = allOf(conference)
    .filter(({ muted }) => wanted("Muted", muted))
    .filter(({ hold }) => wanted("Hold", hold))
    .filter(({ coach }) => wanted("Coaching", coach !== null));
  return {
    key: "participants",
    items,
    idOf: ({ call }) => call.sid,
    show: (participant) => participantJson(exchange, { conference, participant }),
  };
}

/** POST Participants/{key}.json */
export function updateParticipant(exchange: Exchange, membership: Membership, form: Form): void {
  const { conference, participant } = membership;
  const announcement = announcementIn(conference, form);
  const coach = coachIn(conference, form);
  const wait = address(form, { url: "WaitUrl", method: "WaitMethod" });
  const beepOnExit = flag(form, "BeepOnExit");
  const change = {
    muted: flag(form, "Muted"),
    hold: flag(form, "Hold"),
    holdAddress: address(form, { url: "HoldUrl", method: "HoldMethod" }),
    endOnExit: flag(form, "EndConferenceOnExit"),
    coach,
  };
  const asked = [change.muted, change.hold, change.endOnExit].some((value) => value !== null);
  if (asked || coach !== undefined) changeParticipant(exchange, membership, change);
  if (beepOnExit !== null) participant.beep = { ...participant.beep, onExit: beepOnExit };
  if (wait) {
    participant.wait = wait;
    participant.stopWaiting();
    if (conference.status === "init") startWaiting(exchange, conference, participant);
  }
  if (announcement) announce(exchange, conference, { address: announcement, to: participant });
}

/** DELETE Participants/{key}.json: out they go; whoever is on the way is no longer called. */
export function removeParticipant(exchange: Exchange, membership: Membership): void {
  const { conference, participant } = membership;
  const { call } = participant;
  if (conference.participants.has(call.sid)) kick(exchange, membership);
  else endCall(exchange, call, { status: hangUpStatus(call), by: "line" });
}

function allOf(conference: Conference): readonly Participant[] {
  return [...conference.participants.values(), ...conference.invited.values()];
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
