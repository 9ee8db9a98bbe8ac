import type { trainingEn } from "./training.en.ts";

/** The same in Québec French; vous to our own people. */
export const trainingFr = {
  endsOwn:
    "{line} : votre attestation ({what}) est valide jusqu'au {day}. Renouvelez-la à temps : ensuite, on vous sonne après les autres. Voyez Formation dans la console.",
  endsOther:
    "{line} : l'attestation de {name} ({what}) est valide jusqu'au {day}. Ensuite, on sonne cette personne après les autres. Voyez Formation dans la console.",
  lineTraining: "formation de la ligne",
  rehearsalDue:
    "{line} : ça fait un mois depuis votre dernier appel d'exercice. Quand ça vous convient, appuyez sur M'exercer, sous Formation dans la console.",
  practiceHello:
    "Ceci est un appel d'exercice. Personne n'est en danger. Appelez-moi Sam. Je vais consommer, et je suis tout seul.",
  practicePlace:
    "Je suis au 250, rue Fictive, porte 4, à Toronto, en Ontario. La porte de côté est ouverte. Si je ne réponds plus, envoyez une ambulance.",
  practiceYes: "Oui, c'est ça.",
  practiceUsing: "OK. Je consomme maintenant.",
  practiceFine: "Ça va. Je suis là.",
  practiceSent:
    "Ici la voix d'exercice. L'aide a été demandée, et vous êtes resté là. C'était l'exercice : dites que l'aide est sur place, et fermez l'appel. Merci.",
} as const satisfies Record<keyof typeof trainingEn, string>;
