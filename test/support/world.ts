import type { Instant } from "../../src/domain/session/people.ts";
import type { Arrivals } from "../../src/engine/arrive.ts";
import { CarrierRefused, CarrierUnreachable } from "../../src/engine/errors.ts";
import { perform } from "../../src/engine/perform.ts";
import type { Desk, Line, Owed, Phone, Plan } from "../../src/engine/ports.ts";
import { reconcile } from "../../src/engine/reconcile.ts";
import { sweep } from "../../src/engine/sweep.ts";
import { standard } from "../../src/domain/session/policy.ts";
import type { Dice } from "./dice.ts";
import {
  emptyRows,
  memoryGate,
  memoryLegs,
  memoryStore,
  rosterNow,
  type Rows,
} from "./memory-store.ts";
import { virtualTime, type VirtualTime } from "./virtual-time.ts";

/** What goes wrong, and how often an operation meets it. All 0 and `queue` and `sweep` true: a good night. */
export type Faults = {
  /** Alarms wake the workers. */
  queue: boolean;
  /** Every second the workers look for what is due. */
  sweep: boolean;
  /** A process dies, before or after doing what it was about to do. */
  crash: number;
  /** The store fails, before or after doing it. */
  throws: number;
  /** Somebody else's commit came first. */
  race: number;
  /** An operation takes up to 60 ms, so that others come between. */
  slow: number;
  /** Webhooks told late, twice, or never. */
  late: number;
  twice: number;
  lost: number;
  /** The carrier says nothing for 2 s, having done it or not. */
  silent: number;
  /** The carrier says no. */
  refused: number;
  /** How far apart the clocks of the processes may be. */
  skewMs: number;
};

export const noFaults: Faults = {
  queue: true,
  sweep: true,
  crash: 0,
  throws: 0,
  race: 0,
  slow: 0,
  late: 0,
  twice: 0,
  lost: 0,
  silent: 0,
  refused: 0,
  skewMs: 0,
};

/** Promise 1 is about one failure at a time: none within this long of the one before. */
const BETWEEN_FAILURES_MS = 12_000;
const SWEEP_EVERY_MS = 1_000;
const RECONCILE_EVERY_MS = 5_000;
/** Afterwards nothing urgent is left, and looking seldom is enough. */
const SWEEP_SELDOM_MS = 10_000;
const RECONCILE_SELDOM_MS = 60_000;

export class ProcessGone extends Error {
  override name = "ProcessGone";
}

/** A fault of the simulation's making. */
export class StoreFailed extends Error {
  override name = "StoreFailed";
}

/** Whether an error is one of those the simulation makes; any other is a fault of the line. */
export const isMeant = (err: unknown): boolean =>
  [ProcessGone, StoreFailed, CarrierUnreachable, CarrierRefused].some(
    (made) => err instanceof made,
  );

type Life = {
  readonly name: string;
  alive: boolean;
  readonly waiting: Set<(reason: Error) => void>;
};

type Process = Life & { readonly line: Line };

export type LineEvent = Parameters<Line["lineEvents"]["append"]>[0];

/** The whole line and everything outside it, in memory, on one clock. */
export type World = {
  readonly time: VirtualTime;
  readonly rows: Rows;
  readonly faults: Faults;
  readonly plans: Map<string, Plan>;
  readonly desks: Map<string, Desk>;
  readonly arrivals: Arrivals;
  /** Written out only when somebody reads it. */
  readonly timeline: { at: Instant; text: string; fields?: object }[];
  readonly lineEvents: LineEvent[];
  /** Errors nobody made on purpose. */
  readonly unexpected: string[];
  readonly processes: Process[];
  note(text: string): void;
  /** A request to whichever process is up; rejects with `ProcessGone` when that dies over it. */
  request<T>(work: (line: Line) => Promise<T>): Promise<T>;
  /** Whether something may fail now; then nothing else does for a while. */
  fails(probability: number): boolean;
  connect(phone: Phone): void;
  uuid(): string;
  /** From now on nothing fails any more. */
  calm(): void;
};

type Inner = World & { phone: Phone | null; lastFailureAt: Instant; isCalm: boolean; luck: Dice };

export const LINE_NUMBER = "+15555550100";
export const RETURN_NUMBER = "+15555550101";

