import { styleText } from "node:util";
import { nameOf } from "./cast.ts";
import type { Entry, EntryOf, Network } from "./telephones.ts";

/** A play as it happens, for people to read. */
export type Timeline = {
  /** Something that no telephone knows of: a click. */
  note(who: string, words: string): void;
  end(): void;
};

const COLUMNS = 110;
const NAME_WIDTH = 15;
const VERB_WIDTH = 9;
const TEXT_AT = 2 + 6 + 2 + NAME_WIDTH + VERB_WIDTH;

type Colour = Parameters<typeof styleText>[0];

const colours: Readonly<Record<string, Colour>> = {
  caller: "cyan",
  robin: "green",
  jo: "yellow",
  maude: "magenta",
  casey: "blue",
  dana: "yellowBright",
  luc: "magentaBright",
  line: "gray",
};
const DESK_COLOUR: Colour = "red";

export function showTimeline({ log }: Network, caller: string): Timeline {
  const startedAt = timeNow();
  const print = (at: number, told: Told) =>
    process.stdout.write(`${line((at - startedAt) / 1_000, told)}\n`);
  const end = log.subscribe((entry) => {
    const told = tell(entry, caller);
    if (told !== null) print(entry.at, told);
  });
  return {
    note: (who, words) => print(timeNow(), { who, did: "clicks", text: words }),
    end,
  };
}

/** The network's clock is this machine's. */
const timeNow = (): number => performance.timeOrigin + performance.now();

type Told = { readonly who: string; readonly did: string; readonly text: string };

function line(seconds: number, { who, did, text }: Told): string {
  const colour = colours[who] ?? (who.includes("desk") ? DESK_COLOUR : "white");
  const begin = `  ${seconds.toFixed(1).padStart(6)}  `;
  const name = styleText(colour, who.padEnd(NAME_WIDTH));
  return `${begin}${name}${did.padEnd(VERB_WIDTH)}${wrapped(text)}`.trimEnd();
}

/** Long words go on under their own beginning. */
function wrapped(text: string): string {
  const room = Math.max(30, (process.stdout.columns ?? COLUMNS) - TEXT_AT);
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last !== "" && last.length + 1 + word.length > room) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines.join(`\n${" ".repeat(TEXT_AT)}`);
}

/** Null for what only a programmer would ask for. */
function tell(entry: Entry, caller: string): Told | null {
  switch (entry.kind) {
    case "called":
      return { who: nameOf(entry.handset, caller), did: "dials", text: entry.to };
    case "callRequested":
      return { who: "line", did: "calls", text: nameOf(entry.to, caller) };
    case "rang":
      return { who: nameOf(entry.handset, caller), did: "rings", text: "" };
    case "answered":
      return { who: nameOf(entry.handset, caller), did: "answers", text: "" };
    case "heard":
      return tellHeard(entry, caller);
    case "said":
      return { who: nameOf(entry.handset, caller), did: "says", text: `“${entry.text}”` };
    case "pressed":
      return { who: nameOf(entry.handset, caller), did: "presses", text: keys(entry.digits) };
    case "joined":
      return { who: nameOf(entry.handset, caller), did: "joins", text: "the conversation" };
    case "ended":
      return { who: nameOf(entry.handset, caller), did: "ends", text: endOf(entry) };
    case "messageSent":
      return { who: nameOf(entry.to, caller), did: "is texted", text: entry.body };
    default:
      return tellTrouble(entry);
  }
}

/** What people say to each other is told once, where it is said. */
function tellHeard(entry: EntryOf<"heard">, caller: string): Told | null {
  if (entry.source === "voice") return null;
  const who = nameOf(entry.handset, caller);
  const text = entry.source === "play" ? `♪ ${entry.text.split("/").at(-1)}` : entry.text;
  return { who, did: entry.voicemail ? "records" : "hears", text };
}

const keys = (digits: string): string => digits.split("").join(" ");

function endOf({ by, status }: EntryOf<"ended">): string {
  switch (by) {
    case "person":
      return status === "completed" ? "hangs up" : "turned away";
    case "dropped":
      return "the line drops";
    case "line":
      return "hung up by the line";
    case "network":
      return status;
  }
}

function tellTrouble(entry: Entry): Told | null {
  switch (entry.kind) {
    case "webhookFailed":
      return { who: "line", did: "fails", text: `${entry.path}: ${entry.code} ${entry.reason}` };
    case "warned":
      return { who: "line", did: "fails", text: `${entry.code} ${entry.message}` };
    case "refused":
      return { who: "line", did: "fails", text: `may not call ${entry.to}: ${entry.message}` };
    default:
      return null;
  }
}
