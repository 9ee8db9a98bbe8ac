import type { measuresEn } from "./measures.en.ts";

export const measuresFr: Record<keyof typeof measuresEn, string> = {
  callers:
    "Appels auxquels une personne pouvait répondre. Sans les exercices, les appels d'essai, les appels restreints, ni ceux de qui a été coupé puis a retrouvé son appel d'avant.",
  answered: "Appels où quelqu'un de chez nous a été avec la personne, même tard.",
  answeredIn20s: "Appels où quelqu'un était là 20 secondes ou moins après l'arrivée de l'appel.",
  abandoned:
    "La personne a raccroché après 20 secondes ou plus, avant que quelqu'un soit là, sans prise de nouvelles et sans demander un rappel.",
  abandonedEarly: "La même chose, mais avant 20 secondes : mauvais numéro, ou changement d'idée.",
  lineAlone: "Personne n'est venu, et la ligne a pris des nouvelles elle-même ou envoyé de l'aide.",
  callBackAsked: "Personne n'est venu, et la personne a demandé un rappel.",
  restricted:
    "Appels restreints, pour lesquels on ne fait sonner personne. Non comptés parmi les appels.",
  waits:
    "De l'arrivée de l'appel jusqu'à ce que quelqu'un de chez nous soit avec la personne, pour les appels où on a répondu.",
  checkInsKept:
    "Prises de nouvelles qui ont eu une réponse avant l'heure d'envoyer des secours : l'aidant·e a dit que la personne répond ou somnole, ou la personne a appuyé sur une touche ou dit un mot. Comptées à l'heure où l'appel est arrivé.",
  checkInsMissed:
    "Échéances passées sans réponse, où la ligne a demandé des secours d'elle-même : une prise de nouvelles, quelqu'un devenu silencieux, ou un appel coupé et pas retrouvé. Comptées à l'heure où l'appel est arrivé.",
  helpAsked:
    "Fois où des secours ont été demandés, par quelqu'un ou par la ligne elle-même, annulés ensuite ou non.",
  silentToAsked:
    "De la dernière réponse de la personne, ou de la coupure de l'appel, jusqu'à la demande de secours. Seulement quand la raison était le silence. L'intervalle convenu entre deux prises de nouvelles est dedans.",
  askedToRung: "De la demande de secours jusqu'à ce qu'on sonne la première centrale.",
  askedToTaken:
    "De la demande de secours jusqu'à ce que quelqu'un à une centrale, ou quelqu'un de chez nous, dise qu'ils sont envoyés.",
  takenToThere:
    "De l'envoi pris jusqu'à ce que les secours soient avec la personne. Sans les envois annulés, ni ceux dont on n'a jamais su l'arrivée.",
  nobodyFreeMinutes:
    "Minutes où personne sur la ligne n'était libre : en quart, ni en pause ni au repos, joignable, et sans appel ni centrale. De garde et supervision ne comptent pas.",
  shortMinutes:
    "Minutes où il y avait moins de personnes libres que le minimum fixé pour cette heure.",
  reachable:
    "Combien de personnes sur la ligne un appel pouvait joindre, même occupées, en moyenne.",
  free: "Combien d'entre elles étaient libres, en moyenne. Une personne qu'on fait sonner est libre.",
  fewestFree: "Le plus petit nombre de personnes libres à un moment donné.",
  least: "Le minimum fixé pour cette heure, peu importe la langue.",
  rung: "Sonneries à cette personne pour des appels, sur n'importe lequel de ses téléphones.",
  missed:
    "Sonneries à cette personne restées sans réponse, occupées, refusées ou prises par un répondeur. Celles qui ont cessé parce que quelqu'un d'autre a répondu ne comptent pas.",
  failed: "Sonneries que le fournisseur n'a pas pu faire. Elles ne sont à personne.",
};
