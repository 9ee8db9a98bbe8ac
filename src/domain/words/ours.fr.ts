import type { oursEn } from "./ours.en.ts";

/** The same in Québec French: tu to callers; vous to responders, supervisors and trusted persons. */
export const oursFr = {
  // À la personne qui appelle
  nineAgain: "Refais le 9 pour une urgence.",
  zeroAgain: "Refais le 0 pour dire bye.",
  apology: "Je m'excuse. Un instant, je te cherche quelqu'un.",
  stayWithMe: "Reste avec moi. Je suis encore là.",
  lineAway:
    "On a un problème de notre côté, reste en ligne : je fais passer ton appel par un autre chemin.",
  privacy:
    "T'as pas besoin de donner ton vrai nom. L'endroit où tu es et ton numéro restent sous clé; on les ouvre seulement pour être avec toi ou pour t'envoyer de l'aide. Si de l'aide part, elle reçoit l'endroit et ce qu'elle doit savoir. On garde les heures et ce qu'on a fait, sans ton nom ni ton adresse. On ne donne pas ton numéro à la police, sauf si tu as dit oui ou si une règle qu'on publie le prévoit. Ta compagnie de téléphone sait que cet appel a eu lieu. Quelqu'un de notre équipe peut écouter; demande n'importe quand qui écoute. Après le bye, ton adresse est effacée {within}, sauf si tu nous demandes de la garder.",
  withinTheHour: "d'ici une heure",
  wrongNumber: "Pas de problème. On ne garde pas ton numéro. Prends soin de toi.",
  callBackPromised:
    "C'est bon, on te rappelle avant {time}. Tu peux rappeler n'importe quand d'ici là.",
  cannotCallBack:
    "Je ne vois pas ton numéro, donc je ne peux pas te rappeler. Fais le 1 pour rester avec moi, ou reste en ligne.",
  placeAgain: "J'ai mal compris. Redis-le une fois, puis fais le carré.",
  noDesk:
    "Une chose, honnêtement : je n'ai personne à envoyer à cet endroit-là. Si tu ne réponds plus, on reste en ligne et on appelle notre monde. Une autre adresse, ou quelqu'un en qui tu as confiance, ça peut changer ça.",
  listenerHere:
    "Quelqu'un d'autre de notre équipe est avec nous maintenant, à l'écoute, pour aider.",
  askProvince:
    "Pour que je sache qui envoyer : 1 Ontario, 2 Québec, 3 Colombie-Britannique, 4 Alberta, 5 Manitoba, 6 ailleurs. Étoile pour passer.",
  askProvinces:
    "1 Saskatchewan, 2 Nouvelle-Écosse, 3 Nouveau-Brunswick, 4 Terre-Neuve-et-Labrador, 5 Île-du-Prince-Édouard, 6 Yukon, 7 Territoires du Nord-Ouest, 8 Nunavut.",
  placeKeeping: "C'est noté. Un instant, je te le fais réentendre.",
  placeKept: "Parfait. C'est là que l'aide va aller, si jamais tu ne réponds plus.",
  placeSkipped: "C'est correct. Tu peux nous le dire n'importe quand.",

  haveCode: "T'as gardé un code avec nous? Fais le 5.",
  askCode: "Fais ton code, puis le carré. Étoile pour passer.",
  codeKeyed: "Compris. Si t'avais gardé quelque chose, je l'ai; le 6 l'efface.",
  keptErased: "C'est fait. Si t'avais gardé quelque chose, c'est effacé.",
  samePlace: "J'ai l'endroit que t'as gardé. Es-tu encore là? 1 oui, 2 non.",
  keepOffer:
    "Une dernière chose, si tu veux. Le 1, j'efface tout maintenant. Le 2, je garde ça jusqu'à demain midi. Le 3, je garde ça sous un code à toi. Ou raccroche, c'est tout.",
  keepOfferNoNumber:
    "Une dernière chose, si tu veux. Le 1, j'efface tout maintenant. Le 3, je garde ça sous un code à toi. Ou raccroche, c'est tout.",
  keepOfferAgain:
    "Ce que t'as gardé reste. Le 1, j'efface tout maintenant. Le 3, je garde plutôt ce que tu as dit cette fois, sous un nouveau code. Ou raccroche, c'est tout.",
  keepWishTomorrow:
    "Tu voulais que je garde ça jusqu'à demain midi. Fais le 2 pour ça, ou raccroche, c'est tout.",
  keepWishCode:
    "Tu voulais que je garde ça sous un code à toi. Fais le 3 pour ça, ou raccroche, c'est tout.",
  askOwnCode: "Choisis six à dix chiffres que personne ne devinerait. Fais-les, puis le carré.",
  ownCodeWeak: "Celui-là se devine facilement. Essaie six à dix autres chiffres, puis le carré.",
  keptTomorrow:
    "C'est gardé jusqu'à demain midi. De ce téléphone, fais le 5, puis {code}, puis le carré. Encore une fois : {code}. Prends soin de toi.",
  keptCode:
    "C'est gardé. Pour que personne ne le devine, ajoute {code} à la fin. La prochaine fois, fais le 5, puis le tien, puis {code}, puis le carré. Encore une fois : le tien, puis {code}. Prends soin de toi.",
  keepErased: "C'est effacé, au complet. Prends soin de toi.",
  keepOver: "OK. Prends soin de toi.",

  // À qui on ne répond pas pour l'instant : personne n'est appelé pour jaser, et on dit ce qu'il y a
  restrictedWatchOnly:
    "Bonjour. Pour l'instant, c'est moi, la voix automatique, qui réponds à ton téléphone, pas une personne. Surdose, ou quelqu'un en danger? Fais le 9, et des gens viennent. Tu vas consommer? Fais le 7 : je prends de tes nouvelles chaque minute, et j'envoie de l'aide si tu ne réponds plus.",
  restrictedBlocked:
    "Bonjour. Pour l'instant, personne ici ne répond aux appels de ton téléphone, et je raccroche bientôt. Surdose, ou quelqu'un en danger? Fais le 9 tout de suite, ou appelle le 9-1-1 ou ton numéro d'urgence. Tu vas consommer? Fais le 7, et je prends de tes nouvelles jusqu'à la fin. Besoin de parler? Appelle ou texte le 9-8-8, à toute heure.",
  restrictedKeys: "Le 9 pour une urgence. Le 7 si tu vas consommer.",

  // L'endroit, relu à la personne par l'aidant·e, en entier ou par bouts
  readBackAddress: "Tu es ici : {place}.",
  readBackArea: "Tu es quelque part par ici : {place}.",
  readBackSpoken: "Tu nous as dit toi-même où tu es; je peux te le faire réentendre.",
  readBackUnit: "C'est : {place}.",
  readBackTown: "La ville : {place}.",
  readBackWayIn: "Pour entrer : {place}.",
  readBackVehicle: "On cherche ceci : {place}.",
  readBackAmbulance: "Si tu ne réponds plus, une ambulance vient.",
  readBackFire: "Si tu ne réponds plus, les pompiers viennent; ils sont formés pour ça.",
  readBackPolice: "Si tu ne réponds plus, c'est la police qui vient à cet endroit-là.",
  readBackHealthCentre: "Si tu ne réponds plus, le centre de santé envoie quelqu'un.",
  readBackUnknown: "Si tu ne réponds plus, les services d'urgence décident qui vient.",
  readBackTrusted:
    "Si tu ne réponds plus, on appelle la personne en qui tu as confiance, et personne d'autre.",
  readBackNobody: "Si tu ne réponds plus, on n'envoie personne; on reste et on t'appelle.",
  youAreConnected: "Quelqu'un est avec toi maintenant.",
  checkInAnnounce: "Je prends des nouvelles. Ça va?",
  quietAnnounce: "Hé, es-tu avec nous? Si tu ne réponds pas, j'envoie de l'aide.",
  helpWith: "OK, tu es avec la personne. Parle-nous, on t'écoute.",
  longCall:
    "Je te rappelle sur une autre ligne pour pas que ça coupe. Réponds, puis celle-ci va se fermer.",

  // Mise en contact avec quelqu'un d'autre, à sa demande : on part en dernier, personne ne reste sans personne
  thirdBusy: "Leur ligne est occupée. On est encore là avec toi, tous les deux.",
  thirdNotReached: "Personne n'a pu répondre là-bas. On est encore là avec toi.",
  thirdGone: "L'autre personne est partie. On est encore là avec toi.",
  responderGone:
    "Quelqu'un de notre équipe a perdu la ligne. Restez ensemble; je vous ramène quelqu'un.",
  thirdLost:
    "Te revoilà avec moi. C'est pas toi. Je te trouve quelqu'un tout de suite, reste en ligne.",

  // À la ligne ou à la personne jointe : jamais qui appelle, ni d'où
  transferOpening:
    "Bonjour, ici {line}, une ligne d'accompagnement. Une personne en ligne avec nous aimerait vous parler, et elle est d'accord pour que nous vous appelions. La personne qui lui a répondu reste jusqu'à ce que vous soyez ensemble.",
  transferNavigator:
    "{line} : une personne aimerait faire votre connaissance; elle est en ligne avec la personne qui lui a répondu.",
  transferTake: "Faites le 1 pour lui parler.",
  transferNow: "Je vous mets ensemble maintenant.",
  transferOver: "Cet appel n'a plus besoin de vous. Merci.",

  // Touches seulement
  keysOnlyKeys: "1 oui, 2 non.",
  askOkay: "Est-ce que ça va?",
  askReady: "On y va?",
  askSomeoneWithYou: "Y a-t-il quelqu'un avec toi?",
  askCanYouTalk: "Peux-tu parler maintenant?",
  askSamePlace: "Es-tu encore à la même place?",
  askNeedHelp: "Veux-tu de l'aide maintenant?",

  // À l'aidant·e
  acceptRing: "Quelqu'un appelle la ligne. Faites le 1 pour prendre l'appel.",
  connecting: "Merci. Je vous mets en communication.",
  ringTaken: "Quelqu'un d'autre a répondu. Merci.",
  callerNoAnswer: "La personne n'a pas répondu. On réessaie plus tard. Merci.",
  callerNoAnswerLast:
    "La personne n'a pas répondu cette fois non plus. La supervision décide de la suite. Merci.",
  transferDone: "Vous les laissez ensemble; vous n'êtes plus dans l'appel. Merci.",
  callLeft: "Vous n'êtes plus dans cet appel, et on s'occupe de la personne. Merci.",
  ringGone: "La personne a raccroché avant. Merci.",
  sessionLink: "Votre page pour cet appel : {link}",
  phoneCode:
    "{line} : votre code est {code}. Tapez-le là où vous avez donné ce numéro. Ce n'est pas vous? Ignorez ce message.",
  starMenu: "Allez-y, faites votre touche.",
  starMenuHelp: "9 5 la centrale envoie quelqu'un, 9 0 l'aide est avec la personne.",
  starMenuKeys:
    "1 ça va, 2 somnolence, 3 ne répond plus, 4 consomme maintenant, 5 dose, 6 partie un instant, 7 entendre l'endroit, 8 je lui demande l'endroit, 0 0 la personne a dit bye, 0 8 quitter cet appel, 9 9 envoyer de l'aide, 0 supervision.",
  menuDone: "C'est fait.",
  menuUnknown: "Je ne connais pas cette touche. Étoile, étoile pour toutes les entendre.",
  menuNotNow: "Ce n'est pas possible tout de suite. Rien n'a changé.",
  placeSealed:
    "L'endroit est sous clé jusqu'à l'envoi des secours. La page de votre appel l'ouvre, avec une raison.",
  menuAway:
    "Pas tout de suite. Si vous êtes certain·e que la personne peut s'éloigner : étoile, puis 6 6.",
  pressStar: "On ne voit plus votre écran. Si vous êtes là, faites étoile.",
  didTheySayBye: "La ligne a coupé. La personne avait-elle dit bye? Si oui : étoile, puis 0 0.",
  speakerBrief: "Une centrale est en ligne pour nous. Faites le 1 pour lui parler.",
  rehearsalNotice: "Ceci est un exercice. Personne n'est en danger et personne ne sera envoyé.",

  // À la supervision, par texto
  pageCallerWaiting: "Une personne attend et personne n'a répondu. Ouvrez le tableau.",
  pageNobodyReachable: "Personne n'est joignable pour répondre à la ligne. Ouvrez le tableau.",
  pageEmergency: "Une personne a fait la touche d'urgence. Ouvrez le tableau maintenant.",
  pageHelpSent: "Un envoi des secours est en cours. Ouvrez le tableau.",
  pageNoPlace:
    "Une personne ne répond plus et il n'y a nulle part où envoyer de l'aide. Quelqu'un doit décider. Ouvrez le tableau maintenant.",
  pageResponderLost:
    "Un·e aidant·e a perdu la ligne. La personne est encore avec nous. Ouvrez le tableau.",
  pageLineLost: "La ligne d'une personne a coupé; on la rappelle. Ouvrez le tableau.",
  pageAnsweredAfterSending:
    "Une personne répond de nouveau; les secours sont en route. Quelqu'un doit décider. Ouvrez le tableau maintenant.",
  pageAskedForHelp: "Une personne a demandé de l'aide. Ouvrez le tableau maintenant.",
  pageSelfHarm:
    "Une personne risque de se faire du mal. Quelqu'un doit décider. Ouvrez le tableau maintenant.",
  pageArrival: "Personne n'a confirmé que les secours sont sur place. Ouvrez le tableau.",
  pageCallBackLate: "Un rappel promis est en retard. Ouvrez le tableau.",
  pageReachSettled:
    "Impossible de joindre une personne dont le temps prévu était passé. Quelqu'un doit décider. Ouvrez le tableau.",
  pageDeskSlow: "Aucune centrale n'a encore pris l'appel. Ouvrez le tableau maintenant.",
  pageCoverAsked: "Un·e aidant·e demande la relève. Ouvrez le tableau.",
  pageCodesGuessed:
    "Beaucoup de mauvais codes ont été faits cette heure-ci. D'ici la fin de l'heure, aucun code n'ouvre rien. Personne n'est en danger.",

  // À une centrale, quand l'endroit est un enregistrement de la voix de la personne
  deskSpokenOpening:
    "Urgence médicale. Besoin d'une ambulance{where}. L'endroit, tel que la personne l'a dit : {place} Message automatique de {line}; nous cherchons une personne pour vous parler.",
  deskSpokenPlace:
    "{people}{where}. L'endroit, tel que la personne l'a dit : {place} Encore une fois : {place}",
  deskSpokenNotSpelled:
    "Nous avons l'endroit seulement dans sa propre voix. Tel que la personne l'a dit : {place} Référence {reference}.",
  deskSpokenHere: "(faites-leur entendre l'enregistrement)",
  inProvince: ", province ou territoire : {province}",

  // À la personne de confiance
  trustedPlace: "L'endroit, tel que la personne l'a dit :",
  trustedText: "Répondez s'il vous plaît, quelqu'un nous a demandé de vous joindre.",
  trustedGoing: "Merci. Appelez-nous au {number} une fois sur place.",
  trustedCannot: "Merci de nous l'avoir dit tout de suite. On s'occupe de la suite.",
  trustedOver: "Vous n'avez plus besoin d'y aller. Merci. Appelez-nous si vous voulez parler.",
} as const satisfies Record<keyof typeof oursEn, string>;
