import type { pagerEn, troublesEn } from "./troubles.en.ts";

/** The same in Québec French; vous to our own people. */
export const troublesFr = {
  databaseAway: {
    wrong:
      "La ligne a perdu sa base de données. Les appels vont à la solution de secours. Remettez Postgres en marche tout de suite; d'ici là, répondez à la main.",
    over: "La base de données est revenue.",
  },
  sweepSilent: {
    wrong:
      "Le moteur de la ligne s'est arrêté, et rien de ce qu'elle doit ne se fait. Redémarrez-le tout de suite; d'ici là, occupez-vous des appels en cours à la main.",
    over: "Le moteur est reparti.",
  },
  queueSilent: {
    wrong:
      "La file des alarmes est muette. La ligne continue, avec une seconde de retard au plus. Regardez Redis et le moteur dès que possible.",
    over: "La file des alarmes est repartie.",
  },
  dutyOverdue: {
    wrong:
      "La ligne est en retard sur quelque chose qu'elle doit. Ouvrez le tableau maintenant et voyez ce qui est en retard.",
    over: "Plus rien n'est en retard.",
  },
  deadlineMissing: {
    wrong:
      "Une personne est accompagnée sans échéance. Ouvrez le tableau maintenant, et restez avec cet appel jusqu'à sa fermeture.",
    over: "Chaque accompagnement a de nouveau son échéance.",
  },
  carrierFailing: {
    wrong:
      "Twilio ne fait pas ce qu'on lui demande, et les appels ne partent peut-être pas. Regardez l'état de Twilio et notre compte; d'ici là, appelez à la main.",
    over: "Twilio fait de nouveau ce qu'on lui demande.",
  },
  signaturesRefused: {
    wrong:
      "On refuse Twilio : ses signatures ne concordent pas, et les appels n'entrent peut-être plus. Vérifiez TWILIO_AUTH_TOKEN et PUBLIC_URL tout de suite.",
    over: "Plus aucune signature n'est refusée.",
  },
  syntheticFailed: {
    wrong:
      "La ligne a appelé deux fois son propre numéro, comme le ferait quelqu'un, sans passer. Appelez la ligne vous-même maintenant; si ça ne répond pas, faites suivre les appels vers des gens.",
    over: "La ligne arrive de nouveau à se joindre.",
  },
  nobodyOnShift: {
    wrong:
      "Personne n'est de quart pour répondre à la ligne. Prenez le quart, s'il vous plaît, ou trouvez quelqu'un.",
    over: "Quelqu'un est de nouveau de quart.",
  },
  clockStepped: {
    wrong:
      "L'horloge de la ligne a sauté. Voyez ce qui est en retard, puis regardez le serveur de temps.",
    over: "L'horloge est stable depuis.",
  },
  lineDutyOverdue: {
    wrong:
      "Quelque chose que la ligne doit à son équipe est en retard, comme un rappel de quart. Personne n'attend au bout du fil. Voyez aujourd'hui ce qui est en retard.",
    over: "Ce que la ligne devait à son équipe est fait.",
  },
  vaultShut: {
    wrong:
      "Une partie de ce qui est scellé ne s'ouvre plus; des centrales pourraient être injoignables. Les appels sont pris. Vérifiez maintenant les clés du coffre; d'ici là, appelez les centrales à la main.",
    over: "Tout ce qui est scellé s'ouvre de nouveau.",
  },
  foldDiffers: {
    wrong:
      "Le registre d'un appel ne concorde pas. On s'occupe bien des personnes; avisez aujourd'hui qui entretient le logiciel, et ne changez rien.",
    over: "Les registres concordent de nouveau.",
  },
} as const satisfies Record<keyof typeof troublesEn, { wrong: string; over: string }>;

export const pagerFr = {
  called: "Bonjour, ici {line}, pour son équipe. {wrong}",
  press: "Faites le 1 si vous vous en occupez : on ne vous en reparle pas avant {time}.",
  texted:
    "{line} : {wrong} Répondez OK si vous vous en occupez : on ne vous en reparle pas avant {time}.",
  over: "{line} : {over}",
  taken: "Merci. On ne vous en reparle pas avant {time}.",
} as const satisfies Record<keyof typeof pagerEn, string>;
