import type { EventBody } from "../../src/domain/session/events.ts";
import { helpIsOut } from "../../src/domain/session/session.ts";
import type { Scene } from "./given.ts";

/**
 * The promises, kept in a book of their own: a few numbers that know nothing of how the rules work. What was done is
 * written here first, then given to the line, then the two are held against each other.
 */
export type Promised = {
  watchOpen: boolean;
  /** Help must have been asked for by then, and may not be before; seconds. */
  latest: number;
  earliest: number;
  beganAt: number;
  /** A person, or the caller's own keys, may end the watch with this step. */
  mayEnd: boolean;
  /** A person, or the desk, may call help off with this step. */
  mayCallOff: boolean;
  /** A person, or the caller's own wish, sends help with this step. */
  maySend: boolean;
};

export const nothingYet = (): Promised => ({
  watchOpen: false,
  latest: Infinity,
  earliest: 0,
  beganAt: 0,
  mayEnd: false,
  mayCallOff: false,
  maySend: false,
});

/** The longest interval and its grace; stepping away is as long. */
const LONGEST = 240;
/** A check-in can be due at once at the planned end; its grace is never shorter. */
const GRACE = 60;

/** Somebody answered for the caller, or the caller did. */
export function answeredAt(promised: Promised, at: number): void {
  if (!promised.watchOpen) promised.beganAt = at;
  promised.watchOpen = true;
  promised.latest = at + LONGEST;
  promised.earliest = at + GRACE;
}

export function lineLostAt(promised: Promised, at: number): void {
  if (!promised.watchOpen) return;
  const mayBeSettled = at - promised.beganAt >= 20 * 60;
  promised.latest = at + (mayBeSettled ? 600 : 90);
  promised.earliest = Math.min(promised.earliest, at + 90);
  if (at + 90 > promised.earliest) promised.earliest = Math.min(promised.earliest, at + 90);
}

/** Something made help sooner: it may come from then on, and the latest moment stands. */
export function sooner(promised: Promised, at: number): void {
  promised.earliest = Math.min(promised.earliest, at);
}

/** Holds the line to the book. Throws what a caller would have noticed. */
export function mustKeep(
  promised: Promised,
  line: Scene,
  before: Scene["session"],
  from: number,
): void {
  const { session, seconds } = line;
  const happened = line.events.slice(from);
  const has = (kind: EventBody["kind"]) => happened.some((event) => event.kind === kind);
  const fail = (why: string): never => {
    throw new Error(
      `${why} (${seconds} s, after ${happened.map((event) => event.kind).join(" ")})`,
    );
  };
  const silence = happened.find((event) => event.kind === "checkInMissed");
  if (silence !== undefined) {
    const at = (silence.at - line.now) / 1_000 + seconds;
    if (at < promised.earliest - 0.001) fail("Help was sent for somebody who answered");
  }
  const unheard = session.watch !== null && !helpIsOut(session);
  if (unheard && seconds > promised.latest + 0.001) fail("Silence was not bounded");
  if (before.watch !== null && session.watch === null && !promised.mayEnd) {
    fail("A watch ended that nobody ended");
  }
  if (has("helpStoodDown") && !promised.mayCallOff) fail("Help was called off by nobody");
  if (has("helpAsked") && silence === undefined && !promised.maySend)
    fail("Help was sent by nobody");
  if (before.watch !== null && has("sessionClosed") && !promised.mayEnd)
    fail("A dropped line was taken for a goodbye");
  mustGoOn(line, fail);
}

/** Promise 5: until somebody has taken it, some desk is being rung, or is about to be, or a person of ours speaks to it. */
function mustGoOn({ session, alarms }: Scene, fail: (why: string) => never): void {
  const { help, plan } = session;
  const wanted = help.state === "asked" && plan.help === "ambulance" && plan.desks.length > 0;
  if (!wanted || help.speaker?.state === "up") return;
  const about = alarms.some(
    (alarm) => alarm.kind === "nextRoute" || alarm.kind === "deskAfterTrusted",
  );
  if (!about) fail("No desk is being rung, and none will be");
}
