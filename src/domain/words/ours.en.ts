/**
 * Words the practice leaves us to write, in its voice. docs/words-for-review.md lists them for a peer.
 * Nothing here names a drug, a place or a person: a stranger may pick up any phone we ring.
 */
export const oursEn = {
  // To the caller
  nineAgain: "9 again for an emergency.",
  zeroAgain: "0 again to say bye.",
  apology: "Sorry about that. One moment, I'm getting someone.",
  stayWithMe: "Stay with me. I'm still here.",
  lineAway: "Something's wrong on our side, so stay on: I'm putting your call through another way.",
  privacy:
    "You don't have to give your real name. Where you are and your number stay sealed; we open them only to be with you or to get help to you. If help goes, they get the place and what they need to know. We keep a log of times and what we did, without your name or your place. We don't give police your number unless you said yes, or a rule we publish says so. Your phone company knows this call happened. Someone from our team may listen; ask any time who is. After we say bye, your place is erased {within}, unless you ask us to keep it.",
  withinTheHour: "within the hour",
  wrongNumber: "No problem. We don't keep your number. Take care.",
  callBackPromised: "Okay, we call you by {time}. You can call again any time before that.",
  cannotCallBack:
    "I can't see your number, so I can't call you back. Press 1 to stay with me, or stay on.",
  placeAgain: "I didn't get that. Say it one more time, then press pound.",
  noDesk:
    "One thing, honestly: I have nobody to send to that place. If you go quiet, we stay on and ring our own people. Another address, or someone you trust, can change that.",
  listenerHere: "Somebody else from our team is with us now, listening, to help.",
  askProvince:
    "So I know who to send: 1 Ontario, 2 Quebec, 3 British Columbia, 4 Alberta, 5 Manitoba, 6 somewhere else. Star to skip this.",
  askProvinces:
    "1 Saskatchewan, 2 Nova Scotia, 3 New Brunswick, 4 Newfoundland and Labrador, 5 Prince Edward Island, 6 Yukon, 7 Northwest Territories, 8 Nunavut.",
  placeKeeping: "Got it. One moment, I'll play it back to you.",
  placeKept: "Good. That's where help comes, if you ever stop answering.",
  placeSkipped: "That's fine. You can tell us any time.",

  // What is kept from one night to another, by their own wish
  haveCode: "Kept a code with us? Press 5.",
  askCode: "Key your code, then pound. Star to skip.",
  codeKeyed: "Got it. If you'd kept something, I have it; 6 erases it.",
  keptErased: "Done. If you'd kept anything, it's erased now.",
  samePlace: "I have the place you kept. Still there? 1 yes, 2 no.",
  keepOffer:
    "One last thing, only if you like. 1, I erase everything now. 2, I keep it until noon tomorrow. 3, I keep it under a code of yours. Or just hang up.",
  keepOfferNoNumber:
    "One last thing, only if you like. 1, I erase everything now. 3, I keep it under a code of yours. Or just hang up.",
  keepOfferAgain:
    "What you kept stays. 1, I erase all of it now. 3, I keep tonight's instead, under a new code. Or just hang up.",
  keepWishTomorrow:
    "You wanted me to keep it until noon tomorrow. Press 2 for that, or just hang up.",
  keepWishCode:
    "You wanted me to keep it under a code of yours. Press 3 for that, or just hang up.",
  askOwnCode: "Choose six to ten numbers nobody would guess. Key them, then pound.",
  ownCodeWeak: "That one's easy to guess. Try six to ten others, then pound.",
  keptTomorrow:
    "Kept until noon tomorrow. From this phone, press 5, then key {code}, then pound. Once more: {code}. Take care.",
  keptCode:
    "Kept. So that nobody can guess it, add {code} at the end. Next time press 5, then yours, then {code}, then pound. Once more: yours, then {code}. Take care.",
  keepErased: "It's erased, all of it. Take care.",
  keepOver: "Okay. Take care.",

  // The place, read back to the caller by the responder, whole or in parts
  readBackAddress: "You're at {place}.",
  readBackArea: "You're somewhere around {place}.",
  readBackSpoken: "You told us where you are yourself; I can play it to you.",
  readBackUnit: "It's {place}.",
  readBackTown: "That's in {place}.",
  readBackWayIn: "To get in: {place}.",
  readBackVehicle: "Look for {place}.",
  readBackAmbulance: "If you stop answering, an ambulance comes.",
  readBackFire: "If you stop answering, firefighters come; they are trained for this.",
  readBackPolice: "If you stop answering, police are the ones who come there.",
  readBackHealthCentre: "If you stop answering, the health centre sends somebody.",
  readBackUnknown: "If you stop answering, emergency services decide who comes.",
  readBackTrusted: "If you stop answering, we ring the person you trust, and nobody else.",
  readBackNobody: "If you stop answering, we send nobody; we stay on and ring you.",
  youAreConnected: "Someone is with you now.",
  checkInAnnounce: "Checking in. You okay?",
  quietAnnounce: "Hey, are you with us? If you don't answer, I'm getting help to you.",
  helpWith: "Okay, you're with them. Talk to us, we're listening.",
  longCall:
    "I'm about to ring you on a fresh line so we don't get cut off. Pick up, then this one ends.",

  // A restricted caller: nobody is rung for a talk, and they are told what there is
  restrictedWatchOnly:
    "Hi. For now it's me, the automatic voice, who answers your phone, not a person. Overdose, or somebody in danger? Press 9, and people come. About to use? Press 7: I check on you every minute, and get help if you stop answering.",
  restrictedBlocked:
    "Hi. For now nobody here picks up calls from your phone, and I hang up soon. Overdose, or somebody in danger? Press 9 now, or call 911 or your local emergency number. About to use? Press 7, and I check on you until you're through. Need to talk? Call or text 9 8 8, any hour.",
  restrictedKeys: "9 for an emergency. 7 if you're about to use.",

  // Handed to somebody else, by their own wish: we leave last, and they are never left with nobody
  thirdBusy: "Their line is busy. We're still here with you, both of us.",
  thirdNotReached: "Nobody could pick up over there. We're still here with you.",
  thirdGone: "They've left the call. We're still here with you.",
  responderGone:
    "One of our people lost their line. Stay together; I'm getting somebody back to you.",
  thirdLost: "You're back with me. It's not you. I'm finding someone right now, stay on.",

  // To whoever a caller is handed to: never who they are, nor where
  transferOpening:
    "Hello, this is {line}, a line that keeps people company. Somebody on it would like to talk with you, and agreed that we call. The person who answered them stays until you are together.",
  transferNavigator:
    "{line}: somebody would like to meet you, and is on the line with the person who answered them.",
  transferTake: "Press 1 to talk with them.",
  transferNow: "I'm putting you together now.",
  transferOver: "You're not needed on this call any more. Thank you.",

  // Keys only: yes or no questions a responder can send
  keysOnlyKeys: "1 yes, 2 no.",
  askOkay: "Are you okay?",
  askReady: "Are you ready?",
  askSomeoneWithYou: "Is someone with you?",
  askCanYouTalk: "Can you talk now?",
  askSamePlace: "Are you still in the same place?",
  askNeedHelp: "Do you want help now?",

  // To a responder
  acceptRing: "Someone is calling the line. Press 1 to take the call.",
  connecting: "Thank you. Putting you through.",
  ringTaken: "Someone else picked up. Thank you.",
  callerNoAnswer: "They did not pick up. We try again later. Thank you.",
  callerNoAnswerLast:
    "They did not pick up this time either. A supervisor decides what comes next. Thank you.",
  transferDone: "They're together now, and you're out of the call. Thank you.",
  callLeft: "You're out of this call, and they're looked after. Thank you.",
  ringGone: "They hung up before you got there. Thank you.",
  sessionLink: "Your page for this call: {link}",
  phoneCode:
    "{line}: {code} is your code. Type it where you gave this number. Not you? Ignore this.",
  starMenu: "Go ahead, press your key.",
  starMenuHelp: "9 5 the desk is sending somebody, 9 0 help is with them.",
  starMenuKeys:
    "1 fine, 2 drowsy, 3 gone quiet, 4 using now, 5 dose, 6 stepped away, 7 hear the place, 8 I ask them for the place, 0 0 they said goodbye, 0 8 leave this call, 9 9 send help, 0 supervisor.",
  menuDone: "Done.",
  menuUnknown: "I don't know that key. Star, star to hear them all.",
  menuNotNow: "That can't be done right now. Nothing changed.",
  placeSealed:
    "The place is sealed until help is sent. Your page for this call opens it, with a reason.",
  menuAway: "Not right now. If you're sure they can step away: star, then 6 6.",
  pressStar: "We've lost sight of your screen. If you're there, press star.",
  didTheySayBye: "Their line dropped. Did they say goodbye? If so: star, then 0 0.",
  speakerBrief: "A desk is on the line for us. Press 1 to speak to them.",
  rehearsalNotice: "This is a practice call. Nobody is in danger and nobody will be sent.",

  // Pages to supervisors, by text message
  pageCallerWaiting: "A caller is waiting and nobody has picked up. Open the board.",
  pageNobodyReachable: "Nobody can be reached to answer the line. Open the board.",
  pageEmergency: "A caller pressed emergency. Open the board now.",
  pageHelpSent: "Help is being sent in a session. Open the board.",
  pageNoPlace:
    "A caller stopped answering and there is nowhere to send help. A person must decide. Open the board now.",
  pageResponderLost: "A responder lost their line. The caller is still with us. Open the board.",
  pageLineLost: "A caller's line dropped; we are calling back. Open the board.",
  pageAnsweredAfterSending:
    "A caller answers again; help is on its way. A person decides. Open the board now.",
  pageAskedForHelp: "A caller asked for help. Open the board now.",
  pageSelfHarm: "A caller may hurt themselves. A person must decide. Open the board now.",
  pageArrival: "Nobody has confirmed that help is with the caller. Open the board.",
  pageCallBackLate: "A promised call-back is late. Open the board.",
  pageReachSettled:
    "We can't reach a caller whose time was over. A person must decide. Open the board.",
  pageDeskSlow: "No desk has taken it yet. Open the board now.",
  pageCoverAsked: "A responder asks for cover. Open the board.",
  pageCodesGuessed:
    "Many wrong codes were keyed this hour. Until it is over no code opens anything. Nobody is in danger.",

  // To a desk, where the place is a recording in the caller's own voice
  deskSpokenOpening:
    "Medical emergency. Ambulance needed{where}. The place, as they said it: {place} Automatic message from {line}; we're getting a person on this call.",
  deskSpokenPlace: "{people}{where}. The place, as they said it: {place} Once more: {place}",
  deskSpokenNotSpelled:
    "We have the place only in their own voice. As they said it: {place} Reference {reference}.",
  deskSpokenHere: "(play them the recording)",
  inProvince: " in {province}",

  // To the trusted person
  trustedPlace: "Where they are, as they said it:",
  trustedText: "Please answer, someone asked us to reach you.",
  trustedGoing: "Thank you. Call us at {number} when you're there.",
  trustedCannot: "Thank you for telling us right away. We take it from here.",
  trustedOver: "You don't need to go any more. Thank you. Call us if you'd like to talk.",
} as const;
