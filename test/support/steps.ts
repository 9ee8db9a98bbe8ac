import type { DeskErrand } from "../../src/domain/session/duties.ts";
import type { ConsoleInput, InputBody } from "../../src/domain/session/inputs.ts";
import type { Ending, Role, Via } from "../../src/domain/session/people.ts";
import { emptyPlan, type PlanSummary } from "../../src/domain/session/plan.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { gatherIn, type Scene, type Step } from "./given.ts";

export const CALLER = "caller-1";

export const arrived = (given: Partial<InputBody & { kind: "callArrived" }> = {}): InputBody => ({
  kind: "callArrived",
  legId: CALLER,
  language: "en",
  protocol: standard,
  rehearsal: false,
  numberKnown: true,
  ...given,
});

/** A responder takes the ring. */
export const accepts = (staffId: string, via: Via = "softphone"): InputBody => ({
  kind: "legAccepted",
  legId: `leg-${staffId}`,
  role: "responder",
  staffId,
  via,
});

export const speaks = (staffId: string, via: Via = "softphone"): InputBody => ({
  kind: "legAccepted",
  legId: `speaker-${staffId}`,
  role: "speaker",
  staffId,
  via,
});

export const planned = (given: Partial<PlanSummary> = {}): InputBody => ({
  kind: "planRecorded",
  by: "ana",
  plan: { ...emptyPlan, place: "exact", desks: ["north", "south"], numberGiven: true, ...given },
});

export const usingNow: InputBody = { kind: "watchStarted", by: "ana" };

export const sendHelp: InputBody = { kind: "helpSent", by: "ana", reason: "stoppedAnswering" };

export const says =
  (meaning: "yes" | "help" | "unclear"): Step =>
  (scene) =>
    scene.when({ kind: "spoke", legId: scene.session.caller.legId, ask: askedOf(scene), meaning });

/** The caller presses a key at whatever their own line is asking them right now. */
export const key =
  (digits: string): Step =>
  (scene) =>
    scene.when(keyAt(askedOf(scene), digits)(scene));

export const keyAt =
  (ask: string, digits: string) =>
  (scene: Scene): InputBody => ({
    kind: "keyPressed",
    legId: scene.session.caller.legId,
    role: "caller",
    party: null,
    ask,
    digits,
  });

/** What the caller's line listens for. In a conference no key reaches us. */
export function askedOf(scene: Scene): string {
  const gather = gatherIn(scene.hears());
  if (gather === null) throw new Error("Nothing is asked of the caller now");
  return gather.ask;
}

type ConfirmMark = "well" | "drowsy";

/** The responder confirms the check-in their screen shows. */
export const confirms =
  (mark: ConfirmMark = "well", by = "ana"): Step =>
  (scene) =>
    scene.when({ kind: "confirmed", by, checkIn: scene.session.watch?.checkIn ?? 0, mark });

/** `*`, then these digits, on the responder's own phone. */
export const star =
  (digits: string, staffId = "bea"): Step =>
  (scene) =>
    scene.when({
      kind: "keyPressed",
      legId: `leg-${staffId}`,
      role: "responder",
      party: staffId,
      ask: `s${scene.session.watch?.checkIn ?? 0}`,
      digits,
    });

/** Anything a person does in the console, by Ana unless told otherwise. */
type ConsoleBody = ConsoleInput extends infer I
  ? I extends { by: string }
    ? Omit<I, "by">
    : never
  : never;
export const does = (did: ConsoleBody, by = "ana"): InputBody => ({ ...did, by });

export const ends = (
  role: Role,
  legId: string,
  how: Ending = "completed",
  party: string | null = null,
): InputBody => ({ kind: "legEnded", legId, role, party, how });

export const hangsUp: Step = (scene) => scene.when(ends("caller", scene.session.caller.legId));

export const loses = (staffId: string): InputBody =>
  ends("responder", `leg-${staffId}`, "completed", staffId);

export const deskAnswers = (deskId: string, legId = `desk-${deskId}`): InputBody => ({
  kind: "legAnswered",
  legId,
  role: "desk",
  party: deskId,
});

export const deskEnds = (
  deskId: string,
  how: Ending = "busy",
  legId = `desk-${deskId}`,
): InputBody => ends("desk", legId, how, deskId);

/** The carrier says that a machine answered there. */
export const deskIsMachine = (deskId: string, legId = `desk-${deskId}`): InputBody => ({
  kind: "machineHeard",
  legId,
  role: "desk",
  party: deskId,
});

export const deskPresses = (
  deskId: string,
  digits: string,
  errand: DeskErrand = "dispatch",
  legId = `desk-${deskId}`,
): InputBody => ({
  kind: "keyPressed",
  legId,
  role: "desk",
  party: deskId,
  ask: errand === "dispatch" ? "brief" : "answering",
  digits,
});

export const trustedPresses = (digits: string): InputBody => ({
  kind: "keyPressed",
  legId: "trusted-1",
  role: "trusted",
  party: null,
  ask: "trusted",
  digits,
});

export const picksUp = (legId = "back-1"): InputBody => ({
  kind: "legAnswered",
  legId,
  role: "caller",
  party: null,
});

/** A key on a call-back of ours. */
export const keyOnCallBack = (legId = "back-1", digits = "5"): InputBody => ({
  kind: "keyPressed",
  legId,
  role: "caller",
  party: null,
  ask: "back",
  digits,
});

export const ringsAgain = (numberKnown = true, legId = "again-1"): InputBody => ({
  kind: "redialArrived",
  legId,
  numberKnown,
});

export const keyOnRedial = (digits: string, legId = "again-1"): InputBody => ({
  kind: "keyPressed",
  legId,
  role: "redial",
  party: null,
  ask: "redial",
  digits,
});

/** Accompanied, with a place, and using: where most of the hard minutes begin. */
export const accompanied: readonly Step[] = [arrived(), accepts("ana"), planned(), usingNow];

/** The same with nobody: the caller pressed 7 while waiting. */
export const alone: readonly Step[] = [arrived({ numberKnown: true }), planned(), key("7")];
