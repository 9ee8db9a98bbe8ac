import type { Recording } from "../exchange.ts";
import type { Leg } from "../leg.ts";
import { newSid } from "../sids.ts";
import type { Params } from "../signature.ts";
import type { XmlElement } from "../twiml/xml.ts";
import { keepRecording, recordingParams, tellRecording } from "./recordings.ts";

export type DialRecording = {
  /** Either side said this. */
  said(words: string): void;
  /** Ends it; what the Dial's `action` is told of it. Again: the same. */
  end(): Params;
};

const NOT_RECORDED = new Set([undefined, "do-not-record", "false"]);

/** Records two connected calls, if the Dial says so. */
export function recordDial(leg: Leg, element: XmlElement): DialRecording {
  if (NOT_RECORDED.has(element.attributes["record"])) return { said: () => {}, end: () => ({}) };
  const { exchange, call } = leg;
  const startedAt = exchange.clock.now();
  const words: string[] = [];
  const sid = newSid("RE");
  const soFar = (): Recording => ({
    sid,
    source: "DialVerb",
    callSid: call.sid,
    text: words.join(" "),
    startedAt,
    durationMs: exchange.clock.now() - startedAt,
  });
  let ended: Params | null = null;
  tellRecording(leg, element, { status: "in-progress", recording: soFar() });
  return {
    said: (text) => words.push(text),
    end() {
      if (ended) return ended;
      const recording = soFar();
      keepRecording(exchange, recording);
      tellRecording(leg, element, { status: "completed", recording });
      ended = recordingParams(exchange, recording);
      return ended;
    },
  };
}
