import { isDesk, nameOf } from "./cast.ts";
import { isKind, openCalls, type Entry, type EntryOf } from "./telephones.ts";

/** What the telephone network wrote down during one play: nothing else is asked. */
export type Told = { readonly entries: readonly Entry[]; readonly caller: string };

export type Judgement = {
  readonly what: string;
  readonly holds: boolean;
  readonly expected: string;
  readonly found: string;
};

export const ofKind = <K extends Entry["kind"]>(told: Told, kind: K): readonly EntryOf<K>[] =>
  told.entries.filter((entry) => isKind(entry, kind));

/** All that the line itself said to somebody, in order; what people said to each other is left out. */
export const spokenTo = (told: Told, handset: string): readonly EntryOf<"heard">[] =>
  ofKind(told, "heard").filter((heard) => heard.handset === handset && heard.source !== "voice");

/** The first time somebody heard these words from the line; after something else, if given, and never if that did not happen. */
export function hearing(
  told: Told,
  handset: string,
  words: string,
  after?: Entry | null,
): EntryOf<"heard"> | null {
  if (after === null) return null;
  const from = after?.seq ?? 0;
  return (
    spokenTo(told, handset).find((heard) => heard.seq > from && heard.text.includes(words)) ?? null
  );
}

/** The first call to somebody that the line asked the carrier for. */
export const requested = (told: Told, to: string): EntryOf<"callRequested"> | null =>
  ofKind(told, "callRequested").find((call) => call.to === to) ?? null;

export const saying = (told: Told, handset: string, words: string): EntryOf<"said"> | null =>
  ofKind(told, "said").find((said) => said.handset === handset && said.text === words) ?? null;

export const pressing = (told: Told, handset: string, digits: string): EntryOf<"pressed"> | null =>
  ofKind(told, "pressed").find((one) => one.handset === handset && one.digits === digits) ?? null;

export const endOf = (told: Told, handset: string): EntryOf<"ended"> | null =>
  ofKind(told, "ended").find((ended) => ended.handset === handset) ?? null;

export function heardWords(
  told: Told,
  handset: string,
  words: string,
  after?: Entry | null,
): Judgement {
  const who = nameOf(handset, told.caller);
  const all = spokenTo(told, handset).map(({ text }) => `“${text}”`);
  return {
    what: `${who} hears “${shortened(words)}”`,
    holds: hearing(told, handset, words, after) !== null,
    expected: `“${words}”`,
    found: all.length === 0 ? "nothing at all" : all.join(" "),
  };
}

export function neverHeard(told: Told, handset: string, words: string): Judgement {
  const heard = hearing(told, handset, words);
  return {
    what: `${nameOf(handset, told.caller)} never hears “${shortened(words)}”`,
    holds: heard === null,
    expected: "not to hear it",
    found: heard?.text ?? "not heard",
  };
}

const SHOWN = 60;
const shortened = (words: string): string =>
  words.length <= SHOWN ? words : `${words.slice(0, SHOWN).trimEnd()}…`;

type Timed = {
  readonly what: string;
  readonly from: Entry | null;
  readonly to: Entry | null;
  readonly leastMs?: number;
  readonly mostMs: number;
};

/** That one thing followed the other, neither too soon nor too late. */
export function inTime({ what, from, to, leastMs = 0, mostMs }: Timed): Judgement {
  const tookMs = from === null || to === null ? null : to.at - from.at;
  const holds = tookMs !== null && tookMs >= leastMs && tookMs <= mostMs;
  const least = leastMs === 0 ? "" : `${seconds(leastMs)} to `;
  return {
    what,
    holds,
    expected: `within ${least}${seconds(mostMs)}`,
    found: tookMs === null ? "it did not happen" : `after ${seconds(tookMs)}`,
  };
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

export function noDeskRang(told: Told): Judgement {
  const rung = ofKind(told, "callRequested").filter(({ to }) => isDesk(to));
  return {
    what: "no desk rings",
    holds: rung.length === 0,
    expected: "no call to a desk",
    found: rung.map(({ to }) => nameOf(to, told.caller)).join(", ") || "none",
  };
}

/** Whoever the line called was meant to be called in this play. */
export function nobodyElseRang(told: Told, meant: readonly string[]): Judgement {
  const others = ofKind(told, "callRequested").filter(({ to }) => !meant.includes(to));
  return {
    what: "nobody else rings",
    holds: others.length === 0,
    expected: meant.map((one) => nameOf(one, told.caller)).join(", ") || "nobody",
    found: others.map(({ to }) => nameOf(to, told.caller)).join(", ") || "nobody else",
  };
}

/** Both were in one conversation at the same time. */
export function together(told: Told, one: string, other: string): Judgement {
  const [a, b] = [staysOf(told, one), staysOf(told, other)];
  const met = a.some((x) => b.some((y) => x.room === y.room && x.from < y.to && y.from < x.to));
  const names = [one, other].map((handset) => nameOf(handset, told.caller));
  return {
    what: `${names.join(" and ")} are together`,
    holds: met,
    expected: "both in one conversation",
    found: met ? "they are" : "they never were",
  };
}

type Stay = { readonly room: string; readonly from: number; readonly to: number };

const staysOf = (told: Told, handset: string): readonly Stay[] =>
  ofKind(told, "joined")
    .filter((joined) => joined.handset === handset)
    .map(({ callSid, conferenceSid: room, seq }) => {
      const left = ofKind(told, "left").find((one) => one.callSid === callSid && one.seq > seq);
      return { room, from: seq, to: left?.seq ?? Number.MAX_SAFE_INTEGER };
    });

/** What must hold in every play. */
export const everyPlay = (told: Told): readonly Judgement[] => [
  allHungUp(told),
  noDeskCutOff(told),
  noComplaint(told),
];

function allHungUp({ entries }: Told): Judgement {
  const open = openCalls(entries);
  return {
    what: "everything is hung up",
    holds: open.length === 0,
    expected: "no call left",
    found: `${open.length} left`,
  };
}

/** A desk puts down its own phone, when it has what it needs (PRACTICE 22). */
function noDeskCutOff(told: Told): Judgement {
  const answered = new Set(ofKind(told, "answered").map(({ callSid }) => callSid));
  const cutOff = ofKind(told, "ended").filter(
    ({ callSid, to, by }) => isDesk(to) && by === "line" && answered.has(callSid),
  );
  return {
    what: "nobody hangs up on a desk",
    holds: cutOff.length === 0,
    expected: "a desk puts down its own phone",
    found: cutOff.map(({ to }) => nameOf(to, told.caller)).join(", ") || "nobody did",
  };
}

function noComplaint(told: Told): Judgement {
  const troubles = told.entries.filter(
    (entry) =>
      entry.kind === "webhookFailed" ||
      entry.kind === "refused" ||
      entry.kind === "warned" ||
      (entry.kind === "heard" && /application error/i.test(entry.text)),
  );
  return {
    what: "the carrier complains of nothing",
    holds: troubles.length === 0,
    expected: "no failed request, no error spoken",
    found: troubles.map((entry) => JSON.stringify(entry)).join(" ") || "nothing",
  };
}
