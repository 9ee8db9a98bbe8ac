import type { Instant } from "../domain/session/people.ts";
import { allTroubles, type Trouble } from "../domain/words/troubles.ts";

/** What the watchdog sees from outside, in one look. */
export type Seen = {
  readonly now: Instant;
  /** When this watchdog began: nobody is called silent before they had time to speak. */
  readonly since: Instant;
  /** When the database last answered. */
  readonly databaseAt: Instant;
  /** How often in a row the carrier has not answered us as it should. */
  readonly carrierFailures: number;
  /** What is written; null when the database did not answer this time. */
  readonly books: Books | null;
};

export type Books = {
  /** The last sign of life of each part, by name. */
  readonly heartbeats: ReadonlyMap<string, Instant>;
  /** When the oldest duty of a session that nobody has done was due; null when nothing is. */
  readonly oldestOverdueAt: Instant | null;
  /** The same of the line's own duties. */
  readonly lineOverdueAt: Instant | null;
  /** Every one of the last calls we asked for, to more than one person, was not made. */
  readonly callsNotMade: boolean;
  /** The line's last two calls to itself did not get through. */
  readonly syntheticFailed: boolean;
  /** Who answers, now: on the line or on call, and not away. */
  readonly answering: number;
  /** Requests that named our account and whose signature did not fit, one soon after the other. */
  readonly refused: { readonly at: Instant; readonly count: number } | null;
  readonly clockSteppedAt: Instant | null;
  /** Sessions whose row is not what their events come to. */
  readonly differing: readonly string[];
  /** Keys of the vault that the watchdog itself cannot open. */
  readonly shut: readonly string[];
  /** Sessions that are watched, and owe no help at any time. */
  readonly undated: readonly string[];
};

const SILENT_MS = 5_000;
/** The sweep carries the line without it, so it may take its time to connect. */
const QUEUE_SILENT_MS = 10_000;
const OVERDUE_MS = 5_000;
/** Nobody on a telephone waits for it, and what fails is tried again after 30 s and more. */
const LINE_OVERDUE_MS = 10 * 60_000;
const AWAY_MS = 5_000;
/** One request may be lost; two in a row are not chance. */
const CARRIER_FAILURES = 2;
/** One call alone is tried three times. */
const REFUSED = 3;
const LATELY_MS = 60_000;

/** What is wrong, the worst first. Without the books only what needs none is known. */
export function keepVigil(seen: Seen): readonly Trouble[] {
  const { now, since, databaseAt, carrierFailures, books } = seen;
  const away = now - databaseAt > AWAY_MS;
  const failing = carrierFailures >= CARRIER_FAILURES;
  if (books === null) return those({ databaseAway: away, carrierFailing: failing });
  const { heartbeats, oldestOverdueAt, lineOverdueAt, refused, clockSteppedAt } = books;
  const silentMs = (name: string) => now - Math.max(heartbeats.get(name) ?? 0, since);
  const lately = (at: Instant) => now - at < LATELY_MS;
  return those({
    sweepSilent: silentMs("sweep") > SILENT_MS,
    queueSilent: silentMs("queue") > QUEUE_SILENT_MS,
    dutyOverdue: oldestOverdueAt !== null && now - oldestOverdueAt > OVERDUE_MS,
    deadlineMissing: books.undated.length > 0,
    carrierFailing: failing || books.callsNotMade,
    syntheticFailed: books.syntheticFailed,
    signaturesRefused: refused !== null && refused.count >= REFUSED && lately(refused.at),
    nobodyOnShift: books.answering === 0,
    clockStepped: clockSteppedAt !== null && lately(clockSteppedAt),
    lineDutyOverdue: lineOverdueAt !== null && now - lineOverdueAt > LINE_OVERDUE_MS,
    vaultShut: books.shut.length > 0,
    foldDiffers: books.differing.length > 0,
  });
}

const those = (troubles: Partial<Record<Trouble, boolean>>): readonly Trouble[] =>
  allTroubles.filter((trouble) => troubles[trouble] === true);

