import type { WebhookAnswer } from "./courier.ts";
import { isAudio } from "./http-request.ts";
import { parseXml, XmlError } from "./twiml/xml.ts";

/**
 * An answer as TwiML, by its content type (Twilio docs, voice/twiml): plain text that is no TwiML is said aloud, a
 * recording played; then the call ends. Null for anything else, or without a type.
 */
export function bodyAsTwiml(answer: Extract<WebhookAnswer, { ok: true }>): string | null {
  const type = answer.contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "text/xml" || type === "application/xml" || type === "text/html") return answer.body;
  if (type === "text/plain") return isXml(answer.body) ? answer.body : say(answer.body);
  return isAudio(type) ? `<Response><Play>${escaped(answer.url)}</Play></Response>` : null;
}

function isXml(body: string): boolean {
  try {
    return parseXml(body).name === "Response";
  } catch (error) {
    if (error instanceof XmlError) return false;
    throw error;
  }
}

function say(text: string): string {
  return `<Response><Say>${escaped(text)}</Say></Response>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
