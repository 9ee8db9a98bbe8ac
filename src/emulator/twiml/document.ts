import { shapeOf } from "./schema.ts";
import { elementsIn, parseXml, XmlError, type XmlElement, type XmlNode } from "./xml.ts";

/**
 * What a document is fetched for: a `prompt` is an announcement, hold or wait document; a `whisper` runs on a dialled
 * leg before it is bridged.
 */
export type DocumentUse = "call" | "prompt" | "whisper";

export type TwimlDocument =
  | { ok: true; verbs: readonly XmlElement[]; warnings: readonly string[] }
  | { ok: false; code: number; message: string };

const ALLOWED: Readonly<Record<DocumentUse, readonly string[] | null>> = {
  call: null,
  prompt: ["Say", "Play", "Pause", "Redirect"],
  whisper: ["Say", "Play", "Pause", "Gather", "Redirect", "Hangup"],
};

/** Reads TwiML. Unknown verbs and attributes are warnings (12200) and left out; bad XML is 12100. */
export function readTwiml(body: string, use: DocumentUse): TwimlDocument {
  try {
    const root = parseXml(body);
    if (root.name !== "Response") throw new XmlError(`<Response> expected, not <${root.name}>`);
    const warnings: string[] = [];
    const verbs = elementsIn(checked(root, warnings));
    const allowed = ALLOWED[use];
    const wrong = verbs.find((verb) => allowed && !allowed.includes(verb.name));
    if (!wrong) return { ok: true, verbs, warnings };
    return {
      ok: false,
      code: 13238,
      message: `<${wrong.name}> is not allowed in a ${use} document`,
    };
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return { ok: false, code: 12100, message: `Document parse failure: ${error.message}` };
  }
}

/** The element without what the schema does not know; each thing left out is a warning. */
function checked(element: XmlElement, warnings: string[]): XmlElement {
  const shape = shapeOf(element.name);
  if (!shape) return element;
  const known = Object.entries(element.attributes).filter(([name]) => {
    if (shape.attributes.includes(name)) return true;
    warnings.push(`attribute ${name} is not allowed in <${element.name}>`);
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
