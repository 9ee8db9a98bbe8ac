import type { Session } from "../domain/session/session.ts";
import { say } from "../domain/words/words.ts";
import type { Acted } from "./acts.ts";
import { CarrierRefused } from "./errors.ts";
import type { Line } from "./ports.ts";

/** Texts the address of the session's page: it says nothing of anybody. Nothing waits for it. */
export async function textPage(line: Line, session: Session, staffId: string): Promise<Acted> {
  const { responder } = session.company;
  const member = await line.roster.member(staffId);
  if (member?.phone == null || responder?.staffId !== staffId) return "done";
  const whose = { staffId, sessionId: session.id, legId: responder.legId };
  const link = await line.pageLinks.make(whose, line.clock.now());
  if (link === null) return "done";
  const from = line.voice.fromNumber("responder", session.rehearsal);
  try {
    await line.phone.text(
      member.phone,
      from,
      say("sessionLink", member.languages[0] ?? session.language, { link }),
    );
  } catch (err) {
    if (!(err instanceof CarrierRefused)) throw err;
    line.log.warn({ err, sessionId: session.id }, "The page of a session was not sent");
  }
  return "done";
}
