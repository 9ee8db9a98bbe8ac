import type { Episode, Evidence } from "./evidence.ts";
import type { Verdict } from "./verdict.ts";
import { isKind } from "./telephones.ts";
import { allowance } from "./troubles.ts";
import { brisk } from "../../src/domain/session/policy.ts";

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/** Promise 8: whoever calls hears something, and no call is cut off by an error. */
export function firstWords(evidence: Evidence): Verdict {
  const { entries } = evidence.telephones;
  const lateMs: number[] = [];
  const broken: string[] = [];
  for (const called of entries) {
    if (!isKind(called, "called")) continue;
    const { callSid } = called;
    const call = evidence.telephones.on(callSid);
    const first = call.find((one) => isKind(one, "heard"));
    const ended = call.find((one) => isKind(one, "ended"));
    const byThem = ended !== undefined && isKind(ended, "ended") && ended.by !== "network";
    if (!byThem) broken.push(`${callSid}: ended by an error, or not at all`);
    if (first === undefined) {
      if (ended === undefined || ended.at - called.at > 5_000)
        broken.push(`${callSid}: never heard anything`);
      continue;
    }
    const late = first.at - called.at;
    lateMs.push(late);
    if (late > allowance(evidence.troubles, called.at, first.at))
      broken.push(`${callSid}: heard nothing for ${seconds(late)}`);
  }
  const what = "a caller hears a voice, and no error ends the call";
  return { promise: "8", what, cases: lateMs.length, lateMs, broken };
}

/** Promise 9: a line that drops after use began is called back, unless they rang again first. */
export function callBacks(evidence: Evidence): Verdict {
  const { entries } = evidence.telephones;
  const lateMs: number[] = [];
  const broken: string[] = [];
  for (const sign of evidence.story.signs) {
    if (sign.what !== "dropped") continue;
    const dropped = evidence.telephones.on(sign.callSid).find((one) => isKind(one, "ended"));
    if (dropped === undefined || !isKind(dropped, "ended")) continue;
    const episode = evidence.episodes.find(({ callerSids }) =>
      callerSids.includes(dropped.callSid),
    );
    if (episode === undefined || hadHelp(episode.events, dropped.at)) continue;
    const back = entries.find(
      (one) =>
        one.seq > dropped.seq &&
        ((isKind(one, "callRequested") && one.to === dropped.handset) ||
          (isKind(one, "called") && one.handset === dropped.handset)),
    );
    const dueAt = dropped.at + brisk.numbers.callBackFirstMs;
    const at = back?.at ?? evidence.endedAt;
    lateMs.push(Math.max(0, at - dueAt));
    // Callbacks are lost on purpose here: hearing of the drop may itself cost one failure.
    if (at - dueAt > allowance(evidence.troubles, dueAt, at) + 5_000)
      broken.push(`${episode.id}: called back ${seconds(at - dueAt)} late`);
  }
  const what = "a dropped line is called back";
  return { promise: "9", what, cases: lateMs.length, lateMs, broken };
}

const hadHelp = (events: readonly { kind: string; at: number }[], at: number): boolean =>
  events.some((event) => event.kind === "helpAsked" && event.at < at + 3_000) ||
  events.some((event) => event.kind === "sessionClosed" && event.at < at + 3_000);

/** Promise 5: a desk that did not take it is followed by another, until one has; taken is a key, or a named person's word. */
export function desksUntilTaken(evidence: Evidence): Verdict {
  const lateMs: number[] = [];
  const broken: string[] = [];
  const rung = evidence.episodes.filter(({ deskCalls }) => deskCalls.length > 0);
  for (const episode of rung) {
    const until = settledAt(episode);
    if (until === Infinity) broken.push(`${episode.id}: no desk took it, and nobody decided`);
    for (const { endedAt, nextAt } of gaps(evidence, episode, until)) {
      lateMs.push(nextAt - endedAt);
      const dueAt = endedAt + brisk.numbers.nextRoundMs;
      // As above: that a desk hung up may be heard of late.
      if (nextAt - dueAt > allowance(evidence.troubles, dueAt, nextAt) + 5_000)
        broken.push(`${episode.id}: the next desk was rung ${seconds(nextAt - endedAt)} after`);
    }
  }
  return {
    promise: "5",
    what: "desks are rung until one takes it",
    cases: rung.length,
    lateMs,
    broken,
  };
}

/** When a desk had taken it, or a person had decided otherwise. */
function settledAt({ events }: Episode): number {
  const kinds = new Set(["helpTaken", "helpStoodDown", "helpArrived"]);
  return events.find(({ kind }) => kinds.has(kind))?.at ?? Infinity;
}

type Gap = { readonly endedAt: number; readonly nextAt: number };

/** From each time the last desk on the line was gone to the next one's being rung. */
function gaps(evidence: Evidence, { deskCalls }: Episode, until: number): readonly Gap[] {
  return deskCalls.flatMap((call): Gap[] => {
    const ended = endOf(evidence, call.callSid);
    if (ended === null || ended > until - 500) return [];
    const others = deskCalls.filter((other) => other !== call && other.at < ended);
    if (others.some(({ callSid }) => isUp(evidence, callSid, ended))) return [];
    const next = deskCalls.find(({ at }) => at > ended);
    return [{ endedAt: ended, nextAt: Math.min(next?.at ?? Infinity, until) }];
  });
}

function endOf({ telephones }: Evidence, callSid: string): number | null {
  return telephones.on(callSid).find((one) => isKind(one, "ended"))?.at ?? null;
}

const isUp = ({ telephones }: Evidence, callSid: string, at: number): boolean =>
  !telephones.on(callSid).some((one) => isKind(one, "ended") && one.at <= at);
