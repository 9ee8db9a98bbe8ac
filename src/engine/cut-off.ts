import { ONE_QUESTION } from "./ports-store.ts";
import type { Session } from "../domain/session/session.ts";
import type { Acted } from "./acts.ts";
import { lookUp } from "./ending.ts";
import { handle } from "./handle.ts";
import type { Leg, Line } from "./ports.ts";

/** Who rang so long before we knew that a line was lost may have been cut off on it. */
const RECENT_MS = 180_000;
/** The question takes less than this. Somebody whose own check-in is due sooner is asked afterwards: one question at a time. */
const QUESTION_MS = 25_000;
const LOOK_AGAIN_MS = 5_000;

/**
 * A caller who was cut off can ring again before the carrier tells us of it, and is then welcomed as somebody new. So when a line
 * is lost, whoever rang meanwhile from that number, or with theirs withheld, is asked what they would have been asked first of
 * all: "Were we just cut off?" (PRACTICE 20). Their leg is lent to the lost session for the question; on any key but 1, or
 * none, it goes back to where it was, and nothing there has changed. Only the number itself is reason enough to take somebody
 * away from their own watch or responder (decision 021).
 */
export async function askIfCutOff(line: Line, lost: Session, hash: string | null): Promise<Acted> {
  const now = line.clock.now();
  for (const id of await line.store.rangLately(hash, now - RECENT_MS)) {
    const other = await line.store.load(id);
    if (other === null || !mayBeAsked(other, hash)) continue;
    const leg = await toBeAsked(line, lost, other);
    if (leg === null) continue;
    const { redial } = lost;
    const another = redial?.legId !== leg.id && (await isBeingAsked(line, lost));
    if (another || isElsewhere(leg, lost, other) || isDueSoon(other, now)) {
      return { waits: ONE_QUESTION, until: now + LOOK_AGAIN_MS };
    }
    await lend(line, lost, leg, isTheirNumber(other, hash));
    return "done";
  }
  return "done";
}

/** The line they rang us on, if they are still on it and have not said already that they were not cut off. */
async function toBeAsked(line: Line, lost: Session, other: Session): Promise<Leg | null> {
  if (!mayBeThem(lost, other)) return null;
  const leg = await line.legs.byId(other.caller.legId);
  if (leg === null || leg.endedAt !== null || leg.id !== other.id) return null;
  const { redial } = lost;
  return redial?.legId === leg.id && redial.state === "declined" ? null : leg;
}

const mayBeThem = (lost: Session, other: Session): boolean =>
  other.id !== lost.id &&
  other.openedAt > lost.openedAt &&
  other.rehearsal === lost.rehearsal &&
  other.caller.on === "line" &&
  other.help.state === "none";

/** Whether somebody on another line is being asked if they are this session's caller. */
export async function isBeingAsked(line: Line, { redial }: Session): Promise<boolean> {
  if (redial === null || redial.state === "declined") return false;
  const asked = await line.legs.byId(redial.legId);
  return asked !== null && asked.endedAt === null;
}

/** Whoever rang lately did so from this number or with theirs withheld. */
const isTheirNumber = ({ caller }: Session, hash: string | null): boolean =>
  caller.numberKnown && hash !== null;

/**
 * Without a number to go by, whoever presses 1 stays away until a responder has heard who it is: too long for somebody who is
 * watched over, or with a responder of their own.
 */
const mayBeAsked = (other: Session, hash: string | null): boolean =>
  isTheirNumber(other, hash) || (other.watch === null && other.company.state !== "with");

/** Another lost line has borrowed them; this one may have, the last time the duty was tried. */
const isElsewhere = ({ sessionId }: Leg, lost: Session, other: Session): boolean =>
  sessionId !== other.id && sessionId !== lost.id;

const isDueSoon = ({ watch }: Session, now: number): boolean =>
  watch !== null && watch.deadline.dueAt - now < QUESTION_MS;

async function lend(line: Line, lost: Session, leg: Leg, numberKnown: boolean): Promise<void> {
  const at = line.clock.now();
  const id = `${leg.id}:cutOff:${lost.caller.lost?.at ?? 0}`;
  await handle(line, lost.id, { kind: "redialArrived", id, at, legId: leg.id, numberKnown });
  await line.legs.update(leg.id, { sessionId: lost.id, role: "redial", movedAt: at });
  if (!(await line.phone.move(leg))) await lookUp(line, leg);
}

/**
 * Somebody who is lent is watched over in their own session, which wants them on the line for a check-in, or because help is out:
 * that comes before the question whether they were cut off from another.
 */
export async function takeBackIfDue(line: Line, own: Session, leg: Leg): Promise<void> {
  const now = line.clock.now();
  if (leg.role !== "redial" || leg.sessionId === null || leg.sessionId === own.id) return;
  if (own.help.state === "none" && !isDueSoon(own, now)) return;
  const id = `${leg.id}:takenBack:${own.watch?.checkIn ?? 0}`;
  await handle(line, leg.sessionId, { kind: "redialTakenBack", id, at: now, legId: leg.id });
}

/** They are back where they were cut off: what they had begun meanwhile, if anything, ends as part of it. */
export async function rejoined(line: Line, { id }: Leg): Promise<void> {
  await handle(line, id, { kind: "wentBack", id: `${id}:wentBack`, at: line.clock.now() });
}
