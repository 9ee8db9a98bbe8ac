import { isLoud, type Urgency } from "../../../domain/board.ts";
import type { SessionView } from "../../../http/contract.ts";
import { countdownOf, secondsTo, type Countdown } from "../../time/countdown.ts";
import type { WordId } from "../../words/en.ts";

/** What is counted in a row, and how loud it is. */
export type RowClock = {
  readonly label: WordId;
  /** Null: there is nothing to count. */
  readonly seconds: number | null;
  readonly tone: Countdown["tone"];
};

const WAITED_SOON_S = 20;
const WAITED_LONG_S = 60;

export function clockOf(session: SessionView, now: number): RowClock {
  const { phase, watch, help, company, openedAt, caller } = session;
  if (phase === "escalated") {
    const seconds = secondsSince(help.askedAt ?? openedAt, now);
    return { label: "board.clock.help", seconds, tone: isLoud(session) ? "late" : "due" };
  }
  if (watch !== null) return watchClock(watch, now);
  if (phase === "waiting" && caller.callBackBy !== null) {
    const seconds = secondsTo(caller.callBackBy, now);
    return { label: "board.clock.callBack", seconds, tone: "calm" };
  }
  if (phase === "waiting") {
    const seconds = secondsSince(company.since, now);
    return { label: "board.clock.waits", seconds, tone: waitTone(seconds) };
  }
  return { label: "board.clock.with", seconds: secondsSince(company.since, now), tone: "calm" };
}

function watchClock(watch: NonNullable<SessionView["watch"]>, now: number): RowClock {
  const { to, seconds, tone } = countdownOf(watch, now);
  return { label: `clock.${to}`, seconds: to === "open" ? null : seconds, tone };
}

function waitTone(seconds: number): Countdown["tone"] {
  if (seconds < WAITED_SOON_S) return "calm";
  return seconds < WAITED_LONG_S ? "soon" : "due";
}

export const secondsSince = (at: number, now: number): number =>
  Math.max(0, Math.floor((now - at) / 1_000));

/** How far help is: null where none was asked for. */
export function helpSaid({ help, sends, phase }: SessionView): WordId | null {
  switch (help.state) {
    case "none":
      return phase === "escalated" ? "board.help.noPlace" : null;
    case "asked":
      return askedSaid(help, sends);
    case "taken":
      return "board.help.taken";
    case "arrived":
      return "board.help.arrived";
    case "stoodDown":
      return "board.help.stoodDown";
  }
}

function askedSaid(help: SessionView["help"], sends: SessionView["sends"]): WordId {
  const calls = new Set(help.desks.map(({ state }) => state));
  if (calls.has("answered")) return "board.help.onLine";
  if (calls.has("rung")) return "board.help.rings";
  if (help.trusted === "ringing" || help.trusted === "going") return `board.help.${help.trusted}`;
  return sends.desks.length === 0 ? "board.help.nowhere" : "board.help.asked";
}

/** Whether the two lines of a call are there. */
export function linesSaid({ caller, company, transfer }: SessionView): readonly WordId[] {
  const theirs: readonly WordId[] = caller.on === "line" ? [] : [`board.caller.${caller.on}`];
  if (company.state === "lost") return [...theirs, "board.responder.lost"];
  if (company.unheardUntil !== null) return [...theirs, "board.responder.unheard"];
  return transfer?.state === "theirs" ? [...theirs, "board.theirs"] : theirs;
}

/** Everything a supervisor counts at a glance. */
export type Figures = Readonly<Record<"loud" | "waiting" | "watched" | "others", number>>;

export function figuresOf(sessions: readonly SessionView[]): Figures {
  const figures = { loud: 0, waiting: 0, watched: 0, others: 0 };
  for (const session of sessions) {
    if (session.phase === "escalated") figures.loud += 1;
    else if (session.phase === "waiting") figures.waiting += 1;
    else if (session.watch !== null) figures.watched += 1;
    else figures.others += 1;
  }
  return figures;
}

/** Names one moment of a session that is called out: help asked for again is another. */
export const alarmOf = ({ id, help }: SessionView): string => `${id} ${help.askedAt ?? 0}`;

/** Where one thing beside another is pressing, its acts are open without a press. */
export const isPressing = (urgency: Urgency): boolean =>
  urgency === "helpAsked" || urgency === "silent" || urgency === "unwatched";
