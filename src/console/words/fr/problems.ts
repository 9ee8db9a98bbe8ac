import type { problems as en } from "../en/problems.ts";

export const problems: Record<keyof typeof en, string> = {
  "problem.closed": "Cet appel est fermé.",
  "problem.notWatching":
    "Aucun accompagnement n'est commencé. Dis « consomme maintenant » pour commencer.",
  "problem.lineLost":
    "Sa ligne est perdue, donc rien n'a été confirmé. Quand tu l'entends à notre rappel, dis-le.",
  "problem.noResponder": "Personne n'est avec cette personne en ce moment.",
  "problem.notYourSession": "Cet appel est avec quelqu'un d'autre.",
  "problem.checkInMoved":
    "Cette prise de nouvelles est finie : rien n'a été confirmé. Regarde celle en cours.",
  "problem.awayAlready":
    "La personne s'est déjà éloignée une fois. Garde les prises de nouvelles ordinaires.",
  "problem.notWhileDrowsy":
    "Pas pendant qu'elle est somnolente ou lente. Garde les prises de nouvelles ordinaires.",
  "problem.soonAfterDose":
    "Une dose a été prise il y a quelques minutes. Appuie encore pour dire que tu le sais.",
  "problem.intervalOutOfBounds": "Cet intervalle n'est pas permis par le protocole.",
  "problem.helpNotAsked": "Aucuns secours n'ont été demandés.",
  "problem.helpAskedAlready": "Les secours sont déjà demandés.",
  "problem.keysOnlyNeeded": "Les questions sont pour les appels par touches.",
  "problem.noTrustedPerson": "Le plan ne nomme aucune personne de confiance.",
  "problem.noRedial": "Personne n'attend d'être reconnu comme cette personne.",
  "problem.lineNotLost": "Sa ligne n'est pas perdue.",
  "problem.noNumber": "On n'a pas de numéro pour cette personne.",
  "problem.signInWrong": "Ce courriel et ce mot de passe ne vont pas ensemble.",
  "problem.tooManyTries": "Trop d'essais. Attends une minute, puis réessaie.",
  "problem.signInNeeded": "Ta session est finie. Ouvre-la de nouveau.",
  "problem.notAllowed": "Ce n'est pas à toi de faire ça maintenant.",
  "problem.requestWrong": "Quelque chose dans ce que tu as écrit ne va pas.",
  "problem.sealedShut":
    "C'est sous clé, et les clés de la ligne ne l'ouvrent pas. Redemande à la personne, et dis-le à la supervision.",
  "problem.other":
    "La ligne n'a pas pu faire ça ({code}). Réessaie, et dis-le à la supervision si ça reste.",
  "problem.notSent": "Pas envoyé.",
  "problem.notSent.more": "La ligne n'a pas répondu à temps. Redemande, puis appuie encore.",
  "problem.unreadable": "La réponse de la ligne est illisible. Recharge cette page.",
};
