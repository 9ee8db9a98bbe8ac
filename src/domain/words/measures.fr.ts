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
