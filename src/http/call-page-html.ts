import { REASONS_TO_OPEN, type ReasonToOpen } from "../domain/audit.ts";
import type { Language } from "../domain/language.ts";
import type { Instant } from "../domain/session/people.ts";
import { helpIsOut, phaseOf, type Session } from "../domain/session/session.ts";
import { pageWord, type PageWord } from "../domain/words/page.ts";

/** What can be done from the page, in its order; each is the last part of an address. */
export const ACTS = [
  "heard",
  "fine",
  "drowsy",
  "quiet",
  "dose",
  "away",
  "awayAnyway",
  "using",
  "sending",
  "arrived",
  "place",
  "askPlace",
  "help",
  "cover",
  "supervisor",
  "goodbye",
] as const;
export type PageAct = (typeof ACTS)[number];

/** What ends something, or sends somebody, is asked twice. */
const ASKED_TWICE = {
  goodbye: "sureGoodbye",
  help: "sureHelp",
  arrived: "sureArrived",
} as const satisfies Partial<Record<PageAct, PageWord>>;

export const isAskedTwice = (act: PageAct): act is keyof typeof ASKED_TWICE => act in ASKED_TWICE;

/** Where its forms lead, in whose words, and the nonce of its only style. */
export type Frame = {
  readonly address: string;
  readonly language: Language;
  readonly nonce: string;
};

/** Long enough for a thumb, short enough to see a check-in come. */
const AGAIN_S = 10;

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0) ?? 0};`);

/** Plain enough for any telephone: no script, one small document. */
function document({ language, nonce }: Frame, body: string, again = ""): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">${again}
<title>${escaped(pageWord("title", language))}</title>
<style nonce="${nonce}">body{font:1.125rem/1.5 system-ui,sans-serif;margin:1rem auto;padding:0 1rem;max-width:30rem;color:#111;background:#fff}
h1{font-size:1.375rem}button,.back{display:block;box-sizing:border-box;width:100%;min-height:3.25rem;margin:.5rem 0;font:inherit;text-align:center;border:2px solid #111;border-radius:.5rem;background:#fff;color:#111}
.back{padding:.75rem;text-decoration:none}.strong{background:#111;color:#fff}.alarm{background:#a00;border-color:#a00;color:#fff}:focus-visible{outline:4px solid #06c;outline-offset:2px}
@media (prefers-color-scheme:dark){body{background:#111;color:#eee}button,.back{background:#222;color:#eee;border-color:#eee}.strong{background:#eee;color:#111}.alarm{background:#a00;border-color:#a00;color:#fff}}</style>
</head><body><main>${body}</main></body></html>`;
}

const said = (frame: Frame, word: PageWord, values: Readonly<Record<string, string>> = {}) =>
  escaped(pageWord(word, frame.language, values));

/** One sentence, and nothing to press. */
export const sentencePage = (frame: Frame, word: PageWord): string =>
  document(frame, `<p>${said(frame, word)}</p>`);

/** Opened by a press, not by a program that looks at the addresses in text messages. */
export const openingPage = (frame: Frame): string =>
  document(
    frame,
    `<p>${said(frame, "openThis")}</p><form method="post" action="${frame.address}/open"><button class="strong">${said(frame, "open")}</button></form>`,
  );

type Pressed = {
  readonly act: PageAct;
  /** New for every page: pressed twice, it is done once. */
  readonly wish: string;
  readonly checkIn?: number;
  readonly sure?: boolean;
  readonly because?: ReasonToOpen;
};

function button(frame: Frame, { act, wish, checkIn, sure, because }: Pressed, looks = ""): string {
  const hidden = (name: string, value: string) =>
    `<input type="hidden" name="${name}" value="${escaped(value)}">`;
  const word = because ?? (sure === true ? "yes" : act);
  const more = [
    checkIn === undefined ? "" : hidden("checkIn", String(checkIn)),
    sure === true ? hidden("sure", "yes") : "",
    because === undefined ? "" : hidden("because", because),
  ];
  return `<form method="post" action="${frame.address}/${act}">${hidden("wish", `${wish}-${because ?? act}`)}${more.join("")}<button${looks}>${said(frame, word)}</button></form>`;
}

const STRONG = ' class="strong"';
const ALARM = ' class="alarm"';

const back = (frame: Frame): string =>
  `<a class="back" href="${frame.address}">${said(frame, "back")}</a>`;

export function surePage(frame: Frame, act: keyof typeof ASKED_TWICE, wish: string): string {
  const looks = act === "help" ? ALARM : STRONG;
  const yes = button(frame, { act, wish, sure: true }, looks);
  return document(frame, `<h1>${said(frame, ASKED_TWICE[act])}</h1>${yes}${back(frame)}`);
}

