import type { Heard } from "./heard.ts";

/** Ce que disent les gens d'ici, par phrase entière. Écrit comme ça se dit; speech.ts s'occupe des variantes. */
export const heardFr: Heard = {
  there: `
    oui, ouin, ouais, ouaip, ouep, ben oui, mais oui, bin oui, d'accord, certain, mets-en,
    je suis là, toujours là, je suis toujours là, encore là, je suis encore là, icitte,
    je suis icitte, ici, je suis ici, je suis avec toi, je suis avec vous, présent, présente,
    en vie, je suis en vie, je suis encore en vie, je suis vivant, je suis vivante,
    je suis réveillé, je suis réveillée, je t'entends, je vous entends, j't'entends, je respire,
    je respire encore
  `,
  well: `
    bien, correct, correcte, ça va, ça va bien, ça va ben, moi ça va, ça va mieux, ça va super,
    pas pire, pas si pire, pas trop pire, ça va pas pire, ça va pas si pire, je suis pas pire,
    pas mal, ça va pas mal, je suis pas mal, pas mal bien, ça va pas mal bien, pas si mal,
    pas trop mal, ça va pas trop mal, c'est pas pire, c'est pas si pire, ça pourrait être pire,
    ça va pas si mal, pas de problème, pas de trouble, y a pas de problème, y'a pas de trouble,
    c'est beau, tout est beau, c'est chill, tout va bien, ça roule, ça file, numéro un,
    sur la coche, je vais bien, j'vas bien, je suis en sécurité, inquiète-toi pas, t'inquiète,
    t'inquiète pas, c'est parfait, je suis en forme
  `,
  refusal: `
    non, nan, nenon, pas vraiment, pas tellement, pas trop, pas du tout, pantoute
  `,
  distress: `
    aide-moi, aidez-moi, à l'aide, au secours, j'ai besoin d'aide, besoin d'aide,
    je veux de l'aide, envoie de l'aide, envoyez de l'aide, viens m'aider, venez m'aider,
    il me faut de l'aide, de l'aide, ça va pas, ça va pu, ça va plus, ça va pas pantoute,
    ça va pas du tout, ça va pas trop, ça va pas fort, ça va mal, ça va pire, ça va pas mieux,
    mal, je vais mal, je file pas, je feel pas, je me sens mal, je me sens pas, je suis mal,
    j'ai mal, j'ai ben mal, j'ai mal au coeur, j'ai mal à la poitrine, j'ai mal dans la poitrine,
    ça fait mal, je respire pas, je respire plus, je respire pu, je respire mal, j'étouffe,
    j'ai de la misère à respirer, de la misère à respirer, j'ai du mal à respirer,
    je suis pas capable de respirer, je suis pas capable, je suis pu capable,
    je peux pas respirer, je peux plus respirer, je peux pu respirer,
    je suis pas capable de bouger, je peux pas bouger, appelle l'ambulance, appelle une ambulance,
    appelez l'ambulance, appelez une ambulance, l'ambulance, une ambulance, ambulance,
    envoie l'ambulance, envoie une ambulance, envoyez une ambulance, appelle le 911,
    appelez le 911, appelle 911, appelle le 9-1-1, urgence, c'est une urgence, je meurs,
    je suis en train de mourir, je vais mourir, j'vas mourir, je veux mourir, j'en ai trop pris,
    j'ai trop pris, j'en ai pris trop, j'ai pris trop, overdose, surdose, je fais une overdose,
    je fais une surdose, je suis en overdose, je saigne, je suis tombé, je suis tombée,
    je suis blessé, je suis blessée, je suis malade, j'ai peur, je suis étourdi, je suis étourdie,
    la tête me tourne, je vais perdre connaissance, je perds connaissance,
    j'vas perdre connaissance, il respire pas, elle respire pas, y respire pas, il respire plus,
    elle respire plus, y respire pu, il répond pas, elle répond pas, il répond plus,
    elle répond plus, y répond pu, il se réveille pas, elle se réveille pas, j'en peux plus,
    j'en peux pu
  `,
  unsure: `
    non merci, non pas d'ambulance, non l'ambulance
  `,
  states: `
    correct, correcte, bien, ok
  `,
  claims: `
    je suis {}, je me sens {}, je file {}, je feel {}, ça va {}, c'est {}, tout est {},
    je vais {}, j'vas {}
  `,
  denials: `
    je file pas ben {}, je feel pas ben {}, je me sens pas ben {}, je suis pas ben {},
    ça va pas ben {}, pas {}, je suis pas {}, je suis pu {}, je me sens pas {}, je file pas {},
    je feel pas {}, ça va pas {}, c'est pas {}, je vais pas {}, j'vas pas {}, tout est pas {},
    je suis plus {}, pas trop {}, pas vraiment {}, pas tellement {}, je suis pas trop {},
    je me sens pas trop {}, je file pas trop {}, je feel pas trop {}, ça va pas trop {},
    ça va plus {}, ça va pu {}, pas si {}, je suis pas si {}, ça va pas si {}
  `,
  fillers: `
    euh, heu, hum, hein, ah, oh, eh, hé, ben, bin, beh, bon, là, genre, faque, pis, puis, et,
    mais, merci, s'il te plaît, s'il vous plaît, svp, man, chum, tabarnak, câlisse, crisse, ostie,
    esti, fuck
  `,
  emphasis: `
    vraiment, très, full, super, encore, toujours, trop, tellement, assez, ben, là
  `,
};
