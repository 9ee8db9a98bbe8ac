import { spokenTime } from "../words/spoken.ts";
import { greeting, say } from "../words/words.ts";
import { keepingOf } from "./evolve-keeping.ts";
import { replies } from "./script-replies.ts";
import type { Hearing } from "./script.ts";
import { gather, lastingMs, says, tone, type Script, type Sound } from "./steps.ts";
import { restrictionOf } from "./restricted.ts";
import { numbersOf, type Session } from "./session.ts";
import { restricted } from "./script-restricted.ts";

const GREETING_MS = 3_000;

/** A caller waits for somebody: a word every 12 s and a soft ring, and every key of the menu is heard (PRACTICE 1, words 1 to 3b). */
export function waiting(hearing: Hearing): Script {
  const { session, at } = hearing;
  const { language, company } = session;
  const n = numbersOf(session);
  const waitedMs = at - (company.search?.since ?? session.openedAt);
  if (company.state === "with") return held(hearing);
  const restriction = restrictionOf(session);
  if (restriction !== null) return restricted(hearing, restriction);
  if (company.offered !== null) {
    return [
      gather("otherLanguage", language, {
        says: says(language, say("otherLanguageOffer", language)),
      }),
    ];
  }
  const nobody = waitedMs >= n.ringSupervisorsMs;
  const words = [...replies(hearing), ...(cannotCallBack(hearing) ?? opening(hearing, waitedMs))];
  const sounds = [...words, tone("ring")];
  const listenMs = n.wordEveryMs - lastingMs(sounds);
  return [gather(nobody ? "nobody" : "menu", language, { says: sounds, listenMs })];
}

/** They asked to be called back, and withhold their number. */
function cannotCallBack({ session, pressed }: Hearing): readonly Sound[] | null {
  const wish = pressed?.ask === "nobody" && pressed.digits === "2";
  const { language, caller } = session;
  return wish && !caller.numberKnown ? says(language, say("cannotCallBack", language)) : null;
}

/** Keys only, with a responder who is writing the next question. */
function held(hearing: Hearing): Script {
  return [gather("menu", hearing.session.language, { says: replies(hearing) })];
}

function opening(hearing: Hearing, waitedMs: number): readonly Sound[] {
  const { session, at, turn, events } = hearing;
  const { language, company } = session;
  const n = numbersOf(session);
  if (isGreeted(hearing)) return greets(hearing);
  if (company.state === "lost" && turn === 0)
    return says(language, say(lostWords(session), language));
  if (events.length > 0) return [];
  if (isSaidNow(waitedMs - n.ringSupervisorsMs, n.wordEveryMs)) return nobodyFree(hearing, at);
  if (waitedMs >= n.ringAnyLanguageMs && turn % 3 !== 1) {
    return says(language, say("aboutToUse", language));
  }
  return says(language, say("stillRinging", language), ...haveCode(hearing));
}

/** Who kept them company is gone: ours, or whoever we had left them with. */
const lostWords = ({ transfer, company }: Session): "responderLost" | "thirdLost" =>
  transfer?.ended?.how === "lost" && transfer.ended.at === company.since
    ? "thirdLost"
    : "responderLost";

/** A turn may last this much longer than it was given. */
const SLACK_MS = 3_000;

/** At the first turn once it is so, and again about every third. Said, it lasts longer than the slack: never twice in a row. */
const isSaidNow = (sinceMs: number, everyMs: number): boolean =>
  sinceMs >= 0 && sinceMs % (3 * everyMs) < everyMs + SLACK_MS;

/** To everybody alike, until a code was keyed: the number alone never tells that somebody has been here (PRACTICE 35). */
const haveCode = ({ session }: Hearing): readonly string[] =>
  keepingOf(session).keyed === 0 ? [say("haveCode", session.language)] : [];

/** At the start, and again in the other language when it was asked for. */
function isGreeted({ session, at, turn, events }: Hearing): boolean {
  if (events.some((event) => event.kind === "codeKeyed")) return false;
  if (events.some((event) => event.kind === "languageChosen")) return true;
  return turn === 0 && session.company.state === "none" && at - session.openedAt < GREETING_MS;
}

function greets({ session }: Hearing): readonly Sound[] {
  const { language, rehearsal } = session;
  const notice = rehearsal ? says(language, say("rehearsalNotice", language)) : [];
  const keysOnly = says(language, say("keysOnly", language));
  const words = greeting(language).map(({ text, language: voice }): Sound => ({
    step: "say",
    text,
    language: voice,
  }));
  return [...notice, ...words, ...keysOnly];
}

function nobodyFree({ session, names }: Hearing, at: number): readonly Sound[] {
  const { language } = session;
  const by = at + numbersOf(session).callBackPromiseMs;
  const time = spokenTime(by, names.timeZone, language);
  return says(language, say("nobodyFree", language, { time }));
}
