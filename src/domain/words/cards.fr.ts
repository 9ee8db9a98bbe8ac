import type { cardsEn } from "./cards.en.ts";

/** La fiche à portée de main, pour quand quelqu'un demande des nouvelles d'une personne qui a appelé. */
export const cardsFr: Readonly<Record<keyof typeof cardsEn, string>> = {
  demandTitle: "Quand quelqu'un demande si une personne a appelé",
  demandSay: "Je ne peux pas dire si quelqu'un a appelé.",
  demandWhoever:
    "Les mêmes mots pour la police, la famille, une avocate, un hôpital ou un journaliste, que quelqu'un ait appelé ou non.",
  demandPaper:
    "Si on a un papier : « Veuillez l'envoyer à nos superviseur·es. Je ne peux ni y répondre ni le recevoir. »",
  demandHang:
    "Puis : « Cette ligne doit rester libre pour les gens qui appellent. Au revoir. » Vous pouvez raccrocher.",
  demandDoor:
    "Si la personne est devant vous : ne montrez rien, ne déverrouillez rien, n'effacez rien. Fermez votre session et appelez un·e superviseur·e.",
  demandTell:
    "Prévenez tout de suite un·e superviseur·e, qui l'inscrit au registre et y répond avec un·e avocat·e.",
  demandYou: "Personne ici n'aura d'ennuis pour avoir dit ces mots.",
};
