import { withSpokenPlace } from "./accept-place.ts";
import { confirm } from "./answers.ts";
import { wishToKeep } from "./choosing.ts";
import { closeByPerson, goodbye } from "./closing.ts";
import { askForCover, handOver, leaveCall } from "./company.ts";
import { inTurn, now, owe, record, when } from "./compose.ts";
import { noDeskWasTold } from "./no-desk.ts";
import { nothing, refuse, type Decision } from "./decision.ts";
import { arrivalTroubled, helpArrived } from "./arrival-of-help.ts";
import { joinDesk } from "./joining.ts";
import { deskDecided, standDown } from "./calling-off.ts";
import { deskNowKnown, taken } from "./dispatch.ts";
import { helpThePlanNames, personSendsHelp, reasonGiven } from "./escalation.ts";
import { isTheirs } from "./evolve-transfer.ts";
import type { ConsoleInput } from "./inputs.ts";
import { askCode, eraseKept } from "./keeping.ts";
import { callCallerNow, lineRestored } from "./line-loss.ts";
import { listenIn, takeOver } from "./listening.ts";
import { offerCallBack } from "./offer-call-back.ts";
import type { Instant } from "./people.ts";
import type { Concern } from "./plan.ts";
import { openPlace } from "./place-seal.ts";
import type { Question } from "./questions.ts";
import { redialJudged } from "./redial.ts";
import { liftRestriction } from "./restricted.ts";
import { askPlaceFor } from "./spoken-place.ts";
import { phaseOf, type Session } from "./session.ts";
import { dismissTrainee, introduceTrainee } from "./trainees.ts";
import { askTransfer, leaveTogether, takeTransferBack } from "./transfer.ts";
import { callTrustedNow } from "./trusted.ts";
import { beginWatch, chooseInterval, goneQuiet, stepAway, takeDose } from "./watch.ts";

/** What a person of ours did, in the console or by star menu. A closed session takes only its afterword. */
export function personDid(session: Session, input: ConsoleInput, at: Instant): Decision {
  if (isAfterword(input)) return afterword(input, at);
  if (phaseOf(session) === "closed") return refuse("closed");
  return (
    aboutTheWatch(session, input, at) ??
    aboutHelp(session, input, at) ??
    aboutOthers(session, input, at) ??
    aboutTheCall(session, input, at)
  );
}

type Afterword = ConsoleInput & { kind: "outcomeAmended" | "dutyWaived" | "followUpEnded" };

const isAfterword = (input: ConsoleInput): input is Afterword =>
  input.kind === "outcomeAmended" || input.kind === "dutyWaived" || input.kind === "followUpEnded";

/** Nothing waits any more for a follow-up that was given, or is not to be: where they were is erased now. */
function afterword(input: Afterword, at: Instant): Decision {
  const { by } = input;
  const erased = now(at, { kind: "erasePlan" });
  switch (input.kind) {
    case "outcomeAmended":
      return record(at, [{ kind: input.kind, outcome: input.outcome, by }]);
    case "dutyWaived": {
      const { kind, dutyId, because, followUp = false } = input;
      return record(at, [{ kind, dutyId, because, by }], followUp ? [erased] : []);
    }
    case "followUpEnded":
      return record(at, [{ kind: input.kind, dutyId: input.dutyId, by }], [erased]);
  }
}

function aboutTheWatch(session: Session, input: ConsoleInput, at: Instant): Decision | null {
  const { by } = input;
  switch (input.kind) {
    case "watchStarted":
      return beginWatch(session, by, at);
    case "confirmed":
      return confirm(session, { by, checkIn: input.checkIn, mark: input.mark, at });
    case "goneQuietMarked":
      return goneQuiet(session, by, at);
    case "awayMarked":
      return stepAway(session, by, input.soonAfterDose, at);
    case "doseMarked":
      return takeDose(session, { by, substance: input.substance, route: input.route, at });
    case "intervalSet":
      return chooseInterval(session, input.everyMs, by, at);
    case "questionSent":
      return askQuestion(session, input.question, by, at);
    case "saidGoodbye":
      return goodbye(session, by, at);
    default:
      return null;
  }
}

function aboutHelp(session: Session, input: ConsoleInput, at: Instant): Decision | null {
  const { by } = input;
  switch (input.kind) {
    case "helpSent":
      return personSendsHelp(session, { reason: input.reason, by, at });
    case "helpReasoned":
      return reasonGiven(session, { reason: input.reason, by, at });
    case "trustedCalled":
      return callTrustedNow(session, at);
    case "deskTook":
      return taken(session, { deskId: input.deskId, by }, at);
    case "deskJoined":
      return joinDesk(session, by, input.via, at);
    case "deskTold":
      return deskDecided(session, input.stillSending, by, at);
    case "arrivalTroubled":
      return arrivalTroubled(session, input.what, by, at);
    case "helpArrived":
      return helpArrived(session, { by, heardFrom: input.heardFrom }, at);
    case "stoodDown":
      return standDown(session, { by, reason: input.reason }, at);
    default:
      return null;
  }
}

