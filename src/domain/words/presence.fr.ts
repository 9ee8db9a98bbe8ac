import type { presenceEn } from "./presence.en.ts";

/** The same in Québec French; vous to our own people. */
export const presenceFr = {
  standby:
    "{line} : personne n'est libre sur la ligne en ce moment. Gardez votre téléphone à portée de main; on vous appelle si quelqu'un attend.",
  resting:
    "{line} : {name} est de quart et se repose après une urgence. Son retour se fera à son rythme : assurez la relève, s'il vous plaît.",
  testRingMissed:
    "{line} : l'appel d'essai de {name} est resté sans réponse. Les autres sont appelés en premier jusqu'à son retour.",
  testRingMissedOwn:
    "{line} : votre appel d'essai est resté sans réponse. Vérifiez votre appareil, puis faites « Je suis de retour ».",
  coverAsked:
    "Ici {line}. Quelqu'un se repose après une urgence, et personne d'autre n'est libre pour répondre.",
  coverPress: "Faites le 1 pour prendre la relève pendant la prochaine demi-heure.",
  coverTaken: "Merci. On vous appelle en premier jusqu'à {time}.",
  testRing: "Ici {line}, un appel d'essai pour le début de votre quart. Personne n'attend.",
  testPress: "Faites le 1, et on saura qu'on vous rejoint.",
  testTaken: "Merci. On vous rejoint.",
} as const satisfies Record<keyof typeof presenceEn, string>;
