import type { Instant } from "../../src/domain/session/people.ts";
import { ONE_QUESTION } from "../../src/engine/ports-store.ts";
import { CarrierUnreachable } from "../../src/engine/errors.ts";
import type { Line } from "../../src/engine/ports.ts";
import { isRungFor } from "../../src/engine/vigil.ts";
import { allTroubles, type Trouble } from "../../src/domain/words/troubles.ts";
import { createWatchdog, type Watched } from "../../src/worker/watchdog.ts";
import type { FaultKind } from "../support/faults.ts";
import { seenNow } from "../support/memory-roster.ts";
import { openSessions } from "../support/memory-store.ts";
import { StoreFailed } from "../support/process.ts";
import { LINE_NUMBER, type World } from "../support/world.ts";
import { say, type Court } from "./court.ts";

/** A trouble that people were told of, and when. */
export type TroubleTold = {
  readonly trouble: Trouble;
  readonly at: Instant;
  /** More calls are asked for at once than the account may make: what waits for its turn is late, and people may know. */
  readonly crowded: boolean;
};

const SUPERVISOR = "+15555550190";
const LOOK_EVERY_MS = 2_000;

/** The watchdog itself, a process of its own: what it reads and whom it rings are in memory. */
export function watchesOver(world: World): readonly TroubleTold[] {
  const told: TroubleTold[] = [];
  const watchdog = createWatchdog(watchedOf(world, told));
  const look = (): void => {
    if (world.troubles.isCalm()) return;
    watchdog.look().catch((err: unknown) => void world.unexpected.push(String(err)));
    world.time.plan(world.time.now() + LOOK_EVERY_MS, look);
  };
  look();
  return told;
}

function watchedOf(world: World, told: TroubleTold[]): Watched {
  const { time, rows } = world;
  const heartbeats = rows.heartbeats;
  const answers = async (): Promise<void> => {
    if (world.troubles.lasts("carrierAway")) throw new CarrierUnreachable("The carrier is away");
  };
  const fromStore = async <T>(read: () => T): Promise<T> => {
    if (!world.troubles.lasts("storeAway")) return read();
    await time.until(time.now() + STORE_SILENT_MS);
    throw new StoreFailed("Postgres is away");
  };
  return {
    line: {
      clock: { now: () => time.now(), until: (at) => time.until(at) },
      log: logOf(world, told),
      voice: {
        lineName: { en: "the line", fr: "la ligne" },
        timeZone: "America/Toronto",
        fromNumber: () => LINE_NUMBER,
        deskReturnNumber: () => LINE_NUMBER,
      },
      lineEvents: { append: () => fromStore(() => undefined) },
      ids: { uuid: () => "watchdog" },
    },
    reads: { overdue: (now, limit) => fromStore(() => overdue(world, now).slice(0, limit)) },
    watchdogReads: {
      books: (now) => fromStore(() => booksOf(world, now)),
      // Every session is folded by the judge itself (promise 11).
      recorded: async () => [],
      wasTaken: async () => false,
      paged: () =>
        fromStore(() => [{ staffId: "supervisor", phone: SUPERVISOR, language: "en" as const }]),
    },
    heartbeats: {
      beat: (name, at) => fromStore(() => void heartbeats.set(name, at)),
      read: () => fromStore(() => heartbeats),
      says: () => fromStore(() => null),
      count: async () => undefined,
    },
    pager: { call: answers, text: answers, answers },
    vault: { shut: () => [] },
    takenUrl: (staffId) => `https://line.example.org/pages/${staffId}`,
    heartbeatUrl: null,
  };
}

const STORE_SILENT_MS = 800;

function overdue({ rows }: World, now: Instant) {
  return [...rows.open]
    .flatMap((id) => rows.duties.get(id) ?? [])
    .filter(
      ({ owed, lastError }) => !(owed.duty.kind === "rememberNumber" && lastError === ONE_QUESTION),
    )
    .map(({ owed }) => owed)
    .filter(({ duty }) => duty.dueAt <= now && duty.kind !== "debrief" && duty.kind !== "followUp")
    .filter(({ duty }) => !(duty.kind === "announce" && duty.words === "noDesk"))
    .toSorted(
      (a, b) =>
        Number(a.sessionId === null) - Number(b.sessionId === null) || a.duty.dueAt - b.duty.dueAt,
    )
    .map(({ id, sessionId, duty, attempts }) => ({
      id,
      sessionId,
      duty,
      dueAt: duty.dueAt,
      attempts,
      heldUntil: null,
      lastError: null,
    }));
}

