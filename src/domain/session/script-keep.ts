import { digitByDigit } from "../words/spoken.ts";
import { say, type LineKey } from "../words/words.ts";
import { mayChoose } from "./choosing.ts";
import { keepingOf } from "./evolve-keeping.ts";
import type { Instant } from "./people.ts";
import { replies } from "./script-replies.ts";
import type { Hearing } from "./script.ts";
import { gather, hangUp, says, type Script, type Sound } from "./steps.ts";
import { isAlone, type Session } from "./session.ts";

/** Unanswered for so long, it waits no more. */
const ASKED_FOR_MS = 40_000;
/** Between one key and the next. */
const NEXT_KEY_MS = 5_000;
/** The longest code there is: ten of theirs, two of ours. */
export const CODE_DIGITS = 12;
/** A code of their own that is too easy is asked for again so often. */
const REFUSED_MAX = 2;

/** The caller is asked for the code of what they kept, on a line of their own, whoever is with them. */
export function isAskedForCode(session: Session, at: Instant): boolean {
  const { step, since, by } = keepingOf(session);
  if (step !== "code" || at - since >= ASKED_FOR_MS) return false;
  return by !== "line" || isAlone(session);
}

/** The same words for everybody, before and after: a wrong code is a stranger's (PRACTICE 35). */
export function codeScript(hearing: Hearing): Script | null {
  const { session, at, turn, events } = hearing;
  if (!isAskedForCode(session, at)) return null;
  const { language } = session;
  const words = events.length > 0 || turn % 2 === 0 ? says(language, say("askCode", language)) : [];
  return [keyed("code", hearing, words)];
}

const keyed = (ask: string, { session }: Hearing, words: readonly Sound[]) =>
  gather(ask, session.language, {
    says: words,
    listenMs: NEXT_KEY_MS,
    digits: CODE_DIGITS,
    ends: "#",
  });

/** After the last words: what becomes of what they told us is theirs to choose. Silence is the ordinary erasure. */
export function afterGoodbye(hearing: Hearing, goodbye: readonly Sound[]): Script {
  const { session, pressed } = hearing;
  const { language } = session;
  const { chosen } = keepingOf(session);
  if (chosen !== null) return [...wasChosen(hearing), hangUp];
  if (!mayChoose(session)) return [...goodbye, hangUp];
  if (isOver(hearing)) return [...says(language, say("keepOver", language)), hangUp];
  if (keepingOf(session).step === "ownCode") return [ownCode(hearing)];
  const words = [...(pressed?.ask === "keep" ? [] : goodbye), ...offered(session)];
  return [gather("keep", language, { says: words, listenMs: NEXT_KEY_MS })];
}

/** They said nothing, or star; or it took too long. */
function isOver({ session, pressed, at }: Hearing): boolean {
  const { step, since, refused } = keepingOf(session);
  const asked = pressed?.ask === "keep" || pressed?.ask === "ownCode";
  if (asked && (pressed.digits === "" || pressed.digits === "*")) return true;
  return step === "ownCode" && (refused >= REFUSED_MAX || at - since >= ASKED_FOR_MS);
}

function offered(session: Session): readonly Sound[] {
  const { language } = session;
  return says(language, say(offerOf(session), language));
}

function offerOf(session: Session): LineKey {
  const { opened, wish } = keepingOf(session);
  if (wish === "tomorrow" && session.caller.numberKnown) return "keepWishTomorrow";
  if (wish === "passphrase") return "keepWishCode";
  if (opened === "passphrase") return "keepOfferAgain";
  return session.caller.numberKnown ? "keepOffer" : "keepOfferNoNumber";
}

function ownCode(hearing: Hearing) {
  const { session, events } = hearing;
  const { language } = session;
  const refused = events.some((event) => event.kind === "ownCodeRefused");
  return keyed("ownCode", hearing, [
    ...replies(hearing),
    ...says(language, say(refused ? "ownCodeWeak" : "askOwnCode", language)),
  ]);
}

/** The code is said in this one answer, and is nowhere else: asked again later, the line does not know it. */
function wasChosen({ session, code }: Hearing): readonly Sound[] {
  const { language } = session;
  const { chosen } = keepingOf(session);
  if (chosen === "erase") return says(language, say("keepErased", language));
  if (code === undefined || code === null) return [];
  const words = chosen === "tomorrow" ? "keptTomorrow" : "keptCode";
  return says(language, say(words, language, { code: digitByDigit(code) }));
}
