import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Refusal } from "../domain/session/decision.ts";
import { VaultClosed } from "../engine/errors.ts";
import type { ProblemBody } from "./contract.ts";

type Known = readonly [status: number, title: string];

/** Why the rules did not do what a person wished. */
const REFUSALS: Readonly<Record<Refusal, Known>> = {
  closed: [409, "This session is closed. Only its outcome can still be changed."],
  notWatching: [409, "No watch is running. Say “using now” to begin one."],
  lineLost: [
    409,
    "Their line is lost, so nothing was confirmed. When you hear them on our call-back, say so.",
  ],
  noResponder: [409, "Nobody is with this caller now, so there is nobody to relieve."],
  notYourSession: [403, "This session is with somebody else."],
  checkInMoved: [409, "That check-in is over: nothing was confirmed. Look at the one running now."],
  awayAlready: [409, "They have stepped away once already. Keep the ordinary check-ins."],
  notWhileDrowsy: [409, "Not while they are drowsy or slow. Keep the ordinary check-ins."],
  soonAfterDose: [409, "A dose was taken minutes ago. Say that you know, to let them step away."],
  intervalOutOfBounds: [409, "That interval is outside what the protocol allows."],
  helpNotAsked: [409, "No help has been asked for in this session."],
  helpAskedAlready: [409, "Help is on its way. Stand it down, or say it has arrived, first."],
  keysOnlyNeeded: [409, "Questions are for sessions with keys only. Switch that on first."],
  noTrustedPerson: [409, "The plan names no trusted person."],
  noRedial: [409, "Nobody is waiting to be recognised as this caller."],
  lineNotLost: [409, "Their line is not lost, so there is nobody to call again."],
  noNumber: [409, "We have no number for this caller. They can ring us again."],
  transferAlready: [409, "Somebody is rung for this caller already, or is there. End that first."],
  noTransfer: [409, "Nobody has joined this call, so nothing was changed."],
  transferTooSoon: [409, "They are still hearing who we are. A few seconds more, then leave."],
  watchOpen: [
    409,
    "Check-ins are running, and they are ours. Say that the caller has finished, or stay.",
  ],
  worrying: [409, "A worry is marked: stay with them, or ask for cover."],
  cannotTalk: [409, "They answer by keys alone, so nobody else could hear them."],
};