export function createWorld(start: Instant, luck: Dice, faults: Faults): World {
  const time = virtualTime(start);
  let ids = 0;
  const world: Inner = {
    time,
    rows: emptyRows(),
    faults,
    plans: new Map(),
    desks: new Map(),
    arrivals: {
      numbers: [
        { number: LINE_NUMBER, role: "public", language: "en" },
        { number: RETURN_NUMBER, role: "desk-return", language: "en" },
      ],
      protocol: () => standard,
      openDispatches: async () =>
        [...world.rows.sessions.values()]
          .map(({ session }) => session)
          .filter(({ help }) => help.state === "asked" || help.state === "taken")
          .map(({ id }) => id),
    },
    timeline: [],
    lineEvents: [],
    unexpected: [],
    processes: [],
    phone: null,
    lastFailureAt: start - BETWEEN_FAILURES_MS,
    isCalm: false,
    luck,
    note: (text) => void world.timeline.push({ at: time.now(), text }),
    request: (work) => request(world, work),
    fails(probability) {
      if (world.isCalm || probability === 0 || !luck.chance(probability)) return false;
      if (time.now() - world.lastFailureAt < BETWEEN_FAILURES_MS) return false;
      world.lastFailureAt = time.now();
      return true;
    },
    connect: (phone) => void (world.phone = phone),
    uuid: () => `00000000-0000-7000-8000-${String((ids += 1)).padStart(12, "0")}`,
    calm: () => void (world.isCalm = true),
  };
  for (const name of ["one", "two"]) startProcess(world, name);
  return world;
}

function startProcess(world: Inner, name: string): void {
  const skewMs = world.luck.between(-world.faults.skewMs, world.faults.skewMs);
  const life: Life = { name, alive: true, waiting: new Set() };
  const process: Process = Object.assign(life, { line: lineOf(world, life, skewMs) });
  world.processes.push(process);
  const look = (): void => {
    if (!process.alive) return;
    if (world.faults.sweep) run(world, process, () => sweep(process.line, name));
    const everyMs = world.isCalm ? SWEEP_SELDOM_MS : SWEEP_EVERY_MS;
    world.time.plan(world.time.now() + everyMs, look);
  };
  const reconciles = (): void => {
    if (!process.alive) return;
    run(world, process, () => reconcile(process.line, "urgent"));
    const everyMs = world.isCalm ? RECONCILE_SELDOM_MS : RECONCILE_EVERY_MS;
    world.time.plan(world.time.now() + everyMs, reconciles);
  };
  world.time.plan(world.time.now() + world.luck.between(1, SWEEP_EVERY_MS), look);
  world.time.plan(world.time.now() + world.luck.between(1, RECONCILE_EVERY_MS), reconciles);
}

