import type { Heard } from "./contract.ts";
import { part, span } from "./dom.ts";
import { languageOf, speak } from "./voice.ts";
import { words } from "./words.ts";

const SPOKEN = "spoken";
let callSid: string | null = null;
const kept: Heard[] = [];

/** Shows what was said on the call, and says aloud what this tab has not said before. */
export function showHeard(heard: Heard): void {
  if (heard.callSid !== callSid) clearHeard();
  callSid = heard.callSid;
  kept.push(heard);
  show(heard);
  if (heard.seq <= Number(sessionStorage.getItem(SPOKEN) ?? 0)) return;
  sessionStorage.setItem(SPOKEN, String(heard.seq));
  if (heard.kind === "heard") speak(heard);
}

/** A new call, or another language of the page. */
export function clearHeard(): void {
  kept.length = 0;
  part("heard", HTMLOListElement).replaceChildren();
}

export function showHeardAgain(): void {
  part("heard", HTMLOListElement).replaceChildren();
  for (const heard of kept) show(heard);
}

/** Another network, or another telephone: nothing of it was said yet. */
export function forgetSpoken(): void {
  sessionStorage.removeItem(SPOKEN);
  clearHeard();
}

function show(heard: Heard): void {
  const list = part("heard", HTMLOListElement);
  const item = document.createElement("li");
  item.className = heard.kind === "heard" ? (heard.source ?? "") : heard.kind;
  const text = span(textOf(heard), "text");
  if (heard.kind === "heard" && heard.url === null) text.lang = languageOf(heard);
  item.append(span(speakerOf(heard), "who"), " ", text);
  list.append(item);
  list.scrollTop = list.scrollHeight;
}

function speakerOf({ kind, source }: Heard): string {
  if (kind === "said") return words().you;
  if (kind === "pressed") return words().youPressed;
  switch (source) {
    case "voice":
      return words().somebody;
    case "music":
      return words().music;
    case "tones":
      return words().tones;
    default:
      return words().theLine;
  }
}

function textOf({ text, url }: Heard): string {
  if (url === null) return text;
  const name = new URL(url).pathname.split("/").at(-1) ?? "";
  return `${words().aRecording} (${name})`;
}
