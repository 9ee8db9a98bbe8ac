/** What the line texts to its own people about what they know, and what our own caller says when somebody practises. docs/words-for-review.md lists them. */
export const trainingEn = {
  endsOwn:
    "{line}: your {what} holds until {day}. Renew it in time: afterwards you're rung after the others. See Training in the console.",
  endsOther:
    "{line}: {name}'s {what} holds until {day}. Afterwards they're rung after the others. See Training in the console.",
  lineTraining: "training on the line",
  rehearsalDue:
    "{line}: it's been a month since your last practice call. When it suits you, press Practise under Training in the console.",
  practiceHello:
    "This is a practice call. Nobody is in danger. Call me Sam. I'm about to use, and I'm alone.",
  practicePlace:
    "I'm at 250 Fictional Street, door 4, in Toronto, Ontario. The side door is open. If I stop answering, send an ambulance.",
  practiceYes: "Yes, that's right.",
  practiceUsing: "Okay. I'm using now.",
  practiceFine: "I'm fine. Still here.",
  practiceSent:
    "This is the practice caller. Help was asked for, and you stayed. That was the exercise: say help is there, and close the call. Thank you.",
} as const;
