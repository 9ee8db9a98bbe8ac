import type { Restricted } from "../restrictions.ts";
import { otherLanguage } from "../language.ts";
import { say } from "../words/words.ts";
import { replies } from "./script-replies.ts";
import type { Hearing } from "./script.ts";
import { gather, hangUp, lastingMs, says, type Script, type Sound } from "./steps.ts";
import { numbersOf } from "./session.ts";

/** Long enough to hear it all twice and to press a key. */
const BLOCKED_MS = 90_000;

/** Every third turn says it all again, for whoever picked up late. */
const WHOLE_EVERY = 3;

/**
 * Nobody is rung for a talk, and they are told what there is: 7, and the line watches over them as over anybody; 9, and people
 * come (decision 026). A blocked caller who presses neither is hung up on after they had time to.
 */
export function restricted(hearing: Hearing, restriction: Restricted): Script {
  const { session, at, turn } = hearing;
  const { language } = session;
  if (restriction === "blocked" && at - session.openedAt >= BLOCKED_MS) return [hangUp];
  const sounds = [
    ...(session.rehearsal && turn === 0 ? says(language, say("rehearsalNotice", language)) : []),
    ...replies(hearing),
    ...words(hearing, restriction),
  ];
  const listenMs = numbersOf(session).wordEveryMs - lastingMs(sounds);
  return [gather("menu", language, { says: sounds, listenMs })];
}

function words({ session, turn, events }: Hearing, restriction: Restricted): readonly Sound[] {
  const { language } = session;
  const said = events.some(({ kind }) => kind !== "callArrived" && kind !== "languageChosen");
  if (said) return [];
  if (turn % WHOLE_EVERY !== 0 && events.length === 0) {
    return says(language, say("restrictedKeys", language));
  }
  const whole = restriction === "blocked" ? "restrictedBlocked" : "restrictedWatchOnly";
  const other = otherLanguage(language);
  return [...says(language, say(whole, language)), ...says(other, say("otherLanguage", other))];
}
