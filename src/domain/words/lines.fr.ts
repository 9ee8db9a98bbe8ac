import type { linesEn } from "./lines.en.ts";

/** The words of the practice, in Québec French, exactly as agreed: tu to callers, vous to desks. */
export const linesFr = {
  greeting:
    "Bonjour. Une vraie personne va te répondre, sans jugement. Tu dis ce que tu veux. Si tu ne réponds plus, on envoie l'aide que tu as choisie. Surdose? Fais le 9.",
  otherLanguage: "Pour le français, fais le 2.",
  beforeUse:
    "Quand t'auras fini, dis-moi juste bye. Si ça coupe, je te rappelle tout de suite : réponds ou texte 1.",
  stillRinging: "Je suis là, je te cherche quelqu'un.",
  aboutToUse:
    "Tu vas consommer? Si tu peux, attends-nous. Sinon, fais le 7 : je prends de tes nouvelles pendant qu'on trouve quelqu'un.",
  nobodyFree:
    "Je m'excuse, personne ne peut répondre en ce moment. Fais le 1 pour rester avec moi : je prends de tes nouvelles chaque minute, et j'envoie de l'aide si tu ne réponds plus. Quelqu'un se joint à nous dès que possible. Fais le 2, on te rappelle avant {time}. Ou reste en ligne, on continue.",
  otherLanguageOffer:
    "Quelqu'un qui parle anglais peut être là tout de suite; moi, je continue en français. Fais le 1, ou attends.",
  askPlace:
    "Dis où tu es, comme à un ami : l'adresse ou un repère, quelle porte, quelle ville. Après, fais le carré. Je le garde sous clé.",
  confirmPlace: "C'est bien ça? 1 oui, 2 on recommence.",
  ask1: "Hé, c'est moi. Ça va? Appuie sur une touche, ou dis oui.",
  ask2: "Je ne t'ai pas entendu. Es-tu là? Une touche, ou dis oui.",
  ask3: "Dernière fois. J'envoie de l'aide dans dix secondes. Si t'es là, appuie sur une touche.",
  unclear: "J'entends quelque chose. Appuie sur une touche, que je sache que c'est toi.",
  askedForHelp: "Je t'entends. J'envoie de l'aide tout de suite. Si t'en veux pas, fais le 1.",
  kept: "Parfait. Je reste là.",
  namedKey: "Ça va? Fais le {key}.",
  responderLost:
    "La personne avec toi a perdu la ligne. C'est pas toi. Je suis là, je te trouve quelqu'un. Ça va? Appuie sur une touche.",
  openLine:
    "On a demandé de l'aide et on reste en ligne. Si tu m'entends, appuie sur une touche. Si tu es avec la personne, fais le 9 et parle-nous.",
  emergencyNow:
    "OK, je vais chercher quelqu'un. Reste en ligne. Y a-t-il un autre téléphone? Appelez le 9-1-1 ou votre numéro d'urgence. Vous êtes où : adresse, ville?",
  callBack: "Allô, ça a coupé. Si tu viens d'appeler, appuie sur une touche.",
  callBackText:
    "Ça a coupé. Texte 1 si ça va, ou rappelle. Sans nouvelles à {time}, on fait ce qu'on a dit.",
  redial: "On vient d'être coupés? Fais le 1, je te remets tout de suite.",
  deskOpening:
    "Urgence médicale. Besoin d'une ambulance au {place}, à {municipality}. Message automatique de {line}; nous cherchons une personne pour vous parler.",
  deskRepeat: "Deuxième appel, même urgence, référence {reference}.",
  trusted:
    "{name} nous a demandé de vous appeler en cas de silence. Pouvez-vous y aller tout de suite? 1 oui, 2 non, 3 nous parler.",
  chime: "Des nouvelles?",
  chimeOwnPhone: "Des nouvelles? Étoile, 1.",
  answeredAfterSending:
    "Ça fait du bien de t'entendre. L'aide a déjà été appelée, et seule une personne peut l'annuler. Reste avec moi, j'en cherche une. C'est correct, ça arrive.",
  deskAnswering:
    "Référence {reference} : la personne nous répond depuis {time}. Envoyez-vous toujours quelqu'un? 1 oui, 2 annulé, 3 une personne.",
  standDownConfirm:
    "Annuler l'envoi? Dites qui a parlé à la personne et pourquoi. La centrale décide.",
  closing:
    "Merci de m'avoir laissé te tenir compagnie. Même numéro, jour et nuit. Prends soin de toi.",
  plannedOver: "C'est le temps qu'on s'était donné. 1 pour que je reste, 2 pour dire bye.",
  bye: "OK, bye. J'arrête de demander, et ton adresse sera effacée {within}.",
  noPlace:
    "C'est toi qui décides, je reste pareil. Mais si tu ne réponds plus, je n'ai nulle part où envoyer de l'aide. Un coin de rue suffit, n'importe quand.",
  keysOnly: "Tu peux pas parler? Fais le 4. Je demande, tu réponds : 1 oui, 2 non.",
  away: "Trois minutes. Amène-moi avec toi si tu peux.",
  leaving: "L'appel se termine ici. Quand tu vas consommer, tu peux appeler.",
} as const satisfies Record<keyof typeof linesEn, string>;
