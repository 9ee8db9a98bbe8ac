import type { TransferTarget } from "./inputs.ts";
import type { Instant, Via } from "./people.ts";

/**
 * Something the line owes, by a time. Alarms come back to `decide` as the input `due`; acts are done by `perform`.
 * Both are rows of `duties`, performed at least once, and end done, overtaken (naming the event) or waived by a person.
 */
export type Alarm =
  /** Ring the next circle of people; `step` is the circle's number. */
  | { kind: "ringNext"; step: number; since: Instant }
  /** The next softer step of check-in `checkIn`: screen, chime, announcement, asks. */
  | { kind: "checkInStep"; checkIn: number }
  /** The hard deadline of check-in `checkIn`: help, unless it moved. Armed apart from the softer steps, so none can hold it up. */
  | { kind: "sendHelp"; checkIn: number }
  | { kind: "plannedEnd"; endAt: Instant }
  | { kind: "callBackNext"; lostAt: Instant; attempt: number }
  | { kind: "callBackPromised"; by: Instant }
  /** They did not pick up the call they asked for: somebody is found to call them again. */
  | { kind: "callBackAgain"; by: Instant; tries: number }
  /** The desk of `attempt` has heard the brief and not taken it: the next route rings beside it. */
  | { kind: "nextRoute"; attempt: number }
  /** The desk has heard the opening, and no person of ours: the whole brief begins. */
  | { kind: "briefBegins"; legId: string; deskId: string }
  /** A person of ours is up: desks that would not listen to a recording are rung to meet them. */
  | { kind: "ringByHand" }
  /** Around again: somebody who supervises is rung, the next of them each time. */
  | { kind: "ringSupervisor"; round: number }
  | { kind: "ringSpeaker"; attempt: number }
  | { kind: "trustedNext"; attempt: number }
  /** Whoever was rung for a transfer has had their time; `until` names the ring. */
  | { kind: "thirdRungOut"; until: Instant }
  | { kind: "joinOffered"; staffId: string }
  | { kind: "tellDesk"; attempt: number }
  /** The trusted person was to be first; now the desk, whatever they said. */
  | { kind: "deskAfterTrusted"; askedAt: Instant }
  | { kind: "arrival"; dueAt: Instant }
  | { kind: "openLine"; turn: number };

/** The softer steps of a due check-in, in order. Alone there is neither chime nor announcement. */
export type WatchStep = "due" | "chime" | "announce" | "ask1" | "ask2" | "ask3";

/** What an outgoing call to a desk is for. */
export type DeskErrand = "dispatch" | "answering";

export type PageReason =
  | "callerWaiting"
  | "nobodyReachable"
  | "emergency"
  | "helpSent"
  | "noPlace"
  | "responderLost"
  | "lineLost"
  | "answeredAfterSending"
  | "askedForHelp"
  | "selfHarm"
  | "arrival"
  | "callBackLate"
  | "reachSettled"
  | "deskSlow"
  | "coverAsked"
  | "codesGuessed";

/** What a page says of nobody being free: it is the whole line's, not one session's. */
export type CoverageReason = Extract<PageReason, "callerWaiting" | "nobodyReachable">;

export const isCoverage = (because: PageReason): because is CoverageReason =>
  because === "callerWaiting" || because === "nobodyReachable";

