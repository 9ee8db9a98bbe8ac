import { otherLanguage, type Language } from "../language.ts";
import type { PageReason } from "../session/duties.ts";
import type { Question } from "../session/questions.ts";
import { linesEn } from "./lines.en.ts";
import { linesFr } from "./lines.fr.ts";
import { deskEn, deskOursEn } from "./desk.en.ts";
import { deskFr, deskOursFr } from "./desk.fr.ts";
import { oursEn } from "./ours.en.ts";
import { oursFr } from "./ours.fr.ts";
import { fill, plainText, type Spoken } from "./template.ts";

const en = { ...linesEn, ...oursEn };
const fr: Record<keyof typeof en, string> = { ...linesFr, ...oursFr };

export type LineKey = keyof typeof en;

/** Every line, in both languages. */
export const lines: Readonly<Record<Language, Readonly<Record<LineKey, string>>>> = { en, fr };

/** One line, its values in place. Throws when a value is missing: our own mistake, never the caller's. */
export function say(
  key: LineKey,
  language: Language,
  values: Readonly<Record<string, string>> = {},
): string {
  return plainText(fill(lines[language][key], language, values));
}

const deskLines = { en: { ...deskEn, ...deskOursEn }, fr: { ...deskFr, ...deskOursFr } };

/** A short sentence to a desk that needs no facts. */
export const deskLine = (key: DeskLine, language: Language): string => deskLines[language][key];

type DeskLine =
  | "taken"
  | "personComing"
  | "hold"
  | "nobodyCalled"
  | "enterReference"
  | "referenceUnknown";

/** The greeting, then the invitation to the other language in its own voice (1a). */
export function greeting(language: Language): readonly Spoken[] {
  const other = otherLanguage(language);
  return [
    { text: say("greeting", language), language },
    { text: say("otherLanguage", other), language: other },
  ];
}

/** The yes-or-no questions of a keys-only session; keysOnlyKeys follows each. */
export const questionLines: Readonly<Record<Question, LineKey>> = {
  okay: "askOkay",
  ready: "askReady",
  someoneWithYou: "askSomeoneWithYou",
  canYouTalk: "askCanYouTalk",
  samePlace: "askSamePlace",
  needHelp: "askNeedHelp",
};

/** What a supervisor's page says. */
export const pageLines: Readonly<Record<PageReason, LineKey>> = {
  callerWaiting: "pageCallerWaiting",
  nobodyReachable: "pageNobodyReachable",
  emergency: "pageEmergency",
  helpSent: "pageHelpSent",
  noPlace: "pageNoPlace",
  responderLost: "pageResponderLost",
  lineLost: "pageLineLost",
  answeredAfterSending: "pageAnsweredAfterSending",
  askedForHelp: "pageAskedForHelp",
  selfHarm: "pageSelfHarm",
  arrival: "pageArrival",
  callBackLate: "pageCallBackLate",
  reachSettled: "pageReachSettled",
  deskSlow: "pageDeskSlow",
  coverAsked: "pageCoverAsked",
  codesGuessed: "pageCodesGuessed",
};
