import type { firstEn } from "./first.en.ts";

/** Les mêmes, en français : *tu* à la personne qui appelle. */
export const firstFr: Readonly<Record<keyof typeof firstEn, string>> = {
  "card:hello":
    "Allô, je suis une vraie personne, et je reste avec toi. Comment veux-tu que je t'appelle? T'es où?",
  "card:selfHarm":
    "Merci de me l'avoir dit. Je reste ici avec toi. Es-tu en sécurité en ce moment? Si tu veux, je peux faire venir quelqu'un qui fait ça tous les jours, et je reste jusqu'à ce que vous soyez ensemble.",
  "card:noPlace":
    "C'est toi qui décides, je reste pareil. Mais si tu ne réponds plus, je n'ai nulle part où envoyer de l'aide. Un coin de rue suffit, n'importe quand.",
  "card:noDesk":
    "Je vais être honnête : on n'a personne à envoyer à cet endroit-là. Je reste avec toi. Y a-t-il quelqu'un que tu voudrais qu'on appelle?",
  "card:cost":
    "Une ambulance peut coûter de l'argent, et je ne peux pas dire combien. C'est toi qui choisis : une ambulance, quelqu'un de confiance, ou personne.",
  "card:beforeUse":
    "Quand t'auras fini, dis-moi juste bye. Si ça coupe, je te rappelle tout de suite : réponds ou texte 1.",
  "card:away": "Trois minutes. Amène-moi avec toi si tu peux.",
  "card:drowsy": "Assois-toi pour moi. Ta naloxone dans ta main. Continue de me parler.",
  "card:helpSent":
    "J'ai demandé de l'aide, et je reste en ligne. Si tu m'entends, dis quelque chose ou appuie sur une touche.",
  "card:answers":
    "Ça fait du bien de t'entendre. L'aide a déjà été appelée. Dis-moi comment tu vas, on va leur dire. C'est correct, ça arrive.",
  "card:goodbye":
    "Merci de m'avoir laissé te tenir compagnie. Même numéro, jour et nuit. Prends soin de toi.",
  "card:leaving": "L'appel se termine ici. Quand tu vas consommer, tu peux appeler.",
  "card:asked": "Je ne peux pas dire si quelqu'un a appelé.",
  "tip:opioid:any":
    "Un peu d'abord, puis attendre. Naloxone ouverte, à portée. En position assise, porte débarrée.",
  "tip:stimulant:any":
    "De l'eau, un endroit frais. Douleur à la poitrine, convulsion ou surchauffe : c'est une raison d'envoyer les secours.",
  "tip:depressant:any":
    "Avec des opioïdes ou de l'alcool, la respiration ralentit plus qu'avec un seul. En position assise; naloxone à portée quand même.",
  "tip:other:any": "Un peu d'abord, puis attendre. En position assise, porte débarrée.",
  "tip:unknown:any":
    "Personne ne sait ce qu'il y a dedans : un peu d'abord, naloxone à portée, porte débarrée.",
  "tip:any:smoked": "Ça vient tout de suite : reste en ligne pendant.",
  "tip:any:injected":
    "Ça vient tout de suite. Aiguille neuve; avant, le téléphone sur haut-parleur à côté.",
  "tip:any:snorted": "Ça vient en quelques minutes : continue de parler.",
  "tip:any:swallowed":
    "Ça vient tard : pas de deuxième dose parce que la première tarde. Reste plus longtemps.",
  "tip:any:other": "Demande en combien de temps ça vient d'habitude, et reste au-delà.",
  "tip:any:unknown": "Demande comment : ça dit quand ça vient.",
};
