import { say, type LineKey } from "../words/words.ts";
import { askWord, parseAsk } from "./asks.ts";
import type { Hearing } from "./script.ts";
import type { Session } from "./session.ts";
import { isJoining } from "./speaker.ts";
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
  const held = company.ringing.some((ring) => ring.staffId === leg.party);
  const sought = company.search !== null && (company.state !== "with" || company.cover);
  if (held && sought && leg.via === "phone") return askToTake(hearing, "acceptRing");
  return told(hearing, held && sought ? "ringGone" : "ringTaken");
}

/** A person of ours, rung to speak to a desk. */
export function speakerScript(hearing: Hearing): Script {
  const { session, leg } = hearing;
  const { speaker, state, besides } = session.help;
  if (session.closed !== null || state === "stoodDown" || state === "none")
    return told(hearing, "ringGone");
  const isThere = speaker?.legId === leg.id || besides.some((one) => one.legId === leg.id);
  if (isThere) return [conference({ starMenu: false })];
  const taken = speaker?.state === "up" && speaker.legId !== null;
  if (taken && !isJoining(session, leg.party)) return told(hearing, "ringTaken");
  return leg.via === "phone" ? askToTake(hearing, "speakerBrief") : [again];
}

/** Only a key takes a call on somebody's own phone: voicemail never does (promise 7). */
function askToTake({ leg, turn }: Hearing, words: LineKey): Script {
  if (turn > 2) return [hangUp];
  return [
    gather("accept", leg.language, {
      says: says(leg.language, say(words, leg.language)),
      listenMs: 6_000,
    }),
  ];
}

function told({ leg }: Hearing, words: LineKey | null): Script {
  return words === null ? [hangUp] : [...says(leg.language, say(words, leg.language)), hangUp];
}

function withCaller(hearing: Hearing): Script {
  const { session, leg, pressed } = hearing;
  const starred = pressed === null ? null : parseAsk(pressed.ask);
  if (starred?.ask !== "star") return [conference({ starMenu: leg.via === "phone" })];
  if (pressed?.digits === "") return menu(session, leg);
  const back = conference({ starMenu: true });
  if (pressed?.digits === "7") return [...place(hearing), back];
  const done = hearing.events.length > 0 || pressed?.digits === "0";
  return [...says(leg.language, say(done ? "menuDone" : "menuUnknown", leg.language)), back];
}

function menu({ watch }: Session, { language }: Hearing["leg"]): Script {
  const ask = askWord({ ask: "star", checkIn: watch?.checkIn ?? 0 });
  const words = says(language, say("starMenu", language));
  return [
    gather(ask, language, { says: words, listenMs: 2_000, digits: 2 }),
    conference({ starMenu: true }),
  ];
}

function place({ plan, leg }: Hearing): readonly Sound[] {
  if (plan?.place == null) return says(leg.language, say("noPlace", leg.language));
  const { place: words, municipality, wayIn, language, said } = plan.place;
  if (said !== undefined) return [played(said)];
  const spoken = [words, municipality, wayIn].filter((part) => part !== null).join(", ");
  return says(language, spoken);
}
