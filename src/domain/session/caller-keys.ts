import { answeredLate, heardHelp, heardUnclear, keep } from "./answers.ts";
import { parseAsk, type Ask } from "./asks.ts";
import { askCallBack, goodbye } from "./closing.ts";
import { inTurn, now, record } from "./compose.ts";
import { nothing, type Decision } from "./decision.ts";
import { emergencyNow } from "./escalation.ts";
import { keepingOf } from "./evolve-keeping.ts";
import { askCode, codeKey, eraseKept } from "./keeping.ts";
import { lineRestored } from "./line-loss.ts";
import type { Instant } from "./people.ts";
import { placeKey } from "./spoken-place.ts";
import { namedKey } from "./named-key.ts";
import { offeredJoins } from "./ringing.ts";
import { helpIsOut, type Session } from "./session.ts";
import { beginWatch, takeDose } from "./watch.ts";

type Pressed = { readonly legId: string; readonly digits: string; readonly at: Instant };

/** A key of the caller's means what was asked when they pressed it. */
export function callerKey(session: Session, word: string, pressed: Pressed): Decision {
  const ask = parseAsk(word);
  if (ask === null) return nothing;
  if (ask.ask === "back") return calledBack(session, pressed);
  if (pressed.legId !== session.caller.legId || session.caller.on !== "line") return nothing;
  if (isPlaceAsk(ask) && pressed.digits !== "9") return placeKey(session, { ...pressed, ...ask });
  if (helpIsOut(session)) return openLineKey(session, pressed);
  switch (ask.ask) {
    case "menu":
      return menuKey(session, pressed);
    case "nobody":
      return nobodyKey(session, pressed);
    case "otherLanguage":
      return pressed.digits === "1" ? offeredJoins(session, pressed.at) : menuKey(session, pressed);
    case "auto":
    case "open":
      return betweenAsks(session, pressed);
    case "province":
    case "provinces":
    case "sayPlace":
    case "rightPlace":
    case "samePlace":
    case "spoken":
      return emergencyNow(session, pressed.at);
    case "code":
      return codeKey(session, pressed.digits, pressed.at);
    case "help":
      return pressed.digits === "1" ? keyKept(session, pressed) : nothing;
    case "checkIn":
      return checkInKey(session, ask, pressed);
    case "question":
      return questionKey(session, ask.turn, pressed);
    case "keep":
    case "ownCode":
    case "redial":
    case "brief":
    case "answering":
    case "reference":
    case "trusted":
    case "accept":
    case "star":
      return nothing;
  }
}

/** The line asks where they are; 9 is an emergency there as everywhere. */
const isPlaceAsk = ({ ask }: Ask): boolean =>
  ask === "spoken" || ask.endsWith("Place") || ask.startsWith("province");

function keyKept(session: Session, { digits, at }: Pressed, rightKey = true): Decision {
  const armed = digits === "9" || digits === "0" ? digits : null;
  return keep(session, { by: "caller", how: "key", at, armed, rightKey });
}

/** While they wait: 2 language, 3 privacy, 4 keys only, 5 a code of theirs, then 6 erases it, 7 using now, 9 emergency now. */
function menuKey(session: Session, { digits, at }: Pressed): Decision {
  switch (digits) {
    case "2":
      return chooseOtherLanguage(session, at);
    case "3":
      return record(at, [{ kind: "privacyAsked" }]);
    case "4":
      return record(at, [{ kind: "keysOnlyChosen", on: true }]);
    case "5":
      return askCode(session, "caller", at);
    case "6":
      return keepingOf(session).keyed > 0 ? eraseKept(session, at) : nothing;
    case "7":
      return beginWatch(session, "caller", at);
    case "9":
      return emergencyNow(session, at);
    default:
      return nothing;
  }
}

/** Who was waiting because they speak only the other language now speaks the caller's. */
function chooseOtherLanguage(session: Session, at: Instant): Decision {
  const language = session.language === "en" ? "fr" : "en";
  return inTurn(
    session,
    () => record(at, [{ kind: "languageChosen", language }]),
    (s) => offeredJoins(s, at),
  );
}

