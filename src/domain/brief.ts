import type { Language } from "./language.ts";
import type { ArrivalTrouble, Dose, HelpReason, Route, Substance } from "./session/plan.ts";
import type { Instant } from "./session/people.ts";
import { deskEn, deskOursEn } from "./words/desk.en.ts";
import { deskFr, deskOursFr } from "./words/desk.fr.ts";
import { spokenAgain, spokenOpening, spokenPlace, type SaidPlace } from "./brief-spoken.ts";
import { spellOut } from "./words/spelling.ts";
import { digitByDigit, spokenNumber, spokenTime } from "./words/spoken.ts";
import { fill, joinVoices, plainText, type Spoken, type Values } from "./words/template.ts";
import { lines } from "./words/words.ts";

/** Where to send, in the words of whoever gave it; `language` is the voice those words need. */
export type BriefPlace = {
  readonly place: string;
  readonly municipality: string | null;
  readonly wayIn: string | null;
  readonly othersMayNotKnow: boolean;
  readonly areaOnly: boolean;
  readonly language: Language;
  /** The place is what they said themselves. */
  readonly said?: SaidPlace;
};

/** Everything a desk is told. What we do not know is null or "unknown", and is said to be unknown. */
export type BriefFacts = {
  readonly reason: HelpReason;
  readonly place: BriefPlace;
  /** When the reason began: they stopped answering, the line was lost, they asked, we were told. */
  readonly stoppedAt: Instant;
  readonly lastAnswerAt: Instant | null;
  readonly now: Instant;
  readonly doses: readonly Dose[];
  readonly people: number | null;
  readonly naloxone: "yes" | "no" | "unknown";
  readonly line: "open" | "lost";
  /** E.164; the desk-return number. */
  readonly callBackNumber: string;
  /** Three digits. */
  readonly reference: string;
  /** A desk was called before about the same emergency. */
  readonly repeat: boolean;
  /** What a crew found at the door, if not them. */
  readonly trouble: ArrivalTrouble | null;
  /** The place's time zone where known, else the line's. */
  readonly timeZone: string;
  readonly lineName: string;
};

const sentences = {
  en: { ...deskEn, ...deskOursEn },
  fr: { ...deskFr, ...deskOursFr },
} satisfies Record<Language, Record<keyof typeof deskEn | keyof typeof deskOursEn, string>>;

type SentenceKey = keyof (typeof sentences)["en"];

/** 9a: the first words a desk hears, until a person of ours is on the call. */
export function deskOpening(facts: BriefFacts, language: Language): readonly Spoken[] {
  const { municipality, said } = facts.place;
  const spoken = said === undefined ? null : spokenOpening(said, facts.lineName, language);
  const template =
    municipality === null ? sentences[language].openingTownUnknown : lines[language].deskOpening;
  const opening = fill(template, language, {
    place: inItsVoice(facts.place, facts.place.place),
    municipality: inItsVoice(facts.place, municipality ?? ""),
    line: facts.lineName,
  });
  return paragraph(language, [
    ...(facts.repeat ? [deskRepeat(facts, language)] : []),
    ...(facts.trouble === null ? [] : [sentence(facts.trouble, language)]),
    spoken ?? opening,
  ]);
}

/** 9b: the whole brief, in sentences that depend on why help is asked for. */
export const deskBrief = (facts: BriefFacts, language: Language): readonly Spoken[] =>
  paragraph(language, [...briefSentences(facts, language), sentence("keys", language)]);

/** The same, to be read to a desk by a person: it names no keys. */
export const briefAloud = (facts: BriefFacts, language: Language): string =>
  plainText(paragraph(language, briefSentences(facts, language)));

function briefSentences(facts: BriefFacts, language: Language): readonly (readonly Spoken[])[] {
  const one = (key: SentenceKey, values: Values = {}) => sentence(key, language, values);
  const { place } = facts;
  return [
    place.said === undefined
      ? one("atPlace", {
          people: peopleCounted(facts.people, language),
          place: inItsVoice(place, place.place),
        })
      : spokenPlace(place.said, peopleCounted(facts.people, language), language),
    ...(facts.trouble === null ? [] : [one(facts.trouble)]),
    ...(place.areaOnly ? [one("areaOnly")] : []),
    place.wayIn === null
      ? wayInUnknown(place, language)
      : one("wayIn", { wayIn: inItsVoice(place, place.wayIn.replace(/\.$/, "")) }),
    ...whatHappened(facts, language),
    doses(facts, language),
    one("naloxone", { answer: sentences[language][facts.naloxone] }),
    ...(place.othersMayNotKnow || facts.trouble === "nobodyCalled"
      ? [one("othersMayNotKnow")]
      : []),
    one("line", { line: sentences[language][facts.line] }),
    one("notOnScene"),
    one("callUs", {
      number: spokenNumber(facts.callBackNumber),
      reference: digitByDigit(facts.reference),
    }),
  ];
}

