import type { softphone as en } from "../en/softphone.ts";

export const softphone: Record<keyof typeof en, string> = {
  "sound.input": "Micro",
  "sound.output": "Haut-parleur",
  "sound.any": "Au choix de l'appareil",
  "sound.level": "Force du son dans ton micro",
  "sound.awake.yes": "Cet appareil reste éveillé pendant ton quart.",
  "sound.awake.no": "Cet appareil peut s'endormir : endormi, il n'entend aucune sonnerie.",
  "light.yes": "Joignable",
  "light.barely": "Joignable, tout juste",
  "light.no": "Pas joignable",
  "light.away": "En pause",
  "light.unsure": "Pas sûr qu'on puisse te joindre",
  "missed.title": "Tu as manqué une sonnerie.",
  "missed.text": "Les autres sont appelés avant toi jusqu'à ce que tu le dises.",
  "missed.back": "Sonne-moi encore",
};
