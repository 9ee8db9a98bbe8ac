import type { Address, Call, CallStatus, Source, Speech, StopReason } from "./call.ts";
import type { Exchange } from "./exchange.ts";
import { absolute } from "./prompts.ts";
import type { Params } from "./signature.ts";
import { methodAttribute } from "./twiml/document.ts";
import type { XmlElement } from "./twiml/xml.ts";
import { nothing } from "./nothing.ts";

/** What a verb works on. */
export type Leg = {
  readonly exchange: Exchange;
  readonly call: Call;
  /** The address of the running document; null when it was given inline. */
  readonly base: string | null;
  /** Runs a document on another call (a whisper, or what comes after a bridge). */
  startOn(call: Call, source: Source, options: FlowOptions): void;
};

export type FlowOptions = {
  params: Params;
  use: "call" | "whisper";
  /** When the documents run out. */
  finished(): void;
};

export type ActionRequest = Address & { params: Params };

export type Outcome =
  | { go: "next" }
  | { go: "fetch"; request: ActionRequest }
  | { go: "end"; status: CallStatus }
  | { go: "error"; code: number; message: string };

/** A verb under way. */
export type Running = {
  pressed(digit: string): void;
  said(speech: Speech): void;
  /** Cut short; `finish` must not be called any more. */
  stop(why: StopReason): void;
  /** Fetched, and its answer thrown away, when a REST redirect cuts the verb short. */
  interrupted(): ActionRequest | null;
};

export type Verb = (leg: Leg, element: XmlElement, finish: (outcome: Outcome) => void) => Running;

/** A verb that takes no notice of keys or voices. */
export function deaf(stop: () => void): Running {
  return { pressed: nothing, said: nothing, stop, interrupted: () => null };
}

/** Goes to a verb's `action` with what it learned; without one, on to the next verb. */
export function toAction(leg: Leg, element: XmlElement, params: Params): Outcome {
  const url = element.attributes["action"];
  return url === undefined ? { go: "next" } : toAddress(leg, element, { url, params });
}

/** Goes to a document; a relative address in inline TwiML is 15004. */
export function toAddress(
  leg: Leg,
  element: XmlElement,
  target: { url: string; params: Params },
): Outcome {
  const url = absolute(target.url, leg.base);
  if (url === null) {
    const message = `<${element.name}> needs an absolute address in inline TwiML: "${target.url}"`;
    return { go: "error", code: 15004, message };
  }
  const method = methodAttribute(element, "method");
  return { go: "fetch", request: { url, method, params: target.params } };
}

/** The request a REST redirect sends to the interrupted verb's `action`, if it has one. */
export function interruptedAction(
  leg: Leg,
  element: XmlElement,
  params: Params,
): ActionRequest | null {
  const outcome = toAction(leg, element, params);
  return outcome.go === "fetch" ? outcome.request : null;
}
