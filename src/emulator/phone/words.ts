import type { EndedBy, ProblemCode } from "./contract.ts";

export type Language = "en" | "fr";

const en = {
  title: "Telephone",
  rehearsal: "A rehearsal telephone.",
  reachesNobody: "It reaches nobody real, and no emergency service.",
  otherLanguage: "Français",
  whoAreYou: "Who are you?",
  aCaller: "A caller",
  aCallerHint: "with any invented number",
  aKnownPhone: "A telephone this network knows",
  aKnownPhoneHint: "a desk, a trusted person, somebody’s own phone",
  aSoftphone: "A softphone",
  aSoftphoneHint: "the name an application rings, client:…",
  yourNumber: "Your number",
  withhold: "Withhold my number",
  whichPhone: "Which telephone",
  noneKnown: "None yet. A number is known once it has been called.",
  openAlready: "open in another tab",
  softphoneName: "Name",
  takePhone: "Take this telephone",
  takeOver: "It is open in another tab: use it here instead",
  youAre: "You are",
  numberWithheld: "number withheld",
  change: "Put away",
  numberToCall: "Number to call",
  pad: "Keys",
  call: "Call",
  hangUp: "Hang up",
  answer: "Answer",
  answerInstead: "Hang up and answer",
  decline: "Decline",
  ringing: "Ringing:",
  calling: "Calling",
  onACall: "On a call with",
  together: "Connected with people",
  muted: "The line has muted you",
  hold: "On hold",
  ready: "Ready. It rings here.",
  missed: "Missed call",
  microphoneOn: "Mute my microphone",
  microphoneOff: "Unmute my microphone",
  microphoneAsk: "Use my microphone",
  microphoneRefused: "No microphone: speak by text",
  talkingWith: "You can hear each other:",
  aloud: "Read aloud",
  volume: "Volume",
  whatIsSaid: "What is said",
  sayLabel: "Say something",
  say: "Say",
  you: "You",
  youPressed: "You pressed",
  theLine: "Line",
  somebody: "Somebody",
  aRecording: "a recording plays",
  music: "Music",
  tones: "Tones",
  elsewhere: "This telephone is now open in another tab.",
  putAway: "This telephone was put away.",
  useHere: "Use it here",
  chooseAgain: "Choose a telephone",
  lost: "The network is not answering. Trying again …",
};

export type WordsFor = Readonly<typeof en>;

const fr: WordsFor = {
  title: "Téléphone",
  rehearsal: "Un téléphone d’exercice.",
  reachesNobody: "Il ne joint personne pour vrai, ni aucun service d’urgence.",
  otherLanguage: "English",
  whoAreYou: "Qui êtes-vous?",
  aCaller: "Une personne qui appelle",
  aCallerHint: "avec n’importe quel numéro inventé",
  aKnownPhone: "Un téléphone déjà connu du réseau",
  aKnownPhoneHint: "une centrale, une personne de confiance, un téléphone personnel",
  aSoftphone: "Un téléphone logiciel",
  aSoftphoneHint: "le nom que l’application fait sonner, client:…",
  yourNumber: "Votre numéro",
  withhold: "Masquer mon numéro",
  whichPhone: "Quel téléphone",
  noneKnown: "Aucun pour l’instant. Un numéro est connu dès qu’on l’a appelé.",
  openAlready: "ouvert dans un autre onglet",
  softphoneName: "Nom",
  takePhone: "Prendre ce téléphone",
  takeOver: "Il est ouvert dans un autre onglet : l’utiliser plutôt ici",
  youAre: "Vous êtes",
  numberWithheld: "numéro masqué",
  change: "Ranger",
  numberToCall: "Numéro à composer",
  pad: "Touches",
  call: "Appeler",
  hangUp: "Raccrocher",
  answer: "Répondre",
  answerInstead: "Raccrocher et répondre",
  decline: "Refuser",
  ringing: "Ça sonne :",
  calling: "Appel de",
  onACall: "En ligne avec",
  together: "En conversation avec quelqu’un",
  muted: "La ligne a coupé votre micro",
  hold: "En attente",
  ready: "Prêt. C’est ici que ça sonne.",
  missed: "Appel manqué",
  microphoneOn: "Couper mon micro",
  microphoneOff: "Rouvrir mon micro",
  microphoneAsk: "Utiliser mon micro",
  microphoneRefused: "Pas de micro : parlez par écrit",
  talkingWith: "Vous vous entendez avec :",
  aloud: "Lire à voix haute",
  volume: "Volume",
  whatIsSaid: "Ce qui se dit",
  sayLabel: "Dire quelque chose",
  say: "Dire",
  you: "Vous",
  youPressed: "Vous avez appuyé sur",
  theLine: "La ligne",
  somebody: "Quelqu’un",
  aRecording: "un enregistrement joue",
  music: "Musique",
  tones: "Tonalités",
  elsewhere: "Ce téléphone est maintenant ouvert dans un autre onglet.",
  putAway: "Ce téléphone a été rangé.",
  useHere: "L’utiliser ici",
  chooseAgain: "Choisir un téléphone",
  lost: "Le réseau ne répond pas. On réessaie…",
};

