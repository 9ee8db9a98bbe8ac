/**
 * The words of the practice, in English, exactly as docs/practice.md (F) has them: change them there first. The numbers in
 * the comments are the practice's own. Desk sentences (9b) are in desk.en.ts, our own words in ours.en.ts.
 */
export const linesEn = {
  /** 1a */
  greeting:
    "Hi. A real person will pick up, no judgment. Share only what you want. If you stop answering, we send the help you chose. Overdose happening now? Press 9.",
  /** 1a, said in an English voice after the French greeting. */
  otherLanguage: "For English, press 2.",
  /** 1b */
  beforeUse:
    "When you're done, just tell me bye. If we get cut off, I'll ring you right back; pick up or text 1.",
  /** 2a */
  stillRinging: "Still here, still ringing people for you.",
  /** 2b */
  aboutToUse:
    "About to use? If you can, wait for us. If not, press 7 and I'll check on you while we find someone.",
  /** 3 */
  nobodyFree:
    "I'm sorry, nobody can pick up right now. Press 1 to stay with me: I'll ask how you are every minute, and get help if you stop answering. A person joins as soon as they can. Press 2 and we call you by {time}. Or stay on; we keep trying.",
  /** 3b */
  otherLanguageOffer:
    "Someone who speaks French can be with you right now; I'll keep asking in English. Press 1 for that, or wait.",
  /** 4, before the recording */
  askPlace:
    "Say where you are, like you'd tell a friend: address or landmark, which door, what town. Then press pound. I keep it sealed.",
  /** 4, after playing it back */
  confirmPlace: "Is that right? 1 yes, 2 again.",
  /** 5a */
  ask1: "Hey, it's me. You okay? Press any key, or say yes.",
  /** 5b, after two tones */
  ask2: "I didn't catch you. Are you with me? Any key, or say yes.",
  /** 5c, after a loud tone */
  ask3: "Last ask. I'm getting help to you in ten seconds. If you're there, press any key now.",
  /** 5d */
  unclear: "I hear something. Press any key so I know it's you.",
  /** 5e */
  askedForHelp: "I hear you. I'm getting help now. If you don't want it, press 1.",
  /** 5f */
  kept: "Good. I'm right here.",
  /** 5g */
  namedKey: "You okay? Press {key} for me.",
  /** 6 */
  responderLost:
    "The person with you lost their line. It's not you. I'm here, and I'm finding someone. You okay? Press any key.",
  /** 7a */
  openLine:
    "We've called for help and we're staying on. If you hear me, press any key. If you're with them, press 9 and talk to us.",
  /** 7b */
  emergencyNow:
    "Okay, I'm getting someone. Stay on. Another phone there? Call 911 on it, or your local emergency number. Where are you: address, town?",
  /** 8a */
  callBack: "Hi, we got cut off. If you just called, press any key.",
  /** 8b, a text message */
  callBackText:
    "We got cut off. Text 1 if you're good, or call back. Nothing by {time}: we do what we agreed.",
  /** 8c */
  redial: "Were we just cut off? Press 1 and I'll put you right back.",
  /** 9a */
  deskOpening:
    "Medical emergency. Ambulance needed at {place}, {municipality}. Automatic message from {line}; we're getting a person on this call.",
  /** 9b, when we call again */
  deskRepeat: "Second call, same emergency, reference {reference}.",
  /** 9c */
  trusted:
    "{name} asked us to call you if they went quiet. Can you go now? 1 yes, 2 no, 3 talk to us.",
  /** 10 */
  chime: "Check-in?",
  /** 10, on the responder's own phone */
  chimeOwnPhone: "Check-in? Star, 1.",
  /** 11b */
  answeredAfterSending:
    "Good to hear you. Help has already been called, and only a person can call it off. Stay with me, I'm getting one. It's okay, it happens.",
  /** 11c */
  deskAnswering:
    "Reference {reference}: the person has been answering us since {time}. Still sending? 1 yes, 2 cancelled, 3 a person.",
  /** 11d */
  standDownConfirm: "Call off the help? Say who spoke to them and why. The desk decides.",
  /** 12a */
  closing: "Thanks for letting me keep you company. Same number, day or night. Take care.",
  /** 12b */
  plannedOver: "That's the time we planned. 1 to keep me, 2 to say bye.",
  /** 12c; `within` is how soon, such as withinTheHour */
  bye: "Okay, bye for now. I stop asking, and your address is erased {within}.",
  /** 13a */
  noPlace:
    "Your call; I'm staying either way. But if you stop answering I've nowhere to send anyone. A street corner is enough, any time.",
  /** 13b */
  keysOnly: "Can't talk? Press 4. I ask, you press: 1 yes, 2 no.",
  /** 13c */
  away: "Three minutes. Take me with you if you can.",
  /** 13d */
  leaving: "This call ends here. When you're going to use, you can call.",
} as const;
