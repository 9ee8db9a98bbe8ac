import type { afterEn } from "./after.en.ts";

/** The same in Québec French; vous to our own people. */
export const afterFr = {
  debriefOwed:
    "{line} : un retour sur l'appel est encore dû à quelqu'un de l'équipe. À qui et depuis quand : la console, sous Après.",
  peerAsked:
    "{line} : quelqu'un de l'équipe aimerait vous parler, entre pairs. Qui c'est : la console, sous Après. Vous deux seulement le voyez.",
  changeOwed:
    "{line} : un changement décidé dans une revue est à échéance. Lequel : la console, sous Registre, À revoir.",
  promiseDue:
    "{line} : ce que vous avez promis pour bientôt est attendu. Ce que c'est : la console, sous Aiguillages.",
} as const satisfies Record<keyof typeof afterEn, string>;
