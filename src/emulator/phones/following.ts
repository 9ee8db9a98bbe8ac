import type { EntryOf, LogEntry } from "../log.ts";
import type { Heard } from "../phone/contract.ts";
import { latestCall } from "./calls.ts";
import { stateOf } from "./state.ts";
import type { Telephone, Telephones } from "./telephones.ts";

type Speech = EntryOf<"heard" | "pressed" | "said">;

/**
 * Tells every open telephone's page what it hears at once, and its state when that has changed. The log says when to
 * look; what it says is often a step ahead of the rest of the network, so the look itself comes right after.
 */
export function followNetwork(telephones: Telephones): () => void {
  const { exchange, byId } = telephones;
  let looking = false;
  const look = () => {
    looking = false;
    tellEverybody(telephones);
  };
  return exchange.log.subscribe((entry) => {
    if (byId.size === 0) return;
    if (isSpeech(entry)) {
      for (const { address, page } of byId.values()) {
        if (entry.handset === address) page?.heard(heardIn(entry));
      }
    }
    if (looking) return;
    looking = true;
    setImmediate(look);
  });
}

/** Tells each page its telephone's state, if it has not heard it yet. */
export function tellEverybody(telephones: Telephones): void {
  for (const telephone of telephones.byId.values()) tellState(telephones, telephone);
}

function tellState(telephones: Telephones, telephone: Telephone): void {
  if (!telephone.page) return;
  const state = stateOf(telephones, telephone);
  const told = JSON.stringify({ ...state, now: 0 });
  if (told === telephone.told) return;
  telephone.told = told;
  telephone.page.state(state);
}

/** What was heard, pressed and said on the present call, or the last one, after an entry of the log. */
export function heardSoFar(telephones: Telephones, telephone: Telephone, after: number): Heard[] {
  const { exchange } = telephones;
  const call = latestCall(exchange, telephone.address, telephone.openedAt);
  if (!call) return [];
  const speech = exchange.log
    .since(after)
    .filter((entry): entry is Speech => isSpeech(entry) && entry.callSid === call.sid);
  return speech.map(heardIn);
}

function isSpeech(entry: LogEntry): entry is Speech {
  return entry.kind === "heard" || entry.kind === "pressed" || entry.kind === "said";
}

function heardIn(entry: Speech): Heard {
  const { seq, at, callSid, kind } = entry;
  const mine = { seq, at, callSid, kind, language: null, source: null, url: null };
  if (entry.kind === "pressed") return { ...mine, text: entry.digits };
  if (entry.kind === "said") return { ...mine, text: entry.text };
  const { text, language, source } = entry;
  const url = source === "play" && /^https?:/.test(text) ? text : null;
  return { ...mine, text, language, source, url };
}
