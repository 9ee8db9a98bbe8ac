import { helpIsOut, type Session } from "../../src/domain/session/session.ts";
import type { Line } from "../../src/engine/ports.ts";
import { dice } from "../support/dice.ts";
import { written, type Fault, type Struck } from "../support/faults.ts";
import { openSessions } from "../support/memory-store.ts";
import { createNetwork, type Network } from "../support/network.ts";
import { createWorld, type World } from "../support/world.ts";
import { portsOf, presencePartsOf } from "../support/world-ports.ts";
import { badNight, NIGHT_MS } from "./bad-night.ts";
import { callerOf } from "./callers.ts";
import { consoleOf } from "./consoles.ts";
import { watchesOver, type TroubleTold } from "./vigil.ts";
import { castOf, type Cast, type StaffPart } from "./cast.ts";
import { doIn, type Stage } from "./console.ts";
import { deskHandset, staffHandset, trustedHandset } from "./others.ts";
import { judgeOf, type Judge } from "./promises.ts";
import { staffPerson } from "./staff.ts";

const ports = { portsOf, presenceOf: presencePartsOf };

export const START = Date.parse("2026-11-22T03:00:00Z");
const TICK_MS = 1_000;
/** Asked by voice to press star. */
const STAR_AFTER_MS = 1_200;
/** People look at their screens every tick; the judge sees what happened between two looks in the events. */
const TICKS_TO_A_LOOK = 2;
/** Then nothing fails any more, and people settle what is open. */
const MORNING_MS = 5 * 60_000;
const LATE_RING_MS = 60_000;
/** Alarms that mean nothing by now have come and gone, and every ordinary address is erased. */
const NEXT_DAY_MS = 75 * 60_000;

export type Simulated = {
  readonly seed: number;
  /** Empty when every promise was kept. */
  readonly broken: readonly string[];
  readonly timeline: () => readonly string[];
  /** What was to go wrong, as planned. */
  readonly faults: readonly Fault[];
  readonly struck: readonly Struck[];
  readonly sessions: number;
  readonly calls: number;
  readonly events: number;
  readonly cast: Cast;
  /** Kinds of events met, for what a run of many seeds has covered. */
  readonly kinds: ReadonlySet<string>;
  readonly worst: ReadonlyMap<string, number>;
};

export type Otherwise = {
  /** Only these faults of the seed's plan, by their ids; the night is otherwise the same. */
  readonly only?: readonly number[];
  /** Breaks the line on purpose. */
  readonly spoil?: (line: Line) => Line;
  /** Changes what the watchdog tells people. */
  readonly tells?: (told: readonly TroubleTold[]) => readonly TroubleTold[];
};

/** One night on the line: the same for the same seed. Stops at the first promise broken. */
export async function simulate(seed: number, otherwise: Otherwise = {}): Promise<Simulated> {
  const { only, spoil, tells = (told) => told } = otherwise;
  const cast = castOf(dice(seed, "cast"), START);
  const faults = badNight(seed, START).filter(({ id }) => only?.includes(id) ?? true);
  const given = { seed, start: START, faults, processes: cast.processes, ...ports };
  const world = createWorld(spoil === undefined ? given : { ...given, spoil });
  const network = createNetwork(world);
  const judge = judgeOf(world, network);
  const people = enter(world, network, { cast, judge });
  const told = watchesOver(world);
  const all = (): void => {
    for (const looks of people.looks) looks();
  };
  await live(world, judge, { ms: NIGHT_MS, tick: all, isOver: () => false });
  const calmAt = world.time.now();
  world.calm();
  network.tellEndings();
  let seconds = 0;
  const tick = (): void => {
    all();
    seconds += 1;
    if (seconds % 5 === 0) settle(people.stage);
  };
  const morning = () =>
    live(world, judge, { ms: MORNING_MS, tick, isOver: () => allClosed(world) });
  await morning();
  // Somebody may ring once more just after the last session was closed.
  await world.time.runTo(world.time.now() + LATE_RING_MS);
  await morning();
  if (!isBroken(world, judge)) {
    await world.time.runTo(world.time.now() + NEXT_DAY_MS);
    judge.lookAtTheEnd(tells(told), calmAt);
  }
  return result(seed, world, { network, judge, cast, faults });
}

type Players = { readonly cast: Cast; readonly judge: Judge };

