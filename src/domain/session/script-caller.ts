import { spokenTime } from "../words/spoken.ts";
import { questionLines, say } from "../words/words.ts";
import { askWord } from "./asks.ts";
import { asked, isAskedNow, listening } from "./script-asks.ts";
import { afterGoodbye, codeScript } from "./script-keep.ts";
import { placeScript } from "./script-place.ts";
import { replies } from "./script-replies.ts";
import type { Hearing } from "./script.ts";
import { waiting } from "./script-waiting.ts";
import { again, conference, gather, hangUp, says, type Script, type Sound } from "./steps.ts";
import { helpIsOut, isAlone, numbersOf, type Session } from "./session.ts";

/** What a caller hears, on the line they have, on a call-back, or when they ring again. */
export function callerScript(hearing: Hearing): Script {
  const { session, leg } = hearing;
  const { caller, redial } = session;
  if (leg.id === caller.legId && session.closed !== null) return farewell(hearing);
  if (leg.id === caller.legId && caller.on === "gone") return called(hearing);
  if (leg.id === caller.legId) return onTheLine(hearing);
  if (redial?.legId === leg.id) return ringsAgain(hearing);
  return caller.on === "line" || session.closed !== null ? [hangUp] : calledBack(hearing);
}

/** A call-back names nothing: whoever picks up hears one sentence, or the responder who is there (PRACTICE 19). */
function calledBack({ session, turn }: Hearing): Script {
  if (session.company.state === "with" && !session.keysOnly) return [conference()];
  const words = turn % 2 === 0 ? says(session.language, say("callBack", session.language)) : [];
  return [gather("back", session.language, { says: words, listenMs: 8_000 })];
}

function ringsAgain({ session, turn }: Hearing): Script {
  if (session.redial?.state === "unsure") return [conference()];
  const words = turn === 0 ? says(session.language, say("redial", session.language)) : [];
  return [gather("redial", session.language, { says: words, listenMs: 6_000 })];
}

/** The last words of a session, or of a call whose caller asked to be rung later. */
function farewell(hearing: Hearing): Script {
  const { session, events } = hearing;
  const { language } = session;
  const byKeys = events.some((event) => event.kind === "goodbyeSaid" && event.by === "caller");
  if (byKeys) {
    const within = say("withinTheHour", language);
    return afterGoodbye(hearing, says(language, say("bye", language, { within })));
  }
  switch (session.closed?.outcome) {
    case "misuse":
      return [...says(language, say("leaving", language)), hangUp];
    case "wrongNumber":
      return [...says(language, say("wrongNumber", language)), hangUp];
    default:
      return afterGoodbye(hearing, says(language, say("closing", language)));
  }
}

function called({ session, names }: Hearing): Script {
  const { language, caller } = session;
  if (caller.callBackBy === null) return [hangUp];
  const time = spokenTime(caller.callBackBy, names.timeZone, language);
  return [...says(language, say("callBackPromised", language, { time })), hangUp];
}

function onTheLine(hearing: Hearing): Script {
  const { session } = hearing;
  if (helpIsOut(session)) return openLine(hearing);
  if (isAskedNow(session)) return asked(hearing);
  const place = saysResponderLost(hearing) ? null : (codeScript(hearing) ?? placeScript(hearing));
  if (place !== null) return place;
  if (!isAlone(session)) return [...replies(hearing), conference()];
  if (isPendingQuestion(session)) return question(hearing);
  return session.watch === null ? waiting(hearing) : between(hearing);
}

/** While help comes the line stays open: with a person of ours in the conference, otherwise with us (words 7). */
function openLine(hearing: Hearing): Script {
  const { session, turn, events } = hearing;
  if (!isAlone(session)) return [...replies(hearing), conference()];
  const place = placeScript(hearing);
  if (place !== null) return place;
  const { language } = session;
  const reply = replies(hearing);
  const speaks = turn % 3 === 0 && events.length === 0;
  const words = speaks ? says(language, say(openWords(hearing), language)) : [];
  return [gather("open", language, { says: [...reply, ...words] })];
}

function openWords({ session, turn }: Hearing): "emergencyNow" | "openLine" | "stayWithMe" {
  const { emergency, plan, help } = session;
  if (emergency && plan.place === "none" && turn === 0) return "emergencyNow";
  return help.answeringSince === null ? "openLine" : "stayWithMe";
}

/** Once the responder has gone nobody waits for the answer, and a caller who waits is told so. */
const isPendingQuestion = ({ question, company }: Session): boolean =>
  company.state === "with" && question !== null && question.answer === null;

/** A yes-or-no question a responder sent, spoken by the line (words 13b). */
function question(hearing: Hearing): Script {
  const { session } = hearing;
  const { language } = session;
  const pending = session.question;
  if (pending === null) return [again];
  const ask = askWord({ ask: "question", turn: pending.turn });
  return [gather(ask, language, { says: [...replies(hearing), ...questionWords(hearing)] })];
}

/** Their responder's line has just gone: that is said before anything else. */
const saysResponderLost = ({ session, turn, events }: Hearing): boolean =>
  session.watch !== null && session.company.state === "lost" && turn === 0 && events.length === 0;

/** Alone, between check-ins: silence, and every key is heard. */
function between(hearing: Hearing): Script {
  const { session, at } = hearing;
  const { language, watch } = session;
  const n = numbersOf(session);
  const left = (watch?.deadline.dueAt ?? at) - at;
  const listenMs = Math.min(n.wordEveryMs, Math.max(1_000, left));
  if (saysResponderLost(hearing)) {
    const ask = askWord({ ask: "checkIn", checkIn: watch?.checkIn ?? 0, turn: 1 });
    return [listening(hearing, ask, says(language, say("responderLost", language)))];
  }
  return [
    gather("auto", language, { says: [...replies(hearing), ...noDeskTold(hearing)], listenMs }),
  ];
}

/** Said by the line of its own accord, for somebody whose own key did not bring it about. */
const SAID_WITHIN_MS = 20_000;

function noDeskTold({ session, at, turn, events }: Hearing): readonly Sound[] {
  const { noDeskToldAt, language } = session;
  const now = noDeskToldAt !== null && at - noDeskToldAt < SAID_WITHIN_MS;
  return now && turn === 0 && events.length === 0 ? says(language, say("noDesk", language)) : [];
}

function questionWords({ session, turn }: Hearing) {
  const { language, question: pending } = session;
  if (pending === null || turn % 2 === 1) return [];
  return says(
    language,
    say(questionLines[pending.question], language),
    say("keysOnlyKeys", language),
  );
}
