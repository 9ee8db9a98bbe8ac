/** What the line texts its own people about looking after each other. Nobody is named, and nothing is said of a caller. docs/words-for-review.md lists them. */
export const afterEn = {
  debriefOwed:
    "{line}: a debrief is still owed to one of you. Who and since when: the console, under After.",
  peerAsked:
    "{line}: a colleague asks for you as their peer. Who it is: the console, under After. Only the two of you see it.",
  changeOwed:
    "{line}: something that was to change after a review is due. What it is: the console, under Call log, To review.",
  promiseDue:
    "{line}: what you promised for about now is due. What it is: the console, under Referrals.",
} as const;