/** 9b, when we call again about the same emergency. */
export function deskRepeat(
  facts: Pick<BriefFacts, "reference">,
  language: Language,
): readonly Spoken[] {
  return fill(lines[language].deskRepeat, language, { reference: digitByDigit(facts.reference) });
}

/** Key 4: the place letter by letter, in the alphabet of the desk's language. */
export function deskSpelled(
  facts: Pick<BriefFacts, "place" | "reference">,
  language: Language,
): readonly Spoken[] {
  const { place, municipality, said } = facts.place;
  if (said !== undefined) return spokenAgain(said, facts.reference, language);
  return sentence("spelled", language, {
    place: spellOut(place, language),
    municipality:
      municipality === null ? sentences[language].townUnknown : spellOut(municipality, language),
    reference: digitByDigit(facts.reference),
  });
}

/** 11c: the person answers again; the desk decides whether it still sends. */
export function deskAnswering(
  facts: Pick<BriefFacts, "reference" | "timeZone"> & { readonly answeringSince: Instant },
  language: Language,
): readonly Spoken[] {
  return fill(lines[language].deskAnswering, language, {
    reference: digitByDigit(facts.reference),
    time: spokenTime(facts.answeringSince, facts.timeZone, language),
  });
}

/** Why help is asked for, and when they last answered. */
function whatHappened(facts: BriefFacts, language: Language): readonly (readonly Spoken[])[] {
  const one = (key: SentenceKey, values: Values = {}) => sentence(key, language, values);
  const { lastAnswerAt } = facts;
  const text = sentences[language];
  const lastAnswered =
    lastAnswerAt === null
      ? one("lastAnswerUnknown")
      : one("lastAnswer", { time: spokenTime(lastAnswerAt, facts.timeZone, language) });
  const why = one(facts.reason, {
    they: they(facts, language),
    time: spokenTime(facts.stoppedAt, facts.timeZone, language),
    minutes: minutesAgo(facts.now - facts.stoppedAt, language),
    lastAnswer:
      lastAnswerAt === null
        ? text.lastAnswerAtUnknown
        : plainText(
            one("lastAnswerAt", { time: spokenTime(lastAnswerAt, facts.timeZone, language) }),
          ),
  });
  switch (facts.reason) {
    case "lineLost":
      return [why, one("breathingUnknown")];
    case "stoppedAnswering":
      return lastAnswerAt === facts.stoppedAt
        ? [why, one("breathingUnknown")]
        : [why, one("breathingUnknown"), lastAnswered];
    case "askedForHelp":
    case "stimulant":
    case "selfHarm":
    case "injury":
    case "violence":
      return [why, lastAnswered];
  }
}

const substanceKeys: Readonly<Record<Substance, SentenceKey>> = {
  opioid: "opioid",
  stimulant: "stimulantTaken",
  depressant: "depressant",
  other: "otherSubstance",
  unknown: "unknownSubstance",
};

const routeKeys: Readonly<Record<Route, SentenceKey>> = {
  injected: "injected",
  smoked: "smoked",
  snorted: "snorted",
  swallowed: "swallowed",
  other: "otherRoute",
  unknown: "unknownRoute",
};

function doses(facts: BriefFacts, language: Language): readonly Spoken[] {
  const text = sentences[language];
  if (facts.doses.length === 0) return sentence("tookUnknown", language);
  const each = facts.doses.map((dose) =>
    plainText(
      sentence("dose", language, {
        substance: text[substanceKeys[dose.substance]],
        route: text[routeKeys[dose.route]],
        time: spokenTime(dose.at, facts.timeZone, language),
      }),
    ),
  );
  return sentence("took", language, {
    they: they(facts, language),
    doses: each.join(text.thenDose),
  });
}

/** With several people there, "they" would not say which one. */
function they({ people }: BriefFacts, language: Language): string {
  return people === 1 ? sentences[language].they : sentences[language].theyAmongSeveral;
}

function peopleCounted(people: number | null, language: Language): string {
  const text = sentences[language];
  if (people === null) return text.peopleUnknown;
  if (people === 1) return text.onePerson;
  return plainText(sentence("people", language, { count: String(people) }));
}

function minutesAgo(elapsedMs: number, language: Language): string {
  const minutes = Math.floor(elapsedMs / 60_000);
  if (minutes < 1) return sentences[language].underAMinute;
  if (minutes === 1) return sentences[language].oneMinute;
  return plainText(sentence("minutes", language, { count: String(minutes) }));
}

/** Which door is a thing they may have said. */
const wayInUnknown = ({ said }: BriefPlace, language: Language): readonly Spoken[] =>
  said === undefined ? sentence("wayInUnknown", language) : [];

function inItsVoice(place: BriefPlace, text: string): Spoken {
  return { text, language: place.language };
}

function sentence(key: SentenceKey, language: Language, values: Values = {}): readonly Spoken[] {
  return fill(sentences[language][key], language, values);
}

function paragraph(language: Language, parts: readonly (readonly Spoken[])[]): readonly Spoken[] {
  return joinVoices(
    parts.flatMap((part, index) => (index === 0 ? part : [{ text: " ", language }, ...part])),
  );
}