export type Act =
  /** `until` names the one ring it is for. */
  | { kind: "ringResponder"; staffId: string; via: Via; until: Instant }
  | { kind: "callSpeaker"; staffId: string; via: Via }
  /** `until` names the one ring it is for. */
  | { kind: "callListener"; staffId: string; via: Via; until: Instant }
  | { kind: "callDesk"; deskId: string; attempt: number; errand: DeskErrand; beside: boolean }
  | { kind: "callCaller"; attempt: number }
  | { kind: "callTrusted"; attempt: number }
  /** `until` names the one ring it is for. */
  | { kind: "callThird"; to: TransferTarget; until: Instant }
  /** End every call for a transfer asked for before: nobody else is meant. */
  | { kind: "endThird"; before: Instant }
  /** Have a leg fetch its script anew. */
  | { kind: "moveLeg"; legId: string }
  /** Bring the caller to the responder who accepted. */
  | { kind: "bringTogether"; legId: string }
  | { kind: "hangUp"; legId: string }
  /** End this person's ring: somebody else needs them more. */
  | { kind: "endRing"; staffId: string }
  /** End every ring of these people that nobody took, telling whoever picked up. */
  | { kind: "endRings"; except: string; role: "responder" | "speaker" }
  /** End calls of these people that nobody has answered yet. We never hang up on a desk. */
  | { kind: "endRinging"; role: "desk" | "trusted" }
  /** `all` is everybody of the session but desks: we never hang up on a desk. */
  | { kind: "endLegs"; role: "caller" | "all"; except: string | null }
  | { kind: "announce"; words: Announcement }
  | { kind: "chime"; legId: string }
  /** Their console is silent: their leg alone hears that star says they are there. */
  | { kind: "pressStar"; legId: string }
  | { kind: "page"; because: PageReason }
  | {
      kind: "text";
      to: "caller" | "trusted";
      words: "callBackText" | "trustedText" | "trustedOver";
      until: Instant | null;
    }
  /** To somebody who is on their own phone: the page of this session, if they want it. */
  | { kind: "textPage"; staffId: string }
  | { kind: "rememberNumber"; until: Instant }
  | { kind: "forgetNumber" }
  | { kind: "rest"; staffId: string }
  /** They let a ring go by: until they are back, or take one, others are rung before them. */
  | { kind: "noteMissedRing"; staffId: string; busy?: true }
  | { kind: "debrief"; staffId: string }
  /** They may be called afterwards; a person does it, and says so. */
  | { kind: "followUp" }
  /** Fetch what they said, seal it, and have the carrier delete it. */
  | { kind: "keepRecording"; take: number; recordingSid: string; lastsMs: number }
  /** Have the carrier delete what is not wanted. */
  | { kind: "dropRecording"; recordingSid: string }
  | { kind: "erasePlan" }
  /** What they kept on another night; with `plan`, what they told us tonight too. */
  | { kind: "eraseKept"; plan: boolean }
  /** They are somewhere else than what they kept says. */
  | { kind: "forgetPlace" }
  /** Everything kept whose day has come. */
  | { kind: "eraseExpired" };

/** Sentences spoken into a conference, which everybody in it hears. */
export type Announcement =
  | "checkInAnnounce"
  | "quietAnnounce"
  | "openLine"
  | "noDesk"
  | "listenerHere"
  | ThirdWords;

/** What became of a transfer, or of us in the middle of one. */
export type ThirdWords = "thirdBusy" | "thirdNotReached" | "thirdGone" | "responderGone";

/** Said once, when the caller hears it: it waits while they are asked apart. */
export const saidOnce = (words: Announcement): boolean => !REPEATED.has(words);

const REPEATED: ReadonlySet<Announcement> = new Set([
  "checkInAnnounce",
  "quietAnnounce",
  "openLine",
]);

export type Duty = (Alarm | Act) & { readonly dueAt: Instant };

const ALARMS: ReadonlySet<string> = new Set<Alarm["kind"]>([
  "ringNext",
  "checkInStep",
  "sendHelp",
  "plannedEnd",
  "callBackNext",
  "callBackPromised",
  "callBackAgain",
  "nextRoute",
  "briefBegins",
  "ringByHand",
  "ringSupervisor",
  "ringSpeaker",
  "trustedNext",
  "thirdRungOut",
  "joinOffered",
  "tellDesk",
  "deskAfterTrusted",
  "arrival",
  "openLine",
]);

export const isAlarm = (duty: Alarm | Act): duty is Alarm => ALARMS.has(duty.kind);

/** The outgoing gate's order of urgency, 1 first; null for what places no call. */
export function gateClass(duty: Alarm | Act): number | null {
  switch (duty.kind) {
    case "callDesk":
      return duty.beside ? 3 : 1;
    case "callSpeaker":
      return 2;
    case "callCaller":
      return 4;
    case "callTrusted":
      return 5;
    case "callListener":
    case "callThird":
      return 6;
    case "ringResponder":
      return 7;
    default:
      return null;
  }
}
