import type { Event } from "../session/events.ts";
import { evolve } from "../session/evolve.ts";
import type { Instant } from "../session/people.ts";
import { newSession, type Session } from "../session/session.ts";

/** What is drawn of a session, from top to bottom. */
export const LANES = ["line", "company", "watch", "silence", "help", "desks"] as const;
export type Lane = (typeof LANES)[number];

/** A stretch of time in which one part of the session stood so. */
export type Stretch = {
  readonly lane: Lane;
  readonly is: string;
  readonly from: Instant;
  /** Null: it goes on. */
  readonly to: Instant | null;
};

export type Mark = { readonly lane: Lane; readonly is: Event["kind"]; readonly at: Instant };

/** A session as it can be drawn: each lane's stretches and marks, folded from its events. */
export function drawn(events: readonly Event[]): {
  readonly stretches: readonly Stretch[];
  readonly marks: readonly Mark[];
} {
  const [first] = events;
  if (first?.kind !== "callArrived") return { stretches: [], marks: [] };
  const open = new Map<Lane, Stretch>();
  const stretches: Stretch[] = [];
  let session = newSession(first.legId, first.protocol);
  for (const event of events) {
    session = evolve(session, event);
    for (const lane of LANES) {
      const before = open.get(lane);
      const is = standing[lane](session);
      if (before?.is === is) continue;
      if (before !== undefined) stretches.push({ ...before, to: event.at });
      open.delete(lane);
      if (is !== undefined) open.set(lane, { lane, is, from: event.at, to: null });
    }
  }
  const ended = session.closed?.at ?? null;
  for (const one of open.values()) stretches.push({ ...one, to: ended });
  return {
    stretches: stretches.filter(({ from, to }) => to === null || to > from),
    marks: events.flatMap(markOf),
  };
}

/** How each part stands; undefined: nothing is drawn. */
const standing: Readonly<Record<Lane, (session: Session) => string | undefined>> = {
  line: ({ caller, closed }) =>
    closed !== null || caller.on === "gone" ? undefined : `line.${caller.on}`,
  company({ company, closed }) {
    if (closed !== null) return undefined;
    if (company.state === "none") return company.search === null ? undefined : "company.sought";
    return `company.${company.state}`;
  },
  watch: ({ watch }) => (watch === null ? undefined : `watch.${watch.pace}`),
  silence({ watch }) {
    if (watch === null) return undefined;
    if (watch.deadline.kind === "reach") return "silence.lost";
    return watch.step === "counting" ? undefined : "silence.unanswered";
  },
  help: ({ help, closed }) =>
    closed === null && (help.state === "asked" || help.state === "taken")
      ? `help.${help.state}`
      : undefined,
  desks({ help }) {
    if (help.desks.some(({ state }) => state === "answered")) return "desks.answered";
    return help.desks.some(({ state }) => state === "rung") ? "desks.rung" : undefined;
  },
};

const LANE_OF: Partial<Record<Event["kind"], Lane>> = {
  checkInKept: "watch",
  doseTaken: "watch",
  drowsyMarked: "watch",
  goneQuiet: "watch",
  checkInMissed: "silence",
  responderJoined: "company",
  responderLost: "company",
  lineLost: "line",
  lineRestored: "line",
  helpAsked: "help",
  helpTaken: "help",
  helpArrived: "help",
  helpStoodDown: "help",
};

function markOf({ kind, at }: Event): readonly Mark[] {
  const lane = LANE_OF[kind];
  return lane === undefined ? [] : [{ lane, is: kind, at }];
}
