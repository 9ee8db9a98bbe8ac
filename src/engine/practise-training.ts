import type { Language } from "../domain/language.ts";
import type { Instant, Person } from "../domain/session/people.ts";
import { helpIsOut, type Session } from "../domain/session/session.ts";
import type { Practise } from "../domain/training/duties.ts";
import { nextWords, PRACTICE, seenIn, type Progress } from "../domain/training/practice.ts";
import { trainingText } from "../domain/words/training.ts";
import { CarrierRefused, CarrierUnreachable } from "./errors.ts";
import { handle } from "./handle.ts";
import type { LineActed } from "./line-acts.ts";
import type { Line } from "./ports.ts";
import type { OwedByLine } from "./ports-store.ts";
import type { PracticeCall, PracticeResult } from "./ports-training.ts";

/** After every call the line makes for anybody else. */
const GATE_CLASS = 8;
const GATE_MS = 20_000;

export type PracticeRefusal = "noRehearsalNumber" | "notFree" | "lastFree" | "callersWait";

/** Null: this person may be rung for practice now. Callers come first: nobody real waits, and somebody else is free for them (PRACTICE 33). */
export async function practiceRefused(
  line: Line,
  staffId: string,
  at: Instant,
): Promise<PracticeRefusal | null> {
  if (line.training.practice.number === null) return "noRehearsalNumber";
  const roster = await line.roster.now(at);
  if (!roster.some((one) => one.staffId === staffId && one.free)) return "notFree";
  if (await line.synthetic.busy()) return "callersWait";
  return (await somebodyElse(line, staffId, at)) ? null : "lastFree";
}

/** Another responder: a supervisor, or somebody on call, is rung long after. */
async function somebodyElse(line: Line, staffId: string, at: Instant): Promise<boolean> {
  const roster = await line.roster.now(at);
  return roster.some((one) => one.staffId !== staffId && mayAnswer(one));
}

const mayAnswer = ({ circle, free, reachable, otherWork }: Person): boolean =>
  circle === "line" && free && reachable !== false && otherWork !== true;

/** Our own caller dials the rehearsal number, unless somebody real needs the line by now. */
export async function practise(
  line: Line,
  owed: OwedByLine,
  { staffId, callId }: Practise,
): Promise<LineActed> {
  const { practice } = line.training;
  const at = line.clock.now();
  const call = await practice.byId(callId);
  if (call === null || call.endedAt !== null) return { how: "overtaken", by: "ended" };
  // Begun before, and nobody knows how far it came: twice asked, two of our callers would ring.
  const refused = owed.attempts > 1 ? "begunBefore" : await practiceRefused(line, staffId, at);
  if (refused !== null || !(await hasTurn(line, owed))) {
    await practice.end(callId, "yielded", at);
    return done(staffId, refused ?? "noTurn");
  }
  return done(staffId, await ask(line, call));
}

const done = (staffId: string, asked: string): LineActed => ({
  how: "done",
  event: { kind: "practiceCalled", subject: staffId, data: { asked } },
  owes: [],
});

/** Waits at the gate behind everybody; where it is never its turn, others need the line. */
async function hasTurn(line: Line, owed: OwedByLine): Promise<boolean> {
  const until = line.clock.now() + GATE_MS;
  for (;;) {
    const lookAgainAt = await line.gate.pass(owed, GATE_CLASS, line.clock.now());
    if (lookAgainAt === null) return true;
    if (lookAgainAt > until) return false;
    await line.clock.until(lookAgainAt);
  }
}

async function ask(line: Line, { id }: PracticeCall): Promise<string> {
  const { practice } = line.training;
  const to = practice.number;
  if (to === null) return "noRehearsalNumber";
  try {
    await practice.ring({ id, to, from: line.voice.deskReturnNumber(true) });
    return "asked";
  } catch (err) {
    if (!(err instanceof CarrierRefused || err instanceof CarrierUnreachable)) throw err;
    line.log.warn({ err, callId: id }, "The carrier did not make a practice call");
    await practice.end(id, "failed", line.clock.now());
    return "refused";
  }
}

/** What our caller does next: keys, words in a language, or nothing for a moment. */
export type PracticeTurn = {
  readonly keys: string;
  readonly say: { readonly text: string; readonly language: Language } | null;
  readonly progress: Progress;
};

const SILENT = { keys: "", say: null } as const;

/** Null: they hang up. */
export async function practiceTurn(
  line: Line,
  callId: string,
  progress: Progress,
): Promise<PracticeTurn | null> {
  const at = line.clock.now();
  const call = await line.training.practice.byId(callId);
  if (call === null || call.endedAt !== null) return null;
  const session = call.sessionId === null ? null : await line.store.load(call.sessionId);
  const over = await whyOver(line, call, session);
  if (over !== null) {
    await end(line, call, { session, result: over });
    return null;
  }
  if (session === null) return { ...SILENT, progress };
  return turnIn(line, session, { call, progress, at });
}

type Turning = { readonly call: PracticeCall; readonly progress: Progress; readonly at: Instant };

async function turnIn(
  line: Line,
  session: Session,
  { call, progress, at }: Turning,
): Promise<PracticeTurn> {
  const member = await line.roster.member(call.staffId);
  const spoken = member?.languages ?? [];
  const seen = seenIn(await line.store.events(session.id));
  if (seen.joinedAt === null && !spoken.includes(session.language)) {
    // 2 in the greeting is the other language.
    return { ...SILENT, keys: "2", progress };
  }
  const says = nextWords(progress, seen, at);
  if (says === null) return { ...SILENT, progress };
  const language = spoken.includes(session.language) ? session.language : (spoken[0] ?? "en");
  const say = { text: trainingText(says.line, language), language };
  return { keys: "", say, progress: { said: says.said, at } };
}

/** Null: it goes on. */
async function whyOver(
  line: Line,
  call: PracticeCall,
  session: Session | null,
): Promise<PracticeResult | null> {
  const lasted = line.clock.now() - call.askedAt;
  if (session === null) return lasted < PRACTICE.arrivesByMs ? null : "failed";
  if (session.closed !== null) return "played";
  if (lasted > PRACTICE.longestMs) return "played";
  const waited = line.clock.now() - session.openedAt;
  if (session.company.state === "none" && waited > PRACTICE.takenByMs) return "failed";
  return (await isNeeded(line, call)) ? "yielded" : null;
}

/** Somebody real waits, or whoever practises is the last who could answer (PRACTICE 33). */
async function isNeeded(line: Line, { staffId }: PracticeCall): Promise<boolean> {
  if (await line.synthetic.busy()) return true;
  return !(await somebodyElse(line, staffId, line.clock.now()));
}

/**
 * Its session is closed, so that whoever practised is free; once help is out, a person ends it, as in every call. Who is needed by
 * somebody real does not wait for that (PRACTICE 33): they leave it.
 */
async function end(
  line: Line,
  { id: callId }: PracticeCall,
  { session, result }: { readonly session: Session | null; readonly result: PracticeResult },
): Promise<void> {
  const at = line.clock.now();
  if (session !== null && session.closed === null) {
    const ended = { id: `${callId}:ended`, at, by: "line" } as const;
    if (!helpIsOut(session)) {
      await handle(line, session.id, { ...ended, kind: "closed", outcome: "notAUseCall" });
    } else if (result === "yielded") {
      await handle(line, session.id, { ...ended, kind: "callLeft" });
    }
  }
  if (await line.training.practice.end(callId, result, at))
    line.log.info({ callId, result }, "A practice call is over");
}