/** Who else of ours is in the call, and who answers it next. */
function aboutOthers(session: Session, input: ConsoleInput, at: Instant): Decision | null {
  const { by } = input;
  switch (input.kind) {
    case "traineeIntroduced":
      return introduceTrainee(session, { by, staffId: input.staffId, via: input.via }, at);
    case "traineeDismissed":
      return dismissTrainee(session, input.staffId, at);
    case "listenedIn":
      return listenIn(session, { by, how: input.how, via: input.via }, at);
    case "tookOver":
      return takeOver(session, { by, via: input.via }, at);
    case "handedOver":
      return handOver(session, input.to, by, at);
    case "coverAsked":
      return askForCover(session, by, at);
    case "callLeft":
      return leaveCall(session, by, at);
    default:
      return aboutTransfer(session, input, at);
  }
}

function aboutTransfer(session: Session, input: ConsoleInput, at: Instant): Decision | null {
  switch (input.kind) {
    case "transferAsked":
      return askTransfer(session, input, at);
    case "transferEnded":
      return takeTransferBack(session, input.by, at);
    case "transferLeft":
      return leaveTogether(session, input, at);
    case "callBackOffered":
      return offerCallBack(session, at);
    default:
      return null;
  }
}

function aboutTheCall(session: Session, input: ConsoleInput, at: Instant): Decision {
  const { by } = input;
  switch (input.kind) {
    case "planRecorded":
      return recordPlan(session, input, at);
    case "placeReadBack":
      return readBack(input, at);
    case "placeOpened":
      return openPlace(session, { by, because: input.because }, at);
    case "noDeskTold":
      return noDeskWasTold(session, by, at);
    case "placeAsked":
      return askPlaceFor(session, by, at);
    case "codeAsked":
      return askCode(session, by, at);
    case "keepWished":
      return wishToKeep(input.kept, by, at);
    case "keptErased":
      return eraseKept(session, at);
    case "callerHeard":
      return callerHeard(session, by, at);
    case "callerCalled":
      return callCallerNow(session, by, at);
    case "redialJudged":
      return redialJudged(session, input.same, by, at);
    case "concernMarked":
      return markConcern(input.concern, by, at);
    case "languageSet":
      return record(at, [{ kind: "languageChosen", language: input.language }]);
    case "keysOnlySet":
      return setKeysOnly(session, input.on, at);
    case "kindSet":
      return record(at, [{ kind: "kindChosen", sessionKind: input.sessionKind }]);
    case "restrictionLifted":
      return liftRestriction(session, by, at);
    case "closed":
      return closeByPerson(session, { outcome: input.outcome, by }, at);
    default:
      return nothing;
  }
}

type Recording = ConsoleInput & { kind: "planRecorded" };

/** A place given while help waits for one sends it there at once (PRACTICE 2). */
function recordPlan(session: Session, input: Recording, at: Instant): Decision {
  const { kind, by, placeChanged } = input;
  const plan = withSpokenPlace(session, input.plan);
  const event = {
    kind,
    plan,
    by,
    ...(placeChanged === undefined ? {} : { placeChanged }),
  } as const;
  const waited = session.plan.help !== plan.help && session.help.state === "asked";
  return inTurn(
    session,
    () => record(at, [event]),
    when(waited, (s) => helpThePlanNames(s, at)),
    (s) => deskNowKnown(s, at),
  );
}

function readBack(input: ConsoleInput & { kind: "placeReadBack" }, at: Instant): Decision {
  const { kind, parts, by, whole } = input;
  return record(at, [{ kind, parts, by, ...(whole === undefined ? {} : { whole }) }]);
}

/** The responder hears the caller on a call-back, and says so: that is the answer (PRACTICE 19). */
function callerHeard(session: Session, by: string, at: Instant): Decision {
  const { pickedUp, on } = session.caller;
  if (on !== "lost" || pickedUp === null) return refuse("noRedial");
  return lineRestored(session, { legId: pickedUp, how: "callBack", by }, at);
}

/** Self-harm calls a supervisor in; nobody is sent automatically for what a conscious caller says (PRACTICE 28). */
function markConcern(concern: Concern, by: string, at: Instant): Decision {
  const page =
    concern === "selfHarm" ? [now(at, { kind: "page", because: "selfHarm" } as const)] : [];
  return record(at, [{ kind: "concernMarked", concern, by }], page);
}

function setKeysOnly(session: Session, on: boolean, at: Instant): Decision {
  const { caller } = session;
  // Held outside the conference they would be with nobody at all.
  if (on && isTheirs(session)) return refuse("noResponder");
  const moved =
    caller.on === "line" ? [now(at, { kind: "moveLeg", legId: caller.legId } as const)] : [];
  return record(at, [{ kind: "keysOnlyChosen", on }], moved);
}

function askQuestion(session: Session, question: Question, by: string, at: Instant): Decision {
  if (!session.keysOnly) return refuse("keysOnlyNeeded");
  const turn = (session.question?.turn ?? 0) + 1;
  const { caller } = session;
  return inTurn(
    session,
    () => record(at, [{ kind: "questionAsked", question, turn, by }]),
    when(caller.on === "line", () => owe(now(at, { kind: "moveLeg", legId: caller.legId }))),
  );
}
