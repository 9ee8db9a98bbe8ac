import { callParams, type Speech } from "../call.ts";
import { warn } from "../exchange.ts";
import type { Leg } from "../leg.ts";
import { absolute } from "../prompts.ts";
import { methodAttribute } from "../twiml/document.ts";
import type { XmlElement } from "../twiml/xml.ts";

const MOST_HINTS = 500;
const LONGEST_HINT = 100;

export function wordsOf(spoken: readonly Speech[]): string {
  return spoken.map(({ text }) => text).join(" ");
}

/** Tells a Gather's `partialResultCallback` what was understood so far, each time; what it answers goes nowhere. */
export function partialResults(leg: Leg, element: XmlElement): (spoken: readonly Speech[]) => void {
  const { exchange, call, base } = leg;
  const url = absolute(element.attributes["partialResultCallback"] ?? "", base);
  const method = methodAttribute(element, "partialResultCallbackMethod");
  const language = element.attributes["language"] ?? "en-US";
  let sent = 0;
  return (spoken) => {
    if (!element.attributes["partialResultCallback"] || url === null) return;
    const params = {
      ...callParams(call, exchange.accountSid),
      UnstableSpeechResult: spoken.at(-1)?.text ?? "",
      StableSpeechResult: wordsOf(spoken.slice(0, -1)),
      Stability: "0.9",
      SequenceNumber: String(sent),
      Language: language,
    };
    sent += 1;
    const about = { purpose: "partialResult", url, method, callSid: call.sid };
    void exchange.courier.send({ ...about, params });
  };
}

/** 13330: more than 500 hints, or one over 100 characters (Twilio docs, voice/twiml/gather). */
export function checkHints({ exchange, call }: Leg, element: XmlElement): void {
  const hints = (element.attributes["hints"] ?? "").split(",");
  if (hints.length <= MOST_HINTS && hints.every((hint) => hint.trim().length <= LONGEST_HINT))
    return;
  warn(exchange, call.sid, 13330, "Gather: invalid hints value");
}
