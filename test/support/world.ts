import type { Owing } from "../../src/domain/line-duties.ts";
import type { Instant, Roster } from "../../src/domain/session/people.ts";
import { standard } from "../../src/domain/session/policy.ts";
import type { Arrivals } from "../../src/engine/arrive.ts";
import { CarrierRefused, CarrierUnreachable } from "../../src/engine/errors.ts";
import { perform } from "../../src/engine/perform.ts";
import type { Desk, Line, Phone, Plan } from "../../src/engine/ports.ts";
import type { Owed } from "../../src/engine/ports-store.ts";
import { ringWaiting } from "../../src/engine/queue.ts";
import { reconcile } from "../../src/engine/reconcile.ts";
import { sweep } from "../../src/engine/sweep.ts";
import {
  createResponderLook,
  lookAtCoverage,
  type PresenceParts,
} from "../../src/worker/presence.ts";
import { dice, type Dice } from "./dice.ts";
import { troublesOf, type Fault, type Troubles } from "./faults.ts";
import { isCovered, memoryRoster } from "./memory-roster.ts";
import { emptyRows, openSessions, type Rows } from "./memory-store.ts";
import { ProcessGone, StoreFailed, type Life } from "./process.ts";
import { virtualTime, type VirtualTime } from "./virtual-time.ts";

const SWEEP_EVERY_MS = 1_000;
const FREED_EVERY_MS = 1_000;
const ALIVE_EVERY_MS = 1_000;
const UNHEARD_EVERY_MS = 1_000;
const COVER_EVERY_MS = 2_000;
const RECONCILE_EVERY_MS = 5_000;
const RECONCILE_ALL_EVERY_MS = 30_000;
/** So long after the last failure nothing urgent is left, and looking seldom is enough. */
const SETTLED_MS = 5 * 60_000;
const SELDOM_MS = 60_000;
const AFTER_A_CRASH_MS = 60_000;

/** Whether an error is one of those the simulation makes; any other is a fault of the line. */
export const isMeant = (err: unknown): boolean =>
  [ProcessGone, StoreFailed, CarrierUnreachable, CarrierRefused].some(
    (made) => err instanceof made,
  );

export type Process = Life & { readonly line: Line };

export type LineEvent = Parameters<Line["lineEvents"]["append"]>[0];

/** The whole line and everything outside it, in memory, on one clock. */
export type World = {
  readonly seed: number;
  readonly start: Instant;
  readonly time: VirtualTime;
  readonly rows: Rows;
  /** What is to go wrong, as planned. */
  readonly faults: readonly Fault[];
  readonly troubles: Troubles;
  readonly plans: Map<string, Plan>;
  readonly desks: Map<string, Desk>;
  /** Recordings as the carrier has them, by their sid; and as they are sealed here, by session and take. */
  readonly recorded: Map<string, Uint8Array>;
  readonly sealed: Map<string, Uint8Array>;
  /** Who is on, and can be rung. */
  readonly roster: (at: Instant) => Roster;
  /** What the look ahead at shifts owes; nothing, where nobody keeps any. */
  lookAhead: (at: Instant) => readonly Owing[];
  readonly arrivals: Arrivals;
  /** Written out only when somebody reads it. */
  readonly timeline: { at: Instant; text: string; fields?: object }[];
  readonly lineEvents: LineEvent[];
  /** Errors nobody made on purpose. */
  readonly unexpected: string[];
  readonly processes: Process[];
  /** When no process was up, by when one came back. */
  readonly away: { readonly from: Instant; until: Instant | null }[];
  note(text: string): void;
  /** A request to whichever process is up; rejects with `ProcessGone` when that dies over it. */
  request<T>(work: (line: Line) => Promise<T>): Promise<T>;
  connect(phone: Phone): void;
  uuid(): string;
  /** From now on nothing fails any more. */
  calm(): void;
};

export type Inner = World & {
  phone: Phone | null;
  luck: Dice;
  alarmsEmptied: number;
  calmSince: Instant | null;
};

export const LINE_NUMBER = "+15555550100";
export const RETURN_NUMBER = "+15555550101";
export const REHEARSAL_NUMBER = "+15555550102";
export const FRENCH_NUMBER = "+15555550103";

export type PortsOf = (world: Inner, process: Life, alarms: Line["alarms"]) => Line;

export type WorldGiven = {
  readonly seed: number;
  readonly start: Instant;
  readonly faults: readonly Fault[];
  readonly processes: number;
  /** What one process has, made of this world (world-ports.ts). */
  readonly portsOf: PortsOf;
  readonly presenceOf: (world: Inner, process: Life, line: Line) => PresenceParts;
  /** Looks that would find nothing are left out. */
  readonly spares?: boolean;
  /** Changes the line before it is used: how the judge is tried. */
  readonly spoil?: (line: Line) => Line;
};

