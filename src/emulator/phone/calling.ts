import type { CallState, Deed, TelephoneState } from "./contract.ts";
import { button, part, readable } from "./dom.ts";
import { keyTone, ring } from "./tones.ts";
import { hush } from "./voice.ts";
import { endingWords, words } from "./words.ts";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
const LETTERS = ["", "ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ", "", "", ""];

type Doing = (deed: Deed) => Promise<void>;

let shown: TelephoneState | null = null;
let stopRinging: (() => void) | null = null;

/** Makes the keys, buttons and fields of the telephone do what they say. */
export function wireTelephone(perform: Doing): void {
  const press = (key: string) => {
    keyTone(key);
    if (shown?.call) {
      hush();
      void perform({ do: "press", digits: key });
    } else part("number", HTMLInputElement).value += key;
  };
  part("pad", HTMLElement).append(
    ...KEYS.map((key, place) => {
      const made = button(key, "key", () => press(key));
      const letters = document.createElement("small");
      letters.textContent = LETTERS[place] ?? "";
      letters.ariaHidden = "true";
      made.append(letters);
      return made;
    }),
  );
  document.addEventListener("keydown", (event) => {
    if (!isForKeypad(event)) return;
    event.preventDefault();
    press(event.key);
  });
  part("dial", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    const to = part("number", HTMLInputElement).value.trim();
    if (to !== "") void perform({ do: "call", to });
  });
  part("hang-up", HTMLButtonElement).addEventListener("click", () => {
    hush();
    void perform({ do: "hangUp" });
  });
  part("say", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    const field = part("words", HTMLInputElement);
    const text = field.value.trim();
    if (text === "") return;
    field.value = "";
    hush();
    void perform({ do: "say", text });
  });
}

/** Shows the telephone as the network says it is; null when it is nobody's. */
export function showTelephone(state: TelephoneState | null, perform: Doing): void {
  const before = shown;
  shown = state;
  const section = part("telephone", HTMLElement);
  section.hidden = state === null;
  section.classList.toggle("on-call", state?.call != null);
  keepRinging(state !== null && state.ringing.length > 0);
  if (!state) return;
  const { call, withheld, address, ringing } = state;
  const withheldWords = withheld ? ` (${words().numberWithheld})` : "";
  part("me", HTMLElement).textContent = readable(address) + withheldWords;
  part("status", HTMLElement).textContent = statusWords(state);
  const caller = ringing[0];
  document.title = caller ? `${words().ringing} ${readable(caller.from)}` : words().title;
  part("pad", HTMLElement).ariaLabel = words().pad;
  part("dial", HTMLFormElement).hidden = call !== null;
  part("call", HTMLButtonElement).hidden = call !== null;
  part("hang-up", HTMLButtonElement).hidden = call === null;
  part("say", HTMLFormElement).hidden = call === null;
  part("change", HTMLButtonElement).hidden = call !== null;
  showRings(state, perform);
  showPeers(state);
  if (before && !before.call !== !call) moveFocus(call);
  if (before?.call && !call) hush();
}

/** What had the focus is gone: keys go on working from here, and nothing is pressed by accident. */
function moveFocus(call: CallState | null): void {
  const focused = document.activeElement;
  if (focused !== document.body && focused instanceof HTMLElement && focused.offsetParent) return;
  const next = call ? part("heard", HTMLOListElement) : part("number", HTMLInputElement);
  next.focus({ preventScroll: true });
}

function statusWords({ call, last, ringing }: TelephoneState): string {
  if (call) return callWords(call);
  if (ringing.length > 0) return "";
  if (!last) return words().ready;
  const missed = last.by !== "person" && last.status !== "completed";
  return missed && last.status !== "busy" ? words().missed : endingWords(last.by);
}

function callWords({ other, since, muted, hold, together }: CallState): string {
  const name = readable(other);
  if (since === null) return `${words().calling} ${name}`;
  const more = [
    ...(together ? [words().together] : []),
    ...(hold ? [words().hold] : []),
    ...(muted ? [words().muted] : []),
  ];
  return [`${words().onACall} ${name}`, ...more].join(". ");
}

function showRings({ ringing, call }: TelephoneState, perform: Doing): void {
  const place = part("rings", HTMLElement);
  const wanted = ringing.map(({ callSid }) => callSid).join(" ") + String(call === null);
  // Drawn anew only when something changed, or a button would lose its focus.
  if (place.dataset["rings"] === wanted + document.documentElement.lang) return;
  place.dataset["rings"] = wanted + document.documentElement.lang;
  const rings = ringing.map(({ callSid, from }) => {
    const item = document.createElement("div");
    item.className = "ring";
    const text = document.createElement("p");
    text.setAttribute("role", "alert");
    text.textContent = `${words().ringing} ${readable(from)}`;
    const answer = call ? words().answerInstead : words().answer;
    item.append(
      text,
      button(answer, "main", () => void perform({ do: "answer", callSid })),
      button(words().decline, "stop", () => void perform({ do: "decline", callSid })),
    );
    return item;
  });
  place.replaceChildren(...rings);
  if (document.activeElement === document.body) place.querySelector("button")?.focus();
}

function showPeers({ peers }: TelephoneState): void {
  const talking = part("talking", HTMLElement);
  const names = peers.map(({ address }) => readable(address).replaceAll(" ", "\u00a0")).join(", ");
  talking.hidden = peers.length === 0;
  talking.textContent = `${words().talkingWith} ${names}`;
}

function keepRinging(rings: boolean): void {
  if (rings) stopRinging ??= ring();
  else {
    stopRinging?.();
    stopRinging = null;
  }
}

/** Digits typed anywhere but in a field are keys of the telephone. */
function isForKeypad(event: KeyboardEvent): boolean {
  if (!shown || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) {
    return false;
  }
  return KEYS.includes(event.key);
}
