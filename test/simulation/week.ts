import type { Line } from "../../src/engine/ports.ts";
import { presenceOf } from "../support/memory-presence.ts";
import { lookAheadAt } from "../../src/domain/shifts/duties.ts";
import { nameOf } from "../../src/domain/shifts/shift.ts";
import { plannedIn } from "../../src/domain/shifts/planned.ts";
import { shiftCalendar } from "../../src/adapters/shift-calendar.ts";
import { openSessions, oweForLine } from "../support/memory-store.ts";
import { leaves, memoryShifts, type MemoryShifts } from "../support/memory-shifts.ts";
import type { Handset } from "../support/calls.ts";
import { createNetwork, type Network } from "../support/network.ts";
import { createWorld, type World } from "../support/world.ts";
import { portsOf, presencePartsOf } from "../support/world-ports.ts";
import { callerOf, type Caller } from "./callers.ts";
import type { Stage } from "./console.ts";
import { consoleOf, isDeaf } from "./consoles.ts";
import { TRUSTED_NUMBER } from "./cast.ts";
import { deskHandset, staffHandset, trustedHandset } from "./others.ts";
import { judgeOf, type Judge } from "./promises.ts";
import { settle } from "./run.ts";
import { staffPerson } from "./staff.ts";
import {
  cancelling,
  TIME_ZONE,
  WEEK_START,
  weekCast,
  type Surprise,
  type WeekCast,
  type WeekStaff,
} from "./week-cast.ts";
import { weekCourt, type WeekCourt, type WeekReport } from "./week-judge.ts";

const PEOPLE_EVERY_MS = 2_000;
const LOOKS_TO_A_JUDGEMENT = 5;
const LOOKS_TO_PUT_AWAY = 900;
const HOUR_MS = 3_600_000;
const LONG_MS = 45 * 60_000;
const RESTS_MS = 30 * 60_000;

export type Week = WeekReport & {
  readonly seed: number;
  readonly broken: readonly string[];
  readonly timeline: () => readonly string[];
};

export type Otherwise = {
  /** Only so many of its days. */
  readonly days?: number;
  /** Breaks the line on purpose. */
  readonly spoil?: (line: Line) => Line;
};

/** A week of the line: 2,000 callers, twelve responders with browsers that fail them, shifts by rule. The same for the same seed. */
export async function simulateWeek(
  seed: number,
  { days = 7, spoil = (line) => line }: Otherwise = {},
): Promise<Week> {
  const cast = weekCast(seed, days);
  const world = createWorld({
    seed,
    start: WEEK_START,
    faults: [],
    processes: 1,
    portsOf,
    presenceOf: presencePartsOf,
    spares: true,
    spoil: (line) =>
      spoil({ ...line, staffCalls: { ring: (call) => covers(world, call.staffId) } }),
  });
  const network = createNetwork(world);
  const judge = judgeOf(world, network);
  const shifts = memoryShifts(world.rows, cast.book, TIME_ZONE);
  world.lookAhead = (at) => shifts.lookAhead(at);
  oweForLine(world.rows, shifts.lookAhead(WEEK_START), WEEK_START);
  const court = weekCourt(world, { cast, shifts });
  const stage = enter(world, network, { cast, judge, court });
  for (const one of cast.surprises)
    world.time.plan(one.at, () => surprises(world, shifts, court, one));
  await liveOn(stage, { cast, judge, court });
  const report = court.report();
  const broken = [...judge.broken, ...court.broken, ...world.unexpected];
  const timeline = () =>
    world.timeline.map(
      ({ at, text, fields }) =>
        `${((at - WEEK_START) / 1_000).toFixed(1)} ${text} ${JSON.stringify(fields ?? {})}`,
    );
  return { ...report, seed, broken, timeline };
}

/** Whoever is rung to cover does. */
async function covers({ rows, time }: World, staffId: string): Promise<void> {
  presenceOf(rows, staffId, time.now()).coversUntil = time.now() + RESTS_MS;
}

type Parts = { readonly cast: WeekCast; readonly judge: Judge; readonly court: WeekCourt };

