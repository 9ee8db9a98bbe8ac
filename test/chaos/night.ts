import { writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { dice } from "../support/dice.ts";
import { supervises } from "./board.ts";
import { crowdOf, type Crowd } from "./crowd.ts";
import { desksAnswer } from "./desks.ts";
import { breakThings, disturbCallbacks } from "./faults.ts";
import { startHeartbeats } from "./heartbeats.ts";
import { openHouse, type House } from "./house.ts";
import type { Night } from "./evidence.ts";
import { judge, type Judged } from "./judge.ts";
import { PER_SECOND } from "./rate.ts";
import type { Options } from "./options.ts";
import { staffWorks } from "./responders.ts";
import { comeOn } from "./staffing.ts";
import { newStory, type Story } from "./story.ts";
import { connectTo } from "./telephones.ts";
import { timeNow, troublesOf } from "./troubles.ts";

const REHEARSAL = "+15555550150";
/** After the last fault, what is open is brought to its end. */
const CLOSING_MS = 150_000;

/** Faults for real: the line as several processes, and people on telephones who know nothing of what breaks. */
export async function night(options: Options, say: (words: string) => void): Promise<Judged> {
  const troubles = troublesOf();
  const heartbeats = await startHeartbeats();
  const wanted = { seed: options.seed, perSecond: PER_SECOND, heartbeatUrl: heartbeats.url };
  const house = await openHouse(wanted, troubles);
  const telephones = connectTo(house.emulatorUrl);
  let broken = true;
  process.once("SIGINT", () => void leave(house));
  process.once("SIGTERM", () => void leave(house));
  try {
    const lived = await live(options, { house, telephones, troubles, heartbeats, say });
    const judged = await judge(lived);
    broken = judged.broken.length > 0;
    if (broken) keep(lived, say);
    return judged;
  } finally {
    await telephones.close().catch(() => undefined); // what it was to say has been said
    await house.close(broken);
    await heartbeats.close();
  }
}

/** For whoever wants to know why. */
function keep({ house, telephones, story, troubles }: Night, say: (words: string) => void): void {
  const { outages } = troubles;
  const { signs } = story;
  const told = JSON.stringify({ outages, signs, entries: telephones.entries });
  writeFileSync(path.join(house.folder, "night.json"), told);
  say(`What the carrier and the processes wrote is in ${house.folder}`);
}

/** Asked to stop in the middle of the night: nothing of it is left behind. */
async function leave(house: House): Promise<never> {
  await house.close(false);
  process.exit(130);
}

type Set = Pick<Night, "house" | "telephones" | "troubles" | "heartbeats"> & {
  readonly say: (words: string) => void;
};

async function live(options: Options, set: Set): Promise<Night> {
  const { house, telephones, troubles, say } = set;
  const ms = options.minutes * 60_000;
  const story = newStory();
  const crowd = crowdOf(options, { house, telephones, story, lineNumber: REHEARSAL });
  const seats = await comeOn(house.publicUrl, house.folder);
  const { over } = await everybodyWorks(options, { crowd, seats, story });
  await disturbCallbacks(telephones, options.seed);
  const startedAt = timeNow();
  say(`Up; ${options.sessions} callers at once for ${options.minutes} min, seed ${options.seed}`);
  const arriving = crowd.keepsComing();
  await breakThings(house, troubles, dice(options.seed, "faults"), ms);
  await pause(Math.max(0, startedAt + ms - timeNow()));
  crowd.close();
  await arriving;
  await telephones.calm();
  say("The faults are over; what is open comes to its end");
  await crowd.isQuiet(CLOSING_MS);
  crowd.end();
  await over;
  const { callers, notDone } = crowd;
  return { ...set, story, callers, notDone, startedAt, endedAt: timeNow() };
}

type Working = { readonly crowd: Crowd; readonly seats: Seats; readonly story: Story };
type Seats = Awaited<ReturnType<typeof comeOn>>;

/** `over` resolves when they have all gone home. */
async function everybodyWorks(
  { seed }: Options,
  { crowd, seats, story }: Working,
): Promise<{ over: Promise<unknown> }> {
  const { stage, callerIn, callerOf, isDeskIn, isOver, isClosing, noteNotDone: notDone } = crowd;
  const { telephones } = stage;
  await staffWorks({
    telephones,
    story,
    luck: dice(seed, "staff"),
    seats,
    callerIn,
    isDeskIn,
    isOver,
    notDone,
  });
  await desksAnswer({ ...stage, luck: dice(seed, "desks") });
  const dana = seats.get("dana");
  if (dana === undefined) throw new Error("Nobody supervises");
  const board = { seat: dana, story, callerOf, isOver, isClosing, notDone };
  return { over: Promise.all([supervises(board), staffReturns(seats, isOver)]) };
}

/** After an emergency people are off routing until they come back by themselves; here soon. */
async function staffReturns(seats: Seats, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await pause(5_000);
    for (const seat of seats.values()) await seat.clicks("/me/back").catch(() => undefined); // next time
  }
}
