import type { Call } from "../call.ts";
import { warn, type Exchange } from "../exchange.ts";
import { newSid } from "../sids.ts";
import { participantParams, tellConference } from "./callbacks.ts";
import {
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
  const problem = problemWith([...(existing?.participants.values() ?? [])], options);
  if (problem !== null) {
    warn(exchange, call.sid, problem, `cannot join ${options.name}`);
    return { problem };
  }
  const conference = existing ?? open(exchange, options);
  const participant = newParticipant(call, options, { now: exchange.clock.now(), released });
  conference.participants.set(call.sid, participant);
  exchange.log.append({
    kind: "joined",
    callSid: call.sid,
    handset: call.handset,
    conferenceSid: conference.sid,
    conference: conference.name,
  });
  tellConference(exchange, conference, "participant-join", participantParams(participant));
  startIfReady(exchange, conference);
  if (conference.status === "init") startWaiting(exchange, conference, participant);
  return { conference, participant };
}

function open(exchange: Exchange, options: JoinOptions): Conference {
  const now = exchange.clock.now();
  const conference: Conference = {
    sid: newSid("CF"),
    name: options.name,
    createdAt: now,
    callback: options.callback,
    participants: new Map(),
    status: "init",
    updatedAt: now,
    callbacksSent: 0,
    endReason: null,
    callSidEnding: null,
    stopAnnouncement: nothing,
  };
  exchange.conferences.set(conference.sid, conference);
  return conference;
}

/** 16025: two participants with one label. 13240: coaching someone who is not there. */
function problemWith(present: readonly Participant[], options: JoinOptions): number | null {
  const { label, coach } = options;
  if (label !== null && present.some((other) => other.label === label)) return 16025;
  if (coach !== null && !present.some(({ call }) => call.sid === coach)) return 13240;
  return null;
}

function newParticipant(
  call: Call,
  options: JoinOptions,
  { now, released }: { now: number; released: () => void },
): Participant {
  const { label, startOnEnter, endOnExit, muted, coach, wait } = options;
  return {
    call,
    label,
    startOnEnter,
    endOnExit,
    muted,
    coach,
    wait,
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
