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
  "problem.transferAlready": "Somebody is rung for them already, or is there. End that first.",
  "problem.noTransfer": "Nobody has joined this call.",
  "problem.transferTooSoon": "They are still hearing who we are. A few seconds more, then leave.",
  "problem.watchOpen": "Check-ins are running, and they are ours.",
  "problem.cannotTalk": "They answer by keys alone: nobody else could hear them.",
  "problem.worrying": "A worry is marked: stay with them, or ask for cover.",
  "problem.lineUnknown": "That line is not there for this call any more. Choose another.",
  "problem.lineWrong":
    "Nothing was saved: a new line needs a number, and no number is on both sides.",
  "problem.navigatorUnknown": "They cannot be rung now. Look again.",
  "problem.signInWrong": "That email and password do not go together.",
  "problem.tooManyTries": "Too many tries. Wait a minute, then try again.",
  "problem.signInNeeded": "Your sign-in has ended. Sign in again.",
  "problem.notAllowed": "This is not yours to do now.",
  "problem.requestWrong": "Something in what you filled in is not as it should be.",
  "problem.sealedShut":
    "This is sealed, and the line's keys do not open it. Ask the caller again, and tell a supervisor.",
  "problem.secondFactorNeeded":
    "This needs your passkey or your authenticator app. Sign in with it, then try again.",
  "problem.factorWrong":
    "That code does not match. Wait for the next one your app shows, or check the recovery code, and try again.",
  "problem.passwordWrong": "That is not your password. Try again.",
  "problem.passkeyNotUsed":
    "No passkey was used. Try again, and confirm on your device when it asks.",
  "problem.passkeyThere": "This device has a passkey for you already.",
  "problem.passkeyNotHere":
    "Passkeys work only at the line's own address, by name and with https. Ask whoever runs the line, and use your app until then.",
  "problem.invitationOver":
    "This link was used, withdrawn, or is too old. Ask a supervisor for a new one.",
  "problem.notYourNumber":
    "The line cannot ring that number. Give a whole Canadian or US number of your own.",
  "problem.tooManyTexts": "Three codes were texted within the hour. Wait, then ask for another.",
  "problem.textNotSent": "The code could not be texted. Look at the number, then try again.",
  "problem.codeWrong": "That is not the code we texted. Look again.",
  "problem.codeGone": "That code is over, or was tried too often. Ask for another.",
  "problem.noOwnPhone": "That needs a phone of your own. Give its number first.",
  "problem.shiftWrong":
    "Nothing was saved. The shift has begun, is somebody else's by now, or they are on another shift then. Look again and choose another.",
  "problem.shiftNotFound": "That shift or swap is not there any more. Look again.",
  "problem.shiftSettled": "That was settled already.",
  "problem.staffNotFound": "That person is not there any more.",
  "problem.notYourOwn": "Nobody changes their own roles. Ask another supervisor.",
  "problem.inACall": "They are with a caller. Somebody takes over first.",
  "problem.rolesWrong":
    "These roles do not go together: a trainee is nothing else yet. Choose others.",
  "problem.emailTaken": "Somebody on this line has that email. Make a new link for them instead.",
  "problem.fileWrong":
    "Nothing was taken over: these rows are wrong. Put them right in the file, then choose it again.",
  "problem.notTwoPeople":
    "By their links in, one person could be both of you. Somebody else decides, or wait seven days.",
  "problem.restrictionOwnAsk": "Whoever asked cannot approve it. Another supervisor decides.",
  "problem.restrictionSettled": "That was decided already, or nobody decided in time.",
  "problem.restrictionSkipsAStep": "The step before this one has to be in force first.",
  "problem.restrictionNotFound": "That restriction is not there any more.",
  "problem.protocolMoved":
    "Somebody published another version meanwhile. Nothing was done: look at it, then decide anew.",
  "problem.protocolSame": "Nothing was published: every number is as it is in force.",
  "problem.protocolWrong": "Nothing was published: these numbers do not go together.",
  "problem.notFree":
    "They are not free now: off shift, on a break, or with a caller. Try again in a moment.",
  "problem.notATrainee": "That person learns no more. Look again.",
  "problem.recordsUnknown": "Nothing was asked: the line has no such calls.",
  "problem.holdTooLong": "A hold lasts 90 days at most. For longer, two people decide again.",
  "problem.holdOfOnesOwn": "Nobody holds alone: somebody else than who asked confirms it.",
  "problem.holdNotAsked": "This hold waits for nobody any more. Look again.",
  "problem.other":
    "The line could not do that ({code}). Try again, and tell a supervisor if it stays.",
  "problem.notSent": "Not sent.",
  "problem.notSent.more": "The line did not answer in time. Ask again, then press again.",
  "problem.unreadable": "The line's answer could not be read. Load this page again.",
} as const satisfies Record<`problem.${Refusal}`, string> & Record<string, string>;