const OURS = {
  signInNeeded: [401, "You are not signed in, or your sign-in has ended. Sign in again."],
  secondFactorNeeded: [
    403,
    "A password alone is not enough here. Sign in with a passkey or your authenticator app; without either, set one up first.",
  ],
  notAllowed: [403, "This is not yours to do. Ask the session's responder or a supervisor."],
  sessionNotFound: [404, "There is no such session."],
  dutyNotFound: [404, "There is no such duty."],
  signInWrong: [401, "That email and password do not go together."],
  passwordWrong: [422, "That is not the password you have now. Nothing was changed."],
  tooManyTries: [429, "Too many tries. Wait a minute, then try again."],
  notFromHere: [
    403,
    "This did not come from the line's own address. Open the console there, and do it again.",
  ],
  notFound: [404, "There is nothing at this address."],
  requestWrong: [400, "Something in this request is not as it should be; see errors."],
  keyMissing: [400, "Send an Idempotency-Key header of 1 to 128 letters: a new one for each wish."],
  keyReused: [
    422,
    "This Idempotency-Key belongs to another wish. Nothing was done: choose a new one.",
  ],
  bodyUnreadable: [400, "The body is not JSON that can be read."],
  bodyTooLarge: [413, "The body is too large."],
  notJson: [415, "Send the body as application/json."],
  fileWrong: [422, "Nothing was taken over from this file: some rows are wrong, see errors."],
  lineUnknown: [400, "There is no such line for this call. Choose one from its list."],
  lineWrong: [422, "Nothing was saved: something about this line is not right, see errors."],
  lineNotFound: [404, "There is no such line."],
  navigatorUnknown: [400, "Nobody of that id is a navigator who can be rung now."],
  deskUnknown: [400, "There is no such desk. Name one of the session's desks, or none."],
  dutyEnded: [409, "This duty has ended already."],
  clockRunning: [
    409,
    "A deadline of an open session cannot be waived. Stand help down, say goodbye or close it.",
  ],
  dutyStanding: [409, "The line owes this again and again, so it cannot be waived."],
  notADebrief: [
    409,
    "Only a debrief or a follow-up is ended by saying it was done. Waive others, with a reason.",
  ],
  notSpoken: [409, "They have not said where they are in this session. Write it down instead."],
  shiftWrong: [422, "Nothing was saved: something about this is not right, see errors."],
  shiftNotFound: [404, "There is no such shift or swap."],
  shiftSettled: [409, "This is settled already: answered, withdrawn, expired or ended."],
  notYourNumber: [
    400,
    "That is not a number the line can ring: a whole Canadian or US number of your own, never an emergency or short one, nor one of the line's.",
  ],
  tooManyTexts: [429, "Three codes were texted within the hour. Wait, then ask for another."],
  textNotSent: [502, "The code could not be texted. Look at the number, then try again."],
  codeWrong: [422, "That is not the code we texted. Your number is not changed."],
  codeGone: [409, "That code is over, or was tried too often. Ask for another."],
  noOwnPhone: [409, "That needs a phone of your own. Give its number first."],
  windowWrong: [400, "That stretch of time cannot be counted, see errors."],
  notInThatSession: [403, "Only somebody who was in that call can ask for this."],
  numberUnknown: [409, "There is no number to go by: they withhold it, or it is erased by now."],
  numberExempt: [409, "This is a telephone of many people: nothing is held against all of them."],
  restrictionTooLong: [400, "That is longer than this step may last."],
  restrictionStands: [409, "This step is asked for, or in force, for this caller already."],
  restrictionSkipsAStep: [409, "The step before this one has to be in force first."],
  restrictionSettled: [409, "This was decided already, or nobody decided in time."],
  restrictionOwnAsk: [403, "Whoever asked for it cannot approve it: another supervisor decides."],
  restrictionNotFound: [404, "There is no such restriction, number or choice."],
  reviewNotFound: [404, "This session needs no review: it was no emergency, or is still open."],
  reviewedAlready: [409, "This session was reviewed already."],
  tellFirst: [
    409,
    "They died. Whoever was with them is told by a person, and supported, before anything is found.",
  ],
  debriefFirst: [
    409,
    "Somebody who was in this call is owed a debrief that nobody has offered. Offer it, or write down that it was given or not wanted.",
  ],
  supportFirst: [409, "Support comes before findings. Say when it was given."],
  findFirst: [409, "What happened comes first. Say what was found."],
  explainFirst: [
    409,
    "What contributed comes first. Say it; “unknown” and “none” are answers too.",
  ],
  changeDueWrong: [422, "A change is due on a later day, within 90 days."],
  numberHidden: [
    409,
    "This number is hidden, for it is small or stands beside one that is. Its calls are not listed apart.",
  ],
  staffNotFound: [404, "There is nobody of that id."],
  notYourWork: [403, "This is other people's work on this line. Ask them, or a supervisor."],
  certificateWrong: [422, "A certificate holds until a day after it was given."],
  kindNotFound: [404, "The line has no such kind of certificate."],
  noRehearsalNumber: [409, "The line has no rehearsal number to practise on."],
  practiceNotFree: [409, "To practise, be on shift and free to be rung."],
  lastFree: [409, "Nobody else is free for callers now. Practise when somebody is."],
  callersWait: [409, "A caller needs the line now. Practise in a moment."],
  practisedNow: [409, "Somebody is practising now. Try again in a few minutes."],
  debriefOwn: [422, "Nobody gives a debrief to themselves. Name somebody else."],
  meetsInThePast: [422, "That time has gone by. Choose a later one, or none."],
  turnWrong: [
    422,
    "That stretch does not fit: a day at most, within sixty days, and not over yet.",
  ],
  referralNotFound: [404, "There is no such referral: it is closed or erased, or not yours."],
  navigatorGone: [409, "They are no navigator of this line now. Choose somebody else."],
  promiseStands: [409, "A call or text is promised already. Keep that one, or waive it, first."],
  promiseWrong: [422, "That time has gone by, or is after the referral is erased."],
  promiseNotTheirs: [422, "Nobody promises for somebody else, but for the navigator who has it."],
  notAPeerNow: [409, "They are not on the peers' rota now. Choose somebody who is."],
  notOneself: [422, "That needs two people: choose somebody else."],
  notYourOwn: [409, "Nobody changes their own roles. Ask another supervisor."],
  inACall: [409, "They are with a caller. Somebody takes over first."],
  notATrainee: [404, "There is no trainee of that id."],
  notFree: [
    409,
    "They are not free now: off shift, on a break, or with another caller. Ask somebody else, or try again in a moment.",
  ],
  rolesWrong: [422, "Nothing was saved: these roles do not go together, see errors."],
  emailTaken: [409, "Somebody on this line has that email already. Send them a reset instead."],
  invitationOver: [410, "This link was used, withdrawn, or is too old. Ask for a new one."],
  reasonNeeded: [
    422,
    "This session is closed. Say why you look where they were: add “because”, one of the words in this API's description.",
  ],
  notStaff: [409, "Your sign-in belongs to nobody on this line's staff."],
  holdNotFound: [404, "There is no such hold."],
  holdTooLong: [422, "A hold lasts 90 days at most. For longer, two people decide again."],
  holdIsPast: [422, "That hold would be over already. Choose a later end."],
  holdOfOnesOwn: [403, "Nobody holds alone: somebody else than who asked confirms it."],
  notTwoPeople: [
    403,
    "By their links in, one person could be both of you: a link was made or used in the last seven days. Somebody else decides, or wait.",
  ],
  holdNotAsked: [409, "This hold waits for nobody: it is confirmed, over, or lapsed after a day."],
  recordsUnknown: [422, "Nothing was asked: the line has no such sessions, see errors."],
  protocolMoved: [
    409,
    "Somebody published another version meanwhile. Nothing was done: look at it, then decide anew.",
  ],
  protocolSame: [422, "Nothing was published: every number is as it is in force."],
  protocolWrong: [422, "Nothing was published: these numbers do not go together, see errors."],
  textMoved: [
    409,
    "Another version is in force by now. Nothing was written: look at it, then decide anew.",
  ],
  textNotFound: [404, "There is no such version."],
  textSettled: [409, "This version was settled already: signed, taken back, or overtaken."],
  textOfOnesOwn: [403, "Nobody signs off what they wrote themselves: somebody else does."],
  textIsMedical: [422, "A tip is signed off as a medical lead, or not at all."],
  warningNotFound: [404, "There is no such drug alert."],
  placeSealed: [
    409,
    "Where they are is sealed until help is sent. To hear or see it before that, say why (open-place).",
  ],
  sealedShut: [
    503,
    "This is sealed, and the keys the line has do not open it. Ask the caller again, and tell whoever runs the line.",
  ],
  away: [500, "The line could not do that just now. Try again, and tell a supervisor if it stays."],
} as const satisfies Record<string, Known>;

