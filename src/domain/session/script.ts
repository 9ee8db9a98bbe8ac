import type { Recording } from "../desks/desk.ts";
import type { Language } from "../language.ts";
import type { BriefPlace } from "../brief.ts";
import type { Event } from "./events.ts";
import type { Instant, Role, Via } from "./people.ts";
import { callerScript } from "./script-caller.ts";
import { deskScript } from "./script-desk.ts";
import { listenerScript } from "./script-listener.ts";
import { responderScript, speakerScript } from "./script-responder.ts";
import { thirdScript } from "./script-transfer.ts";
import { trustedScript } from "./script-trusted.ts";
import type { Script } from "./steps.ts";
import type { Session } from "./session.ts";

/** Who hears a script, and what just happened on that leg. */
export type Hearing = {
  readonly session: Session;
  readonly leg: ScriptLeg;
  readonly at: Instant;
  /** Fetches in a row on this leg; 0 is the first, or the first after we moved it. */
  readonly turn: number;
  /** What the very request being answered brought about, so that a reply is said once. */
  readonly events: readonly Event[];
  readonly pressed: { readonly ask: string; readonly digits: string } | null;
  /** What this caller is to key another night: said in this answer, and written down nowhere. */
  readonly code?: string | null;
  /** Unsealed for those who must hear it: a desk, the trusted person, a responder who asks. */
  readonly plan: PlanWords | null;
  readonly names: LineNames;
  /** The carrier's name for the line of the responder, for whoever whispers to them. */
  readonly whispersTo?: string | null;
  /** Whether this leg's desk agreed to hear a recording; `unknown` for whoever is no desk. */
  readonly recording: Recording;
};

export type ScriptLeg = {
  readonly id: string;
  readonly role: Role;
  readonly party: string | null;
  readonly via: Via | null;
  /** The language of whom this leg belongs to: a desk's own, a responder's own. */
  readonly language: Language;
};

export type LineNames = {
  readonly line: Readonly<Record<Language, string>>;
  readonly timeZone: string;
  /** E.164: where a desk or a trusted person can ring us back. */
  readonly callUs: string;
};

export type PlanWords = {
  readonly callerName: string | null;
  readonly place: BriefPlace | null;
  readonly people: number | null;
  readonly naloxone: "yes" | "no" | "unknown";
  /** Of the place; null: the line's own. */
  readonly timeZone: string | null;
};

/** What a leg hears, as of now. A pure function of where the session stands: asked twice, it says the same. */
export function script(hearing: Hearing): Script {
  const { session, leg } = hearing;
  if (leg.id === session.caller.legId) return callerScript(hearing);
  switch (leg.role) {
    case "caller":
    case "redial":
      return callerScript(hearing);
    case "responder":
      return responderScript(hearing);
    case "speaker":
      return speakerScript(hearing);
    case "desk":
      return deskScript(hearing);
    case "trusted":
      return trustedScript(hearing);
    case "supervisor":
      return listenerScript(hearing);
    case "third":
      return thirdScript(hearing);
  }
}
