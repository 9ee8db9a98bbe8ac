import type { quality as en } from "../en/quality.ts";

export const quality: Record<keyof typeof en, string> = {
  "quality.title": "Qualité",
  "quality.about":
    "Des mois entiers, à l'heure de la ligne ({zone}), sans les exercices. Personne de chez nous n'est mesuré ici, et aucun chiffre n'est celui de quelqu'un.",
  "quality.hiding":
    "Les nombres de moins de {least} sont masqués, 0 aussi, et d'autres à côté pour qu'on n'en devine aucun : la règle de la page publique.",
  "quality.none":
    "Il n'y a pas encore de mois terminé. Ce qui se passe maintenant est sous Chiffres.",
  "quality.before": "Mois d'avant",
  "quality.after": "Mois d'après",
  "quality.what": "Quoi",
  "quality.times": "Combien de fois",
  "quality.all": "En tout",
  "quality.rest": "Tout ce qui est masqué, ensemble",
  "quality.hidden": "masqué",
  "quality.allHidden": "Trop peu ce mois-ci pour en dire plus.",
  "quality.onlyAll": "{total} en tout, trop peu de chaque sorte pour en dire plus.",
  "quality.calls.title": "{name} : {is}",
  "quality.calls.none": "Aucun appel n'est compté dans ce chiffre.",
  "quality.back": "Retour à la qualité",
  "quality.plan": "Le plan, avant la consommation",
  "quality.rule.plan":
    "Appels avec accompagnement. Des cinq choses, un nom et un accès sont sous clé; on voit un lieu, un numéro où rappeler, et qu'on a demandé qui envoyer.",
  "quality.plan.before": "Un lieu et un numéro, avant",
  "quality.plan.part": "Avant, sans l'un des deux",
  "quality.plan.later": "Seulement une fois commencé",
  "quality.plan.none": "Aucun plan",
  "quality.readBack": "Le lieu, relu",
  "quality.rule.readBack":
    "Appels avec accompagnement, selon ce qui a été relu du lieu à la personne, ou rejoué dans sa propre voix.",
  "quality.readBack.whole": "En entier",
  "quality.readBack.parts": "En partie",
  "quality.readBack.no": "Pas relu",
  "quality.readBack.noPlace": "Aucun lieu donné",
  "quality.checkIns": "Prises de nouvelles",
  "quality.rule.checkIns":
    "Appels avec accompagnement. « Échappée » : une échéance passée sans réponse; par la ligne, quand elle avait une seconde de retard ou plus, ou qu'un·e pair aidant·e avait perdu sa ligne; par le protocole, quand tout est venu en son temps.",
  "quality.checkIns.kept": "Toutes confirmées",
  "quality.checkIns.asked": "La ligne a demandé, et a eu une réponse",
  "quality.checkIns.slippedLine": "Échappée par la ligne",
  "quality.checkIns.slippedProtocol": "Échappée par le protocole",
  "quality.noticed": "Le silence, et qui l'a remarqué",
  "quality.rule.noticed":
    "Appels où des secours ont été demandés parce que la personne ne répondait plus ou que sa ligne était coupée : ce qui est venu en premier.",
  "quality.noticed.byResponder": "Qui était avec la personne",
  "quality.noticed.byLine": "La ligne, à son horloge",
  "quality.noticed.lineLost": "Sa ligne a coupé",
  "quality.stages": "Du silence aux secours",
  "quality.rule.stages":
    "Le premier silence de chacun de ces appels. À moins de {least} fois on n'en dit rien, ni jamais la plus longue, qui est celle d'un seul appel.",
  "quality.stage.silentToNoticed": "De la dernière réponse jusqu'à ce qu'on le remarque",
  "quality.stage.noticedToAsked": "De là jusqu'à la demande de secours",
  "quality.stage.askedToTaken": "De la demande jusqu'à l'envoi pris",
  "quality.stage.told": "{times} fois; 19 sur 20 n'ont pas dépassé {p95}",
  "quality.stage.median": "{times} fois; la moitié n'a pas pris plus",
  "quality.language": "Langue",
  "quality.rule.language":
    "Tous les appels : si la première personne de chez nous parle la langue choisie.",
  "quality.language.own": "Dans sa langue",
  "quality.language.other": "Dans une autre",
  "quality.language.nobody": "Sans personne de chez nous",
  "quality.cover": "La relève pendant un appel",
  "quality.rule.cover":
    "Appels avec un·e pair aidant·e. Demander la relève est une bonne pratique : ce qui compte, c'est que quelqu'un soit venu.",
  "quality.cover.notAsked": "Personne ne l'a demandée",
  "quality.cover.came": "Demandée, et quelqu'un est venu",
  "quality.cover.notCame": "Demandée, et personne n'est venu",
  "quality.pauses": "Pauses et repos",
  "quality.rule.pauses":
    "Combien de fois quelqu'un a pris une pause, ou s'est reposé après une urgence. De qui, ce n'est pas gardé ici.",
  "quality.pauses.breakTaken": "Pauses",
  "quality.pauses.staffRested": "Repos après une urgence",
  "quality.debriefs": "Retours après les urgences",
  "quality.rule.debriefs":
    "Les retours que doivent les urgences du mois, comptés un par un; ceux qu'on a demandés ne comptent pas. Mène aux appels, dont un seul peut en devoir plusieurs.",
  "quality.debriefs.inTime": "Donnés en moins d'un jour",
  "quality.debriefs.late": "Donnés plus tard",
  "quality.debriefs.waived": "Pas nécessaires",
  "quality.debriefs.owed": "Encore dus",
  "quality.causes": "Ce qui y a contribué",
  "quality.rule.causes":
    "Des revues fermées dans le mois. Une revue peut en nommer plusieurs : c'est donc plus que de revues. Aucun mot de la liste n'est une personne.",
  "quality.causes.byMonth": "Ce qui y a contribué, par mois",
  "quality.causes.month": "Mois",
  "problem.numberHidden": "Ce nombre est masqué : ses appels ne sont pas listés à part.",
};
