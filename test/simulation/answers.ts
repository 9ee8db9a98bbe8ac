import { helpIsOut, type Session, type Watch } from "../../src/domain/session/session.ts";
import type { Call } from "../support/calls.ts";
import { causeOf, type Asking } from "../support/webhooks.ts";
import { ON_ITS_WAY_MS, say, stored, type Answer, type Court } from "./court.ts";

/** Promise 2: an answer that counts by what was asked, as it reaches us. What comes back is called once the line has it. */
export function answerReaches(court: Court, call: Call, asking: Asking): () => void {
  const key = `${call.sid} ${asking.ask} ${asking.askedAt} ${asking.turn}`;
  const sessionId = court.world.rows.legs.get(asking.legId)?.sessionId ?? null;
  carried(court, asking, sessionId);
  const told = court.answers.get(key);
  if (told !== undefined) return toldAgain(court, told);
  const session = sessionId === null ? null : stored(court, sessionId);
  if (session === null || session.watch === null || helpIsOut(session)) return () => undefined;
  if (session.caller.legId !== call.legId || session.caller.on !== "line") return () => undefined;
  return isAnswer(session, asking) ? reaches(court, session, key) : () => undefined;
}

function carried(court: Court, asking: Asking, sessionId: string | null): void {
  const { legId, heard } = asking;
  const { world } = court;
  if (heard === null) return;
  const at = world.time.now();
  court.carried.set(causeOf(asking), {
    legId,
    heard: "said" in heard ? heard.said : heard.digits,
    at,
  });
  const leg = world.rows.legs.get(legId);
  if (sessionId !== null && leg?.role === "caller") court.lastAnswer.set(sessionId, at);
}

function toldAgain(court: Court, answer: Answer): () => void {
  answer.reachedAt = court.world.time.now();
  return () => counted(court, answer);
}

function isAnswer({ watch, question }: Session, { ask, heard }: Asking): boolean {
  if (watch === null || heard === null) return false;
  const atTheAsk = ask.startsWith(`c${watch.checkIn}.`);
  if ("said" in heard) return heard.said === "yes" && atTheAsk;
  const { digits } = heard;
  if (ask === "help") return digits === "1";
  if (acts(watch, digits)) return false;
  return atTheAsk || (digits !== "9" && (ask === "auto" || ask === `q${question?.turn}`));
}

/** Pressed again, 9 and 0 act; 2 says bye when the time is over. */
const acts = ({ armed, asksToGoOn }: Watch, digits: string): boolean =>
  digits === armed || (asksToGoOn && digits === "2");

function reaches(court: Court, { id, watch }: Session, key: string): () => void {
  if (watch === null) return () => undefined;
  const { checkIn, deadline } = watch;
  const reachedAt = court.world.time.now();
  const helpAt = deadline.helpAt ?? Infinity;
  const answer: Answer = { sessionId: id, checkIn, reachedAt, helpAt, done: false };
  court.answers.set(key, answer);
  return () => counted(court, answer);
}

function counted(court: Court, answer: Answer): void {
  const { sessionId, checkIn } = answer;
  answer.done = true;
  anAnswerCounts(court, answer);
  const now = stored(court, sessionId);
  if (now?.watch?.checkIn === checkIn && !helpIsOut(now))
    say(court, "promise 2", sessionId, `an answer to check-in ${checkIn} did not count`);
}

export function anAnswerCounts(court: Court, answer: Answer): void {
  const { sessionId, checkIn, reachedAt, helpAt, done } = answer;
  if (!done || reachedAt > helpAt - ON_ITS_WAY_MS) return;
  if (court.missed.has(`${sessionId} ${checkIn}`))
    say(court, "promise 2", sessionId, `help after an answer to check-in ${checkIn}`);
}

/** A responder's word for the check-in that stands. */
export function confirmReaches(court: Court, sessionId: string, checkIn: number): () => void {
  const session = stored(court, sessionId);
  court.lastAnswer.set(sessionId, court.world.time.now());
  if (session?.watch?.checkIn !== checkIn || helpIsOut(session)) return () => undefined;
  return reaches(court, session, `click ${court.answers.size}`);
}
