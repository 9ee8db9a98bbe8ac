import type { deskEn, deskOursEn } from "./desk.en.ts";

/** Ce qu'entend une centrale, phrase par phrase. « Elle » est toujours la personne. */
export const deskFr = {
  onePerson: "Une personne",
  atPlace: "{people} au {place}; je répète, {place}.",
  stoppedAnswering: "{they} ne répond plus depuis {time}, soit {minutes}.",
  lineLost:
    "La ligne a coupé à {time}; dernière réponse {lastAnswer}; impossible de joindre la personne.",
  breathingUnknown: "On ne sait pas si elle respire.",
  took: "{they} a dit avoir pris {doses}.",
  naloxone: "Naloxone sur place : {answer}.",
  yes: "oui",
  no: "non",
  unknown: "inconnu",
  othersMayNotKnow: "Les autres sur place ne le savent peut-être pas.",
  line: "Sa ligne est {line}.",
  open: "ouverte",
  lost: "coupée",
  notOnScene: "Nous ne sommes pas sur place.",
  callUs: "Rappelez-nous au {number}, référence {reference}.",
  keys: "Faites le 1 si vous envoyez quelqu'un, le 2 pour réécouter, le 3 pour une personne, le 4 pour épeler.",
} as const satisfies Record<keyof typeof deskEn, string>;

export const deskOursFr = {
  openingTownUnknown:
    "Urgence médicale. Besoin d'une ambulance au {place}, municipalité inconnue. Message automatique de {line}; nous cherchons une personne pour vous parler.",
  people: "{count} personnes",
  peopleUnknown: "Au moins une personne, nombre inconnu,",
  they: "Elle",
  theyAmongSeveral: "La personne au téléphone",
  areaOnly: "Nous connaissons seulement le secteur, pas la porte.",
  wayIn: "Accès : {wayIn}.",
  wayInUnknown: "L'accès est inconnu.",
  askedForHelp: "{they} nous a demandé de l'aide à {time}, il y a {minutes}.",
  stimulant:
    "{they} réagit peut-être mal à un stimulant depuis {time}, soit {minutes} : douleur à la poitrine, convulsions ou surchauffe possibles.",
  selfHarm:
    "Nous craignons qu'une personne sur place se fasse du mal. On nous l'a dit à {time}, il y a {minutes}.",
  injury:
    "Quelqu'un est blessé sur place. On nous l'a dit à {time}, il y a {minutes}. On ne sait pas si c'est grave.",
  violence:
    "Il y a de la violence sur place, ou une menace. On nous l'a dit à {time}, il y a {minutes}. On ne sait pas si c'est terminé.",
  wrongHouse: "On nous dit que l'équipe est à la mauvaise porte.",
  nobodyCalled:
    "On nous dit qu'à la porte, personne n'aurait appelé. Quelqu'un sur place l'a fait.",
  noAnswerAtDoor: "On nous dit que personne ne répond à la porte.",
  lastAnswer: "Sa dernière réponse était à {time}.",
  lastAnswerUnknown: "On ne sait pas quand elle a répondu pour la dernière fois.",
  lastAnswerAt: "à {time}",
  lastAnswerAtUnknown: "inconnue",
  underAMinute: "moins d'une minute",
  oneMinute: "1 minute",
  minutes: "{count} minutes",
  dose: "{substance}, {route}, à {time}",
  thenDose: "; puis ",
  tookUnknown: "On ne sait pas si elle a pris quelque chose.",
  opioid: "un opioïde",
  stimulantTaken: "un stimulant",
  depressant: "un dépresseur",
  otherSubstance: "une autre substance",
  unknownSubstance: "une substance inconnue",
  injected: "par injection",
  smoked: "fumé",
  snorted: "par le nez",
  swallowed: "avalé",
  otherRoute: "d'une autre façon",
  unknownRoute: "voie inconnue",
  spelled: "Le lieu, épelé : {place}. Municipalité : {municipality}. Référence {reference}.",
  townUnknown: "inconnue",
  taken: "Merci. Nous rappellerons pour savoir si les secours sont avec la personne.",
  personComing: "Un instant s'il vous plaît, nous cherchons une personne.",
  arrived:
    "Référence {reference} : les secours sont-ils avec la personne? 1 oui, 2 pas encore, 3 une personne.",
  hold: "Un instant, une personne se joint à l'appel.",
  referenceUnknown: "Cette référence ne correspond à aucun appel en cours.",
  enterReference: "Veuillez composer les trois chiffres de la référence.",
} as const satisfies Record<keyof typeof deskOursEn, string>;