function booksOf(world: World, now: Instant) {
  const { rows } = world;
  const answering = seenNow(rows, now).filter(
    ({ circle, state }) => circle !== "supervising" && state === "here",
  );
  const last = [...rows.legs.values()]
    .filter(({ dutyId, requestedAt }) => dutyId !== null && requestedAt > now - 120_000)
    .filter(({ requestedAt }) => requestedAt <= now - 3_000)
    .toSorted((a, b) => b.requestedAt - a.requestedAt)
    .slice(0, 3);
  const people = new Set(last.map(({ party, role }) => party ?? role));
  return {
    callsNotMade:
      last.length === 3 && people.size > 1 && last.every(({ callSid }) => callSid === null),
    syntheticFailed: false,
    answering: answering.length,
    clockSteppedAt: null,
    undated: undated(world),
    lineOverdueAt: null,
    taken: null,
  };
}

function undated({ rows }: World): readonly string[] {
  const dated = new Set<string>();
  for (const id of rows.open) {
    const owed = rows.duties.get(id)?.owed;
    if (owed?.duty.kind === "sendHelp") dated.add(`${owed.sessionId} ${owed.duty.checkIn}`);
  }
  return openSessions(rows).flatMap(({ session: { id, watch, help, caller } }) => {
    const unsent = help.state === "none" || help.state === "stoodDown";
    if (watch === null || !unsent || caller.on === "lost") return [];
    const isDated = watch.deadline.helpAt !== null && dated.has(`${id} ${watch.checkIn}`);
    return isDated ? [] : [id];
  });
}

const CROWD_MS = 8_000;

const isCrowded = ({ rows, time }: World): boolean =>
  rows.passed.filter(({ at }) => at > time.now() - CROWD_MS).length >= CROWD_MS / 1_000 - 2;

/** What it writes to its log as it tells people. */
function logOf(world: World, told: TroubleTold[]): Line["log"] {
  const quiet = (): void => undefined;
  return {
    info: quiet,
    warn: quiet,
    error(fields) {
      const trouble = allTroubles.find((one) => "trouble" in fields && fields.trouble === one);
      if (trouble === undefined) return;
      const [late] = overdue(world, world.time.now());
      const what = trouble === "dutyOverdue" && late !== undefined ? ` (${late.duty.kind})` : "";
      world.note(`the watchdog tells: ${trouble}${what}`);
      told.push({ trouble, at: world.time.now(), crowded: isCrowded(world) });
    },
  };
}

/** What each of these is known by, if it lasts. */
const KNOWN_BY: Partial<Record<FaultKind, Trouble>> = {
  storeAway: "databaseAway",
  carrierAway: "carrierFailing",
  queueGone: "queueSilent",
  sweepOff: "sweepSilent",
};
const TOLD_WITHIN_MS = 15_000;
/** What is still felt of a trouble told of before: it is not told of twice. */
const STANDS_MS = 5 * 60_000;

/** DESIGN 3: whatever is wrong is told of within 15 s; and nobody is rung for what is not. */
export function troublesAreTold(court: Court, told: readonly TroubleTold[], end: Instant): void {
  const { world } = court;
  for (const { kind, at, lastsMs, share } of world.faults) {
    const trouble = KNOWN_BY[kind];
    const until = Math.min(at + lastsMs, end);
    if (trouble === undefined || share < 1 || until - at < TOLD_WITHIN_MS) continue;
    const away = kind === "storeAway" ? [] : world.faults.filter((one) => one.kind === "storeAway");
    const blind = away.some(
      (one) => one.at < at + TOLD_WITHIN_MS && one.at + one.lastsMs > at - STANDS_MS,
    );
    const isTold = told.some(
      (one) => one.trouble === trouble && one.at > at - STANDS_MS && one.at <= at + TOLD_WITHIN_MS,
    );
    if (!blind && !isTold) say(court, "vigil", "", `${kind} was not told of within 15 s`);
  }
  if (world.faults.length === 0) nobodyIsRungForNothing(court, told);
}

function nobodyIsRungForNothing(court: Court, told: readonly TroubleTold[]): void {
  for (const { trouble, crowded } of told)
    if (isRungFor(trouble) && !(crowded && trouble === "dutyOverdue"))
      say(court, "vigil", "", `people are rung for ${trouble}, and nothing is wrong`);
}
