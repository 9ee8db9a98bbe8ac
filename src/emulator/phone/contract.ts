/** What a telephone in a browser and the network tell each other. Types only: both sides read them. */

/** A telephone of this network, open in one tab. Times are the network's, in ms since the epoch. */
export type TelephoneState = {
  id: string;
  /** `+1…` or `client:identity`. */
  address: string;
  /** Calls made here show no number. */
  withheld: boolean;
  now: number;
  /** Calls that ring here, oldest first. */
  ringing: readonly Ring[];
  call: CallState | null;
  /** How the last call ended, until the next one. */
  last: { callSid: string; status: string; by: EndedBy } | null;
  /** The other telephones open in browsers that this one talks with now. */
  peers: readonly AudioPeer[];
};

export type Ring = { callSid: string; from: string };
export type EndedBy = "person" | "dropped" | "line" | "network";

export type CallState = {
  callSid: string;
  /** The number at the other end, as this telephone shows it. */
  other: string;
  placedHere: boolean;
  /** Null until it is answered. */
  since: number | null;
  /** Connected to other people, not only to the application. */
  together: boolean;
  muted: boolean;
  hold: boolean;
};

export type AudioPeer = {
  /** Whom signals for it are addressed to; changes when its page is loaded anew. */
  key: string;
  address: string;
  hearsMe: boolean;
  iHear: boolean;
  /** This side makes the WebRTC offer. */
  iOffer: boolean;
};

/** Something heard, pressed or said, in the order of `seq`. */
export type Heard = {
  seq: number;
  at: number;
  callSid: string;
  kind: "heard" | "pressed" | "said";
  text: string;
  language: string | null;
  /** `say`, `play`, `tones`, `voice` or `music`; null for what this telephone did itself. */
  source: string | null;
  /** For a recording: where it can be listened to. */
  url: string | null;
};

export type Signal = { from: string; data: SignalData };
export type SignalData =
  | { kind: "offer" | "answer"; sdp: string }
  | { kind: "candidate"; candidate: string; mid: string | null; line: number | null };

export type Deed =
  | { do: "call"; to: string }
  | { do: "answer"; callSid: string }
  | { do: "decline"; callSid: string }
  | { do: "press"; digits: string }
  | { do: "say"; text: string }
  | { do: "hangUp" };

/** Why something was refused; the page has a sentence for each. */
export type ProblemCode =
  | "emergency"
  | "noSuchNumber"
  | "notAnAddress"
  | "openElsewhere"
  | "gone"
  | "notPossible";
export type Problem = { code: ProblemCode; problem: string };

/** Whom one can be, and whom one can call. */
export type Directory = {
  numbers: readonly string[];
  telephones: readonly { address: string; name: string | null; open: boolean }[];
};