const PROBLEMS: Readonly<Record<ProblemCode, Known>> = { ...REFUSALS, ...OURS };

export type ProblemCode = Refusal | keyof typeof OURS;

/** Thrown by a route: why not, in a word that programs translate and a sentence for people. */
export class Problem extends Error {
  override name = "Problem";
  readonly code: ProblemCode;
  readonly wrong: Wrong;
  constructor(code: ProblemCode, wrong: Wrong = []) {
    super(PROBLEMS[code][1]);
    this.code = code;
    this.wrong = wrong;
  }
}

type Wrong = NonNullable<ProblemBody["errors"]>;

/** The one place where an error of the console's routes becomes an answer. What is our own fault is logged, and not told. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { code, errors } = meaning(error);
    if (PROBLEMS[code][0] >= 500) request.log.error({ err: error }, "A request failed");
    return sayProblem(request, reply, code, errors);
  });
  app.setNotFoundHandler((request, reply) => sayProblem(request, reply, "notFound"));
}

/**
 * An address that cannot be read, or with a part longer than any of ours: it never comes as far as a route. Where the carrier asks, nothing is
 * said, as to all that is not signed.
 */
export function answerUnreadable(
  { code }: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  request.log.info({ code }, "Refused: an address that is none of ours");
  if (request.raw.url?.startsWith("/twilio/") === true) void reply.code(403).send();
  else void sayProblem(request, reply, code === "FST_ERR_BAD_URL" ? "requestWrong" : "notFound");
}

/** Nobody mends thousands of rows one by one: what is wrong with the first of them is wrong with them all. */
const MOST_SAID = 500;

const firstOf = (errors: Wrong): Wrong =>
  errors.length <= MOST_SAID
    ? errors
    : [
        ...errors.slice(0, MOST_SAID),
        { where: "after these", what: `${errors.length - MOST_SAID} more are wrong` },
      ];

function sayProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ProblemCode,
  errors: Wrong = [],
): FastifyReply {
  const [status, title] = PROBLEMS[code];
  const said: ProblemBody = {
    type: `urn:the-line:problem:${code}`,
    title,
    status,
    code,
    requestId: request.id,
    ...(errors.length === 0 ? {} : { errors: firstOf(errors) }),
  };
  return reply.code(status).type("application/problem+json").send(JSON.stringify(said));
}

function meaning(error: FastifyError): { code: ProblemCode; errors?: Wrong } {
  if (error instanceof Problem) return { code: error.code, errors: error.wrong };
  if (error instanceof VaultClosed) return { code: "sealedShut" };
  if (error.validation !== undefined) {
    const errors = wrongParts(error);
    return { code: error.validationContext === "headers" ? "keyMissing" : "requestWrong", errors };
  }
  switch (error.code) {
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return { code: "notJson" };
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return { code: "bodyTooLarge" };
    case "FST_ERR_CTP_INVALID_JSON_BODY":
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
      return { code: "bodyUnreadable" };
    default:
      return { code: "away" };
  }
}

/** Where and what, never the value itself: it may be an address. */
const wrongParts = ({ validation, validationContext }: FastifyError): Wrong =>
  (validation ?? []).map(({ instancePath, message }) => ({
    where: `${validationContext ?? ""}${instancePath}`,
    what: message ?? "",
  }));
