import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Refusal } from "../domain/session/decision.ts";
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
};

const OURS = {
  signInNeeded: [401, "You are not signed in, or your sign-in has ended. Sign in again."],
  notAllowed: [403, "This is not yours to do. Ask the session's responder or a supervisor."],
  sessionNotFound: [404, "There is no such session."],
  dutyNotFound: [404, "There is no such duty."],
  signInWrong: [401, "That email and password do not go together."],
  tooManyTries: [429, "Too many tries. Wait a minute, then try again."],
  notFromHere: [403, "This sign-in did not come from the line's own address."],
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
  deskUnknown: [400, "There is no such desk. Name one of the session's desks, or none."],
  dutyEnded: [409, "This duty has ended already."],
  clockRunning: [
    409,
    "A deadline of an open session cannot be waived. Stand help down, say goodbye or close it.",
  ],
  notADebrief: [
    409,
    "Only a debrief or a follow-up is ended by saying it was done. Waive others, with a reason.",
  ],
  notSpoken: [409, "They have not said where they are in this session. Write it down instead."],
  shiftWrong: [422, "Nothing was saved: something about this is not right, see errors."],
  shiftNotFound: [404, "There is no such shift or swap."],
  shiftSettled: [409, "This is settled already: answered, withdrawn, expired or ended."],
  notStaff: [409, "Your sign-in belongs to nobody on this line's staff."],
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
    ...(errors.length === 0 ? {} : { errors }),
  };
  return reply.code(status).type("application/problem+json").send(JSON.stringify(said));
}

function meaning(error: FastifyError): { code: ProblemCode; errors?: Wrong } {
  if (error instanceof Problem) return { code: error.code, errors: error.wrong };
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
