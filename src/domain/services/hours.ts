import type { Instant } from "../session/people.ts";
import type { Listing, Opening, Site } from "./listing.ts";

export type Span = { readonly startsAt: Instant; readonly endsAt: Instant };
export type Window = { readonly from: Instant; readonly to: Instant };

/** Knows calendars, which the rules do not: every time within that window at which one of these is open, by clocks in that zone. */
export type OpeningHours = (
  openings: readonly Opening[],
  timeZone: string,
  window: Window,
) => readonly Span[];

export type Openness =
  /** `until` null: day and night, as far as one looks. */
  | { readonly now: "open"; readonly until: Instant | null }
  /** `next` null: not within the days one looks ahead, or nobody knows. */
  | { readonly now: "closed"; readonly next: Instant | null }
  /** Its hours are nowhere written: ask. */
  | { readonly now: "unknown" };

const DAY_MS = 24 * 3_600_000;
/** Nobody plans further with a caller. */
const AHEAD_DAYS = 8;
const ALWAYS_FROM_DAYS = 7;

/** What has to be known of a calendar to say whether something is open. */
export const windowAt = (at: Instant): Window => ({
  from: at - DAY_MS,
  to: at + AHEAD_DAYS * DAY_MS,
});

/** Open until when, or closed until when. Where two spans touch, it stays open. */
export function openness(spans: readonly Span[], at: Instant): Openness {
  const joined = joinedSpans(spans);
  const open = joined.find(({ startsAt, endsAt }) => startsAt <= at && at < endsAt);
  if (open !== undefined) {
    const always = open.endsAt >= at + ALWAYS_FROM_DAYS * DAY_MS;
    return { now: "open", until: always ? null : open.endsAt };
  }
  const next = joined.find(({ startsAt }) => startsAt > at);
  return { now: "closed", next: next?.startsAt ?? null };
}

/** Of the listing as a whole, or of one of its sites, whose own hours then go first. */
export function openAt(
  listing: Pick<Listing, "standing" | "openings" | "timeZone">,
  site: Pick<Site, "openings" | "timeZone"> | null,
  { at, hours }: { readonly at: Instant; readonly hours: OpeningHours },
): Openness {
  if (listing.standing !== "active") return { now: "closed", next: null };
  const own = site?.openings ?? [];
  const openings = (own.length > 0 ? own : listing.openings).filter(({ opens }) => opens !== null);
  if (openings.length === 0) return { now: "unknown" };
  return openness(hours(openings, (site ?? listing).timeZone, windowAt(at)), at);
}

function joinedSpans(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.startsAt - b.startsAt)) {
    const last = joined.at(-1);
    if (last === undefined || span.startsAt > last.endsAt) joined.push(span);
    else
      joined.splice(-1, 1, {
        startsAt: last.startsAt,
        endsAt: Math.max(last.endsAt, span.endsAt),
      });
  }
  return joined;
}
