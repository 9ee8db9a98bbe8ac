import type { Address, Call } from "../call.ts";
import type { Exchange } from "../exchange.ts";

/** The groups of events a conference's `statusCallbackEvent` can ask for. */
export type ConferenceEvent =
  | "start"
  | "end"
  | "join"
  | "leave"
  | "mute"
  | "hold"
  | "modify"
  | "speaker"
  | "announcement";

export type LeaveReason =
  | "conference_ended_via_api"
  | "moderator_ended_conference"
  | "participant_updated_via_api"
  | "participant_hung_up"
  /** A participant asked for by REST who never came. */
  | "participant_add_failed";

export type EndReason =
  | "conference-ended-via-api"
  | "last-participant-kicked"
  | "last-participant-left"
  | "participant-with-end-conference-on-exit-kicked"
  | "participant-with-end-conference-on-exit-left";

/** What is heard while waiting: an address, the carrier's music, or nothing. */
type WaitSound = Address | { music: boolean };

export type JoinOptions = {
  name: string;
  label: string | null;
  startOnEnter: boolean;
  endOnExit: boolean;
  muted: boolean;
  /** The CallSid of the participant who alone hears this one. */
  coach: string | null;
  wait: WaitSound;
  /** Whether the others hear them come, and go. */
  beep: { onEnter: boolean; onExit: boolean };
  /** What follows is the first participant's alone to decide. */
  callback: (Address & { events: readonly string[] }) | null;
  maxParticipants: number;
  /** Where it is mixed; null when the carrier chooses. */
  region: string | null;
};

export const MOST_PARTICIPANTS = 250;

export type Participant = Pick<JoinOptions, "label" | "startOnEnter" | "wait" | "beep"> & {
  endOnExit: boolean;
  readonly call: Call;
  readonly joinedAt: number;
  muted: boolean;
  hold: boolean;
  coach: string | null;
  updatedAt: number;
  stopWaiting: () => void;
  stopAnnouncement: () => void;
  /** Tells the Dial that the conference let go of this call. */
  released: () => void;
};

export type Conference = {
  readonly sid: string;
  readonly name: string;
  readonly createdAt: number;
  /** The first participant's; later ones' are ignored, as Twilio does. */
  readonly callback: JoinOptions["callback"];
  readonly maxParticipants: number;
  readonly region: string;
  readonly participants: Map<string, Participant>;
  /** Asked for by REST; they have not come yet. */
  readonly invited: Map<string, Participant>;
  status: "init" | "in-progress" | "completed";
  updatedAt: number;
  /** Callbacks sent so far. */
  callbacksSent: number;
  endReason: EndReason | null;
  callSidEnding: string | null;
  labelEnding: string | null;
  stopAnnouncement: () => void;
};

export type Membership = { conference: Conference; participant: Participant };

/** The one conference of this name that has not ended. */
export function openConference(exchange: Exchange, name: string): Conference | null {
  const found = [...exchange.conferences.values()].find(
    (conference) => conference.name === name && conference.status !== "completed",
  );
  return found ?? null;
}