function enter(world: World, network: Network, { cast, judge, court }: Parts): Stage {
  for (const desk of cast.desks) {
    world.desks.set(desk.id, desk);
    network.handsets.set(desk.number, deskHandset(world, network, desk));
  }
  const says = { number: TRUSTED_NUMBER, says: "1" } as const;
  network.handsets.set(TRUSTED_NUMBER, trustedHandset(world, says));
  for (const part of cast.staff) enterStaff(world, network, part);
  const callers: Caller[] = [];
  for (const part of cast.callers)
    world.time.plan(part.arrivesAt - 1, () => void callers.push(callerOf(world, network, part)));
  network.onAnswer = (call, asking) => judge.answerReaches(call, asking);
  network.onRequest = (call) => judge.callRequested(call);
  network.onText = (to) => {
    court.texted(to);
    for (const caller of callers) if (caller.part.number === to) caller.texted();
  };
  network.onWhisper = (call) => {
    if (court.lucky(0.5)) world.time.plan(world.time.now() + 1_200, () => network.star(call));
  };
  return { world, network, callers, onConfirm: (...told) => judge.confirmReaches(...told) };
}

function enterStaff(world: World, network: Network, part: WeekStaff): void {
  world.rows.staff.set(part.id, part);
  const handset: Handset = {
    ...staffHandset(world, part),
    asked: (_call, { ask }) =>
      ask === "accept" || ask.startsWith("s") ? { afterMs: 1_000, digits: "1" } : null,
  };
  const unheard = part.deaf.filter(({ rings }) => !rings);
  const phone = part.phone ?? "";
  network.handsets.set(phone, handset);
  if (part.via === "phone") return;
  world.rows.consoles.set(part.id, consoleOf(world, part.deaf));
  network.handsets.set(`client:${part.id}`, {
    ...handset,
    rung: (call) =>
      isDeaf(unheard, world.time.now())
        ? { refusesAfterMs: 60_000, how: "noAnswer" }
        : handset.rung(call),
  });
}

/** Somebody goes home in the middle, or says shortly before that they are not coming. */
function surprises(
  world: World,
  shifts: MemoryShifts,
  court: WeekCourt,
  { index, kind }: Surprise,
): void {
  const { rows } = world;
  const at = world.time.now();
  if (kind === "leaves") {
    const on = rows.shifts.filter(
      (row) => row.circle === "line" && row.startsAt <= at && (row.endsAt ?? 0) > at,
    );
    const busy = new Set(
      openSessions(rows).map(({ session }) => session.company.responder?.staffId),
    );
    const one = on.filter(({ staffId }) => !busy.has(staffId))[index % Math.max(1, on.length)];
    if (one === undefined || leaves(rows, one.staffId, at) === null) return;
    court.known(at);
  } else {
    const coming = plannedIn(shifts.book, shiftCalendar, { from: at, to: at + 12 * HOUR_MS });
    const one = coming.filter(
      ({ startsAt, circle }) => startsAt > at + HOUR_MS && circle === "line",
    )[index];
    if (one === undefined) return;
    const override = cancelling(one.ruleId, one.day, one.startsAt);
    const overrides = [
      ...shifts.book.overrides.filter((other) => nameOf(other) !== nameOf(one)),
      override,
    ];
    shifts.book = { ...shifts.book, overrides };
  }
  oweForLine(rows, [lookAheadAt(at)], at);
}

/** People act and are judged while anybody is on the line; between that the clock runs. */
async function liveOn(stage: Stage, { cast, judge, court }: Parts): Promise<void> {
  const { world } = stage;
  const people = cast.staff.map((part) => ({ id: part.id, looks: staffPerson(stage, part) }));
  const end = cast.until + HOUR_MS;
  for (let look = 0; world.time.now() < end; look += 1) {
    await world.time.runTo(world.time.now() + PEOPLE_EVERY_MS);
    const isOpen = world.rows.openSessions.size > 0;
    if (isOpen) for (const { id, looks } of people) if (world.rows.claims.has(id)) looks();
    court.look();
    if (look % LOOKS_TO_A_JUDGEMENT === 0 && isOpen) judge.look();
    if (look % 15 === 0) tidyUp(stage);
    if (judge.broken.length + court.broken.length + world.unexpected.length > 0) return;
    if (look % LOOKS_TO_PUT_AWAY > 0) continue;
    court.putAway(stage);
    judge.forget(world.time.now() - HOUR_MS);
  }
}

/** What people do beside their calls: a supervisor sees to what lasts too long, and who rested comes back. */
function tidyUp(stage: Stage): void {
  const { world } = stage;
  const now = world.time.now();
  settle(stage, ({ openedAt, help }) => help.state !== "none" || now - openedAt > LONG_MS);
  for (const row of world.rows.presence.values())
    if (row.state === "resting" && now - row.since > RESTS_MS)
      Object.assign(row, { state: "here", since: now });
}
