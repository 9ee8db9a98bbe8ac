import type { Instant } from "./session/people.ts";

/** What puts one session before another on the board. */
export type OnBoard = {
  readonly id: string;
  readonly openedAt: Instant;
  readonly rehearsal: boolean;
  readonly phase: "waiting" | "accompanied" | "watching" | "escalated" | "closed";
  readonly caller: { readonly on: "line" | "lost" | "gone" };
  readonly company: {
    readonly state: "none" | "with" | "lost";
    readonly since: Instant;
    readonly cover: boolean;
    readonly unheardUntil: Instant | null;
  };
  readonly watch: {
    readonly deadline: "checkIn" | "quiet" | "away" | "reach" | "asked" | "open";
    readonly dueAt: Instant;
    readonly helpAt: Instant | null;
    readonly pace: "steady" | "slow" | "drowsy";
  } | null;
  readonly help: {
    readonly state: "none" | "asked" | "taken" | "arrived" | "stoodDown";
    readonly askedAt: Instant | null;
    readonly arrivalDueAt: Instant | null;
  };
};

/**
 * Why a session stands where it does, most urgent first: help nobody has taken; a caller who does not answer; one who is watched
 * and has nobody, or no line; help on its way; somebody who waits; something to keep an eye on; the rest.
 */
export const URGENCIES = [
  "helpAsked",
  "silent",
  "unwatched",
  "helpTaken",
  "waiting",
  "worrying",
  "steady",
] as const;
export type Urgency = (typeof URGENCIES)[number];

export function urgencyOf(session: OnBoard, now: Instant): Urgency {
  const { phase, help, watch, company } = session;
  if (phase === "escalated") return help.state === "taken" ? "helpTaken" : "helpAsked";
  if (watch !== null && isSilent(watch, now)) return "silent";
  if (isUnwatched(session)) return "unwatched";
  if (phase === "waiting") return "waiting";
  const isWorrying = (watch !== null && watch.pace !== "steady") || company.cover;
  return isWorrying || company.unheardUntil !== null ? "worrying" : "steady";
}

/** A check-in is due, or they went quiet, or said that they need help: what is counted now is the time to help. */
function isSilent({ deadline, dueAt }: NonNullable<OnBoard["watch"]>, now: Instant): boolean {
  if (deadline === "open") return false;
  return deadline === "quiet" || deadline === "asked" || now >= dueAt;
}

/** Watched over, and the person or the line that should be there is not. */
const isUnwatched = ({ watch, caller, company }: OnBoard): boolean =>
  (watch !== null && (company.state !== "with" || caller.on !== "line")) ||
  company.state === "lost";

/** Most urgent first; within one urgency whoever's time comes first. Rehearsals come after every real call. */
export function boardOrder<S extends OnBoard>(sessions: readonly S[], now: Instant): readonly S[] {
  const placed = sessions.map((session) => ({
    session,
    rehearsal: Number(session.rehearsal),
    urgency: URGENCIES.indexOf(urgencyOf(session, now)),
    at: momentOf(session),
  }));
  const inOrder = placed.toSorted(
    (a, b) =>
      a.rehearsal - b.rehearsal ||
      a.urgency - b.urgency ||
      a.at - b.at ||
      a.session.openedAt - b.session.openedAt ||
      (a.session.id < b.session.id ? -1 : 1),
  );
  return inOrder.map(({ session }) => session);
}

/** What their time is counted by: since help was asked, to help, or since they came. */
function momentOf({ phase, help, watch, openedAt }: OnBoard): Instant {
  if (phase === "escalated") return help.arrivalDueAt ?? help.askedAt ?? openedAt;
  if (watch === null) return openedAt;
  return watch.helpAt ?? watch.dueAt;
}

/** Help was asked for and nobody has it yet: the board says so aloud. */
export const isLoud = (session: OnBoard): boolean =>
  session.phase === "escalated" && session.help.state !== "taken";
