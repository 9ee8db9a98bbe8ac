import type { sharingEn } from "./sharing.en.ts";

export const sharingFr: Record<keyof typeof sharingEn, string> = {
  calls:
    "Appels terminés, selon le mois de leur fin à l'heure de la ligne. Sans les exercices, les appels d'essai, ni les appels qui n'ont fait que ramener à un appel coupé.",
  hidden:
    "Masqué ne veut pas dire zéro. Un nombre inférieur à 10 est masqué, même quand il n'y en a aucun, pour que personne ne puisse en déduire si quelqu'un a appelé. Quand un nombre masqué pourrait être calculé à partir des autres, on en masque davantage.",
  rest: "« rest » est tout ce que ce tableau ne nomme pas, ensemble.",
  fixed:
    "Un mois est publié une seule fois, une semaine après sa fin, et n'est jamais modifié : ni pour ce qu'on apprend ensuite, ni quand ces règles changent.",
  tables:
    "Un tableau croisé ne nomme que ce qui compte 10 appels ou plus dans chacune de ses cases. Ce qu'il ne nomme pas est masqué, et n'est pas zéro.",
  province:
    "Province ou territoire du lieu donné par la personne. « unknown » : aucun lieu, ou lieu sans province.",
  substance:
    "Classe de ce que la personne a dit avoir pris pendant l'appel. « several » : plus d'une classe. « none » : rien qu'on nous ait dit.",
  outcome: "Comment l'appel s'est terminé, selon ce qu'on savait quand le mois a été publié.",
};
