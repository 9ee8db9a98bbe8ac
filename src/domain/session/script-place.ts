import { say } from "../words/words.ts";
import { askWord } from "./asks.ts";
import { OTHER_PROVINCES } from "./province-keys.ts";
import { replies } from "./script-replies.ts";
import type { Instant } from "./people.ts";
import type { Hearing } from "./script.ts";
import { gather, lastingMs, played, says, type Script, type Sound } from "./steps.ts";
import { helpIsOut, isAlone, type Session } from "./session.ts";

/** Unanswered for so long, it waits for their next answer. */
const ASKED_FOR_MS = 45_000;
const LONGEST_MS = 60_000;
/** With less left until the next ask there is no time to say where one is. */
const WORTH_IT_MS = 5_000;

/** The line itself asks for the place: province by key, the place in their own voice, played back, 1 to accept (PRACTICE 7, words 4). */
export function placeScript(hearing: Hearing): Script | null {
  const { session, at } = hearing;
  const { step } = session.spoken;
  if (step === null || !isAskedForPlace(session, at)) return null;
  switch (step) {
    case "province":
      return [province(hearing)];
    case "say":
      return sayIt(hearing);
    case "keeping":
      return keeping(hearing);
    case "check":
      return check(hearing);
    case "same":
      return [same(hearing)];
  }
}

/** On a line of their own, whoever is with them. */
export function isAskedForPlace(session: Session, at: Instant): boolean {
  const { step, since } = session.spoken;
  return step !== null && at - since < ASKED_FOR_MS && !isWithSomebody(session);
}

/** Whoever is there asks for themselves, unless they had the line do it. */
const isWithSomebody = (session: Session): boolean =>
  !isAlone(session) && session.spoken.by === "line";

function province(hearing: Hearing) {
  const { session, pressed, events, turn } = hearing;
  const { language } = session;
  const others = pressed?.ask === "province" && pressed.digits === OTHER_PROVINCES;
  if (others) {
    return gather("provinces", language, { says: says(language, say("askProvinces", language)) });
  }
  const spoken = events.length > 0 || turn % 2 === 0;
  const words = spoken ? says(language, say("askProvince", language)) : [];
  return gather("province", language, {
    says: [...replies(hearing), ...emergency(hearing), ...words],
  });
}

/** Brought here from elsewhere, they hear first that help is being found (words 7b). */
const emergency = ({ session, turn, events }: Hearing): readonly Sound[] =>
  helpIsOut(session) && turn === 0 && events.length === 0
    ? says(session.language, say("emergencyNow", session.language))
    : [];

/** Keys are heard while it is explained; while it is recorded, pound ends it, 9 is an emergency, star skips. */
function sayIt(hearing: Hearing): Script | null {
  const { session, at, events } = hearing;
  const { language, watch, spoken } = session;
  const again = spoken.misses > 0 || (hearing.turn > 0 && events.length === 0);
  const words = [
    ...replies(hearing),
    ...says(language, say(again ? "placeAgain" : "askPlace", language)),
  ];
  const explained = gather("sayPlace", language, { says: words, listenMs: 1_000 });
  const until = watch === null ? at + 2 * LONGEST_MS : watch.deadline.dueAt;
  const left = until - at - lastingMs(words) - 1_000;
  if (left < WORTH_IT_MS) return null;
  const longestMs = Math.min(LONGEST_MS, left);
  const ask = askWord({ ask: "spoken", take: spoken.take });
  return [explained, { step: "record", ask, take: spoken.take, longestMs }];
}

function keeping(hearing: Hearing): Script {
  const { language } = hearing.session;
  const words = hearing.events.length > 0 ? says(language, say("placeKeeping", language)) : [];
  return [gather("sayPlace", language, { says: [...replies(hearing), ...words], listenMs: 4_000 })];
}

/** Kept from another night: played, where it is their own voice; otherwise not named (PRACTICE F). */
function same(hearing: Hearing) {
  const { session, turn, events } = hearing;
  const { language, spoken } = session;
  const asks =
    spoken.accepted === null
      ? says(language, say("samePlace", language))
      : [played(spoken.accepted), ...says(language, say("confirmPlace", language))];
  const saidNow = turn % 2 === 0 || events.length > 0;
  return gather("samePlace", language, {
    says: [...replies(hearing), ...(saidNow ? asks : [])],
    listenMs: 6_000,
  });
}

function check(hearing: Hearing): Script | null {
  const { session, turn, events } = hearing;
  const { language, spoken } = session;
  if (spoken.heard === null) return null;
  const words = [played(spoken.heard), ...says(language, say("confirmPlace", language))];
  const playedNow = turn % 2 === 0 || events.length > 0;
  return [
    gather("rightPlace", language, {
      says: [...replies(hearing), ...(playedNow ? words : [])],
      listenMs: 6_000,
    }),
  ];
}
