import { gapsIn, type Gap } from "../../src/domain/shifts/coverage.ts";
import type { Instant } from "../../src/domain/session/people.ts";
import type { Session } from "../../src/domain/session/session.ts";
import { PRESENCE, standings } from "../../src/domain/presence.ts";
import type { StoredEvent } from "../../src/engine/ports-store.ts";
import { dice } from "../support/dice.ts";
import { isCovered, seenNow, talkShares } from "../support/memory-roster.ts";
import type { MemoryShifts } from "../support/memory-shifts.ts";
import { keepOnly } from "../support/network.ts";
import type { World } from "../support/world.ts";
import type { Stage } from "./console.ts";
import { TIME_ZONE, WEEK_START, type WeekCast } from "./week-cast.ts";

/** What became of a caller: somebody came, the line watched over them, they are called back as they asked, or they hung up. */
export const FATES = ["person", "watch", "calledBack", "hungUp"] as const;
export type Fate = (typeof FATES)[number];

export type WeekReport = {
  readonly callers: number;
  readonly fates: Readonly<Record<Fate, number>>;
  /** From ring to a person, in ms, in order. */
  readonly waits: readonly number[];
  /** Of their time on the line, how much each talked. */
  readonly shares: ReadonlyMap<string, number>;
  readonly gaps: { readonly scheduled: number; readonly sudden: number; readonly worstMs: number };
  readonly standby: { readonly asked: number; readonly worstMs: number };
  readonly cover: { readonly rung: number; readonly worstMs: number };
  /** Looks at which all who are here of a circle looked deaf, and were rung all the same. */
  readonly allDeaf: number;
  readonly events: number;
};

export type WeekCourt = {
  readonly broken: string[];
  look(): void;
  texted(to: string): void;
  /** Something about who is on became known only now. */
  known(at: Instant): void;
  lucky(share: number): boolean;
  /** What is over, and erased, is judged and let go of. */
  putAway(stage: Stage): void;
  report(): WeekReport;
};

/** PRACTICE 29, 30 and the issue: word of what nobody could know before comes within this. */
const WITHIN_MS = 15_000;
const HOUR_MS = 3_600_000;

type Given = { readonly cast: WeekCast; readonly shifts: MemoryShifts };

