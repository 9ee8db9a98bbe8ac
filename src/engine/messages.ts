import { isCoverage, type Act, type PageReason } from "../domain/session/duties.ts";
import { helpIsOut, type Session } from "../domain/session/session.ts";
import { spokenTime } from "../domain/words/spoken.ts";
import { pageLines, say } from "../domain/words/words.ts";
import type { Acted } from "./acts.ts";
import type { Line } from "./ports.ts";
import type { OwedBySession } from "./ports-store.ts";
import { isPractice } from "./queue.ts";

const DAY_MS = 24 * 60 * 60_000;

/** Tells everybody who supervises or is on call. One who cannot be reached holds up none of the others. */
export async function page(
  line: Line,
  session: Session,
  owed: OwedBySession,
  because: PageReason,
): Promise<Acted> {
  if (await isPractice(line, session)) return "done";
  const at = line.clock.now();
  if (isCoverage(because) && !isPressing(session)) {
    if (!(await line.waitingList.mayPage(because, owed.id, at))) return "done";
  }
  const presses = isPressing(session) && because === "nobodyReachable";
  if (presses && !(await line.waitingList.mayPageAgain(session.id, owed.id, at))) return "done";
  const data = presses ? { because, pressing: "yes" } : { because };
  const paged = { kind: "paged", subject: session.id, data, at, cause: owed.id };
  await line.lineEvents.append(paged);
  line.log.warn({ sessionId: session.id, because }, "Supervisors are told");
  const roster = await line.roster.now(at);
  const told = roster.filter(({ circle }) => circle !== "line");
  const sent = await Promise.allSettled(
    told.map(({ staffId }) => pageOne(line, session, staffId, because)),
  );
  for (const one of sent) {
    if (one.status === "rejected")
      line.log.error({ err: one.reason as unknown, because }, "A page was not sent");
  }
  return "done";
}

/** Nobody's "I know" is about this caller: they may be dying. */
const isPressing = (session: Session): boolean =>
  session.emergency ||
  session.watch !== null ||
  session.company.state === "lost" ||
  helpIsOut(session);

async function pageOne(
  line: Line,
  session: Session,
  staffId: string,
  because: PageReason,
): Promise<void> {
  const member = await line.roster.member(staffId);
  if (member?.phone == null) return;
  const language = member.languages[0] ?? "en";
  const notice = session.rehearsal ? `${say("rehearsalNotice", language)} ` : "";
  const words = notice + say(pageLines[because], language);
  await line.phone.text(
    member.phone,
    line.voice.fromNumber("supervisor", session.rehearsal),
    words,
  );
}

/** A short message to the caller or the person they trust. It names nothing, and nothing waits for it. */
export async function textPerson(
  line: Line,
  session: Session,
  act: Act & { kind: "text" },
): Promise<Acted> {
  if (await isPractice(line, session)) return "done";
  const plan = await line.plans.read(session.id);
  const number = act.to === "caller" ? plan?.callerNumber : plan?.trusted?.number;
  if (number == null) return "done";
  const { language } = session;
  const time = spokenTime(act.until ?? line.clock.now(), line.voice.timeZone, language);
  const body = say(act.words, language, { time });
  const role = act.to === "caller" ? "caller" : "trusted";
  try {
    await line.phone.text(number, line.voice.fromNumber(role, session.rehearsal), body);
  } catch (err) {
    line.log.warn({ err, sessionId: session.id, words: act.words }, "A text was not sent");
  }
  return "done";
}

/** They agreed to be called: owed until a person says that it was done, and supervisors are reminded once a day. */
export async function remindFollowUp(
  line: Line,
  session: Session,
  owed: OwedBySession,
): Promise<Acted> {
  const at = line.clock.now();
  const reminded = { kind: "followUpOwed", subject: session.id, data: {}, at, cause: owed.id };
  await line.lineEvents.append(reminded);
  return { waits: "A follow-up is owed", until: at + DAY_MS };
}
