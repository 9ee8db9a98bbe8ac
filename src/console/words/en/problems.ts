import type { Refusal } from "../../../domain/session/decision.ts";

/** Why something was not done. The codes of the rules, and those of the line a console meets. */
export const problems = {
  "problem.closed": "This session is closed.",
  "problem.notWatching": "No watch is running. Say “using now” to begin one.",
  "problem.lineLost":
    "Their line is lost, so nothing was confirmed. When you hear them on our call-back, say so.",
  "problem.noResponder": "Nobody is with this caller now.",
  "problem.notYourSession": "This session is with somebody else.",
  "problem.checkInMoved":
    "That check-in is over: nothing was confirmed. Look at the one running now.",
  "problem.awayAlready": "They have stepped away once already. Keep the ordinary check-ins.",
  "problem.notWhileDrowsy": "Not while they are drowsy or slow. Keep the ordinary check-ins.",
  "problem.soonAfterDose": "A dose was taken minutes ago. Press again to say that you know.",
  "problem.intervalOutOfBounds": "That interval is outside what the protocol allows.",
  "problem.helpNotAsked": "No help has been asked for.",
  "problem.helpAskedAlready": "Help is on its way already.",
  "problem.keysOnlyNeeded": "Questions are for sessions with keys only.",
  "problem.noTrustedPerson": "The plan names no trusted person.",
  "problem.noRedial": "Nobody is waiting to be recognised as this caller.",
  "problem.lineNotLost": "Their line is not lost.",
  "problem.noNumber": "We have no number for this caller.",
  "problem.signInWrong": "That email and password do not go together.",
  "problem.tooManyTries": "Too many tries. Wait a minute, then try again.",
  "problem.signInNeeded": "Your sign-in has ended. Sign in again.",
  "problem.notAllowed": "This is not yours to do now.",
  "problem.requestWrong": "Something in what you filled in is not as it should be.",
  "problem.sealedShut":
    "This is sealed, and the line's keys do not open it. Ask the caller again, and tell a supervisor.",
  "problem.other":
    "The line could not do that ({code}). Try again, and tell a supervisor if it stays.",
  "problem.notSent": "Not sent.",
  "problem.notSent.more": "The line did not answer in time. Ask again, then press again.",
  "problem.unreadable": "The line's answer could not be read. Load this page again.",
} as const satisfies Record<`problem.${Refusal}`, string> & Record<string, string>;