export function weekCourt(world: World, { cast, shifts }: Given): WeekCourt {
  const broken: string[] = [];
  const say = (what: string): void => {
    world.note(`BROKEN ${what}`);
    broken.push(what);
  };
  const supervisors = new Set(
    cast.staff.flatMap(({ circle, phone }) => (circle === "supervising" ? (phone ?? []) : [])),
  );
  const state = {
    texts: [] as Instant[],
    known: new Set<Instant>(),
    since: new Map<string, Instant>(),
    worst: new Map<string, number>(),
    allDeaf: 0,
    events: 0,
    sessions: 0,
  };
  const fates: Record<Fate, number> = { person: 0, watch: 0, calledBack: 0, hungUp: 0 };
  const waits: number[] = [];
  const luck = dice(world.seed, "week judge");
  /** Something that must not last: since when it has, and at worst. */
  const lasts = (key: string, isSo: boolean, mostMs: number): void => {
    const now = world.time.now();
    if (!isSo) return void state.since.delete(key);
    const since = state.since.get(key) ?? now;
    state.since.set(key, since);
    state.worst.set(key, Math.max(state.worst.get(key) ?? 0, now - since));
    if (now - since > mostMs) say(`${key} for ${(now - since) / 1_000} s`);
  };
  const judged = (session: Session, events: readonly StoredEvent[]): void => {
    state.sessions += 1;
    state.events += events.length;
    const joined = events.find(({ kind }) => kind === "responderJoined");
    const fate = fateOf(events);
    if (fate === null)
      return say(
        `session ${session.id.slice(-4)}: a caller with nobody, no watch and no call-back`,
      );
    fates[fate] += 1;
    if (joined !== undefined) waits.push(joined.at - session.openedAt);
  };
  return {
    broken,
    lucky: (share) => luck.chance(share),
    texted: (to) => void (supervisors.has(to) && state.texts.push(world.time.now())),
    known: (at) => void state.known.add(at),
    look() {
      const at = world.time.now();
      if (at % REACHABLE_EVERY_MS === 0) somebodyIsReachable(world, at, { state, say });
      if (isCovered(world.rows, at)) {
        state.since.clear();
        return;
      }
      const people = world.roster(at);
      const line = people.filter(({ circle }) => circle === "line");
      const nobodyFree = line.length > 0 && !line.some((one) => one.free && one.deaf !== true);
      const mayBeAsked = seenNow(world.rows, at).filter(
        ({ circle, state: is }) => circle === "on-call" && is === "here",
      );
      const first = Math.min(...mayBeAsked.map(({ shift }) => shift.layer ?? 1));
      const lately = (staffId: string) =>
        (world.rows.presence.get(staffId)?.standbyAskedAt ?? -Infinity) >
        at - PRESENCE.standbyAgainMs;
      const unasked = mayBeAsked.some(
        ({ staffId, shift }) => (shift.layer ?? 1) === first && !lately(staffId),
      );
      lasts(
        "nobody is free, and nobody on call asked to stand by",
        nobodyFree && unasked,
        WITHIN_MS,
      );
      const seen = seenNow(world.rows, at);
      const rests = seen.some(({ circle, state: is }) => circle === "line" && is === "resting");
      const noneRung = rests && !line.some((one) => one.free && one.reachable !== false);
      const isSought = [...world.rows.open].some(
        (id) => world.rows.duties.get(id)?.owed.duty.kind === "ringForCover",
      );
      lasts(
        "somebody rests, nobody covers, and nobody is rung to",
        noneRung && !isSought,
        WITHIN_MS,
      );
    },
    putAway(stage) {
      letGo(stage, judged);
    },
    report() {
      for (const { session, events } of world.rows.sessions.values()) judged(session, events);
      const isWhole = broken.length === 0 && state.sessions >= cast.callers.length;
      const judge = isWhole ? say : () => undefined;
      const gaps = gapsToldOf(world, { ...shifts, until: cast.until }, state, judge);
      const shares = sharesOf(world, cast.until, judge);
      const kinds = world.lineEvents.map(({ kind }) => kind);
      const worst = (key: string) => state.worst.get(key) ?? 0;
      if (broken.length === 0 && !isWhole)
        say(`${cast.callers.length - state.sessions} callers never got through`);
      return {
        callers: state.sessions,
        fates,
        waits: waits.toSorted((a, b) => a - b),
        shares,
        gaps,
        standby: {
          asked: kinds.filter((kind) => kind === "standbyAsked").length,
          worstMs: worst("nobody is free, and nobody on call asked to stand by"),
        },
        cover: {
          rung: kinds.filter((kind) => kind === "coverRung").length,
          worstMs: worst("somebody rests, nobody covers, and nobody is rung to"),
        },
        allDeaf: state.allDeaf,
        events: state.events,
      };
    },
  };
}

const REACHABLE_EVERY_MS = 10_000;

type Reachability = { readonly state: { allDeaf: number }; readonly say: (what: string) => void };

/** PRACTICE 30: where anybody of a circle is here, somebody counts as reachable, whatever machines say. */
function somebodyIsReachable(world: World, at: Instant, { state, say }: Reachability): void {
  const seen = seenNow(world.rows, at);
  const standing = standings(seen, at);
  for (const circle of ["line", "on-call"] as const) {
    const here = seen.filter((one) => one.circle === circle && one.state === "here");
    const found = here.map(({ staffId }) => standing.get(staffId));
    if (here.length === 0) continue;
    if (!found.some((one) => one?.reachable))
      say(`PRACTICE 30: nobody of ${circle} counts as reachable`);
    if (found.every((one) => one?.deaf !== null)) state.allDeaf += 1;
  }
}