function enter(world: World, network: Network, { cast, judge }: Players) {
  for (const desk of cast.desks) {
    world.desks.set(desk.id, desk);
    network.handsets.set(desk.number, deskHandset(world, network, desk));
  }
  for (const part of cast.staff) {
    world.rows.staff.set(part.id, part);
    const to = part.via === "softphone" ? `client:${part.id}` : (part.phone ?? "");
    network.handsets.set(to, staffHandset(world, part));
    const on = { staffId: part.id, circle: part.circle, layer: null };
    world.rows.shifts.push({ ...on, id: part.id, startsAt: START, endsAt: null, left: false });
    if (part.via === "softphone") opensConsole(world, network, part);
  }
  network.handsets.set(cast.trusted.number, trustedHandset(world, cast.trusted));
  network.onAnswer = (call, asking) => judge.answerReaches(call, asking);
  network.onRequest = (call) => judge.callRequested(call);
  const callers = cast.callers.map((part) => callerOf(world, network, part));
  network.onText = (to) => {
    for (const caller of callers) if (caller.part.number === to) caller.texted();
  };
  network.onWhisper = (call) => {
    const deaf = cast.staff.find(({ id }) => call.to === `client:${id}`)?.goesDeaf;
    if (deaf?.pressesStar !== true) return;
    world.time.plan(world.time.now() + STAR_AFTER_MS, () => network.star(call));
  };
  const onConfirm: Stage["onConfirm"] = (...told) => judge.confirmReaches(...told);
  const stage: Stage = { world, network, callers, onConfirm };
  return { stage, looks: cast.staff.map((part) => staffPerson(stage, part)) };
}

/** A browser that is open, and may go silent for a while: with the call it is in, or without. */
function opensConsole(world: World, network: Network, { id, goesDeaf }: StaffPart): void {
  const from = START + (goesDeaf?.afterMs ?? Infinity);
  const deaf = goesDeaf === null ? [] : [{ from, to: from + goesDeaf.forMs }];
  world.rows.consoles.set(id, consoleOf(world, deaf));
  if (goesDeaf === null) return;
  const own = () => network.live().filter(({ to }) => to === `client:${id}`);
  if (goesDeaf.losesCall)
    world.time.plan(from, () => {
      for (const call of own()) network.hangUp(call);
    });
}

const isBroken = (world: World, judge: Judge): boolean =>
  judge.broken.length > 0 || world.unexpected.length > 0;

/** Until its end, the first promise broken, or `isOver`. */
async function live(world: World, judge: Judge, { ms, tick, isOver }: Part): Promise<void> {
  const end = world.time.now() + ms;
  while (world.time.now() < end && !isBroken(world, judge) && !isOver()) {
    for (let look = 0; look < TICKS_TO_A_LOOK; look += 1) {
      await world.time.runTo(world.time.now() + TICK_MS);
      tick();
    }
    judge.look();
  }
}

type Part = { readonly ms: number; readonly tick: () => void; readonly isOver: () => boolean };

const allClosed = ({ rows }: World): boolean =>
  [...rows.sessions.values()].every(({ session }) => session.closed !== null);

/** A supervisor sees to what is still open. */
export function settle(stage: Stage, isMeant: (session: Session) => boolean = () => true): void {
  for (const { session } of openSessions(stage.world.rows)) {
    if (isMeant(session)) doIn(stage, session, { by: "supervisor", ...whatIsLeft(session) });
  }
}

function whatIsLeft(session: Session) {
  if (session.help.state === "asked") return { kind: "deskTook", deskId: null } as const;
  if (helpIsOut(session)) return { kind: "helpArrived", heardFrom: "crew" } as const;
  return { kind: "closed", outcome: "unknown" } as const;
}

function lineOf({ at, text, fields = {} }: World["timeline"][number]): string {
  const words = JSON.stringify(fields, (_key, value: unknown) =>
    value instanceof Error ? value.message : value,
  );
  return `${((at - START) / 1_000).toFixed(3)} ${text} ${words === "{}" ? "" : words}`;
}

type Ended = {
  readonly network: Network;
  readonly judge: Judge;
  readonly cast: Cast;
  readonly faults: readonly Fault[];
};

function result(seed: number, world: World, ended: Ended): Simulated {
  const { network, judge, cast, faults } = ended;
  const rows = [...world.rows.sessions.values()];
  return {
    seed,
    broken: [...judge.broken, ...world.unexpected],
    timeline: () => world.timeline.map(lineOf),
    faults,
    struck: world.troubles.struck,
    sessions: rows.length,
    calls: network.calls.length,
    events: rows.reduce((sum, { events }) => sum + events.length, 0),
    cast,
    kinds: new Set(rows.flatMap(({ events }) => events.map(({ kind }) => kind))),
    worst: judge.worst,
  };
}

/** The plan as a person reads it. */
export const readable = (faults: readonly Fault[]): string =>
  faults.length === 0
    ? "nothing went wrong"
    : faults.map((fault) => written(fault, START)).join("\n");
