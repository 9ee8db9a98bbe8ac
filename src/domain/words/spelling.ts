import type { Language } from "../language.ts";

/** The alphabet radio crews use in both languages, as each voice has to see it to say it right. */
const alphabet: Readonly<Record<Language, string>> = {
  en: "Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliet Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu",
  fr: "Alpha Bravo Charlie Delta Écho Foxtrot Golf Hôtel India Juliette Kilo Lima Mike Novembre Oscar Papa Québec Roméo Sierra Tango Uniforme Victor Whisky X-ray Yankee Zoulou",
};

const as: Readonly<Record<Language, string>> = { en: "as in", fr: "comme" };

/** Accents by their combining mark. */
const accents: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  "\u0300": { en: "grave accent", fr: "accent grave" },
  "\u0301": { en: "acute accent", fr: "accent aigu" },
  "\u0302": { en: "circumflex", fr: "accent circonflexe" },
  "\u0308": { en: "diaeresis", fr: "tréma" },
  "\u0327": { en: "cedilla", fr: "cédille" },
};

const marks: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  "-": { en: "hyphen", fr: "trait d'union" },
  "'": { en: "apostrophe", fr: "apostrophe" },
  "/": { en: "slash", fr: "barre oblique" },
  "#": { en: "number sign", fr: "carré" },
};

/** A text letter by letter: "É7" is "E acute accent as in Echo, 7". Words are set apart by a full stop. */
export function spellOut(text: string, language: Language): string {
  return text
    .replaceAll("’", "'")
    .replaceAll(/œ/gi, "oe")
    .replaceAll(/æ/gi, "ae")
    .split(/\s+/)
    .map((word) => spellWord(word, language))
    .filter((word) => word !== "")
    .join(". ");
}

function spellWord(word: string, language: Language): string {
  return Array.from(word.normalize("NFC"))
    .map((char) => spellChar(char, language))
    .filter((said) => said !== "")
    .join(", ");
}

/** What cannot be spelled (a comma, a full stop) is left to the pause between words. */
function spellChar(char: string, language: Language): string {
  const [base = "", mark = ""] = char.normalize("NFD").toUpperCase();
  if (base >= "0" && base <= "9") return base;
  const name = alphabet[language].split(" ")[base.charCodeAt(0) - "A".charCodeAt(0)];
  if (name === undefined) return marks[base]?.[language] ?? "";
  const accent = accents[mark]?.[language];
  return [base, accent, as[language], name].filter((part) => part !== undefined).join(" ");
}
