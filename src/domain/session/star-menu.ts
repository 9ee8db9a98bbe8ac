import type { LineKey } from "../words/words.ts";
import type { Ask } from "./asks.ts";
import { now, owe } from "./compose.ts";
import { personDid } from "./console.ts";
import { nothing, type Decision } from "./decision.ts";
import type { ConsoleInput } from "./inputs.ts";
import type { Instant } from "./people.ts";
import { helpIsOut, type Session } from "./session.ts";

type Starred = {
  readonly legId: string;
  readonly staffId: string | null;
  readonly ask: Ask | null;
  readonly digits: string;
};

/** Everything a responder can do from any plain phone (PRACTICE 17). What dispatches, or ends something, takes two digits. */
export function fromStar(session: Session, starred: Starred, { at }: { at: Instant }): Decision {
  const { ask, staffId, digits, legId } = starred;
  if (ask?.ask !== "star" || staffId === null) return nothing;
  if (session.company.responder?.legId !== legId) return nothing;
  if (digits === "0") return owe(now(at, { kind: "page", because: "coverAsked" }));
  const did =
    whileLost(session, digits, staffId) ??
    withHelp(session, digits, staffId) ??
    meaning(digits, staffId, ask.checkIn);
  return did === null ? nothing : personDid(session, did, at);
}

/** With the line lost, 1 is "I hear them": on our call-back, or when somebody without a number rang again (PRACTICE 19, 20). */
function whileLost({ caller, redial }: Session, digits: string, by: string): ConsoleInput | null {
  if (caller.on !== "lost" || digits !== "1") return null;
  if (redial?.state === "unsure") return { kind: "redialJudged", by, same: true };
  return caller.pickedUp === null ? null : { kind: "callerHeard", by };
}

/** Once help was sent: 95 is that the desk is sending somebody, 90 that they are with the caller, and 00 then ends the call. */
function withHelp(session: Session, digits: string, by: string): ConsoleInput | null {
  if (digits === "95" && session.help.state === "asked") {
    return { kind: "deskTook", by, deskId: null };
  }
  if (digits === "90" && helpIsOut(session)) return { kind: "helpArrived", by, heardFrom: "crew" };
  return digits === "00" ? theirGoodbye(session, by) : null;
}

/** They say that the caller said bye. Where help came to them it is not said how they are: whoever knows says it afterwards. */
export const theirGoodbye = ({ help }: Session, by: string): ConsoleInput =>
  help.state === "arrived"
    ? { kind: "closed", by, outcome: "unknown" }
    : { kind: "saidGoodbye", by };

function meaning(digits: string, by: string, checkIn: number): ConsoleInput | null {
  switch (digits) {
    case "1":
      return { kind: "confirmed", by, checkIn, mark: "well" };
    case "2":
      return { kind: "confirmed", by, checkIn, mark: "drowsy" };
    case "3":
      return { kind: "goneQuietMarked", by };
    case "4":
      return { kind: "watchStarted", by };
    case "5":
      return { kind: "doseMarked", by, substance: "unknown", route: "unknown" };
    case "6":
      return { kind: "awayMarked", by, soonAfterDose: false };
    case "66":
      return { kind: "awayMarked", by, soonAfterDose: true };
    case "8":
      return { kind: "placeAsked", by };
    case "08":
      return { kind: "callLeft", by };
    case "99":
      return { kind: "helpSent", by, reason: "stoppedAnswering" };
    default:
      return null;
  }
}

const KEYS: ReadonlySet<string> = new Set("0 1 2 3 4 5 6 8 00 08 66 90 95 99".split(" "));

/** What is said back to whoever pressed this and brought nothing about: no such key, or one for another moment. */
export function notDone(digits: string): LineKey {
  if (digits === "6") return "menuAway";
  return KEYS.has(digits) ? "menuNotNow" : "menuUnknown";
}
