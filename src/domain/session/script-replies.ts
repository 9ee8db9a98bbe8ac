import { say, type LineKey } from "../words/words.ts";
import type { Event } from "./events.ts";
import type { Hearing } from "./script.ts";
import { isAlone, type Session } from "./session.ts";
import { says, type Sound } from "./steps.ts";

/** What the line answers to what a caller just did. */
export function replies({ session, events }: Hearing): readonly Sound[] {
  const { language } = session;
  return events.flatMap((event) =>
    says(
      language,
      ...wordsFor(event, session).map((key) => say(key, language, values(key, language))),
    ),
  );
}

function wordsFor(event: Event, session: Session): readonly LineKey[] {
  const { watch } = session;
  switch (event.kind) {
    case "checkInKept":
      if (event.by !== "caller") return [];
      if (event.armed === "9") return ["kept", "nineAgain"];
      return event.armed === "0" && watch?.armedAtAsk === false ? ["kept", "zeroAgain"] : ["kept"];
    case "watchBegan":
    case "doseTaken":
      return event.by === "caller" ? ["kept"] : [];
    case "answeredAfterSending":
      return ["answeredAfterSending"];
    case "someoneWithCaller":
      return ["helpWith"];
    case "privacyAsked":
      return ["privacy"];
    case "keysOnlyChosen":
      return event.on ? ["keysOnlyKeys"] : [];
    case "emergencyDeclared":
      return ["emergencyNow"];
    case "placeSpoken":
      return event.by === "caller" ? ["placeKept"] : [];
    case "placeSkipped":
      return ["placeSkipped"];
    case "codeKeyed":
      return isAlone(session) ? ["codeKeyed"] : [];
    case "codeSkipped":
      return ["placeSkipped"];
    case "keptErased":
      return ["keptErased"];
    case "samePlace":
      return ["placeKept"];
    case "noDeskTold":
      return event.by === "line" ? ["noDesk"] : [];
    default:
      return [];
  }
}

const values = (key: LineKey, language: "en" | "fr"): Readonly<Record<string, string>> =>
  key === "privacy" ? { within: say("withinTheHour", language) } : {};
