import { say, type LineKey } from "../words/words.ts";
import { askedNow, askWord } from "./asks.ts";
import { namedKey } from "./named-key.ts";
import type { Hearing } from "./script.ts";
import { gather, lastingMs, says, tone, type Script, type Sound, type Step } from "./steps.ts";
import { lineAsks, numbersOf, type Session, type Watch } from "./session.ts";

/** A check-in is being asked of the caller themself, or they said words that sound like a wish for help. */
export function isAskedNow(session: Session): boolean {
  const { watch } = session;
  if (watch === null) return false;
  return askTurn(watch) !== null || (watch.deadline.kind === "asked" && lineAsks(session));
}

function askTurn(watch: Watch): 1 | 2 | 3 | null {
  switch (watch.step) {
    case "ask1":
      return 1;
    case "ask2":
      return 2;
    case "ask3":
      return 3;
    default:
      return null;
  }
}

/** The ask, and listening that ends in time for a spoken answer to count (PRACTICE 9). */
export function asked(hearing: Hearing): Script {
  const { session } = hearing;
  const { watch } = session;
  if (watch === null) return [];
  const asking = askTurn(watch);
  if (asking === null) return wantsHelp(hearing);
  const sounds = unclear(hearing) ?? askWords(session, watch, asking);
  return [listening(hearing, askWord(askedNow(session, asking)), sounds)];
}

/** Keys, and speech for as long as a spoken answer can count. Said again at every turn: a move that failed costs no ask. */
export function listening({ session, at }: Hearing, ask: string, sounds: readonly Sound[]): Step {
  const { watch, language } = session;
  const left = watch === null ? 0 : speechLeftMs(session, watch, sounds, at);
  if (left < 1_000) return gather(ask, language, { says: sounds, listenMs: 1_000 });
  return gather(ask, language, { says: sounds, listenMs: left, speech: true });
}

/** Speech ends 5 s before help is sent. A key needs no such margin: until then keys alone are listened for. */
function speechLeftMs(
  session: Session,
  watch: Watch,
  sounds: readonly Sound[],
  at: number,
): number {
  const n = numbersOf(session);
  const helpAt = watch.deadline.helpAt ?? at;
  return helpAt - n.listenEndsBeforeMs - at - lastingMs(sounds);
}

function unclear({ session, events }: Hearing): readonly Sound[] | null {
  const heard = events.some((event) => event.kind === "unclearHeard");
  return heard ? says(session.language, say("unclear", session.language)) : null;
}

function askWords(session: Session, watch: Watch, asking: 1 | 2 | 3): readonly Sound[] {
  const { language } = session;
  const again = armedWords(watch).map((key) => say(key, language));
  if (asking === 2) return [tone("two"), ...says(language, say("ask2", language), ...again)];
  if (asking === 3) return [tone("loud"), ...says(language, say("ask3", language), ...again)];
  if (watch.asksToGoOn) return says(language, say("plannedOver", language), ...again);
  const key = namedKey(session);
  const first = key === null ? say("ask1", language) : say("namedKey", language, { key });
  return says(language, first, ...again);
}

const armedWords = ({ armed }: Watch): readonly LineKey[] =>
  armed === null ? [] : [armed === "9" ? "nineAgain" : "zeroAgain"];

/** "I hear you. I'm getting help now. If you don't want it, press 1." */
function wantsHelp({ session, turn }: Hearing): Script {
  const { language } = session;
  const words = turn <= 1 ? says(language, say("askedForHelp", language)) : [];
  return [gather("help", language, { says: words, listenMs: 5_000 })];
}
