import { say, type LineKey } from "../words/words.ts";
import { askWord, parseAsk } from "./asks.ts";
import type { Hearing } from "./script.ts";
import { isTheirs } from "./evolve-transfer.ts";
import type { Help } from "./help.ts";
import { isSealedFor } from "./place-seal.ts";
import { helpIsOut, type Session } from "./session.ts";
import { triesAreOver } from "./promised-call.ts";
import { isJoining } from "./speaker.ts";
import { notDone } from "./star-menu.ts";
import {
  again,
  conference,
  gather,
  hangUp,
  played,
  says,
  type Script,
  type Sound,
} from "./steps.ts";

/** A responder: rung, waiting for the caller's word, with the caller, or told that another took it. */
export function responderScript(hearing: Hearing): Script {
  const { session, leg } = hearing;
  const { company } = session;
  if (session.closed !== null)
    return told(hearing, company.responder?.legId === leg.id ? null : "ringGone");
  if (company.responder?.legId === leg.id) return withCaller(hearing);
  if (company.offered?.legId === leg.id) return [{ step: "pause", ms: 5_000 }, again];
  return rung(hearing);
}

function rung(hearing: Hearing): Script {
  const { session, leg } = hearing;
  const { company } = session;
  const parted = company.lastLegId === leg.id ? partedWords(session) : null;
  if (parted !== null) return told(hearing, parted);
  const held = company.ringing.some((ring) => ring.staffId === leg.party);
  const sought = company.search !== null && (company.state !== "with" || company.cover);
  if (held && sought && leg.via === "phone") return askToTake(hearing, "acceptRing");
  const left = company.state !== "with" && company.left.some((staffId) => staffId === leg.party);
  if (left) return told(hearing, "callLeft");
  return told(hearing, held && sought ? "ringGone" : "ringTaken");
}

/** The line they had with this caller ends, and nothing went wrong. */
function partedWords(session: Session): LineKey | null {
  if (isTheirs(session)) return "transferDone";
  return session.caller.callBackBy === null ? null : noAnswer(session);
}

/** Not called yet, they have only made room for somebody else. */
function noAnswer(session: Session): LineKey {
  if ((session.caller.callBackTries ?? 0) === 0) return "callLeft";
  return triesAreOver(session) ? "callerNoAnswerLast" : "callerNoAnswer";
}

/** A person of ours, rung to speak to a desk. */
export function speakerScript(hearing: Hearing): Script {
  const { session, leg } = hearing;
  const { speaker, state, besides } = session.help;
  if (session.company.responder?.legId === leg.id) return responderScript(hearing);
  if (session.closed !== null || state === "stoodDown" || state === "none") {
    return told(hearing, goneWords(session));
  }
  const isThere = speaker?.legId === leg.id || besides.some((one) => one.legId === leg.id);
  if (isThere) return [conference({ starMenu: false })];
  if (isTaken(session.help) && !isJoining(session, leg.party)) return told(hearing, "ringTaken");
  return leg.via === "phone" ? askToTake(hearing, "speakerBrief") : [again];
}

export const goneWords = (session: Session): LineKey =>
  isTheirs(session) ? "transferDone" : "ringGone";

const isTaken = ({ speaker }: Help): boolean => speaker?.state === "up" && speaker.legId !== null;

/** Only a key takes a call on somebody's own phone: voicemail never does (promise 7). */
export function askToTake({ leg, turn }: Hearing, words: LineKey): Script {
  if (turn > 2) return [hangUp];
  return [
    gather("accept", leg.language, {
      says: says(leg.language, say(words, leg.language)),
      listenMs: 6_000,
    }),
  ];
}

export function told({ leg }: Hearing, words: LineKey | null): Script {
  return words === null ? [hangUp] : [...says(leg.language, say(words, leg.language)), hangUp];
}

function withCaller(hearing: Hearing): Script {
  const { pressed } = hearing;
  if (pressed === null || parseAsk(pressed.ask)?.ask !== "star")
    return [conference({ starMenu: true })];
  if (pressed.digits === "") return menu(hearing, "starMenu");
  if (pressed.digits === "*") return menu(hearing, "starMenuKeys");
  return [...replyTo(hearing, pressed.digits), conference({ starMenu: true })];
}

function replyTo(hearing: Hearing, digits: string): readonly Sound[] {
  if (digits === "7") return place(hearing);
  const { events, leg } = hearing;
  const done = events.length > 0 || digits === "0";
  return says(leg.language, say(done ? "menuDone" : notDone(digits), leg.language));
}

/** Star, and star again for what there is to press: whoever knows the keys is back in four seconds. */
function menu({ session, leg }: Hearing, words: "starMenu" | "starMenuKeys"): Script {
  const { language } = leg;
  const ask = askWord({ ask: "star", checkIn: session.watch?.checkIn ?? 0 });
  const help = words === "starMenuKeys" && helpIsOut(session) ? ["starMenuHelp" as const] : [];
  const sounds = [...help, words].flatMap((one) => says(language, say(one, language)));
  return [
    gather(ask, language, { says: sounds, listenMs: 2_000, digits: 2 }),
    conference({ starMenu: true }),
  ];
}

function place({ session, plan, leg, at }: Hearing): readonly Sound[] {
  if (isSealedFor(session, leg.party ?? "", at)) {
    return says(leg.language, say("placeSealed", leg.language));
  }
  if (plan?.place == null) return says(leg.language, say("noPlace", leg.language));
  const { place: words, municipality, wayIn, language, said } = plan.place;
  if (said !== undefined) return [played(said)];
  const spoken = [words, municipality, wayIn].filter((part) => part !== null).join(", ");
  return says(language, spoken);
}
