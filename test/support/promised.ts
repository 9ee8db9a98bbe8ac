import type { Event } from "../../src/domain/session/events.ts";
import { helpIsOut, type Session } from "../../src/domain/session/session.ts";
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
  /** Gone quiet, or a cry for help: help was made sooner. */
  hurried: boolean;
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
  hurried: false,
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
  promised.hurried = false;
  promised.latest = at + LONGEST;
  promised.earliest = at + GRACE;
}

/** The reach deadline replaces the other, unless somebody had made help sooner. */
export function lineLostAt(promised: Promised, at: number): void {
  if (!promised.watchOpen) return;
  const mayBeSettled = at - promised.beganAt >= 20 * 60;
  promised.latest = at + (mayBeSettled ? 600 : 90);
  promised.earliest = promised.hurried ? Math.min(promised.earliest, at + 90) : at + 90;
}

/** Something made help sooner: it may come from then on, and the latest moment stands. */
export function sooner(promised: Promised, at: number): void {
  promised.hurried = true;
  promised.earliest = Math.min(promised.earliest, at);
}

type Noticed = {
  readonly line: Scene;
  readonly before: Session;
  readonly happened: readonly Event[];
};

/** What a caller would notice broken; empty while every promise is kept. */
export function brokenBy(
  promised: Promised,
  line: Scene,
  before: Session,
  from: number,
): readonly string[] {
  const noticed = { line, before, happened: line.events.slice(from) };
  const broken = [
    ...silence(promised, noticed),
    ...endings(promised, noticed),
    ...sending(promised, noticed),
    ...dispatching(line),
  ];
  const after = noticed.happened.map((event) => event.kind).join(" ");
  return broken.map((what) => `${what} (at ${line.seconds} s, after ${after})`);
}

const missed = ({ happened }: Noticed): Event | undefined =>
  happened.find((event) => event.kind === "checkInMissed");

const when = (condition: boolean, what: string): readonly string[] => (condition ? [what] : []);

/** Promises 1 and 2. */
function silence(promised: Promised, noticed: Noticed): readonly string[] {
  const { session, seconds, now } = noticed.line;
  const sent = missed(noticed);
  const sentAt = sent === undefined ? Infinity : (sent.at - now) / 1_000 + seconds;
  const waits = session.watch !== null && !helpIsOut(session);
  return [
    ...when(sentAt < promised.earliest - 0.001, "Help was sent for somebody who answered"),
    ...when(waits && seconds > promised.latest + 0.001, "Silence was not bounded"),
    ...when(
      sent !== undefined && sentAt > promised.latest + 0.001,
      "Help was sent after it was promised",
    ),
  ];
}

/** Promises 3 and 9. */
function endings({ mayEnd }: Promised, { line, before, happened }: Noticed): readonly string[] {
  const ended = before.watch !== null && line.session.watch === null;
  const closed = happened.some((event) => event.kind === "sessionClosed");
  return [
    ...when(ended && !mayEnd, "A watch ended that nobody ended"),
    ...when(closed && before.watch !== null && !mayEnd, "A drop was taken for a goodbye"),
  ];
}

/** Promise 6, and its other half: only silence or a person sends. */
function sending({ mayCallOff, maySend }: Promised, noticed: Noticed): readonly string[] {
  const has = (kind: Event["kind"]) => noticed.happened.some((event) => event.kind === kind);
  const unasked = has("helpAsked") && missed(noticed) === undefined && !maySend;
  return [
    ...when(has("helpStoodDown") && !mayCallOff, "Help was called off by nobody"),
    ...when(unasked, "Help was sent by nobody"),
  ];
}

/** Promise 5: until somebody has taken it, some desk is being rung or will be, or a person of ours speaks to one. */
function dispatching({ session, alarms }: Scene): readonly string[] {
  const { help, plan } = session;
  const wanted = help.state === "asked" && plan.help === "ambulance" && plan.desks.length > 0;
  const goesOn = alarms.some(({ kind }) => kind === "nextRoute" || kind === "deskAfterTrusted");
  return when(wanted && !goesOn && help.speaker?.state !== "up", "No desk is rung any more");
}
