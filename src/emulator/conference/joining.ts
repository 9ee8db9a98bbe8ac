import type { Call } from "../call.ts";
import { warn, type Exchange } from "../exchange.ts";
import { newSid } from "../sids.ts";
import { beep } from "./beeps.ts";
import { participantParams, tellConference } from "./callbacks.ts";
import {
  MOST_PARTICIPANTS,
  openConference,
  type Conference,
  type JoinOptions,
  type Membership,
  type Participant,
} from "./conference.ts";
import { startWaiting } from "./waiting.ts";
import { nothing } from "../nothing.ts";

/**
 * Brings a call into the conference of that name, which opens if need be. It starts with the second participant, if
 * one of them may start it. `released` is called when the conference itself lets go of the call.
 */
export function join(
  exchange: Exchange,
  call: Call,
  options: JoinOptions,
  released: () => void,
): Membership | { problem: number } {
  const existing = openConference(exchange, options.name);
  const problem = problemWith(existing, options);
  if (problem !== null) {
    warn(exchange, call.sid, problem, `cannot join ${options.name}`);
    return { problem };
  }
  const conference = existing ?? newConference(options, exchange.clock.now());
  const participant = newParticipant(call, options, { now: exchange.clock.now(), released });
  if (isLostOnTheWay(exchange, call, options)) return { conference, participant };
  exchange.conferences.set(conference.sid, conference);
  conference.invited.delete(call.sid);
  conference.participants.set(call.sid, participant);
  exchange.log.append({
    kind: "joined",
    callSid: call.sid,
    handset: call.handset,
    conferenceSid: conference.sid,
    conference: conference.name,
  });
  tellConference(exchange, conference, "participant-join", participantParams(participant));
  if (participant.beep.onEnter) beep(exchange, conference, participant);
  startIfReady(exchange, conference);
  if (conference.status === "init") startWaiting(exchange, conference, participant);
  return { conference, participant };
}

/** Somewhere in the network the call is stuck: silence, and nobody is told. */
function isLostOnTheWay(exchange: Exchange, call: Call, { name }: JoinOptions): boolean {
  const { sid, handset, to: To, from: From } = call;
  const fields = { handset, To, From, FriendlyName: name };
  return exchange.faults.befalling("join", { sid, fields }).length > 0;
}

export function newConference(options: JoinOptions, now: number): Conference {
  return {
    sid: newSid("CF"),
    name: options.name,
    createdAt: now,
    callback: options.callback,
    maxParticipants: Math.min(options.maxParticipants, MOST_PARTICIPANTS),
    region: options.region ?? "us1",
    participants: new Map(),
    invited: new Map(),
    status: "init",
    updatedAt: now,
    callbacksSent: 0,
    endReason: null,
    callSidEnding: null,
    labelEnding: null,
    stopAnnouncement: nothing,
  };
}

/**
 * 16023: a label that cannot be one. 16025: two participants with one label. 13240: coaching someone who is not there.
 * 16020: nobody else fits in.
 */
function problemWith(existing: Conference | null, options: JoinOptions): number | null {
  const { label, coach } = options;
  if (label !== null && !isLabel(label)) return 16023;
  const present = [...(existing?.participants.values() ?? [])];
  if (label !== null && present.some((other) => other.label === label)) return 16025;
  if (coach !== null && !present.some(({ call }) => call.sid === coach)) return 13240;
  return existing && present.length >= existing.maxParticipants ? 16020 : null;
}

/** Twilio's error 16023: at most 128 characters, no `/` however it is written, nothing like a CallSid. */
export function isLabel(label: string): boolean {
  return label.length <= 128 && !/\/|%2f/i.test(label) && !/^CA[0-9a-f]{32}$/.test(label);
}

export function newParticipant(
  call: Call,
  options: JoinOptions,
  { now, released }: { now: number; released: () => void },
): Participant {
  const { label, startOnEnter, endOnExit, muted, coach, wait, beep } = options;
  return {
    call,
    label,
    startOnEnter,
    endOnExit,
    muted,
    coach,
    wait,
    beep,
    released,
    hold: false,
    joinedAt: now,
    updatedAt: now,
    stopWaiting: nothing,
    stopAnnouncement: nothing,
  };
}

function startIfReady(exchange: Exchange, conference: Conference): void {
  const participants = [...conference.participants.values()];
  const mayStart = participants.some(({ startOnEnter }) => startOnEnter);
  if (conference.status !== "init" || participants.length < 2 || !mayStart) return;
  conference.status = "in-progress";
  conference.updatedAt = exchange.clock.now();
  for (const participant of participants) participant.stopWaiting();
  const { sid: conferenceSid, name } = conference;
  exchange.log.append({ kind: "conferenceStarted", conferenceSid, conference: name });
  tellConference(exchange, conference, "conference-start", {});
}
