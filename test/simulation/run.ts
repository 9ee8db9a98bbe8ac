import { helpIsOut, type Session } from "../../src/domain/session/session.ts";
import { dice } from "../support/dice.ts";
import { createNetwork, type Network } from "../support/network.ts";
import { createWorld, type World } from "../support/world.ts";
import { callerOf } from "./callers.ts";
import { castOf, type Cast } from "./cast.ts";
import { deskHandset, staffHandset, trustedHandset } from "./others.ts";
import { judgeOf, type Judge } from "./promises.ts";
import { doIn, staffPerson, type Stage } from "./staff.ts";

const START = Date.parse("2026-11-22T03:00:00Z");
const TICK_MS = 1_000;
/** People look at their screens every tick; the judge sees what happened between two looks in the events. */
const TICKS_TO_A_LOOK = 2;
/** Long enough for several check-ins, a lost line, help and its answer. */
const NIGHT_MS = 6.5 * 60_000;
/** Then nothing fails any more, and people settle what is open. */
const MORNING_MS = 5 * 60_000;
/** Alarms that mean nothing by now have come and gone: the last, a planned end, in 20 minutes. */
const NEXT_DAY_MS = 30 * 60_000;

export type Simulated = {
  readonly seed: number;
  /** Empty when every promise was kept. */
  readonly broken: readonly string[];
  readonly timeline: () => readonly string[];
  readonly calls: number;
  readonly events: number;
  readonly cast: Cast;
  /** Kinds of events met, for what a run of many seeds has covered. */
  readonly kinds: ReadonlySet<string>;
};

/** One night on the line: the same for the same seed. Stops at the first promise broken. */
export async function simulate(seed: number): Promise<Simulated> {
  const cast = castOf(dice(seed, "cast"), START);
  const world = createWorld(START, dice(seed, "faults"), cast.faults);
  const network = createNetwork(world, dice(seed, "network"));
  const judge = judgeOf(world, network);
  const people = enter(world, network, { cast, judge, seed });
  const all = (): void => {
    for (const looks of people.looks) looks();
  };
  await live(world, judge, { ms: NIGHT_MS, tick: all, isOver: () => false });
  world.calm();
  network.tellEndings();
  let seconds = 0;
  const tick = (): void => {
    all();
    seconds += 1;
    if (seconds % 5 === 0) settle(people.stage);
  };
  await live(world, judge, { ms: MORNING_MS, tick, isOver: () => allClosed(world) });
  if (!isBroken(world, judge)) {
    await world.time.runTo(world.time.now() + NEXT_DAY_MS);
    judge.lookAtTheEnd();
  }
  return result(seed, world, { network, judge, cast });
}

type Players = { readonly cast: Cast; readonly judge: Judge; readonly seed: number };

function enter(world: World, network: Network, { cast, judge, seed }: Players) {
  const luck = dice(seed, "people");
  for (const desk of cast.desks) {
    world.desks.set(desk.id, desk);
    network.handsets.set(desk.number, deskHandset(luck, desk));
  }
  for (const part of cast.staff) {
    world.rows.staff.set(part.id, part);
    const to = part.via === "softphone" ? `client:${part.id}` : (part.phone ?? "");
    network.handsets.set(to, staffHandset(luck, part));
  }
  network.handsets.set(cast.trusted.number, trustedHandset(luck, cast.trusted));
  network.onAnswer = (call, asking) => judge.answerReaches(call, asking);
  network.onRequest = (call) => judge.callRequested(call);
  const callers = cast.callers.map((part) => callerOf({ world, network, luck }, part));
  const onConfirm: Stage["onConfirm"] = (...told) => judge.confirmReaches(...told);
  const stage: Stage = { world, network, luck, callers, onConfirm };
  return { stage, looks: cast.staff.map((part) => staffPerson(stage, part)) };
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

/** A supervisor sees to every session that is still open. */
function settle(stage: Stage): void {
  for (const { session } of stage.world.rows.sessions.values()) {
    if (session.closed === null) doIn(stage, session, { by: "supervisor", ...whatIsLeft(session) });
  }
}

function whatIsLeft(session: Session) {
  if (session.help.state === "asked") return { kind: "deskTook", deskId: null } as const;
  if (helpIsOut(session)) return { kind: "helpArrived", heardFrom: "crew" } as const;
  return { kind: "closed", outcome: "unknown" } as const;
}

function written({ at, text, fields = {} }: World["timeline"][number]): string {
  const words = JSON.stringify(fields, (_key, value: unknown) =>
    value instanceof Error ? value.message : value,
  );
  return `${((at - START) / 1_000).toFixed(3)} ${text} ${words === "{}" ? "" : words}`;
}

type Ended = { readonly network: Network; readonly judge: Judge; readonly cast: Cast };

function result(seed: number, world: World, { network, judge, cast }: Ended): Simulated {
  const rows = [...world.rows.sessions.values()];
  return {
    seed,
    broken: [...judge.broken, ...world.unexpected],
    timeline: () => world.timeline.map(written),
    calls: network.calls.length,
    events: rows.reduce((sum, { events }) => sum + events.length, 0),
    cast,
    kinds: new Set(rows.flatMap(({ events }) => events.map(({ kind }) => kind))),
  };
}
