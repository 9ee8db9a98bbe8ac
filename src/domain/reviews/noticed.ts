import type { Event } from "../session/events.ts";
import type { HelpTimes } from "../session/help-times.ts";

/** The first silence of a call that came to help: who noticed, and how long each step took. */
export type Noticed = {
  readonly how: "byResponder" | "byLine" | "lineLost";
  readonly silentToNoticedMs: number | null;
  readonly noticedToAskedMs: number;
  /** Null: nobody took it. */
  readonly askedToTakenMs: number | null;
};

/** What the line or a person of ours did about it, once they were silent. */
const NOTICES: Readonly<Partial<Record<Event["kind"], Noticed["how"]>>> = {
  goneQuiet: "byResponder",
  responderChimed: "byLine",
  checkInAnnounced: "byLine",
  callerAsked: "byLine",
  lineLost: "lineLost",
};

/** Null: help was asked for out of no silence, or not at all. */
export function noticedOf(
  events: readonly Event[],
  emergencies: readonly HelpTimes[],
): Noticed | null {
  const first = emergencies.find(
    ({ reason }) => reason === "stoppedAnswering" || reason === "lineLost",
  );
  if (first === undefined) return null;
  const { silentSince, escalatedAt, takenAt } = first;
  const asked = events.find(({ kind, at }) => kind === "helpAsked" && at === escalatedAt);
  const since = silentSince ?? escalatedAt;
  const notice = events.find(
    ({ kind, at }) => at >= since && at <= escalatedAt && NOTICES[kind] !== undefined,
  );
  const byPerson = asked?.kind === "helpAsked" && asked.by !== "silence";
  const noticedAt = notice?.at ?? escalatedAt;
  return {
    how: (notice && NOTICES[notice.kind]) ?? (byPerson ? "byResponder" : "byLine"),
    silentToNoticedMs: silentSince === null ? null : noticedAt - silentSince,
    noticedToAskedMs: escalatedAt - noticedAt,
    askedToTakenMs: takenAt === null ? null : takenAt - escalatedAt,
  };
}
