import type { Language } from "../domain/language.ts";
import type { Act } from "../domain/session/duties.ts";
import type { Via } from "../domain/session/people.ts";
import { script } from "../domain/session/script.ts";
import { numbersOf, type Session } from "../domain/session/session.ts";
import { LINE_RINGS_MS, partyOf } from "../domain/session/transfer.ts";
import type { Acted } from "./acts.ts";
import { addLeg, place } from "./calls.ts";
import { handle } from "./handle.ts";
import { hearingOf } from "./hearing.ts";
import type { Line } from "./ports.ts";
import type { OwedBySession } from "./ports-store.ts";
import { isPractice } from "./queue.ts";

type Whom = {
  /** Null: nobody to dial, which is that leg's end. */
  readonly to: string | null;
  readonly via: Via;
  readonly language: Language;
  readonly ringMs: number;
};

/** Whoever a caller is handed to: another line, or a navigator on their softphone or own phone. A line that is gone by now, or not for this call, is nobody's leg. */
export async function callThird(
  line: Line,
  session: Session,
  owed: OwedBySession,
  act: Act & { kind: "callThird" },
): Promise<Acted> {
  const party = partyOf(act.to);
  const whom = await reached(line, session, act);
  if (whom === null) return notThere(line, session, owed, party);
  const { to, via, language, ringMs } = whom;
  const leg = await addLeg(line, session, owed, { role: "third", party, via, language });
  const byKey = session.transfer?.reach.takesBy !== "answer";
  const listens = via === "phone" && byKey;
  // Voicemail presses no key. Where picking up is enough, a machine is found out before a word is said.
  const firstWords = listens ? script(await hearingOf(line, session, leg)) : null;
  const detectMachine = byKey ? "not" : "first";
  return place(line, leg, to, { firstWords, ringMs, detectMachine });
}

async function reached(
  line: Line,
  session: Session,
  { to }: Act & { kind: "callThird" },
): Promise<Whom | null> {
  const via = session.transfer?.reach.via ?? "phone";
  const language = session.transfer?.reach.language ?? session.language;
  if (to.kind === "line") {
    const other = await line.otherLines.line(to.lineId, session.rehearsal);
    if (other === null) return null;
    return { to: other.number, via: "phone", language, ringMs: LINE_RINGS_MS };
  }
  // Whoever practises rings nobody else of ours, and a navigator is none of the line (decision 052).
  if (await isPractice(line, session)) return null;
  const { staffId } = to;
  const member = await line.roster.member(staffId);
  const number = via === "softphone" ? `client:${staffId}` : (member?.phone ?? null);
  return { to: number, via, language, ringMs: numbersOf(session).ringHoldsMs };
}

/** The caller hears at once that nobody could be reached. */
async function notThere(
  line: Line,
  session: Session,
  owed: OwedBySession,
  party: string,
): Promise<Acted> {
  const legId = `${owed.id}-${owed.attempts}`;
  line.log.warn({ sessionId: session.id, legId }, "There is no such line to hand a caller to");
  const ended = { kind: "legEnded", legId, role: "third", party, how: "failed" } as const;
  await handle(line, session.id, { ...ended, id: `${legId}:none`, at: line.clock.now() });
  return "done";
}
