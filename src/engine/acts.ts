import { REMIND_EVERY_MS } from "../domain/after/debriefs.ts";
import { PRESENCE } from "../domain/presence.ts";
import { saidOnce, type Act, type Announcement } from "../domain/session/duties.ts";
import type { Instant, Role } from "../domain/session/people.ts";
import { isAskedApart } from "../domain/session/no-desk.ts";
import type { Session } from "../domain/session/session.ts";
import { say, type LineKey } from "../domain/words/words.ts";
import { askIfCutOff, takeBackIfDue } from "./cut-off.ts";
import { lookUp } from "./ending.ts";
import { callCaller, callDesk, callOurs, callTrusted } from "./calls.ts";
import { callThird } from "./call-third.ts";
import { erase } from "./erasing.ts";
import { remindDebrief } from "./debriefs.ts";
import { page, remindFollowUp, textPerson } from "./messages.ts";
import type { Leg, Line } from "./ports.ts";
import type { OwedBySession } from "./ports-store.ts";
import { textPage } from "./page-links.ts";
import { isPractice } from "./queue.ts";
import { keepRecording } from "./recordings.ts";
import { erasePlan } from "./retention.ts";

/** Done, or still owed and looked at again later. */
export type Acted = "done" | { readonly waits: string; readonly until: Instant };

/** One act of the line upon the world. Throws what the carrier or the database threw: the duty then stays owed. */
export async function actOn(
  line: Line,
  session: Session,
  owed: OwedBySession,
  act: Act,
): Promise<Acted> {
  switch (act.kind) {
    case "ringResponder":
      return callOurs(line, session, owed, { ...act, role: "responder" });
    case "callSpeaker":
      return callOurs(line, session, owed, { ...act, role: "speaker" });
    case "callListener":
      return callOurs(line, session, owed, { ...act, role: "supervisor" });
    case "callDesk":
      return callDesk(line, session, owed, act);
    case "callCaller":
      return callCaller(line, session, owed);
    case "callTrusted":
      return callTrusted(line, session, owed, act);
    case "callThird":
      return callThird(line, session, owed, act);
    case "moveLeg":
    case "bringTogether":
      return moveLeg(line, session, act.legId);
    case "hangUp":
    case "endRing":
    case "endRings":
    case "endRinging":
    case "endLegs":
    case "endThird":
      return endLegs(line, owed, act);
    case "announce":
      return announce(line, session, act.words);
    case "chime":
    case "pressStar":
      return toLeg(line, session, act);
    case "page":
      return page(line, session, owed, act.because);
    case "text":
      return textPerson(line, session, act);
    case "textPage":
      return textPage(line, session, act.staffId);
    case "keepRecording":
      return keepRecording(line, session, owed, act);
    case "followUp":
      return remindFollowUp(line, session, owed);
    default:
      return keepRecords(line, session, owed, act);
  }
}

async function moveLeg(line: Line, session: Session, legId: string): Promise<Acted> {
  const leg = await line.legs.byId(legId);
  if (leg === null || leg.endedAt !== null) return "done";
  await takeBackIfDue(line, session, leg);
  await move(line, leg);
  return "done";
}

async function move(line: Line, leg: Leg): Promise<void> {
  await line.legs.update(leg.id, { movedAt: line.clock.now() });
  if (!(await line.phone.move(leg))) await lookUp(line, leg);
}

/** A create is given up after 2 s. */
const PLACED_WITHIN_MS = 2_500;
const LOOK_EVERY_MS = 250;

type Ends = Act & {
  kind: "hangUp" | "endRing" | "endRings" | "endRinging" | "endLegs" | "endThird";
};

async function endLegs(line: Line, owed: OwedBySession, act: Ends): Promise<Acted> {
  const legs = await line.legs.ofSession(owed.sessionId);
  const open = legs.filter((leg) => leg.endedAt === null && isMeant(leg, owed, act));
  const inOrder = open.toSorted(
    (one, other) => Number(isNameless(one)) - Number(isNameless(other)),
  );
  for (const leg of inOrder) await hangUp(line, await named(line, leg), act);
  return "done";
}

const isNameless = ({ callSid }: Leg): boolean => callSid === null;

/** A call still on its way out can be ended only when the carrier has named it; one it never heard of has no name to wait for. */
async function named(line: Line, leg: Leg): Promise<Leg> {
  const until = line.clock.now() + PLACED_WITHIN_MS;
  let current = leg;
  while (isNameless(current) && line.clock.now() < until) {
    await line.clock.until(line.clock.now() + LOOK_EVERY_MS);
    current = (await line.legs.byId(leg.id)) ?? current;
  }
  return current;
}

function isMeant(leg: Leg, owed: OwedBySession, act: Ends): boolean {
  switch (act.kind) {
    case "hangUp":
      return leg.id === act.legId;
    case "endRing":
      return leg.role === "responder" && leg.party === act.staffId;
    case "endRings":
      return leg.role === act.role && leg.id !== act.except;
    case "endRinging":
      return leg.role === act.role && leg.answeredAt === null && wasOwedBefore(leg, owed);
    case "endThird":
      return leg.role === "third" && leg.requestedAt <= act.before;
    case "endLegs":
      if (leg.id === act.except) return false;
      return act.role === "all" ? !isDeskOnTheLine(leg) : isCallers(leg.role);
  }
}

