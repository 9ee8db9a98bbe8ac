import type { EntryOf, LogEntry } from "../../src/emulator/log.ts";
import { say } from "../../src/domain/words/words.ts";
import type { Dice } from "../support/dice.ts";
import type { CallerPart } from "./parts.ts";
import { firstSilenceMs, reachMs, silenceMs, type Sign, type Story } from "./story.ts";
import { isKind, type Telephones } from "./telephones.ts";
import { timeNow } from "./troubles.ts";

/** A caller as they really are, whatever the line believes. */
export type Caller = {
  readonly part: CallerPart;
  /** Every call of theirs, in order. */
  readonly calls: readonly string[];
  hears(entry: LogEntry): void;
  /** They talk and answer: what a responder who listens would know. */
  isWell(): boolean;
  /** They have said what they wanted and are ready for a goodbye. */
  isDone(): boolean;
  /** A responder asked and they said they are fine. */
  confirms(): void;
  /** The call they are on now. */
  onCall(): string | null;
  /** The conference they are in: `s-` and the session's id. */
  room(): string | null;
  /** They will do nothing more by themselves. */
  isOver(): boolean;
};

export type Stage = {
  readonly telephones: Telephones;
  readonly story: Story;
  readonly luck: Dice;
  readonly lineNumber: string;
  /** Runs after `ms`, unless the night is over. */
  readonly later: (ms: number, run: () => void) => void;
};

type State = {
  calls: string[];
  call: string | null;
  ring: string | null;
  room: string | null;
  dialledAt: number;
  watched: boolean;
  quiet: boolean;
  recovered: boolean;
  dropped: boolean;
  bye: boolean;
  answersLeft: number;
  answeredAt: number;
};

const inEither = (...keys: readonly Parameters<typeof say>[0][]): readonly string[] =>
  keys.flatMap((key) => [say(key, "en"), say(key, "fr")]);

const ASKS = inEither("ask1", "ask2", "ask3", "unclear", "responderLost", "plannedOver");
const NAMED = /(?:Press (\d) for me|Ça va\? Fais le (\d))/;
const words = {
  begin: inEither("aboutToUse"),
  nobody: [say("nobodyFree", "en", { time: "" }).slice(0, 40), "Je m'excuse, personne ne peut"],
  other: inEither("otherLanguageOffer"),
  open: inEither("openLine", "emergencyNow"),
  back: inEither("callBack"),
  redial: inEither("redial"),
  greeting: [say("greeting", "en")],
  zeroAgain: inEither("zeroAgain"),
} as const;

/** Dials, and from then on does what their part says. */
export async function arrives(stage: Stage, part: CallerPart): Promise<Caller> {
  const state: State = {
    calls: [],
    call: null,
    ring: null,
    room: null,
    dialledAt: timeNow(),
    watched: false,
    quiet: false,
    recovered: false,
    dropped: false,
    bye: false,
    answersLeft: part.answers,
    answeredAt: 0,
  };
  const person: Person = { stage, part, state };
  await dials(person);
  if (part.behaviour === "hangs up before use") {
    stage.later(stage.luck.between(2_000, 7_000), () => hangsUp(person));
  }
  return {
    part,
    calls: state.calls,
    hears: (entry) => takesIn(person, entry),
    isWell: () => !state.quiet && state.call !== null,
    isDone: () => isDone(person),
    confirms: () => counts(person),
    onCall: () => state.call,
    room: () => state.room,
    isOver: () => state.call === null && !waitsForCall(person),
  };
}

type Person = { readonly stage: Stage; readonly part: CallerPart; readonly state: State };

const waitsForCall = ({ part, state }: Person): boolean =>
  state.dropped && !state.recovered && part.behaviour !== "drops, is gone";

function isDone({ part, state }: Person): boolean {
  if (state.recovered) return state.answersLeft <= 0;
  const stays = part.behaviour !== "falls silent" && part.behaviour !== "answers late";
  return stays && !part.behaviour.startsWith("drops") && state.answersLeft <= 0;
}