export function createWorld(given: WorldGiven): World {
  const { seed, start, faults, processes } = given;
  const time = virtualTime(start);
  let ids = 0;
  const rows = emptyRows();
  const world: Inner = {
    seed,
    start,
    time,
    rows,
    faults,
    troubles: troublesOf(seed, faults, () => time.now()),
    plans: new Map(),
    desks: new Map(),
    recorded: new Map(),
    sealed: new Map(),
    roster: memoryRoster(rows),
    lookAhead: () => [],
    arrivals: {
      numbers: [
        { number: LINE_NUMBER, role: "public", language: "en" },
        { number: FRENCH_NUMBER, role: "public", language: "fr" },
        { number: RETURN_NUMBER, role: "desk-return", language: "en" },
        { number: REHEARSAL_NUMBER, role: "rehearsal", language: "en" },
      ],
      protocol: async () => standard,
      openDispatches: async () =>
        openSessions(world.rows)
          .map(({ session }) => session)
          .filter(({ help }) => help.state === "asked" || help.state === "taken")
          .map(({ id }) => id),
    },
    timeline: [],
    lineEvents: [],
    unexpected: [],
    processes: [],
    away: [],
    phone: null,
    luck: dice(seed, "world"),
    alarmsEmptied: 0,
    note: (text) => void world.timeline.push({ at: time.now(), text }),
    request: (work) => request(world, work),
    connect: (phone) => void (world.phone = phone),
    uuid: () => `00000000-0000-7000-8000-${String((ids += 1)).padStart(12, "0")}`,
    calmSince: null,
    calm: () => {
      world.troubles.calm();
      world.calmSince = time.now();
    },
  };
  const names = ["one", "two", "three"].slice(0, processes);
  for (const name of names) startProcess(world, name, given);
  return world;
}

function startProcess(world: Inner, name: string, given: WorldGiven): void {
  const luck = dice(world.seed, `process ${name} ${world.time.now()}`);
  const life: Life = {
    name,
    alive: true,
    skewMs: 0,
    waiting: new Set(),
    dies: (forMs, everybody) => {
      for (const one of everybody ? [...world.processes] : [process])
        crash(world, one, forMs, given);
    },
  };
  const alarms: Line["alarms"] = {
    set: (owed) => void (life.alive && setAlarms(world, owed)),
  };
  const ports = given.portsOf(world, life, alarms);
  const line = given.spoil?.(ports) ?? ports;
  const process: Process = Object.assign(life, { line });
  world.processes.push(process);
  for (const gap of world.away) gap.until ??= world.time.now();
  const looks: Look[] = [];
  const every = (ms: number, work: () => void, isNeeded = () => true): void => {
    if (given.spares === true) return void looks.push({ ms, work, isNeeded });
    const look = (): void => {
      if (!process.alive) return;
      work();
      world.time.plan(world.time.now() + (isSettled(world) ? SELDOM_MS : ms), look);
    };
    world.time.plan(world.time.now() + luck.between(1, ms), look);
  };
  const upSince = world.time.now();
  const presence = given.presenceOf(world, life, line);
  const unheard = createResponderLook(presence);
  if (given.spares === true) lookOnlyWhenNeeded(world, process, looks);
  const isOpen = () => world.rows.openSessions.size > 0;
  const sweeps = (): void => {
    const step = world.troubles.strikes(["clockSteps"], "clock");
    if (step !== null) life.skewMs += step.share;
    if (world.troubles.meets("sweepOff", name) === null)
      run(world, process, () => sweep(line, name));
  };
  every(SWEEP_EVERY_MS, sweeps, () => isAnythingDue(world));
  every(ALIVE_EVERY_MS, () => alive(world, name));
  every(UNHEARD_EVERY_MS, () => run(world, process, unheard), isOpen);
  every(
    COVER_EVERY_MS,
    () => run(world, process, () => lookAtCoverage(presence)),
    () => !isCovered(world.rows, world.time.now()),
  );
  every(
    FREED_EVERY_MS,
    () => run(world, process, () => ringWaiting(line)),
    () => openSessions(world.rows).some(({ session }) => session.company.search !== null),
  );
  const reconciles = (which: "urgent" | "all") => (): void =>
    run(world, process, () => reconcile(line, which, upSince));
  const isTalked = () => world.rows.openLegs.size > 0;
  every(RECONCILE_EVERY_MS, reconciles("urgent"), isTalked);
  every(RECONCILE_ALL_EVERY_MS, reconciles("all"), isTalked);
}

