import { WHISPER_AFTER_MS, listenerOf } from "./listening.ts";
import type { Hearing } from "./script.ts";
import { askToTake, goneWords, responderScript, told } from "./script-responder.ts";
import type { Listener } from "./session.ts";
import { again, conference, type Script } from "./steps.ts";

/** A supervisor: rung because they asked, in the call beside its responder, or its responder by now. */
export function listenerScript(hearing: Hearing): Script {
  const { session, leg } = hearing;
  const { responder, lastLegId } = session.company;
  if (responder?.legId === leg.id || lastLegId === leg.id) return responderScript(hearing);
  const known = listenerOf(session, leg.party);
  if (known === undefined) return told(hearing, goneWords(session));
  if (known.legId === leg.id) return inCall(hearing, known);
  if (known.legId !== null) return told(hearing, null);
  return leg.via === "phone" ? askToTake(hearing, "acceptRing") : [again];
}

/** Whoever whispers is heard by the responder, or by nobody. Put out because the responder is away for a moment, they wait for one. */
function inCall({ session, at, turn, whispersTo = null }: Hearing, { how }: Listener): Script {
  if (how === "talk") return [conference()];
  const isThere = at - session.company.since >= WHISPER_AFTER_MS;
  if (how === "listen" || whispersTo === null || !isThere) return [conference({ muted: true })];
  if (turn % 2 === 1) return [{ step: "pause", ms: 1_000 }, again];
  return [conference({ coach: whispersTo })];
}
