import { durationSeconds, isOver, type Call } from "../call.ts";
import type { Conference, Membership } from "../conference/conference.ts";
import type { Exchange, Message } from "../exchange.ts";
import { formatted, rfc2822 } from "../format.ts";
import { segmentsOf } from "../segments.ts";
import { accountPath } from "./endpoint.ts";
import { numberSid } from "./number-shape.ts";

/** A call's status as REST has it: without `initiated`. */
export function restStatus({ status }: Call): string {
  return status === "initiated" ? "queued" : status;
}

export function callJson(exchange: Exchange, call: Call): object {
  const uri = `${accountPath(exchange)}/Calls/${call.sid}`;
  return {
    sid: call.sid,
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.updatedAt),
    parent_call_sid: call.parentSid,
    account_sid: exchange.accountSid,
    to: call.to,
    to_formatted: formatted(call.to),
    from: call.from,
    from_formatted: formatted(call.from),
    phone_number_sid: numberSidOf(exchange, call),
    status: restStatus(call),
    start_time: timeOrNull(call.startedAt),
    end_time: timeOrNull(call.endedAt),
    duration: isOver(call) ? String(durationSeconds(call)) : null,
    price: null,
    price_unit: "USD",
    direction: call.direction,
    answered_by: call.answeredBy,
    api_version: "2010-04-01",
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    queue_time: String(call.queueTimeMs),
    trunk_sid: null,
    uri: `${uri}.json`,
    subresource_uris: subresources(uri, [
      "notifications",
      "recordings",
      "payments",
      "events",
      "siprec",
      "streams",
      "transcriptions",
      "user_defined_message_subscriptions",
      "user_defined_messages",
    ]),
  };
}

export function conferenceJson(exchange: Exchange, conference: Conference): object {
  const uri = `${accountPath(exchange)}/Conferences/${conference.sid}`;
  return {
    sid: conference.sid,
    account_sid: exchange.accountSid,
    date_created: rfc2822(conference.createdAt),
    date_updated: rfc2822(conference.updatedAt),
    api_version: "2010-04-01",
    friendly_name: conference.name,
    region: conference.region,
    status: conference.status,
    uri: `${uri}.json`,
    subresource_uris: subresources(uri, ["participants", "recordings"]),
    reason_conference_ended: conference.endReason,
    call_sid_ending_conference: conference.callSidEnding,
  };
}

export function participantJson(
  exchange: Exchange,
  { conference, participant }: Membership,
): object {
  const { call } = participant;
  const uri = `${accountPath(exchange)}/Conferences/${conference.sid}/Participants/${call.sid}.json`;
  return {
    account_sid: exchange.accountSid,
    call_sid: call.sid,
    label: participant.label,
    call_sid_to_coach: participant.coach,
    coaching: participant.coach !== null,
    conference_sid: conference.sid,
    date_created: rfc2822(participant.joinedAt),
    date_updated: rfc2822(participant.updatedAt),
    end_conference_on_exit: participant.endOnExit,
    muted: participant.muted,
    hold: participant.hold,
    start_conference_on_enter: participant.startOnEnter,
    status: conference.participants.has(call.sid) ? "connected" : statusOnTheWay(call),
    queue_time: String(call.queueTimeMs),
    uri,
  };
}

export function messageJson(exchange: Exchange, message: Message): object {
  const uri = `${accountPath(exchange)}/Messages/${message.sid}`;
  return {
    sid: message.sid,
    account_sid: exchange.accountSid,
    api_version: "2010-04-01",
    body: message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: timeOrNull(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    direction: message.direction,
    error_code: message.status === "undelivered" ? 30003 : null,
    error_message: message.status === "undelivered" ? "Unreachable destination handset" : null,
    from: message.from,
    messaging_service_sid: message.poolSid,
    num_media: String(message.mediaCount),
    num_segments: String(segmentsOf(message.body)),
    price: null,
    price_unit: "USD",
    status: message.status,
    to: message.to,
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json`, feedback: `${uri}/Feedback.json` },
  };
}

function statusOnTheWay({ status }: Call): string {
  if (status === "initiated" || status === "in-progress") return "connecting";
  if (status === "queued" || status === "ringing") return status;
  return "failed";
}

/** The account's number in a call, if there is one. */
function numberSidOf(exchange: Exchange, { direction, from, to }: Call): string | null {
  const ours = direction === "inbound" ? to : from;
  return exchange.numbers.has(ours) ? numberSid(ours) : null;
}

function subresources(uri: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, `${uri}/${pascal(name)}.json`]));
}

function pascal(name: string): string {
  const words = name.split("_").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return words.join("");
}

function timeOrNull(at: number | null): string | null {
  return at === null ? null : rfc2822(at);
}