async function dials({ stage, part, state }: Person): Promise<void> {
  const { number: handset } = part;
  state.dialledAt = timeNow();
  const command = { do: "call", handset, to: stage.lineNumber, from: handset } as const;
  const sid = await stage.telephones.perform(command);
  if (sid === null) throw new Error(`${handset} could not dial`);
  state.calls.push(sid);
  state.call = sid;
}

function tells({ stage, state }: Person, what: Sign["what"], helpBy: number | null): void {
  stage.story.tell({ at: timeNow(), what, callSid: state.call, sessionId: null, helpBy });
}

/** Does something with the telephone; it may have been put down meanwhile. */
function act({ stage }: Person, command: Parameters<Telephones["perform"]>[0]): void {
  stage.telephones.perform(command).catch(() => undefined);
}

function takesIn(person: Person, entry: LogEntry): void {
  const { state, part } = person;
  if (isKind(entry, "rang") && entry.handset === part.number) return isRung(person, entry);
  if (!("callSid" in entry) || entry.callSid === null) return;
  if (entry.callSid === state.ring && isKind(entry, "answered")) return picksUp(person, entry);
  if (entry.callSid !== state.call) return;
  onTheirCall(person, entry);
}

function onTheirCall(person: Person, entry: LogEntry): void {
  const { state } = person;
  if (isKind(entry, "joined")) state.room = entry.conference;
  if (isKind(entry, "left")) state.room = null;
  if (isKind(entry, "ended")) isCutOff(person);
  if (isKind(entry, "heard") && entry.source !== "voice") listens(person, entry.text);
}

function isCutOff({ state }: Person): void {
  state.call = null;
  state.room = null;
}

/** Their pocket rings after the line dropped. */
function isRung(person: Person, { callSid }: EntryOf<"rang">): void {
  const { state, stage } = person;
  if (!waitsForCall(person) || state.call !== null) return;
  state.ring = callSid;
  stage.later(stage.luck.between(800, 2_500), () => {
    if (state.call === null) act(person, { do: "answer", callSid });
  });
}

function picksUp(person: Person, { callSid }: EntryOf<"answered">): void {
  const { state, stage } = person;
  state.ring = null;
  if (state.call !== null) return act(person, { do: "hangUp", callSid });
  state.calls.push(callSid);
  state.call = callSid;
  recovers(person);
  // With a responder there they are put together, and talk.
  stage.later(1_000, () => act(person, { do: "say", callSid, text: "Hi.", confidence: 0.9 }));
}

/** From here they answer everything, once or twice more, and say goodbye. */
function recovers({ state }: Person): void {
  state.recovered = true;
  state.quiet = false;
  state.answersLeft = 1;
}

function listens(person: Person, text: string): void {
  const has = (some: readonly string[]): boolean => some.some((one) => text.includes(one));
  const { part, state } = person;
  if (has(words.greeting) && part.french) return presses(person, "2", () => !state.watched);
  if (has(words.back)) return presses(person, "5", () => backs(person));
  if (has(words.redial)) return presses(person, "1", () => backs(person));
  if (has(words.other)) return presses(person, "1", () => true);
  if (has(words.begin) || has(words.nobody)) return begins(person, has(words.begin) ? "7" : "1");
  if (has(words.open)) return hearsHelp(person);
  if (has(ASKS) || NAMED.test(text)) return isAsked(person, NAMED.exec(text));
}

type Allowed = () => boolean;

/** A moment later, if they still mean it. */
function presses(person: Person, digits: string, means: Allowed): void {
  const { stage, state } = person;
  const callSid = state.call;
  stage.later(stage.luck.between(400, 1_800), () => {
    if (callSid === null || state.call !== callSid || !means()) return;
    act(person, { do: "press", callSid, digits });
  });
}

