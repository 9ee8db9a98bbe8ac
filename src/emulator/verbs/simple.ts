import { hear, later } from "../exchange.ts";
import { deaf, toAddress, type Verb } from "../leg.ts";
import { playPrompts } from "../prompts.ts";
import { sendTones, sendWords } from "../tones.ts";
import { textOf } from "../twiml/xml.ts";
import { nothing } from "../nothing.ts";

/** Say, Play and Pause. */
export const prompt: Verb = (leg, element, finish) => {
  const { exchange, call, base } = leg;
  const hearing = { elements: [element], base, hear: hearOn };
  function hearOn(heard: Parameters<typeof hear>[2]) {
    hear(exchange, call, heard);
    if (heard.source === "tones") sendTones(exchange, call, heard.text);
    if (heard.source === "say") sendWords(exchange, call, heard.text);
  }
  return deaf(playPrompts(exchange, hearing, () => finish({ go: "next" })));
};

/** What a redirect takes at least: documents that redirect to each other for ever must not stop the clock. */
const REDIRECT_MS = 10;

export const redirect: Verb = (leg, element, finish) =>
  deaf(
    later(leg.exchange, REDIRECT_MS, () =>
      finish(toAddress(leg, element, { url: textOf(element), params: {} })),
    ),
  );

export const hangUp: Verb = (_leg, _element, finish) => {
  finish({ go: "end", status: "completed" });
  return deaf(nothing);
};

export const reject: Verb = (_leg, element, finish) => {
  const busy = element.attributes["reason"] === "busy";
  finish({ go: "end", status: busy ? "busy" : "no-answer" });
  return deaf(nothing);
};