/** Nobody could pick up: 1 the line stays with them, 2 they are called back (words 3). */
function nobodyKey(session: Session, pressed: Pressed): Decision {
  if (pressed.digits === "1") return beginWatch(session, "caller", pressed.at);
  if (pressed.digits === "2") return askCallBack(session, pressed.at);
  return menuKey(session, pressed);
}

/**
 * Between asks, alone or keys only: 9 emergency, 0 twice goodbye, 7 again is a dose; any other key is an early answer.
 * A 0 pressed at an ask acts at the next ask, not here: a hand that rests on a key says no goodbye (PRACTICE 10).
 */
function betweenAsks(session: Session, pressed: Pressed): Decision {
  const { digits, at } = pressed;
  if (digits === "9") return emergencyNow(session, at);
  if (session.watch === null) return menuKey(session, pressed);
  const { armed, armedAtAsk } = session.watch;
  if (digits === "0" && armed === "0" && !armedAtAsk) return goodbye(session, "caller", at);
  if (digits === "7") {
    return takeDose(session, { by: "caller", substance: "unknown", route: "unknown", at });
  }
  return keyKept(session, pressed);
}

/** At an ask every key is an answer; 9 or 0 act only when pressed again at the next (PRACTICE 10). */
function checkInKey(session: Session, ask: Ask & { ask: "checkIn" }, pressed: Pressed): Decision {
  const { watch } = session;
  const { digits, at } = pressed;
  if (watch === null || ask.checkIn !== watch.checkIn) return nothing;
  if (watch.armed === digits && digits === "9") return emergencyNow(session, at);
  if (watch.armed === digits && digits === "0") return goodbye(session, "caller", at);
  if (watch.asksToGoOn && ask.turn === 1 && digits === "2") return goodbye(session, "caller", at);
  const named = watch.step === "ask1" ? namedKey(session) : null;
  return keyKept(session, pressed, named === null || named === digits);
}

/** A question the responder sent: 1 yes, 2 no; and whoever answers it is awake. */
function questionKey(session: Session, turn: number, pressed: Pressed): Decision {
  const { question } = session;
  const { digits, at } = pressed;
  if (question === null || question.turn !== turn) return nothing;
  const yesNo = digits === "1" || digits === "2";
  return inTurn(
    session,
    () => (yesNo ? record(at, [{ kind: "questionAnswered", turn, yes: digits === "1" }]) : nothing),
    (s) => keyKept(s, pressed),
  );
}

/** Help is out: 9 is "I'm with them", any other key is the caller, and a person decides (words 7a). */
function openLineKey(session: Session, { digits, at }: Pressed): Decision {
  if (digits !== "9") return answeredLate(session, at);
  if (session.help.someoneThere) return nothing;
  return record(
    at,
    [{ kind: "someoneWithCaller" }],
    [now(at, { kind: "page", because: "answeredAfterSending" })],
  );
}

function calledBack(session: Session, { legId, at }: Pressed): Decision {
  return session.closed === null
    ? lineRestored(session, { legId, how: "callBack", by: "caller" }, at)
    : nothing;
}

/**
 * Speech, sorted by whole phrase; it counts at the ask of the standing check-in, and as a late answer once help is out.
 * Words of distress are heard whichever check-in they were said to.
 */
export function callerSpoke(
  session: Session,
  spoke: { legId: string; ask: string; meaning: "yes" | "help" | "unclear" },
  at: Instant,
): Decision {
  const ask = parseAsk(spoke.ask);
  if (ask === null || spoke.legId !== session.caller.legId) return nothing;
  if (helpIsOut(session)) return spoke.meaning === "yes" ? answeredLate(session, at) : nothing;
  if (ask.ask !== "checkIn") return nothing;
  if (spoke.meaning === "help") return heardHelp(session, at);
  if (ask.checkIn !== session.watch?.checkIn) return nothing;
  return spoke.meaning === "yes"
    ? keep(session, { by: "caller", how: "speech", at })
    : heardUnclear(session, at);
}
