import type { Address, StatusCallback } from "../call.ts";
import { callEvents } from "../call-events.ts";
import { warn } from "../exchange.ts";
import type { Leg } from "../leg.ts";
import { absolute } from "../prompts.ts";
import { methodAttribute } from "../twiml/document.ts";
import { elementsIn, textOf, type XmlElement } from "../twiml/xml.ts";

export type Person = {
  /** `+1…` or `client:identity`. */
  to: string;
  /** What they hear before they are connected. */
  whisper: Address | null;
  statusCallback: StatusCallback | null;
};

/** Whom a Dial without a conference rings: its Number and Client nouns, or the number written in it. */
export function peopleIn(leg: Leg, dial: XmlElement): readonly Person[] {
  const nouns = elementsIn(dial);
  if (nouns.length > 0) return nouns.map((noun) => personIn(leg, noun));
  return [{ to: textOf(dial), whisper: null, statusCallback: null }];
}

function personIn(leg: Leg, noun: XmlElement): Person {
  const url = absolute(noun.attributes["url"] ?? "", leg.base);
  const hasWhisper = noun.attributes["url"] !== undefined && url !== null;
  return {
    to: noun.name === "Client" ? clientAddress(noun) : textOf(noun),
    whisper: hasWhisper ? { url, method: methodAttribute(noun, "method") } : null,
    statusCallback: callbackOf(leg, noun),
  };
}

function clientAddress(noun: XmlElement): string {
  const identity = elementsIn(noun).find(({ name }) => name === "Identity");
  return `client:${textOf(identity ?? noun)}`;
}

function callbackOf(leg: Leg, noun: XmlElement): StatusCallback | null {
  const written = noun.attributes["statusCallback"];
  const url = absolute(written ?? "", leg.base);
  if (!written || url === null) return null;
  const events = callEvents(noun.attributes["statusCallbackEvent"]?.split(/\s+/) ?? []);
  if (events === null) warn(leg.exchange, leg.call.sid, 21626, "unknown statusCallbackEvent");
  return { url, method: methodAttribute(noun, "statusCallbackMethod"), events: events ?? [] };
}
