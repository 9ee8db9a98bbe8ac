import type { problems as en } from "../en/problems.ts";

export const problems: Record<keyof typeof en, string> = {
  "problem.closed": "Cet appel est fermé.",
  "problem.notWatching":
    "Aucun accompagnement n'est commencé. Dis « consomme maintenant » pour commencer.",
  "problem.lineLost":
    "Sa ligne est perdue, donc rien n'a été confirmé. Quand tu l'entends à notre rappel, dis-le.",
  "problem.noResponder": "Personne n'est avec cette personne en ce moment.",
  "problem.notYourSession": "Cet appel est avec quelqu'un d'autre.",
  "problem.checkInMoved":
    "Cette prise de nouvelles est finie : rien n'a été confirmé. Regarde celle en cours.",
  "problem.awayAlready":
    "La personne s'est déjà éloignée une fois. Garde les prises de nouvelles ordinaires.",
  "problem.notWhileDrowsy":
    "Pas pendant qu'elle est somnolente ou lente. Garde les prises de nouvelles ordinaires.",
  "problem.soonAfterDose":
    "Une dose a été prise il y a quelques minutes. Appuie encore pour dire que tu le sais.",
  "problem.intervalOutOfBounds": "Cet intervalle n'est pas permis par le protocole.",
  "problem.helpNotAsked": "Aucuns secours n'ont été demandés.",
  "problem.helpAskedAlready": "Les secours sont déjà demandés.",
  "problem.keysOnlyNeeded": "Les questions sont pour les appels par touches.",
  "problem.noTrustedPerson": "Le plan ne nomme aucune personne de confiance.",
  "problem.noRedial": "Personne n'attend d'être reconnu comme cette personne.",
  "problem.lineNotLost": "Sa ligne n'est pas perdue.",
  "problem.noNumber": "On n'a pas de numéro pour cette personne.",
  "problem.transferAlready":
    "Ça sonne déjà chez quelqu'un pour elle, ou quelqu'un est là. Termine d'abord.",
  "problem.noTransfer": "Personne ne s'est joint à cet appel.",
  "problem.transferTooSoon": "On lui dit encore qui on est. Quelques secondes, puis pars.",
  "problem.watchOpen": "Un accompagnement est en cours, et il est à nous.",
  "problem.cannotTalk":
    "La personne répond par touches seulement : personne d'autre ne l'entendrait.",
  "problem.worrying": "Une inquiétude est notée : reste avec elle, ou demande la relève.",
  "problem.lineUnknown": "Cette ligne n'est plus là pour cet appel. Choisis-en une autre.",
  "problem.lineWrong":
    "Rien n'est enregistré : une nouvelle ligne a besoin d'un numéro, et aucun numéro n'est des deux côtés.",
  "problem.navigatorUnknown": "On ne peut pas sonner cette personne maintenant. Regarde encore.",
  "problem.signInWrong": "Ce courriel et ce mot de passe ne vont pas ensemble.",
  "problem.tooManyTries": "Trop d'essais. Attends une minute, puis réessaie.",
  "problem.signInNeeded": "Ta session est finie. Ouvre-la de nouveau.",
  "problem.notAllowed": "Ce n'est pas à toi de faire ça maintenant.",
  "problem.requestWrong": "Quelque chose dans ce que tu as écrit ne va pas.",
  "problem.sealedShut":
    "C'est sous clé, et les clés de la ligne ne l'ouvrent pas. Redemande à la personne, et dis-le à la supervision.",
  "problem.secondFactorNeeded":
    "Ça demande ta clé d'accès ou ton application. Entre avec elle, puis réessaie.",
  "problem.factorWrong":
    "Ce code ne va pas. Attends le prochain dans ton application, ou relis le code de secours, et réessaie.",
  "problem.passwordWrong": "Ce n'est pas ton mot de passe. Réessaie.",
  "problem.passkeyNotUsed":
    "Aucune clé d'accès n'a servi. Réessaie, et confirme sur ton appareil quand il le demande.",
  "problem.passkeyThere": "Cet appareil a déjà une clé d'accès pour toi.",
  "problem.passkeyNotHere":
    "Les clés d'accès ne marchent qu'à l'adresse de la ligne, par son nom et en https. Demande à qui gère la ligne, et utilise ton application d'ici là.",
  "problem.invitationOver":
    "Ce lien a servi, a été retiré, ou est trop vieux. Demandes-en un nouveau à la supervision.",
  "problem.notYourNumber":
    "La ligne ne peut pas sonner ce numéro. Donne un numéro complet à toi, du Canada ou des États-Unis.",
  "problem.tooManyTexts":
    "On a texté trois codes en une heure. Attends, puis demandes-en un autre.",
  "problem.textNotSent": "Le code n'a pas pu être texté. Relis le numéro, puis réessaie.",
  "problem.codeWrong": "Ce n'est pas le code qu'on a texté. Regarde encore.",
  "problem.codeGone": "Ce code est fini, ou a été essayé trop souvent. Demandes-en un autre.",
  "problem.noOwnPhone": "Il faut un téléphone à toi. Donne d'abord son numéro.",
  "problem.shiftWrong":
    "Rien n'a été gardé. Le quart a commencé, est à quelqu'un d'autre maintenant, ou la personne a déjà un quart à ce moment-là. Regarde encore et choisis-en un autre.",
  "problem.shiftNotFound": "Ce quart ou cet échange n'est plus là. Regarde encore.",
  "problem.shiftSettled": "C'était déjà réglé.",
  "problem.staffNotFound": "Cette personne n'est plus là.",
  "problem.notYourOwn":
    "Personne ne change ses propres rôles. Demande à une autre personne de la supervision.",
  "problem.inACall": "Cette personne est avec quelqu'un. Il faut d'abord une relève.",
  "problem.rolesWrong":
    "Ces rôles ne vont pas ensemble : une personne en formation n'a pas d'autre rôle encore. Choisis-en d'autres.",
  "problem.emailTaken": "Quelqu'un sur cette ligne a ce courriel. Fais-lui plutôt un nouveau lien.",
  "problem.fileWrong":
    "Rien n'a été pris : ces lignes ont une erreur. Corrige-les dans le fichier, puis choisis-le encore.",
  "problem.notTwoPeople":
    "Par vos liens d'entrée, une seule personne pourrait être vous deux. Quelqu'un d'autre décide, ou attends sept jours.",
  "problem.restrictionOwnAsk":
    "Qui l'a demandée ne peut pas l'approuver. Une autre personne de la supervision décide.",
  "problem.restrictionSettled": "C'était déjà décidé, ou personne n'a décidé à temps.",
  "problem.restrictionSkipsAStep": "L'étape d'avant doit d'abord être en vigueur.",
  "problem.restrictionNotFound": "Cette restriction n'est plus là.",
  "problem.protocolMoved":
    "Quelqu'un a publié une autre version entre-temps. Rien n'est fait : regarde-la, puis décide de nouveau.",
  "problem.protocolSame": "Rien n'est publié : chaque chiffre est comme en vigueur.",
  "problem.protocolWrong": "Rien n'est publié : ces chiffres ne vont pas ensemble.",
  "problem.notFree":
    "Cette personne n'est pas libre : hors quart, en pause, ou avec quelqu'un. Réessaie dans un instant.",
  "problem.notATrainee": "Cette personne n'apprend plus. Regarde encore.",
  "problem.recordsUnknown": "Rien n'est demandé : la ligne n'a pas ces appels.",
  "problem.holdTooLong":
    "On retient 90 jours au plus. Pour plus long, deux personnes décident encore.",
  "problem.holdOfOnesOwn":
    "Personne ne retient seul·e : quelqu'un d'autre que qui a demandé confirme.",
  "problem.holdNotAsked": "Ça n'attend plus personne. Regarde encore.",
  "problem.other":
    "La ligne n'a pas pu faire ça ({code}). Réessaie, et dis-le à la supervision si ça reste.",
  "problem.notSent": "Pas envoyé.",
  "problem.notSent.more": "La ligne n'a pas répondu à temps. Redemande, puis appuie encore.",
  "problem.unreadable": "La réponse de la ligne est illisible. Recharge cette page.",
};
