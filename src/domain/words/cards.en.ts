/** The card by a responder's hand, for when somebody asks about callers. Read aloud or held to the screen; docs/words-for-review.md lists it. */
export const cardsEn = {
  demandTitle: "When somebody asks about a caller",
  demandSay: "I can't say whether anyone called.",
  demandWhoever:
    "The same words for police, family, a lawyer, a hospital or a reporter, and whether or not anyone called.",
  demandPaper:
    "If they have a paper: “Please send it to our supervisors. I can't answer it, and I can't take it.”",
  demandHang: "Then: “I need this line free for callers. Goodbye.” You may hang up.",
  demandDoor:
    "Standing before you: show nothing, unlock nothing, delete nothing. Sign out, and call a supervisor.",
  demandTell:
    "Tell a supervisor at once. They write it into the register, and answer it with counsel.",
  demandYou: "Nobody is in trouble here for having said these words.",
} as const;
