import type { InputBody } from "../../src/domain/session/inputs.ts";
import type { PlanSummary } from "../../src/domain/session/plan.ts";
import type { Protocol } from "../../src/domain/session/policy.ts";

/** How many sessions are open when a release is stopped to be upgraded, and when that is. */
export const SESSIONS = 1_000;
export const STOPPED_AT = Date.UTC(2026, 10, 1, 8);

/** What reached a line, and when. */
export type Told = { readonly at: number; readonly body: (sessionId: string) => InputBody };

export type Release = {
  readonly standard: Protocol;
  readonly emptyPlan: PlanSummary;
  readonly desks: readonly string[];
};

const legOf = (sessionId: string) => `leg-${sessionId}`;
const second = 1_000;

/** Spread over a minute, by half seconds: the copies stay small. */
const spread = (index: number) => (index % 120) * 500;

/**
 * A caller, up to the moment the line is stopped; what they are promised falls due 20 to 80 s later. Of ten, three
 * are accompanied, four alone, one at a second check-in, one has a lost line, one has gone quiet; of fifty, one waits for a promised call.
 */
export function storyOf(index: number, release: Release): readonly Told[] {
  const kind = index % 10;
  const staffId = `staff${index}`;
  const helpAt = STOPPED_AT + 20 * second + spread(index);
  if (index % 50 === 49) return promised(release, helpAt - 15 * 60 * second);
  if (kind <= 2) return accompanied(release, staffId, helpAt - 120 * second);
  if (kind <= 5 || kind === 9) return alone(release, helpAt - 120 * second);
  if (kind === 6) {
    const began = helpAt - 240 * second;
    return [...accompanied(release, staffId, began), kept(staffId, began + 60 * second)];
  }
  if (kind === 7) {
    const lostAt = helpAt - 90 * second;
    return [...alone(release, lostAt - 20 * second), dropped(lostAt)];
  }
  const quietAt = STOPPED_AT - spread(index) / 2;
  return [...accompanied(release, staffId, quietAt - 20 * second), quiet(staffId, quietAt)];
}

const arrives = ({ standard }: Release, at: number): Told => ({
  at,
  body: (sessionId) => ({
    kind: "callArrived",
    legId: legOf(sessionId),
    language: "en",
    protocol: standard,
    rehearsal: true,
    numberKnown: true,
  }),
});

const plans = ({ emptyPlan, desks }: Release, by: string, at: number): Told => ({
  at,
  body: () => ({
    kind: "planRecorded",
    by,
    plan: { ...emptyPlan, place: "exact", desks, numberGiven: true },
  }),
});

const presses = (ask: string, digits: string, at: number): Told => ({
  at,
  body: (sessionId) => ({
    kind: "keyPressed",
    legId: legOf(sessionId),
    role: "caller",
    party: null,
    ask,
    digits,
  }),
});

const accompanied = (release: Release, staffId: string, began: number): readonly Told[] => [
  arrives(release, began - 30 * second),
  {
    at: began - 20 * second,
    body: (sessionId) => ({
      kind: "legAccepted",
      legId: `${legOf(sessionId)}-${staffId}`,
      role: "responder",
      staffId,
      via: "softphone",
    }),
  },
  plans(release, staffId, began - 10 * second),
  { at: began, body: () => ({ kind: "watchStarted", by: staffId }) },
];

const alone = (release: Release, began: number): readonly Told[] => [
  arrives(release, began - 6 * second),
  plans(release, "dana", began - 3 * second),
  presses("menu", "7", began),
];

const kept = (staffId: string, at: number): Told => ({
  at,
  body: () => ({ kind: "confirmed", by: staffId, checkIn: 1, mark: "well" }),
});

const quiet = (staffId: string, at: number): Told => ({
  at,
  body: () => ({ kind: "goneQuietMarked", by: staffId }),
});

const dropped = (at: number): Told => ({
  at,
  body: (sessionId) => ({
    kind: "legEnded",
    legId: legOf(sessionId),
    role: "caller",
    party: null,
    how: "completed",
  }),
});

const promised = (release: Release, at: number): readonly Told[] => [
  arrives(release, at - 90 * second),
  presses("nobody", "2", at),
];
