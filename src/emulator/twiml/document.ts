import { expectedValue, isNotDone, shapeOf } from "./schema.ts";
import { elementsIn, parseXml, XmlError, type XmlElement, type XmlNode } from "./xml.ts";

/**
 * What a document is fetched for: a `prompt` is an announcement, hold or wait document; a `whisper` runs on a dialled
 * leg before it is bridged.
 */
export type DocumentUse = "call" | "prompt" | "whisper";

export type TwimlDocument =
  | { ok: true; verbs: readonly XmlElement[]; warnings: readonly string[] }
  /** `notDone`: Twilio would do it; this network cannot. */
  | { ok: false; code: number; message: string; notDone?: true };

const ALLOWED: Readonly<Record<DocumentUse, readonly string[] | null>> = {
  call: null,
  prompt: ["Say", "Play", "Pause", "Redirect"],
  whisper: ["Say", "Play", "Pause", "Gather", "Redirect", "Hangup"],
};

/**
 * Reads TwiML. Unknown verbs, attributes and values are warnings (12200) and left out; bad XML is 12100. What only
 * Twilio itself does is refused, wherever it stands.
 */
export function readTwiml(body: string, use: DocumentUse): TwimlDocument {
  try {
    const root = parseXml(body);
    if (root.name !== "Response") throw new XmlError(`<Response> expected, not <${root.name}>`);
    const notDone = firstNotDone(root);
    if (notDone !== null) return refused(notDone);
    const warnings: string[] = [];
    const verbs = elementsIn(checked(root, warnings));
    const allowed = ALLOWED[use];
    const wrong = verbs.find((verb) => allowed && !allowed.includes(verb.name));
    if (!wrong) return { ok: true, verbs, warnings };
    const message = `<${wrong.name}> is not allowed in a ${use} document`;
    return { ok: false, code: misplaced(use, wrong.name), message };
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return { ok: false, code: 12100, message: `Document parse failure: ${error.message}` };
  }
}

/** 13201: no Dial before a dialled leg is connected. 13238: only Say, Play, Pause and Redirect in an announcement. */
function misplaced(use: DocumentUse, name: string): number {
  if (use === "prompt") return 13238;
  return name === "Dial" ? 13201 : 12200;
}

function refused(name: string): TwimlDocument {
  return { ok: false, code: 12200, message: `the emulator does not do <${name}>`, notDone: true };
}

function firstNotDone(element: XmlElement): string | null {
  if (isNotDone(element.name)) return element.name;
  for (const child of elementsIn(element)) {
    const found = firstNotDone(child);
    if (found !== null) return found;
  }
  return null;
}

/** The element without what the schema does not know; each thing left out is a warning. */
function checked(element: XmlElement, warnings: string[]): XmlElement {
  const shape = shapeOf(element.name);
  if (!shape) return element;
  const known = Object.entries(element.attributes).filter(([name, value]) => {
    if (!shape.attributes.includes(name)) {
      warnings.push(`attribute ${name} is not allowed in <${element.name}>`);
      return false;
    }
    const expected = expectedValue(name, value);
    if (expected === null) return true;
    warnings.push(`${name}="${value}" in <${element.name}> should be ${expected}`);
    return false;
  });
  return {
    ...element,
    attributes: Object.fromEntries(known),
    children: children(element, warnings),
  };
}

function children(element: XmlElement, warnings: string[]): XmlElement["children"] {
  const allowed = shapeOf(element.name)?.children ?? "text";
  if (allowed === "text") return element.children;
  return element.children.flatMap((child): XmlNode[] => {
    if (typeof child === "string") return [child];
    if (allowed.includes(child.name)) return [checked(child, warnings)];
    warnings.push(`<${child.name}> is not allowed in <${element.name}>`);
    return [];
  });
}

/** A number of seconds given as an attribute, in ms; `fallback` (also ms) when absent or not a number. */
export function secondsAttribute(element: XmlElement, name: string, fallback: number): number {
  const given = element.attributes[name];
  const seconds = given === undefined || given === "" ? Number.NaN : Number(given);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : fallback;
}

export function numberAttribute(element: XmlElement, name: string, fallback: number): number {
  const given = element.attributes[name];
  const value = given === undefined || given === "" ? Number.NaN : Number(given);
  return Number.isFinite(value) && value >= 0 ? value : fallback;
}

export function flagAttribute(element: XmlElement, name: string, fallback: boolean): boolean {
  const given = element.attributes[name];
  return given === undefined ? fallback : given === "true";
}

export function methodAttribute(element: XmlElement, name: string): "GET" | "POST" {
  return element.attributes[name]?.toUpperCase() === "GET" ? "GET" : "POST";
}
