import type { Event } from "../session/events.ts";
import type { HelpTimes } from "../session/help-times.ts";
import type { Instant } from "../session/people.ts";
import { noticedOf, type Noticed } from "./noticed.ts";

/**
 * How calls went, in words from lists: what the quality view is made of, and nothing else (decision 053). Nobody is in it, not even by an
 * id, and there is no room for anybody. The least telling stand first: others are hidden from the front (decision 033).
 */
export const QUALITY = {
  /** What was known of where help would go, and how to call them again, before "using now". */
  plan: ["none", "later", "part", "before"],
  readBack: ["noPlace", "no", "parts", "whole"],
  /** `asked`: the line asked them itself, and they answered. `slipped`: nobody answered at all, while the line was late or a responder's line lost; or with all of it in its time. */
  checkIns: ["slippedLine", "slippedProtocol", "asked", "kept"],
  /** Whose notice came first, once they were silent. */
  noticed: ["lineLost", "byResponder", "byLine"],
  language: ["other", "nobody", "own"],
  /** Whether somebody came, where a responder asked to be relieved. */
  cover: ["notCame", "came", "notAsked"],
} as const;
export type Part = keyof typeof QUALITY;

/** Every number that leads to calls. */
export const LEADS = [
  "plan",
  "readBack",
  "checkIns",
  "noticed",
  "language",
  "cover",
  "debriefs",
  "causes",
] as const;
export type Lead = (typeof LEADS)[number];

/** One call. Null: it is not in this part. */
export type CallQuality = {
  readonly id: string;
  readonly openedAt: Instant;
  readonly is: Readonly<Record<Part, string | null>>;
  /** From silence on, in milliseconds; null: it did not come to that. */
  readonly noticed: Noticed | null;
};

export type Facts = {
  readonly id: string;
  readonly openedAt: Instant;
  /** Cut off from another session, and back in it; or nobody is rung for them. */
  readonly leftOut: boolean;
  /** In order. */
  readonly events: readonly Event[];
  readonly emergencies: readonly HelpTimes[];
  /** A duty of the line itself was done a second late or more, before the first deadline passed. */
  readonly lineWasLate: boolean;
};

export function qualityOf(facts: Facts): CallQuality {
  const { id, openedAt, leftOut, events, emergencies } = facts;
  const began = events.findIndex(({ kind }) => kind === "watchBegan");
  const watched = began !== -1 && !leftOut;
  const noticed = leftOut ? null : noticedOf(events, emergencies);
  return {
    id,
    openedAt,
    is: {
      plan: watched ? planOf(events, began) : null,
      readBack: watched ? readBackOf(events) : null,
      checkIns: watched ? checkInsOf(facts) : null,
      noticed: noticed?.how ?? null,
      language: leftOut ? null : languageOf(events),
      cover: leftOut ? null : coverOf(events),
    },
    noticed,
  };
}

/** Of the five things, a name and a way in are sealed. Seen is: a place, a number to call again, and that whom to send was asked. */
function planOf(events: readonly Event[], began: number): (typeof QUALITY.plan)[number] {
  const before = standingOf(events.slice(0, began));
  if (before.asked) return before.place && before.number ? "before" : "part";
  return standingOf(events).asked ? "later" : "none";
}

function standingOf(events: readonly Event[]) {
  const plan = events.findLast((event) => event.kind === "planRecorded")?.plan;
  const spoken = events.some(({ kind }) => kind === "placeKept" || kind === "profileOpened");
  const known = events.some((event) => event.kind === "callArrived" && event.numberKnown);
  return {
    asked: plan !== undefined || spoken,
    place: spoken || (plan !== undefined && plan.place !== "none"),
    number: known || plan?.numberGiven === true,
  };
}

function readBackOf(events: readonly Event[]): (typeof QUALITY.readBack)[number] {
  if (!standingOf(events).place) return "noPlace";
  const whole = events.some(
    (event) =>
      event.kind === "placeKept" || (event.kind === "placeReadBack" && event.whole === true),
  );
  if (whole) return "whole";
  return events.some(({ kind }) => kind === "placeReadBack") ? "parts" : "no";
}

function checkInsOf({ events, lineWasLate }: Facts): (typeof QUALITY.checkIns)[number] {
  const missed = events.findIndex(({ kind }) => kind === "checkInMissed");
  if (missed === -1) return events.some(({ kind }) => kind === "callerAsked") ? "asked" : "kept";
  const lost = events.slice(0, missed).some(({ kind }) => kind === "responderLost");
  return lineWasLate || lost ? "slippedLine" : "slippedProtocol";
}

/** Whether the first who was with them speaks the language they chose; null: it is not known. */
function languageOf(events: readonly Event[]): (typeof QUALITY.language)[number] | null {
  const place = events.findIndex(({ kind }) => kind === "responderJoined");
  const joined = events[place];
  if (joined?.kind !== "responderJoined") return "nobody";
  const before = events.slice(0, place);
  const chosen = before.findLast(
    (event) => event.kind === "languageChosen" || event.kind === "callArrived",
  );
  const rung = before.findLast(
    (event) => event.kind === "responderRung" && event.staffId === joined.staffId,
  );
  if (rung?.kind !== "responderRung" || chosen === undefined) return null;
  return rung.languages.some((one) => one === chosen.language) ? "own" : "other";
}

function coverOf(events: readonly Event[]): (typeof QUALITY.cover)[number] | null {
  if (!events.some(({ kind }) => kind === "responderJoined")) return null;
  const place = events.findIndex(({ kind }) => kind === "coverAsked");
  const asked = events[place];
  if (asked?.kind !== "coverAsked") return "notAsked";
  const came = events
    .slice(place)
    .some((event) => event.kind === "responderJoined" && event.staffId !== asked.staffId);
  return came ? "came" : "notCame";
}
