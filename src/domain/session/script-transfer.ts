import { say, type LineKey } from "../words/words.ts";
import { partyOf } from "./transfer.ts";
import type { Transfer } from "./evolve-transfer.ts";
import type { Hearing } from "./script.ts";
import { told } from "./script-responder.ts";
import { again, conference, gather, hangUp, says, type Script, type Sound } from "./steps.ts";

/** How often they are told who we are and asked for a key. */
const ASKED_TIMES = 3;

/** Whoever a caller is handed to: who we are, never who the caller is or where, and then the call they join (PRACTICE 28). */
export function thirdScript(hearing: Hearing): Script {
  const { session, leg, turn } = hearing;
  const { transfer } = session;
  if (session.closed !== null || transfer === undefined || !isMeant(transfer, hearing)) {
    return told(hearing, "transferOver");
  }
  if (transfer.state !== "ringing") {
    const first = transfer.reach.takesBy === "answer" && turn === 0;
    return first ? [...opening(hearing, transfer, "transferNow"), conference()] : [conference()];
  }
  if (leg.via === "softphone") return [again];
  if (transfer.reach.takesBy === "answer") return [again];
  if (turn >= ASKED_TIMES) return [hangUp];
  return [
    gather("accept", leg.language, {
      says: opening(hearing, transfer, "transferTake"),
      listenMs: 6_000,
    }),
  ];
}

/** Nobody else joins by the leg of a ring that is over, or of another. */
function isMeant(transfer: Transfer, { leg }: Hearing): boolean {
  if (transfer.state === "ended" || partyOf(transfer.to) !== leg.party) return false;
  return transfer.legId === null || transfer.legId === leg.id;
}

function opening(
  { session, leg, names }: Hearing,
  { to }: Transfer,
  last: LineKey,
): readonly Sound[] {
  const { language } = leg;
  const who: LineKey = to.kind === "line" ? "transferOpening" : "transferNavigator";
  const line = names.line[language];
  const notice = session.rehearsal ? [say("rehearsalNotice", language)] : [];
  return says(language, ...notice, say(who, language, { line }), say(last, language));
}
