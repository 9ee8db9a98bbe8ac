/** Read aloud to the caller, word for word; shown in both languages at once, so they are in no page's messages. Words of PRACTICE F where it has them. */
export const callCards = {
  hello: "Hi, I'm a real person, and I'm staying with you. What should I call you? Where are you?",
  noPlace:
    "Your call; I'm staying either way. But if you stop answering I've nowhere to send anyone. A street corner is enough, any time.",
  noDesk:
    "I have to be honest: there is nobody we can send to that place. I'm staying with you. Is there somebody you would want us to call?",
  cost: "An ambulance may cost money, and I can't say how much. You choose who we send: an ambulance, somebody you trust, or nobody.",
  beforeUse:
    "When you're done, just tell me bye. If we get cut off, I'll ring you right back; pick up or text 1.",
  away: "Three minutes. Take me with you if you can.",
  drowsy: "Sit up for me. Naloxone in your hand. Keep talking to me.",
  helpSent:
    "I've called for help, and I'm staying on. If you hear me, say something or press any key.",
  answers:
    "Good to hear you. Help has already been called. Tell me how you are, and we tell them. It's okay, it happens.",
  goodbye: "Thanks for letting me keep you company. Same number, day or night. Take care.",
  leaving: "This call ends here. When you're going to use, you can call.",
  asked: "I can't say whether anyone called.",
} as const;
