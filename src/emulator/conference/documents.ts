import type { Address } from "../call.ts";
import { soundAt } from "../audio.ts";
import { later, type Exchange, type Heard } from "../exchange.ts";
import { absolute, playPrompts } from "../prompts.ts";
import type { Params } from "../signature.ts";
import { methodAttribute, readTwiml } from "../twiml/document.ts";
import { textOf, type XmlElement } from "../twiml/xml.ts";
import { nothing } from "../nothing.ts";

export type PromptDocument = {
  address: Address;
  purpose: "wait" | "announce";
  params: Params;
  callSid: string;
  hear: (heard: Heard) => void;
  done: () => void;
  failed: (code: number, reason: string) => void;
};

/**
 * Fetches and plays an announcement, hold or wait document: only Say, Play, Pause and Redirect, else 13238. The
 * returned function stops it; then neither `done` nor `failed` is called.
 */
export function playDocument(exchange: Exchange, document: PromptDocument): () => void {
  const playing: Playing = { exchange, document, stopped: false, stopPrompts: nothing };
  void load(playing, document.address);
  return () => {
    playing.stopped = true;
    playing.stopPrompts();
  };
}

type Playing = {
  readonly exchange: Exchange;
  readonly document: PromptDocument;
  stopped: boolean;
  stopPrompts: () => void;
};

async function load(playing: Playing, address: Address): Promise<void> {
  const { exchange, document } = playing;
  const { purpose, params, callSid } = document;
  const { url, method } = address;
  const answer = await exchange.courier.send({ purpose, params, callSid, url, method });
  if (playing.stopped) return;
  if (!answer.ok) document.failed(answer.code, answer.reason);
  else if (/^audio\//i.test(answer.contentType)) await playSound(playing, answer.url);
  else show(playing, answer.body, answer.url);
}

async function playSound(playing: Playing, url: string): Promise<void> {
  const { exchange, document } = playing;
  const sound = await soundAt(exchange, url);
  if (playing.stopped) return;
  if (!sound) {
    document.failed(12300, `${url} cannot be played`);
    return;
  }
  document.hear({ text: sound.text, language: null, source: "play" });
  playing.stopPrompts = later(exchange, sound.durationMs, document.done);
}

function show(playing: Playing, body: string, base: string): void {
  const { exchange, document } = playing;
  const twiml = readTwiml(body, "prompt");
  if (!twiml.ok) {
    document.failed(twiml.code, twiml.message);
    return;
  }
  const end = twiml.verbs.findIndex(({ name }) => name === "Redirect");
  const redirect = twiml.verbs[end];
  const elements = redirect ? twiml.verbs.slice(0, end) : twiml.verbs;
  const prompt = { elements, base, hear: document.hear };
  playing.stopPrompts = playPrompts(exchange, prompt, () => {
    if (redirect) void load(playing, targetOf(redirect, base));
    else document.done();
  });
}

function targetOf(redirect: XmlElement, base: string): Address {
  const written = textOf(redirect);
  return { url: absolute(written, base) ?? written, method: methodAttribute(redirect, "method") };
}