type Look = { readonly ms: number; readonly work: () => void; readonly isNeeded: () => boolean };

/** A look that would find nothing is left out: in a week there are millions of them. */
const isSettled = ({ calmSince, time }: Inner): boolean =>
  calmSince !== null && time.now() - calmSince >= SETTLED_MS;

function lookOnlyWhenNeeded(world: Inner, process: Process, looks: readonly Look[]): void {
  let second = 0;
  const look = (): void => {
    if (!process.alive) return;
    second += 1;
    for (const { ms, work, isNeeded } of looks)
      if ((second * 1_000) % ms === 0 && isNeeded()) work();
    world.time.plan(world.time.now() + 1_000, look);
  };
  look();
}

function isAnythingDue({ rows, time }: World): boolean {
  const now = time.now();
  for (const id of rows.open) {
    const row = rows.duties.get(id);
    if (row !== undefined && row.owed.duty.dueAt <= now && (row.heldUntil ?? now) <= now)
      return true;
  }
  return false;
}

/** The signs of life that a watchdog, and a look at who is silent, go by. */
function alive({ rows, time, troubles }: Inner, name: string): void {
  const at = time.now();
  if (troubles.lasts("storeAway")) return;
  rows.heartbeats.set("api", at);
  if (!troubles.lasts("sweepOff")) rows.heartbeats.set("sweep", at);
  if (!troubles.lasts("queueGone")) rows.heartbeats.set("queue", at);
  rows.heartbeats.set(`process ${name}`, at);
}

function crash(world: Inner, process: Process, forMs: number, given: WorldGiven): void {
  if (!process.alive) return;
  process.alive = false;
  world.note(`process ${process.name} dies`);
  world.processes.splice(world.processes.indexOf(process), 1);
  for (const reject of process.waiting) reject(new ProcessGone(`${process.name} died`));
  if (world.processes.length === 0) world.away.push({ from: world.time.now(), until: null });
  const awayMs = Math.min(Math.max(forMs, 200), AFTER_A_CRASH_MS);
  world.time.plan(world.time.now() + awayMs, () => {
    world.note(`process ${process.name} is back`);
    startProcess(world, process.name, given);
  });
}

/** What a worker does by itself: whatever it throws, somebody must have meant. */
function run(world: Inner, process: Process, work: () => Promise<unknown>): void {
  work().catch((err: unknown) => {
    if (!isMeant(err)) world.unexpected.push(`${process.name}: ${wording(err)}`);
  });
}

function request<T>(world: Inner, work: (line: Line) => Promise<T>): Promise<T> {
  const { processes, luck } = world;
  const process = processes[luck.between(0, processes.length - 1)];
  if (process === undefined) return Promise.reject(new ProcessGone("Nothing is up"));
  return new Promise((resolve, reject) => {
    process.waiting.add(reject);
    work(process.line)
      .then(resolve, reject)
      .finally(() => process.waiting.delete(reject));
  });
}

/** The queue lives apart from the processes: an alarm that one of them set, any of them is woken by. */
function setAlarms(world: Inner, owed: readonly Owed[]): void {
  const { troubles, time, luck } = world;
  empties(world);
  if (troubles.meets("queueGone", "queue") !== null) return;
  const set = world.alarmsEmptied;
  for (const { id, duty } of owed) {
    const late = troubles.meets("queueLate", "queue");
    const lateMs = late === null ? 0 : troubles.luckOf(late).between(0, 3_000);
    const at = duty.dueAt + luck.between(-5, 40) + lateMs;
    const times = troubles.meets("queueTwice", "queue") === null ? 1 : 2;
    for (let ring = 0; ring < times; ring += 1) time.plan(at, () => wake(world, id, set));
  }
}

function empties(world: Inner): void {
  if (world.troubles.strikes(["queueEmptied"], "queue") === null) return;
  world.note("Redis is emptied");
  world.alarmsEmptied += 1;
}

/** One attempt, by any worker; what fails is the sweep's. */
function wake(world: Inner, dutyId: string, set: number): void {
  empties(world);
  if (set !== world.alarmsEmptied || !world.rows.open.has(dutyId)) return;
  if (world.troubles.meets("queueGone", "queue") !== null) return;
  const process = world.processes[world.luck.between(0, world.processes.length - 1)];
  if (process === undefined) return;
  run(world, process, () => perform(process.line, process.name, dutyId));
}

export const wording = (err: unknown): string =>
  err instanceof Error ? (err.stack ?? err.message) : "no error";
