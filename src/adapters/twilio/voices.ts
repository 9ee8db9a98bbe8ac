import type { Language } from "../../domain/language.ts";

/** How each language is spoken and listened to on Twilio. There is no Canadian English voice. */
export const voices = {
  en: {
    voice: "Polly.Joanna-Neural",
    language: "en-US",
    hints: "yes, yeah, I'm here, I'm okay, I'm good, still here, no, not okay, help, help me",
  },
  fr: {
    voice: "Polly.Gabrielle-Neural",
    language: "fr-CA",
    hints: "oui, ouin, ça va, chus là, chus correct, pas pire, non, ça va pas, aide-moi, à l'aide",
  },
} as const satisfies Record<Language, { voice: string; language: string; hints: string }>;