/** Ids count up in the order things were owed (UUID version 7): who is rung to be told that it is over is not called off with it. */
const wasOwedBefore = ({ dutyId }: Leg, owed: OwedBySession): boolean =>
  dutyId === null || dutyId < owed.id;

/** We never hang up on a desk: they put down the phone when they have what they need (PRACTICE 22). */
const isDeskOnTheLine = ({ role, answeredAt }: Leg): boolean =>
  role === "desk" && answeredAt !== null;

const isCallers = (role: Role): boolean => role === "caller" || role === "redial";

const TOLD: ReadonlySet<Act["kind"]> = new Set(["endRings", "endRing", "endThird"]);

/**
 * Whoever picked up a ring that another took is told so by their script; a phone still ringing just stops. That it is over is
 * asked at once: should nobody tell us, whose leg it was would not be free again. Who was being asked if they were cut off may
 * be somebody else, lent to this session: they go to their own, or are answered as a new caller.
 */
async function hangUp(line: Line, leg: Leg, act: Ends): Promise<void> {
  if (leg.role === "redial") return move(line, leg);
  const isRing = TOLD.has(act.kind);
  if (isRing && leg.answeredAt !== null && (await line.phone.move(leg))) return;
  await line.phone.hangUp(leg);
  await lookUp(line, leg);
}

const SAID_AGAIN_MS = 2_000;

async function announce(line: Line, session: Session, words: Announcement): Promise<Acted> {
  const { language } = session;
  // Others come again by themselves; what is said once waits until the caller hears it.
  const until = line.clock.now() + SAID_AGAIN_MS;
  if (saidOnce(words) && isAskedApart(session, line.clock.now())) {
    return { waits: "The caller is being asked outside the conference", until };
  }
  const script = [{ step: "say", text: say(words, language), language }] as const;
  // Whoever is with the caller is spoken to; a desk and our person, who are talking, are not (PRACTICE 27).
  const to = words === "openLine" ? await line.legs.byId(session.caller.legId) : null;
  if (!(await line.phone.announce(session.id, script, to))) {
    line.log.warn({ sessionId: session.id, words }, "Nobody was in the conference to hear it");
    if (saidOnce(words)) return { waits: "Nobody was there to hear it", until };
  }
  return "done";
}

type ToLeg = Act & { kind: "chime" | "pressStar" };

function wordsTo({ via }: Leg, { kind }: ToLeg): LineKey {
  if (kind === "pressStar") return "pressStar";
  return via === "phone" ? "chimeOwnPhone" : "chime";
}

/** Spoken into one leg of the conference alone. */
async function toLeg(line: Line, session: Session, act: ToLeg): Promise<Acted> {
  const leg = await line.legs.byId(act.legId);
  if (leg === null || leg.endedAt !== null) return "done";
  const language = leg.language ?? session.language;
  const text = say(wordsTo(leg, act), language);
  await line.phone.announce(session.id, [{ step: "say", text, language }], leg);
  return "done";
}

type Record = Act & {
  kind:
    | "rememberNumber"
    | "forgetNumber"
    | "rest"
    | "dropRecording"
    | "noteMissedRing"
    | "debrief"
    | "erasePlan"
    | "eraseKept"
    | "forgetPlace"
    | "eraseExpired";
};

async function keepRecords(
  line: Line,
  session: Session,
  owed: OwedBySession,
  act: Record,
): Promise<Acted> {
  const at = line.clock.now();
  switch (act.kind) {
    case "rememberNumber":
      return rememberNumber(line, session, act.until);
    case "forgetNumber":
      await line.store.forgetLostLine(session.id);
      return "done";
    case "rest":
      await line.roster.rest(act.staffId, at);
      return "done";
    case "dropRecording":
      await line.recordings.drop(act.recordingSid);
      return "done";
    case "noteMissedRing":
      return noteMissedRing(line, act, owed.duty.dueAt);
    case "debrief": {
      if (await isPractice(line, session)) {
        return { waits: "Owed after practice: nobody is reminded", until: at + REMIND_EVERY_MS };
      }
      const { rehearsal } = session;
      return remindDebrief(line, { dutyId: owed.id, staffId: act.staffId, rehearsal });
    }
    case "erasePlan":
      return erasePlan(line, session, owed);
    case "eraseKept":
    case "forgetPlace":
    case "eraseExpired":
      return erase(line, session, owed, act);
  }
}

/** A call of our own that engages them makes no missed ring of a caller's. */
async function noteMissedRing(
  line: Line,
  { staffId, busy }: Act & { kind: "noteMissedRing" },
  endedAt: Instant,
): Promise<Acted> {
  const since = endedAt - PRESENCE.ownCallMs;
  if (busy === true && (await line.presence.calledSince(staffId, since))) return "done";
  await line.roster.missedRing(staffId, line.clock.now());
  return "done";
}

/** Whoever rings from it next is asked first if they were cut off; whoever already did is asked now. */
async function rememberNumber(line: Line, session: Session, until: Instant): Promise<Acted> {
  const number = (await line.plans.read(session.id))?.callerNumber ?? null;
  const hash = number === null ? null : line.plans.hashNumber(number);
  if (hash !== null) await line.store.rememberLostLine(hash, session.id, until);
  return askIfCutOff(line, session, hash);
}
