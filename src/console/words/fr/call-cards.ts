import type { callCards as en } from "../en/call-cards.ts";

export const callCards: Record<keyof typeof en, string> = {
  hello:
    "Allô, je suis une vraie personne, et je reste avec toi. Comment veux-tu que je t'appelle? T'es où?",
  noPlace:
    "C'est toi qui décides, je reste pareil. Mais si tu ne réponds plus, je n'ai nulle part où envoyer de l'aide. Un coin de rue suffit, n'importe quand.",
  noDesk:
    "Je vais être honnête : on n'a personne à envoyer à cet endroit-là. Je reste avec toi. Y a-t-il quelqu'un que tu voudrais qu'on appelle?",
  cost: "Une ambulance peut coûter de l'argent, et je ne peux pas dire combien. C'est toi qui choisis : une ambulance, quelqu'un de confiance, ou personne.",
  beforeUse:
    "Quand t'auras fini, dis-moi juste bye. Si ça coupe, je te rappelle tout de suite : réponds ou texte 1.",
  away: "Trois minutes. Amène-moi avec toi si tu peux.",
  drowsy: "Assois-toi pour moi. Ta naloxone dans ta main. Continue de me parler.",
  helpSent:
    "J'ai demandé de l'aide, et je reste en ligne. Si tu m'entends, dis quelque chose ou appuie sur une touche.",
  answers:
    "Ça fait du bien de t'entendre. L'aide a déjà été appelée. Dis-moi comment tu vas, on va leur dire. C'est correct, ça arrive.",
  goodbye:
    "Merci de m'avoir laissé te tenir compagnie. Même numéro, jour et nuit. Prends soin de toi.",
  leaving: "L'appel se termine ici. Quand tu vas consommer, tu peux appeler.",
  asked: "Je ne peux pas dire si quelqu'un a appelé.",
};