function backs(person: Person): boolean {
  tells(person, "back", timeNow() + silenceMs(true));
  if (!person.state.recovered) recovers(person);
  return true;
}

/** Nobody has come, and they are about to use. */
function begins(person: Person, key: string): void {
  const { state, part } = person;
  if (part.behaviour === "hangs up before use") return;
  if (timeNow() - state.dialledAt < part.waitsMs) return;
  if (part.behaviour === "presses 9") return presses(person, "9", () => (state.quiet = true));
  presses(person, key, () => {
    state.watched = true;
    tells(person, "began", timeNow() + firstSilenceMs);
    return true;
  });
}

function isAsked(person: Person, named: RegExpExecArray | null): void {
  const { state, part } = person;
  state.watched = true;
  if (state.quiet || timeNow() - state.answeredAt < 3_000) return;
  if (state.answersLeft <= 0 && !isDone(person)) return turns(person);
  if (part.speaks && named === null && !isDone(person)) return saysYes(person);
  presses(person, keyFor(person, named), () => !state.quiet && answers(person));
}

/** 0 says goodbye; whoever presses wrong keys presses another than the one they are told. */
function keyFor(person: Person, named: RegExpExecArray | null): string {
  if (isDone(person)) return "0";
  const right = named?.[1] ?? named?.[2] ?? "5";
  return person.part.wrongKeys ? String((Number(right) % 8) + 1) : right;
}

function saysYes(person: Person): void {
  const { state, part, stage } = person;
  const callSid = state.call;
  const text = part.french ? "oui, ça va" : "yes";
  stage.later(stage.luck.between(800, 2_500), () => {
    if (callSid === null || state.call !== callSid || state.quiet) return;
    act(person, { do: "say", callSid, text, confidence: 0.9 });
    answers(person);
  });
}

function answers(person: Person): boolean {
  const { state } = person;
  tells(person, "answered", timeNow() + silenceMs(state.room !== null));
  counts(person);
  return true;
}

/** One more answer given, by key or to a responder. */
function counts(person: Person): void {
  const { state } = person;
  state.watched = true;
  state.answeredAt = timeNow();
  state.answersLeft -= 1;
  if (state.answersLeft <= 0 && !isDone(person)) {
    person.stage.later(person.stage.luck.between(500, 3_000), () => turns(person));
  }
}

/** What their part is about happens now. */
function turns(person: Person): void {
  const { state, part, stage } = person;
  if (state.quiet || state.dropped || state.recovered) return;
  if (!part.behaviour.startsWith("drops")) {
    state.quiet = true;
    return;
  }
  const callSid = state.call;
  if (callSid === null) return;
  tells(person, "dropped", timeNow() + reachMs);
  state.dropped = true;
  state.quiet = true;
  act(person, { do: "drop", callSid });
  if (part.behaviour === "drops, redials") {
    stage.later(stage.luck.between(1_000, 5_000), () => {
      if (state.call === null) dials(person).catch(() => undefined);
    });
  }
}

/** "If you hear me, press any key." In a conference keys reach nobody, and they speak instead. */
function hearsHelp(person: Person): void {
  const { state, part, stage } = person;
  if (part.behaviour !== "answers late" || state.recovered) return;
  const callSid = state.call;
  stage.later(stage.luck.between(1_000, 4_000), () => {
    if (callSid === null || state.call !== callSid || state.recovered) return;
    const inRoom = state.room !== null;
    tells(person, "answered", null);
    if (inRoom) act(person, { do: "say", callSid, text: "I'm here.", confidence: 0.9 });
    else act(person, { do: "press", callSid, digits: "5" });
    recovers(person);
  });
}

function hangsUp(person: Person): void {
  const { state } = person;
  if (state.call === null || state.watched) return;
  tells(person, "bye", null);
  state.bye = true;
  act(person, { do: "hangUp", callSid: state.call });
}