/** Somebody's word that they have it: what stands by then is not paged again before `until`. */
export type Taken = { readonly at: Instant; readonly until: Instant };

/** How long "I have it" lasts. */
export const TAKEN_MS = 30 * 60_000;

type Stand = {
  readonly since: Instant;
  readonly seenAt: Instant;
  readonly tellAt: Instant;
  readonly told: boolean;
};

/** What is wrong and for how long, from look to look. */
export type Standing = ReadonlyMap<Trouble, Stand>;

/** Between two pages of the same trouble. */
const REPEAT_MS = 5 * 60_000;
/** Nobody could be reached: tried again. */
const RETRY_MS = 10_000;
/** What would be said so soon after is said in the same breath. */
const TOGETHER_MS = 10_000;
/** What comes and goes is one trouble. */
const OVER_AFTER_MS = 10_000;
/** Between two shifts there may be a moment with nobody. */
const PATIENCE_MS: Partial<Record<Trouble, number>> = { nobodyOnShift: 60_000 };

export type Looked = {
  readonly troubles: readonly Trouble[];
  /** The database did not answer: what was wrong may still be. */
  readonly blind: boolean;
  readonly taken: Taken | null;
  readonly now: Instant;
};

export type Next = {
  readonly standing: Standing;
  /** To be said now, for the first time or again. */
  readonly tell: readonly Trouble[];
  /** Was said, and is over. */
  readonly over: readonly Trouble[];
};

/** What stands after one more look, and what people are told of it. */
export function lookedAgain(standing: Standing, looked: Looked): Next {
  const { troubles, blind, now } = looked;
  const next = new Map<Trouble, Stand>();
  for (const trouble of troubles) {
    const before = standing.get(trouble);
    const tellAt = now + (PATIENCE_MS[trouble] ?? 0);
    next.set(trouble, { ...(before ?? { since: now, tellAt, told: false }), seenAt: now });
  }
  const over: Trouble[] = [];
  for (const [trouble, stand] of standing) {
    if (next.has(trouble)) continue;
    const unknown = blind && trouble !== "databaseAway";
    if (unknown || now - stand.seenAt < OVER_AFTER_MS) next.set(trouble, stand);
    else if (stand.told) over.push(trouble);
  }
  const dueBy = (at: Instant) =>
    [...next]
      .filter(([, stand]) => stand.tellAt <= at && !isTaken(stand, looked))
      .map(([trouble]) => trouble);
  const tell = dueBy(now).length === 0 ? [] : dueBy(now + TOGETHER_MS);
  return { standing: next, tell, over };
}

/** Nothing of this is paged, inside or outside, until then. */
const isTaken = ({ since }: Stand, { taken, now }: Pick<Looked, "taken" | "now">): boolean =>
  taken !== null && since < taken.at && now < taken.until;

/** What was said, and whether it reached anybody. */
export function told(
  standing: Standing,
  { tell, reached, now }: { tell: readonly Trouble[]; reached: boolean; now: Instant },
): Standing {
  const next = new Map(standing);
  for (const trouble of tell) {
    const stand = next.get(trouble);
    if (stand === undefined) continue;
    const tellAt = now + (reached ? REPEAT_MS : RETRY_MS);
    next.set(trouble, { ...stand, tellAt, told: stand.told || reached });
  }
  return next;
}

/** For these people are rung; of the others they read. */
const RUNG: ReadonlySet<Trouble> = new Set<Trouble>([
  "databaseAway",
  "sweepSilent",
  "dutyOverdue",
  "deadlineMissing",
  "carrierFailing",
  "signaturesRefused",
  "syntheticFailed",
  "vaultShut",
]);

export const isRungFor = (trouble: Trouble): boolean => RUNG.has(trouble);

/** What somebody outside must hear of: worth a ring, and nobody has said that they have it. */
export function unanswered(
  standing: Standing,
  at: Pick<Looked, "taken" | "now">,
): readonly Trouble[] {
  return [...standing]
    .filter(([trouble, stand]) => isRungFor(trouble) && !isTaken(stand, at))
    .map(([trouble]) => trouble);
}
