import { say } from "../../src/domain/words/words.ts";
import type { Episode, Evidence } from "./evidence.ts";
import type { Verdict } from "./verdict.ts";
import type { Sign } from "./story.ts";
import { isKind } from "./telephones.ts";
import { allowance, withoutPostgres } from "./troubles.ts";

const TOLD = [say("answeredAfterSending", "en"), say("answeredAfterSending", "fr")];
const CARRIED_WITHIN_MS = 20_000;
/** From the line's asking for a move to the new document. */
const MOVE_MS = 2_000;
/** How far the line's clock, which is Postgres's, and ours may be apart. */
const CLOCKS_MS = 300;

/**
 * Promise 2: no deadline that stood when an answer reached the line was missed afterwards. An answer given while Postgres was away
 * is kept by the carrier and comes again; it is not judged here.
 */
export function answersCount(evidence: Evidence): Verdict {
  const broken: string[] = [];
  let cases = 0;
  for (const episode of evidence.episodes) {
    for (const sign of episode.signs) {
      if (sign.what !== "answered" || sign.helpBy === null) continue;
      const reachedAt = sign.callSid === null ? sign.at : carriedAt(evidence, sign);
      if (reachedAt === null || withoutPostgres(evidence.troubles, sign.from, reachedAt)) continue;
      cases += 1;
      const missed = missedAfter(episode, sign.from, reachedAt);
      if (missed !== null && !withoutPostgres(evidence.troubles, sign.from, missed)) {
        const later = ((missed - reachedAt) / 1_000).toFixed(1);
        broken.push(
          `${episode.id}: an answer reached the line, and ${later} s later it was missed`,
        );
      }
    }
  }
  return {
    promise: "2",
    what: "an answer that reached the line counts",
    cases,
    lateMs: null,
    broken,
  };
}

/**
 * When the line had answered the request that carried the key. Null where none did: a key pressed while the line was moving
 * the call met no Gather, and went nowhere.
 */
function carriedAt({ telephones }: Evidence, { callSid, at }: Sign): number | null {
  const call = telephones
    .on(callSid)
    .filter((entry) => Math.abs(entry.at - at) < CARRIED_WITHIN_MS);
  const carried = call.find(
    (entry) =>
      isKind(entry, "webhook") &&
      entry.purpose === "action" &&
      entry.status === 200 &&
      entry.at >= at,
  );
  if (carried === undefined) return null;
  const moved = call.some(
    (entry) => isKind(entry, "moved") && entry.at > at - MOVE_MS && entry.at < carried.at,
  );
  return moved ? null : carried.at;
}

/** When a deadline set before the answer was missed after it; null when none was. */
function missedAfter({ events }: Episode, givenAt: number, reachedAt: number): number | null {
  let setAt = 0;
  for (const event of events) {
    if (event.kind === "checkInMissed" && event.at > reachedAt) {
      return setAt < givenAt - CLOCKS_MS ? event.at : null;
    }
    if ("moves" in event && event.moves !== null) setAt = event.at;
  }
  return null;
}

/** Promise 2: whoever answers after help was sent is told so at once. */
export function lateAnswersAreTold(evidence: Evidence): Verdict {
  const lateMs: number[] = [];
  const broken: string[] = [];
  let cases = 0;
  for (const sign of evidence.story.signs) {
    if (sign.what !== "answered" || sign.helpBy !== null || sign.callSid === null) continue;
    cases += 1;
    if (!pressedOutside(evidence, sign)) continue;
    const told = toldAt(evidence, sign) ?? evidence.endedAt;
    const late = told - sign.at;
    lateMs.push(late);
    const allowed = allowance(evidence.troubles, sign.at, told);
    const over = late > allowed && !isOverBefore(evidence, sign, allowed);
    if (over) broken.push(`${sign.callSid}: told ${(late / 1_000).toFixed(1)} s after the key`);
  }
  return { promise: "2", what: "who answers after help was sent is told", cases, lateMs, broken };
}

/** By key; in a conference they speak, and people there hear it. */
const pressedOutside = ({ telephones }: Evidence, { callSid, at }: Sign): boolean =>
  telephones
    .on(callSid)
    .some((one) => isKind(one, "pressed") && one.at >= at - 100 && one.at < at + 2_000);

function toldAt({ telephones }: Evidence, { callSid, at }: Sign): number | null {
  const told = telephones
    .on(callSid)
    .find(
      (one) =>
        one.at >= at && isKind(one, "heard") && TOLD.some((words) => one.text.includes(words)),
    );
  return told?.at ?? null;
}

/** The line brought them together with somebody, or a person had decided, before there was anything to tell. */
const isOverBefore = ({ telephones }: Evidence, { callSid, at }: Sign, withinMs: number): boolean =>
  telephones
    .on(callSid)
    .some(
      (one) =>
        (isKind(one, "joined") || isKind(one, "ended")) && one.at >= at && one.at < at + withinMs,
    );