function fateOf(events: readonly StoredEvent[]): Fate | null {
  const has = (kind: StoredEvent["kind"]) => events.some((event) => event.kind === kind);
  if (has("responderJoined")) return "person";
  if (has("watchBegan")) return "watch";
  if (has("callBackAsked")) return "calledBack";
  return has("lineLost") || has("callerLeft") || has("callerWentBack") ? "hungUp" : null;
}

/** Every gap in who was on, and whether supervisors had word of it: before it, or at once where nobody could know. */
function gapsToldOf(
  world: World,
  { announced, book, until }: MemoryShifts & { readonly until: Instant },
  { texts, known }: { readonly texts: readonly Instant[]; readonly known: ReadonlySet<Instant> },
  say: (what: string) => void,
) {
  const planned = world.rows.shifts.flatMap((row) =>
    row.endsAt === null
      ? []
      : [{ ...row, endsAt: row.endsAt, ruleId: row.id, day: "", timeZone: TIME_ZONE }],
  );
  const window = { from: WEEK_START + HOUR_MS, to: until };
  const gaps = gapsIn({
    planned,
    members: book.members,
    minimums: [],
    timeZone: TIME_ZONE,
    window,
  });
  let worstMs = 0;
  let sudden = 0;
  for (const gap of gaps) {
    const word = announced.find((one) => one.gap.from <= gap.from && one.gap.to >= gap.to);
    const textAt = word === undefined ? undefined : texts.find((at) => at >= word.at);
    const cause = [...known].find((at) => at === gap.from);
    if (cause !== undefined) sudden += 1;
    const late = (textAt ?? Infinity) - gap.from;
    if (cause !== undefined) worstMs = Math.max(worstMs, late);
    if (late > (cause === undefined ? 0 : WITHIN_MS)) say(told(gap, late));
  }
  return { scheduled: gaps.length - sudden, sudden, worstMs };
}

const told = ({ from, on }: Gap, late: number): string =>
  `a gap at ${new Date(from).toISOString()} with ${on} on was told of ${late / 1_000} s late`;

const FAIR = 0.2;

function sharesOf(
  world: World,
  until: Instant,
  say: (what: string) => void,
): ReadonlyMap<string, number> {
  const all = talkShares(world.rows, until);
  const mean = [...all.values()].reduce((sum, share) => sum + share, 0) / all.size;
  for (const [staffId, share] of all)
    if (Math.abs(share / mean - 1) > FAIR)
      say(`${staffId} talked ${(100 * (share / mean - 1)).toFixed(0)} % more than the mean`);
  return all;
}

const KEPT_MS = 90 * 60_000;

function forgetRows(rows: World["rows"], gone: ReadonlySet<string>, before: Instant): void {
  for (const [id, leg] of rows.legs)
    if (gone.has(leg.sessionId ?? "") && !rows.openLegs.has(id)) rows.legs.delete(id);
  for (const [id, { owed, ended }] of rows.duties)
    if (ended !== null && owed.duty.dueAt < before && owed.sessionId !== null)
      rows.duties.delete(id);
}

/** A week in memory would be slow to look through: what is over and erased is put away. */
function letGo(
  { world, network, callers }: Stage,
  judged: (session: Session, events: readonly StoredEvent[]) => void,
): void {
  const { rows } = world;
  const before = world.time.now() - KEPT_MS;
  const over = [...rows.sessions].filter(
    ([id, { session }]) =>
      session.closed !== null && session.closed.at <= before && !world.plans.has(id),
  );
  for (const [id, { session, events }] of over) {
    judged(session, events);
    rows.sessions.delete(id);
  }
  forgetRows(rows, new Set(over.map(([id]) => id)), before);
  keepOnly(rows.passed, ({ at }) => at > before);
  keepOnly(world.timeline, ({ at }) => at > before);
  network.forget(before);
  keepOnly(
    callers,
    ({ part, calls }) => part.arrivesAt > before || calls.some(({ state }) => state !== "over"),
  );
}