function crash(world: Inner, process: Life): void {
  process.alive = false;
  world.note(`process ${process.name} dies`);
  world.processes.splice(
    world.processes.findIndex((other) => other === process),
    1,
  );
  for (const reject of process.waiting) reject(new ProcessGone(`${process.name} died`));
  world.time.plan(world.time.now() + world.luck.between(500, 5_000), () =>
    startProcess(world, process.name),
  );
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

function lineOf(world: Inner, process: Life, skewMs: number): Line {
  const { time, rows, luck } = world;
  const now = () => time.now() + skewMs;
  const meets = <T extends object>(port: T): T => troubled(world, process, port);
  return {
    clock: { now, until: (at) => whileAlive(process, time.until(at - skewMs)) },
    store: meets(racing(world, memoryStore(rows))),
    legs: meets(memoryLegs(rows)),
    alarms: { set: (owed) => void (process.alive && setAlarms(world, owed)) },
    phone: phoneOf(world, process),
    plans: { ...meets(plansOf(world)), hashNumber: (number) => `hash of ${number}` },
    roster: meets({
      now: async (at: Instant) => rosterNow(rows, at),
      member: async (staffId: string) => rows.staff.get(staffId) ?? null,
      rest: async (staffId: string) => void rows.resting.add(staffId),
    }),
    desks: meets({
      forPlace: async () => [...world.desks.keys()],
      desk: async (deskId: string) => world.desks.get(deskId) ?? null,
    }),
    gate: meets(memoryGate(rows)),
    live: { changed: () => undefined },
    lineEvents: meets({
      append: async (event: LineEvent) => void world.lineEvents.push(event),
    }),
    log: logOf(world, process),
    ids: { uuid: () => world.uuid() },
    voice: {
      lineName: { en: "the line", fr: "la ligne" },
      timeZone: "America/Toronto",
      fromNumber: () => LINE_NUMBER,
      deskReturnNumber: () => RETURN_NUMBER,
    },
  };

  function setAlarms(within: Inner, owed: readonly Owed[]): void {
    if (!within.faults.queue) return;
    for (const { id, duty } of owed) {
      const at = duty.dueAt + luck.between(-5, 40);
      const times = luck.chance(within.faults.twice) ? 2 : 1;
      for (let ring = 0; ring < times; ring += 1) time.plan(at, () => wake(within, id));
    }
  }
}

/** One attempt, by any worker; what fails is the sweep's. */
function wake(world: Inner, dutyId: string): void {
  const process = world.processes[world.luck.between(0, world.processes.length - 1)];
  if (process === undefined) return;
  run(world, process, () => perform(process.line, process.name, dutyId));
}

const never = <T>(): Promise<T> => new Promise(() => undefined);

/** A dead process neither goes on nor hears what came of anything. */
async function whileAlive<T>(process: Life, work: Promise<T>): Promise<T> {
  try {
    const result = await work;
    return process.alive ? result : await never<T>();
  } catch (err) {
    if (!process.alive) return never<T>();
    throw err;
  }
}

/** A port all of whose operations meet what may go wrong with the store. */
function troubled<T extends object>(world: Inner, process: Life, port: T): T {
  const get = (operations: T, name: string | symbol): unknown => {
    const operation: unknown = Reflect.get(operations, name);
    if (typeof operation !== "function") return operation;
    return (...given: unknown[]) =>
      through(world, process, async () => {
        const did: unknown = await operation(...given);
        return did;
      });
  };
  return new Proxy(port, { get });
}

async function through<T>(world: Inner, process: Life, operation: () => Promise<T>): Promise<T> {
  const { faults, luck, time } = world;
  if (!process.alive) return never<T>();
  const trouble = troubleOf(world);
  if (trouble?.before === true) suffer(world, process, trouble.kind);
  if (!process.alive) return never<T>();
  if (!world.isCalm && luck.chance(faults.slow)) await time.until(time.now() + luck.between(1, 60));
  const result = await whileAlive(process, operation());
  if (trouble?.before === false) suffer(world, process, trouble.kind);
  return process.alive ? result : never<T>();
}

type Trouble = { readonly kind: "crash" | "throws"; readonly before: boolean };

function troubleOf(world: Inner): Trouble | null {
  const { faults, luck, processes } = world;
  const before = luck.chance(0.5);
  if (processes.length > 1 && world.fails(faults.crash)) return { kind: "crash", before };
  return world.fails(faults.throws) ? { kind: "throws", before } : null;
}

function suffer(world: Inner, process: Life, kind: Trouble["kind"]): void {
  if (kind === "crash") return crash(world, process);
  world.note(`the store fails ${process.name}`);
  throw new StoreFailed("The store failed");
}

/** Losing a race is nobody's failure: it may happen any time, and to the same commit twice. */
function racing(world: Inner, store: Line["store"]): Line["store"] {
  return {
    ...store,
    commit: (commit) =>
      !world.isCalm && world.luck.chance(world.faults.race)
        ? Promise.resolve("moved")
        : store.commit(commit),
  };
}

function plansOf(world: Inner) {
  return {
    read: async (sessionId: string) => world.plans.get(sessionId) ?? null,
    write: async (sessionId: string, plan: Plan) => void world.plans.set(sessionId, plan),
    erase: async (sessionId: string) => world.plans.delete(sessionId),
  };
}

function phoneOf(world: Inner, process: Life): Phone {
  const phone = (): Phone => {
    if (world.phone === null) throw new Error("No carrier is connected");
    return world.phone;
  };
  const alive = <T>(work: () => Promise<T>): Promise<T> =>
    process.alive ? whileAlive(process, work()) : never<T>();
  return {
    call: (call) => alive(() => phone().call(call)),
    move: (leg) => alive(() => phone().move(leg)),
    hangUp: (leg) => alive(() => phone().hangUp(leg)),
    announce: (sessionId, script, to) => alive(() => phone().announce(sessionId, script, to)),
    text: (to, from, body) => alive(() => phone().text(to, from, body)),
    look: (leg) => alive(() => phone().look(leg)),
  };
}

const wording = (err: unknown): string =>
  err instanceof Error ? (err.stack ?? err.message) : "no error";

function logOf(world: Inner, process: Life): Line["log"] {
  const write = (fields: object, message: string): void => {
    const text = `${process.name}: ${message}`;
    world.timeline.push({ at: world.time.now(), text, fields });
  };
  return {
    info: write,
    warn: write,
    error(fields, message) {
      write(fields, message);
      const err = "err" in fields ? fields.err : undefined;
      if (!isMeant(err)) world.unexpected.push(`${message} (${wording(err)})`);
    },
  };
}
