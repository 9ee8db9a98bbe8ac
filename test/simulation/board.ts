import { QUESTIONS } from "../../src/domain/session/questions.ts";
import { CONCERNS, ROUTES, SUBSTANCES } from "../../src/domain/session/plan.ts";
import { helpIsOut, type Session } from "../../src/domain/session/session.ts";
import type { Dice } from "../support/dice.ts";
import type { StaffPart } from "./cast.ts";
import { doIn, type Does, type Doing, type Stage } from "./console.ts";

/** How often, at each look, somebody thorough tries something. */
const NOW_AND_THEN = 0.03;

/** What a responder does in the console besides what every call needs: every key it has, now and then. */
export function triesKeys(luck: Dice, part: StaffPart, session: Session, does: Does): void {
  if (!part.thorough || !luck.chance(NOW_AND_THEN)) return;
  const keys: readonly [Doing, ...Doing[]] = [
    { kind: "concernMarked", concern: luck.pick(CONCERNS) },
    { kind: "kindSet", sessionKind: luck.pick(["use", "talk", "emergency"]) },
    { kind: "languageSet", language: luck.pick(["en", "fr"]) },
    { kind: "intervalSet", everyMs: luck.pick([30_000, 60_000, 180_000]) },
    { kind: "keysOnlySet", on: !session.keysOnly },
    { kind: "questionSent", question: luck.pick(QUESTIONS) },
    { kind: "awayMarked", soonAfterDose: luck.chance(0.5) },
    { kind: "doseMarked", substance: luck.pick(SUBSTANCES), route: luck.pick(ROUTES) },
    { kind: "goneQuietMarked" },
    { kind: "trustedCalled" },
    { kind: "noDeskTold" },
    { kind: "placeAsked" },
    { kind: "placeReadBack", parts: ["address"] },
    { kind: "codeAsked" },
    { kind: "keepWished", kept: luck.pick(["erase", "tomorrow", "passphrase"]) },
    { kind: "callerCalled" },
    { kind: "coverAsked" },
    { kind: "callLeft" },
    { kind: "helpSent", reason: luck.pick(["askedForHelp", "injury"]) },
  ];
  does(luck.pick(keys));
}

/** Somebody at the board, whoever it is: what they learn by telephone of help that is out, and of sessions long closed. */
export function watchesBoard(stage: Stage, by: string, luck: Dice): void {
  for (const { session } of stage.world.rows.sessions.values()) {
    if (!luck.chance(NOW_AND_THEN / 2)) continue;
    const doing = session.closed === null ? ofHelp(luck, session) : afterwards(luck);
    if (doing !== null) doIn(stage, session, { ...doing, by });
  }
}

function ofHelp(luck: Dice, session: Session): Doing | null {
  const { help } = session;
  if (help.state === "stoodDown" && help.deskStill === null)
    return { kind: "deskTold", stillSending: luck.chance(0.5) };
  if (!helpIsOut(session)) return null;
  if (help.answeringSince !== null && luck.chance(0.5))
    return { kind: "stoodDown", reason: "callerTalking" };
  if (help.state === "asked") return { kind: "deskTook", deskId: null };
  const what = luck.pick(["wrongHouse", "nobodyCalled", "noAnswerAtDoor"]);
  return luck.chance(0.5)
    ? { kind: "arrivalTroubled", what }
    : { kind: "helpArrived", heardFrom: "crew" };
}

const afterwards = (luck: Dice): Doing | null =>
  luck.chance(0.1) ? { kind: "outcomeAmended", outcome: "revived" } : null;