const problems: Readonly<Record<Language, Readonly<Record<ProblemCode, string>>>> = {
  en: {
    emergency:
      "This telephone never calls 911 or any emergency number. In a real emergency, use a real telephone.",
    noSuchNumber: "Nobody here has that number. Call one of the numbers of this network.",
    notAnAddress: "That is not a number like +1 555 555 0131.",
    openElsewhere: "That telephone is open in another tab.",
    gone: "This telephone is not open any more.",
    notPossible: "That cannot be done just now.",
  },
  fr: {
    emergency:
      "Ce téléphone n’appelle jamais le 911 ni aucun numéro d’urgence. Pour une vraie urgence, prenez un vrai téléphone.",
    noSuchNumber: "Personne ici n’a ce numéro. Composez l’un des numéros de ce réseau.",
    notAnAddress: "Ce n’est pas un numéro comme +1 555 555 0131.",
    openElsewhere: "Ce téléphone est ouvert dans un autre onglet.",
    gone: "Ce téléphone n’est plus ouvert.",
    notPossible: "C’est impossible pour le moment.",
  },
};

const endings: Readonly<Record<Language, Readonly<Record<EndedBy, string>>>> = {
  en: {
    person: "The call is over: you hung up.",
    dropped: "The call was lost.",
    line: "The call is over: the other end hung up.",
    network: "The call is over.",
  },
  fr: {
    person: "L’appel est terminé : vous avez raccroché.",
    dropped: "L’appel a été coupé.",
    line: "L’appel est terminé : on a raccroché à l’autre bout.",
    network: "L’appel est terminé.",
  },
};

const chosen = sessionStorage.getItem("language");
let language: Language = (chosen ?? navigator.language).startsWith("fr") ? "fr" : "en";

/** The page's words, in the language it is shown in now. */
export const words = (): WordsFor => (language === "fr" ? fr : en);
export const problemWords = (code: ProblemCode): string => problems[language][code];
export const endingWords = (by: EndedBy): string => endings[language][by];
/** For what is said without a language of its own: as Canada writes and speaks it. */
export const pageLanguage = (): string => `${language}-CA`;

/** Shows the page in its language, or from now on in the other. */
export function showWords(change: "asItIs" | "other" = "asItIs"): void {
  if (change === "other") {
    language = language === "en" ? "fr" : "en";
    sessionStorage.setItem("language", language);
  }
  document.documentElement.lang = pageLanguage();
  document.title = words().title;
  const known = words();
  for (const element of document.querySelectorAll<HTMLElement>("[data-words]")) {
    const key = element.dataset["words"];
    if (key !== undefined && isKey(key, known)) element.textContent = known[key];
  }
}

const isKey = (key: string, known: WordsFor): key is keyof WordsFor => key in known;