/** The place is sealed until help is sent: each reason is a press, which shows it. */
export function sealedPlacePage(frame: Frame, wish: string): string {
  const reasons = REASONS_TO_OPEN.map((because) => button(frame, { act: "place", wish, because }));
  const asked = `<h1>${said(frame, "placeSealed")}</h1>`;
  return document(frame, `${asked}${reasons.join("")}${back(frame)}`);
}

export type PlaceSeen = { readonly lines: readonly string[]; readonly spoken: boolean };

export function placePage(frame: Frame, { lines, spoken }: PlaceSeen): string {
  const audio = `<p>${said(frame, "ownVoice")}</p><audio controls src="${frame.address}/place.wav"></audio>`;
  const known = lines.map((line) => `<p>${escaped(line)}</p>`).join("");
  const none = lines.length === 0 && !spoken ? `<p>${said(frame, "noPlace")}</p>` : "";
  return document(frame, `${known}${none}${spoken ? audio : ""}${back(frame)}`);
}

type Standing = {
  readonly session: Session;
  readonly now: Instant;
  readonly wish: string;
  /** What came of the last press. */
  readonly notice: PageWord | null;
};

/** Where the session stands, and what can be done now. It comes anew by itself. */
export function callPage(frame: Frame, standing: Standing): string {
  const { session, wish, notice } = standing;
  const told =
    notice === null ? "" : `<p role="status"><strong>${said(frame, notice)}</strong></p>`;
  const checkIn = session.watch?.checkIn;
  const buttons = actsNow(session, notice).map((act) =>
    button(
      frame,
      { act, wish, ...(needsCheckIn(act) && checkIn !== undefined ? { checkIn } : {}) },
      looksOf(act),
    ),
  );
  const again = `<meta http-equiv="refresh" content="${AGAIN_S};url=${frame.address}">`;
  return document(frame, `${told}${stands(frame, standing)}${buttons.join("")}`, again);
}

const needsCheckIn = (act: PageAct): boolean => act === "fine" || act === "drowsy";

function looksOf(act: PageAct): string {
  if (act === "help") return ALARM;
  return act === "fine" || act === "heard" || act === "arrived" ? STRONG : "";
}

function stands(frame: Frame, { session, now }: Standing): string {
  const { watch, caller, help } = session;
  const lines = [`<h1>${said(frame, phaseWord(session))}</h1>`];
  if (caller.on === "lost") lines.push(`<p>${said(frame, "lineLost")}</p>`);
  if (helpIsOut(session)) {
    const word = help.state === "taken" ? "helpTaken" : "helpAsked";
    lines.push(`<p>${said(frame, word, { reference: help.reference ?? "" })}</p>`);
  } else if (watch !== null && caller.on === "line") {
    const seconds = Math.ceil((watch.deadline.dueAt - now) / 1_000);
    const due = seconds <= 0;
    lines.push(
      `<p>${due ? said(frame, "checkInNow") : said(frame, "checkInSoon", { seconds: String(seconds) })}</p>`,
    );
  }
  return lines.join("");
}

function phaseWord(session: Session): PageWord {
  if (session.company.state === "lost") return "waiting";
  const phase = phaseOf(session);
  if (phase === "closed") return "over";
  return phase === "escalated" && !helpIsOut(session) ? "emergencyNow" : phase;
}

type Moment = {
  readonly session: Session;
  readonly onLine: boolean;
  /** They are watched over, and can be spoken for. */
  readonly watched: boolean;
  /** Help is on its way. */
  readonly out: boolean;
  /** Stepping away was refused a moment ago, for a dose. */
  readonly anyway: boolean;
};

const always = () => true;

/** In the order of the page, and when: a button that would be refused helps nobody. */
const MOMENTS: Readonly<Record<PageAct, (moment: Moment) => boolean>> = {
  heard: ({ session, onLine }) => !onLine && session.caller.pickedUp !== null,
  fine: ({ watched }) => watched,
  drowsy: ({ watched, out }) => watched && !out,
  quiet: ({ watched, out }) => watched && !out,
  dose: ({ watched }) => watched,
  away: ({ watched, out, anyway }) => watched && !out && !anyway,
  awayAnyway: ({ watched, out, anyway }) => watched && !out && anyway,
  using: ({ session }) => session.watch === null && session.help.state !== "arrived",
  sending: ({ session }) => session.help.state === "asked",
  arrived: ({ out }) => out,
  place: always,
  askPlace: ({ onLine }) => onLine,
  help: ({ out }) => !out,
  cover: always,
  supervisor: always,
  goodbye: ({ out }) => !out,
};

function actsNow(session: Session, notice: PageWord | null): readonly PageAct[] {
  const out = helpIsOut(session);
  if (session.company.state === "lost") return out ? [] : ["help"];
  const onLine = session.caller.on === "line";
  const watched = onLine && session.watch !== null;
  const moment = { session, onLine, watched, out, anyway: notice === "awayAnyway" };
  return ACTS.filter((act) => MOMENTS[act](moment));
}
