import { spared } from "../domain/after/spared.ts";
import type { Instant, Roster } from "../domain/session/people.ts";
import { isEmergency, share, yielded, type Waiting } from "../domain/session/queue.ts";
import type { Session } from "../domain/session/session.ts";
import { handle } from "./handle.ts";
import type { Line } from "./ports.ts";
import { preferredResponder } from "./profiles.ts";

/** Everybody, and who asked not to have this caller (PRACTICE 31), but whom the caller, one of ours, would not be answered by. */
export async function rosterFor(line: Line, sessionId: string, at: Instant): Promise<Roster> {
  const roster = await line.roster.now(at);
  const asked = await line.restraints.rungLast(sessionId);
  if (asked.length === 0) return roster;
  const session = await line.store.load(sessionId);
  const hurries = session !== null && isEmergency(session) && !(await isPractice(line, session));
  return spared(roster, asked, hurries);
}

/** Somebody practises with a caller of ours: nobody else is rung or told, whatever happens in it (decision 052). */
export const isPractice = async (line: Line, { id, rehearsal }: Session): Promise<boolean> =>
  rehearsal && (await line.training.practice.isOne(id));

/** Each of ours is rung for one session at most: these are all who could have a say in who rings whom. */
const BEYOND_OURS = 5;

const whoWaits = (line: Line, roster: Roster): Promise<Waiting> =>
  line.waitingList.first(roster.length + BEYOND_OURS);

/** What a session has to know before it rings anybody. */
export async function whoIsFree(line: Line, sessionId: string, at: Instant) {
  const roster = await rosterFor(line, sessionId, at);
  const session = await line.store.load(sessionId);
  const preferred = session === null ? null : await preferredResponder(line, session);
  return { roster, waiting: await whoWaits(line, roster), preferred };
}

/**
 * Whoever has become free, however that came about, is rung for the most urgent session that has nobody; a ring that somebody
 * needs more gives way. Looked at every second, and nothing of it is kept in memory: a process that dies over it forgets nothing.
 */
export async function ringWaiting(line: Line): Promise<void> {
  if ((await line.waitingList.first(1)).length === 0) return;
  const at = line.clock.now();
  const roster = await line.roster.now(at);
  const waiting = await whoWaits(line, roster);
  const letGo = yielded(waiting, roster, at).keys();
  const ring = share(waiting, roster, at).first.keys();
  for (const sessionId of new Set([...letGo, ...ring])) {
    try {
      await handle(line, sessionId, () => queueMoved(line, sessionId));
    } catch (err) {
      line.log.error(
        { err, sessionId },
        "A session was not told who is free; it comes round again",
      );
    }
  }
}

async function queueMoved(line: Line, sessionId: string) {
  const at = line.clock.now();
  const free = await whoIsFree(line, sessionId, at);
  return { kind: "queueMoved", id: line.ids.uuid(), at, ...free } as const;
}
