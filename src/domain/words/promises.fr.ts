import type { promisesEn } from "./promises.en.ts";

export const promisesFr: Readonly<Record<keyof typeof promisesEn, string>> = {
  title: "Ce que la ligne te promet",
  intro:
    "Ce sont les règles de la ligne, avec les chiffres en vigueur. Un changement compte pour les appels qui commencent après : le tien garde les chiffres avec lesquels il a commencé.",
  answered: "Quelqu'un répond",
  answered1:
    "On sonne une personne tout de suite, une autre après {ringSecondMs}, toutes celles qui sont libres après {ringAllMs}. À partir de {ringAnyLanguageMs}, aussi celles de l'autre langue.",
  answered2:
    "Personne n'est libre? On continue de sonner. Pendant ce temps, la ligne elle-même peut rester avec toi et prendre de tes nouvelles, ou te rappeler d'ici {callBackPromiseMs}.",
  answered3: "Sans jugement, et sans nom. Tu nous dis seulement ce que tu veux.",
  asked: "On prend de tes nouvelles",
  asked1:
    "Dès que tu dis que tu consommes : d'abord après {firstCheckInMs}, puis toutes les {accompaniedMs} avec quelqu'un. Tu peux demander plus ou moins souvent, de {accompaniedMinMs} à {accompaniedMaxMs}.",
  asked2:
    "Sans aidant·e, avec la ligne : toutes les {aloneFreshMs} pendant les {freshDoseMs} qui suivent une dose, puis toutes les {aloneMs}. Si tu sembles somnoler ou être au ralenti : toutes les {closeMs}.",
  asked3: "Quand on te demande, n'importe quelle touche est une réponse. Un oui aussi.",
  silent: "Tu ne réponds plus : l'aide vient",
  silent1:
    "Si tu ne réponds pas, on te redemande, plus fort. {graceMs} après l'heure prévue, on envoie l'aide que tu as choisie. Une réponse avant compte, et rien n'est envoyé.",
  silent2:
    "C'est toi qui choisis l'aide : une ambulance, une personne de confiance, ou personne. Si tu choisis personne, ou si on ne sait pas où tu es, on te sonne et on sonne la supervision, et seule une personne décide.",
  silent3:
    "On demande de l'aide jusqu'à ce que quelqu'un dise qu'elle part : si une centrale ne le dit pas d'ici {nextRouteMs}, on sonne aussi la suivante. Après, on demande si elle est avec toi, après {arrivalMs}, puis toutes les {arrivalEveryMs}.",
  silent4:
    "Si tu réponds une fois l'aide envoyée, on te le dit et on leur dit tout de suite. Seule une personne l'annule.",
  cut: "La ligne coupe",
  cut1: "On te rappelle après {callBackFirstMs}, et encore. Pendant un accompagnement, si on ne te rejoint pas d'ici {reachMs}, on envoie l'aide que tu as choisie; d'ici {reachSettledMs} si tout allait bien et que le temps prévu était fini.",
  cut2: "Si ton aidant·e perd sa ligne, la ligne elle-même te parle et sonne quelqu'un d'autre. Aucune échéance ne bouge.",
  kept: "Ce qu'on garde",
  kept1:
    "Le lieu où tu es est sous clé, et effacé {planKeptMs} après l'appel. Après une urgence, on le garde {followUpMs}, ou pour le suivi que tu as accepté, {planKeptEmergencyMs} au plus.",
  kept2:
    "À la fin, tu choisis : tout effacer maintenant, garder jusqu'à demain, ou garder sous un code à toi.",
  versions: "De quelles règles il s'agit",
  inForce: "Version {name}, en vigueur depuis le {day}.",
  signed: "Décidée par {name}.",
  unsigned: "Les chiffres du logiciel, pas encore revus par une direction médicale.",
  changes: "Ce qui a changé, et quand",
  change: "{what} : {to} (avant : {from})",
  otherLanguage: "In English",
};
