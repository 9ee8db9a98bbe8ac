import type { Address, DetectionSettings, StatusCallback } from "../call.ts";
import { callEvents } from "../call-events.ts";
import { warn } from "../exchange.ts";
import type { Leg } from "../leg.ts";
import { absolute } from "../prompts.ts";
import type { Params } from "../signature.ts";
import { methodAttribute, secondsAttribute } from "../twiml/document.ts";
import { elementsIn, textOf, type XmlElement } from "../twiml/xml.ts";

export type Person = {
  /** `+1…` or `client:identity`; null when what is written is no telephone number (13223). */
  to: string | null;
  /** As it is written in the document. */
  written: string;
  /** What they hear before they are connected. */
  whisper: Address | null;
  /** Tones sent once they answer; `w` waits half a second. */
  sendDigits: string;
  /** What their softphone is told. */
  parameters: Params;
  statusCallback: StatusCallback | null;
  machineDetection: "Enable" | "DetectMessageEnd" | null;
  detection: DetectionSettings;
};

/** Twilio rings no more than this many at once. */
const MOST_PEOPLE = 10;

/** Whom a Dial without a conference rings: its Number and Client nouns, or the number written in it. */
export function peopleIn(leg: Leg, dial: XmlElement): readonly Person[] {
  const nouns = elementsIn(dial);
  if (nouns.length > MOST_PEOPLE) {
    warn(leg.exchange, leg.call.sid, 12200, `a Dial has at most ${MOST_PEOPLE} nouns`);
  }
  const written = nouns.length > 0 ? nouns.slice(0, MOST_PEOPLE) : [dialAsNumber(dial)];
  return written.map((noun) => personIn(leg, noun));
}

function dialAsNumber(dial: XmlElement): XmlElement {
  return { name: "Number", attributes: {}, children: dial.children };
}

function personIn(leg: Leg, noun: XmlElement): Person {
  const { attributes } = noun;
  const isClient = noun.name === "Client";
  const written = isClient ? clientAddress(noun) : textOf(noun);
  return {
    to: isClient ? written : numberIn(written),
    written,
    whisper: addressIn(leg, noun, { url: "url", method: "method" }),
    sendDigits: attributes["sendDigits"] ?? "",
    parameters: parametersIn(noun),
    statusCallback: callbackOf(leg, noun),
    machineDetection: detectionIn(attributes["machineDetection"]),
    detection: {
      timeoutMs: secondsAttribute(noun, "machineDetectionTimeout", 30_000),
      asynchronous: true,
      callback: addressIn(leg, noun, {
        url: "amdStatusCallback",
        method: "amdStatusCallbackMethod",
      }),
    },
  };
}

/** E.164, or a North American number however it is written (Twilio docs, voice/twiml/number). */
function numberIn(written: string): string | null {
  if (!/^\+?[\d\s().-]+$/.test(written)) return null;
  const digits = written.replace(/\D/g, "");
  if (written.startsWith("+")) return /^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : null;
  if (digits.length === 10) return `+1${digits}`;
  return digits.length === 11 && digits.startsWith("1") ? `+${digits}` : null;
}

function clientAddress(noun: XmlElement): string {
  const identity = elementsIn(noun).find(({ name }) => name === "Identity");
  const words = noun.children.filter((child) => typeof child === "string").join("");
  return `client:${identity ? textOf(identity) : words.trim()}`;
}

function parametersIn(noun: XmlElement): Params {
  const parameters = elementsIn(noun).filter(({ name }) => name === "Parameter");
  return Object.fromEntries(
    parameters.map(({ attributes }) => [attributes["name"] ?? "", attributes["value"] ?? ""]),
  );
}

function detectionIn(given: string | undefined): Person["machineDetection"] {
  return given === "Enable" || given === "DetectMessageEnd" ? given : null;
}

function addressIn(
  leg: Leg,
  noun: XmlElement,
  names: { url: string; method: string },
): Address | null {
  const written = noun.attributes[names.url];
  const url = absolute(written ?? "", leg.base);
  return !written || url === null ? null : { url, method: methodAttribute(noun, names.method) };
}

function callbackOf(leg: Leg, noun: XmlElement): StatusCallback | null {
  const names = { url: "statusCallback", method: "statusCallbackMethod" };
  const address = addressIn(leg, noun, names);
  if (!address) return null;
  const events = callEvents(noun.attributes["statusCallbackEvent"]?.split(/\s+/) ?? []);
  if (events === null) warn(leg.exchange, leg.call.sid, 21626, "unknown statusCallbackEvent");
  return { ...address, events: events ?? [] };
}
