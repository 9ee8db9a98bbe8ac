import type { StoredEvent } from "../../src/engine/ports-store.ts";
import { say } from "../../src/domain/words/words.ts";
import type { Episode, Evidence } from "./evidence.ts";
import type { Verdict } from "./verdict.ts";
import { PER_SECOND } from "./rate.ts";
import { silenceMs } from "./story.ts";
import { isKind } from "./telephones.ts";
import { allowance } from "./troubles.ts";

const OPEN_LINE = [say("openLine", "en"), say("openLine", "fr")];

/** When help first went out, by the carrier: a desk was rung; where the plan names none, the caller heard so, or they or people of ours were rung. */
function helpRequestedAt({ telephones }: Evidence, episode: Episode): number | null {
  const asked = episode.events.find(({ kind }) => kind === "helpAsked");
  if (asked === undefined) return null;
  if (episode.deskCalls[0] !== undefined) return episode.deskCalls[0].at;
  const calls = episode.callerSids.flatMap((sid) => telephones.on(sid));
  const told = calls.find(
    (entry) => isKind(entry, "heard") && OPEN_LINE.some((words) => entry.text.includes(words)),
  );
  const rung = [...episode.staffCalls, ...episode.callerCalls].find(({ at }) => at >= asked.at);
  const first = Math.min(told?.at ?? Infinity, rung?.at ?? Infinity);
  return first === Infinity ? null : first;
}

/** First desk legs of others that the carrier was asked for meanwhile: one slot of the gate each. */
function slotsMs({ episodes }: Evidence, from: number, to: number): number {
  const ahead = episodes.filter(({ deskCalls: [first] }) => {
    return first !== undefined && first.at > from && first.at < to;
  });
  return (ahead.length * 1_000) / PER_SECOND;
}

/** Promise 1, from outside alone: what people did and said last, and when the carrier was asked for help. */
export function silenceEnds(evidence: Evidence): Verdict {
  const lateMs: number[] = [];
  const broken: string[] = [];
  let cases = 0;
  for (const episode of evidence.episodes) {
    const requestedAt = helpRequestedAt(evidence, episode);
    const until = requestedAt ?? episode.closedAt ?? evidence.endedAt;
    const helpBy = lastPromise(episode, until);
    if (helpBy === null) continue;
    if (requestedAt === null && until <= helpBy) continue;
    cases += 1;
    const late = until - helpBy;
    const allowed = allowance(evidence.troubles, helpBy, until) + slotsMs(evidence, helpBy, until);
    if (requestedAt !== null) lateMs.push(Math.max(0, late));
    if (late > allowed) broken.push(inWords(episode, { late, allowed, requestedAt }));
  }
  return {
    promise: "1",
    what: "silence ends in help (by what callers did)",
    cases,
    lateMs,
    broken,
  };
}

type Late = {
  readonly late: number;
  readonly allowed: number;
  readonly requestedAt: number | null;
};

function inWords({ id }: Episode, { late, allowed, requestedAt }: Late): string {
  const what = requestedAt === null ? "no help, and closed" : "help";
  return `${id}: ${what} ${seconds(late)} late, ${seconds(allowed)} allowed`;
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/** By when silence had to end, going by the last sign before `until`; null once somebody said goodbye or a person decided. */
function lastPromise({ signs, events }: Episode, until: number): number | null {
  let helpBy: number | null = null;
  for (const sign of signs) {
    if (sign.at > until) break;
    if (sign.what === "bye" || sign.what === "decided") return null;
    if (sign.helpBy === null) continue;
    const joins = sign.what === "answered" && somebodyCame(events, sign.at);
    helpBy = Math.max(helpBy ?? 0, sign.helpBy + (joins ? LONGER_MS : 0));
  }
  return helpBy;
}

const LONGER_MS = silenceMs(true) - silenceMs(false);
/** From pressing a key to the line's having it, with webhooks that are late. */
const UNDERWAY_MS = 2_500;

/** A person of ours came while the answer was underway, and the interval is the one with somebody. */
const somebodyCame = (events: readonly StoredEvent[], answeredAt: number): boolean =>
  events.some(
    ({ kind, at }) => kind === "responderJoined" && Math.abs(at - answeredAt) < UNDERWAY_MS,
  );

/** Promise 1 again, by the deadline the line itself had promised: from there to the carrier's being asked. */
export function decidedInTime(evidence: Evidence): Verdict {
  const lateMs: number[] = [];
  const broken: string[] = [];
  for (const episode of evidence.episodes) {
    const helpAt = missedDeadline(episode.events);
    const [desk] = episode.deskCalls;
    if (helpAt === null || desk === undefined) continue;
    const late = desk.at - helpAt;
    const allowed =
      allowance(evidence.troubles, helpAt, desk.at) + slotsMs(evidence, helpAt, desk.at);
    lateMs.push(Math.max(0, late));
    if (late > allowed) broken.push(inWords(episode, { late, allowed, requestedAt: desk.at }));
  }
  const what = "a desk is rung after the deadline the line had set";
  return { promise: "1", what, cases: lateMs.length, lateMs, broken };
}

/** The deadline of the first check-in that was missed. */
function missedDeadline(events: readonly StoredEvent[]): number | null {
  let helpAt: number | null = null;
  for (const event of events) {
    if (event.kind === "checkInMissed") return helpAt;
    if ("moves" in event && event.moves !== null) helpAt = event.moves.deadline.helpAt;
  }
  return null;
}

/** Where the plan names no desk, people of ours are rung. Each waits at the gate for desks, and for a person who is free. */
export function peopleAreRung(evidence: Evidence): Verdict {
  const lateMs: number[] = [];
  const broken: string[] = [];
  for (const episode of evidence.episodes) {
    const helpAt = missedDeadline(episode.events);
    if (helpAt === null || episode.deskCalls.length > 0) continue;
    const known = helpRequestedAt(evidence, episode);
    const at = known ?? evidence.endedAt;
    const allowed = allowance(evidence.troubles, helpAt, at);
    const late = at - helpAt;
    lateMs.push(Math.max(0, late));
    if (late > allowed) broken.push(inWords(episode, { late, allowed, requestedAt: known }));
  }
  const what = "without a place, the caller is told or rung, or people are rung";
  return { promise: "1", what, cases: lateMs.length, lateMs, broken };
}
