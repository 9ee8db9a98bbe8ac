import { soundAt } from "./audio.ts";
import { later, warn, type Exchange, type Heard } from "./exchange.ts";
import { speakingMs } from "./format.ts";
import { numberAttribute, secondsAttribute } from "./twiml/document.ts";
import { textOf, type XmlElement } from "./twiml/xml.ts";
import { nothing } from "./nothing.ts";

export type Prompt = {
  elements: readonly XmlElement[];
  /** What relative addresses are relative to; null in a document given inline. */
  base: string | null;
  hear: (heard: Heard) => void;
};

const MAX_LOOPS = 1000;
const TONE_MS = 500;

/** Says, plays and pauses in order, then calls `done`. The returned function stops it. */
export function playPrompts(exchange: Exchange, prompt: Prompt, done: () => void): () => void {
  const { elements } = prompt;
  let stopped = false;
  let cancel = nothing;
  const next = (index: number, loop: number) => {
    const element = elements[index];
    if (stopped) return;
    if (!element) {
      done();
      return;
    }
    if (loop >= loopsOf(element)) {
      next(index + 1, 0);
      return;
    }
    cancel = playOnce(exchange, { ...prompt, element }, () => next(index, loop + 1));
  };
  next(0, 0);
  return () => {
    stopped = true;
    cancel();
  };
}

type Piece = Prompt & { element: XmlElement };

function playOnce(exchange: Exchange, piece: Piece, done: () => void): () => void {
  const { element } = piece;
  switch (element.name) {
    case "Say": {
      const text = textOf(element);
      if (text === "") {
        warn(exchange, "", 13520, "Say: Invalid text");
        return later(exchange, 0, done);
      }
      piece.hear({ text, language: element.attributes["language"] ?? null, source: "say" });
      return later(exchange, speakingMs(text), done);
    }
    case "Play":
      return element.attributes["digits"] === undefined
        ? playAddress(exchange, piece, done)
        : playTones(exchange, piece, done);
    default:
      return later(exchange, secondsAttribute(element, "length", 1000), done);
  }
}

function playTones(exchange: Exchange, piece: Piece, done: () => void): () => void {
  const digits = piece.element.attributes["digits"] ?? "";
  piece.hear({ text: digits, language: null, source: "tones" });
  return later(exchange, tonesMs(digits), done);
}

/** How long it takes to send keys as tones: half a second each, `w` alike, `W` a whole one. */
export function tonesMs(digits: string): number {
  const longWaits = digits.split("W").length - 1;
  return (digits.length + longWaits) * TONE_MS;
}

function playAddress(exchange: Exchange, piece: Piece, done: () => void): () => void {
  let stopped = false;
  let cancel = nothing;
  const url = absolute(textOf(piece.element), piece.base) ?? textOf(piece.element);
  const play = async () => {
    const sound = await soundAt(exchange, url);
    if (stopped) return;
    if (sound === null) {
      done();
      return;
    }
    piece.hear({ text: sound.text, language: null, source: "play" });
    cancel = later(exchange, sound.durationMs, done);
  };
  void play();
  return () => {
    stopped = true;
    cancel();
  };
}

/** An address as written, or relative to `base`; null when there is nothing to be relative to. */
export function absolute(url: string, base: string | null): string | null {
  if (URL.canParse(url)) return url;
  return base !== null && URL.canParse(url, base) ? new URL(url, base).href : null;
}

function loopsOf(element: XmlElement): number {
  if (element.name === "Pause") return 1;
  const loops = numberAttribute(element, "loop", 1);
  return loops === 0 ? MAX_LOOPS : loops;
}
