/** What the line promises whoever calls, for everybody to read. Numbers are those in force. docs/words-for-review.md lists it. */
export const promisesEn = {
  title: "What the line promises you",
  intro:
    "These are the line's own rules, with the numbers in force now. A change counts for calls that begin after it: yours keeps the numbers it began with.",
  answered: "Somebody answers",
  answered1:
    "One person is rung at once, another after {ringSecondMs}, everybody free after {ringAllMs}. From {ringAnyLanguageMs} on, people of the other language too.",
  answered2:
    "Nobody free? We keep ringing. Meanwhile the line itself can stay with you and ask how you are, or call you back within {callBackPromiseMs}.",
  answered3: "No judgment, and no name needed. You tell us only what you want.",
  asked: "You are asked how you are",
  asked1:
    "From the moment you say you are using: first after {firstCheckInMs}, then every {accompaniedMs} with a person. You may ask for it more or less often, from {accompaniedMinMs} to {accompaniedMaxMs}.",
  asked2:
    "Alone with the line: every {aloneFreshMs} for the first {freshDoseMs} after a dose, then every {aloneMs}. If you sound drowsy or slow: every {closeMs}.",
  asked3: "At an ask, any key is an answer. So is a yes.",
  silent: "You go silent: help comes",
  silent1:
    "If you do not answer, you are asked again, louder. {graceMs} after the ask was due we send the help you chose. An answer before that counts, and nothing is sent.",
  silent2:
    "You choose the help: an ambulance, a person you trust, or nobody. If you choose nobody, or we do not know where you are, we ring you and a supervisor, and only a person decides.",
  silent3:
    "We ask for help until somebody says it is on its way: where one emergency desk does not say so within {nextRouteMs}, we ring the next one too. Then we ask whether it is with you, after {arrivalMs} and every {arrivalEveryMs}.",
  silent4:
    "If you answer after help was sent, we tell you and them at once. Only a person calls it off.",
  cut: "The line is cut",
  cut1: "We ring you back after {callBackFirstMs}, and again. During a watch, if we cannot reach you within {reachMs}, we send the help you chose; within {reachSettledMs} if all was well and the time you planned was over.",
  cut2: "If your responder loses their line, the line itself speaks to you and rings somebody else. No deadline moves.",
  kept: "What we keep",
  kept1:
    "Where you are is sealed, and erased {planKeptMs} after the call. After an emergency it is kept {followUpMs}, or for the follow-up you agreed to, {planKeptEmergencyMs} at most.",
  kept2:
    "At the end you choose: erase all of it now, keep it until tomorrow, or keep it under a code of your own.",
  versions: "Which rules these are",
  inForce: "Version {name}, in force since {day}.",
  signed: "Decided by {name}.",
  unsigned: "The software's own numbers, not yet reviewed by a medical lead.",
  changes: "What changed, and when",
  change: "{what}: {to} (before: {from})",
  otherLanguage: "En français",
} as const;
