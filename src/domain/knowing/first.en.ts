/**
 * The words the line begins with: read aloud to the caller, word for word (words of PRACTICE F where it has them), and what to say for what
 * they take and how. No medical lead has signed them; a signed version takes their place (docs/decisions/051).
 */
export const firstEn = {
  "card:hello":
    "Hi, I'm a real person, and I'm staying with you. What should I call you? Where are you?",
  "card:selfHarm":
    "I'm glad you told me. I'm staying right here with you. Are you safe this minute? If you like, I can get somebody on with us who does this every day, and I stay until you're together.",
  "card:noPlace":
    "Your call; I'm staying either way. But if you stop answering I've nowhere to send anyone. A street corner is enough, any time.",
  "card:noDesk":
    "I have to be honest: there is nobody we can send to that place. I'm staying with you. Is there somebody you would want us to call?",
  "card:cost":
    "An ambulance may cost money, and I can't say how much. You choose who we send: an ambulance, somebody you trust, or nobody.",
  "card:beforeUse":
    "When you're done, just tell me bye. If we get cut off, I'll ring you right back; pick up or text 1.",
  "card:away": "Three minutes. Take me with you if you can.",
  "card:drowsy": "Sit up for me. Naloxone in your hand. Keep talking to me.",
  "card:helpSent":
    "I've called for help, and I'm staying on. If you hear me, say something or press any key.",
  "card:answers":
    "Good to hear you. Help has already been called. Tell me how you are, and we tell them. It's okay, it happens.",
  "card:goodbye": "Thanks for letting me keep you company. Same number, day or night. Take care.",
  "card:leaving": "This call ends here. When you're going to use, you can call.",
  "card:asked": "I can't say whether anyone called.",
  "tip:opioid:any":
    "A little first, then wait. Naloxone open and in reach. Sitting up, door unlocked.",
  "tip:stimulant:any":
    "Water near, somewhere cool. Chest pain, a seizure or overheating is a reason to send help.",
  "tip:depressant:any":
    "With opioids or alcohol, breathing slows more than with either. Sitting up; naloxone in reach all the same.",
  "tip:other:any": "A little first, then wait. Sitting up, door unlocked.",
  "tip:unknown:any":
    "Nobody knows what is in it: a little first, naloxone in reach, door unlocked.",
  "tip:any:smoked": "It comes at once: stay on while they use.",
  "tip:any:injected": "It comes at once. New needle; phone on speaker beside them before.",
  "tip:any:snorted": "It comes within minutes: keep talking.",
  "tip:any:swallowed": "It comes late: no second dose because the first is slow. Stay longer.",
  "tip:any:other": "Ask how soon they usually feel it, and stay past that.",
  "tip:any:unknown": "Ask how they take it: it says how soon it comes.",
} as const;
