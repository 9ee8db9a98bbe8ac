import { counted, noAnswering, type Answering, type Arrived } from "./answering.ts";
import { careOf, TIMED, type Timed } from "./care.ts";
import type { Slot } from "./slots.ts";
import { bandOf, WAIT_BANDS, type WaitBand } from "./spread.ts";

const ANSWERING: readonly (keyof Answering)[] = [
  "callers",
  "answered",
  "answeredIn20s",
  "abandoned",
  "abandonedEarly",
  "lineAlone",
  "callBackAsked",
  "restricted",
];
const CARE = ["checkInsKept", "checkInsMissed", "helpAsked"] as const;
const BANDS: readonly WaitBand[] = WAIT_BANDS.map(({ name }) => name);

/** Every number that is counted from calls, so that they can be looked at. */
export type CountedNumber = keyof Answering | (typeof CARE)[number] | Timed | WaitBand;
export const COUNTED_NUMBERS: readonly [CountedNumber, ...CountedNumber[]] = [
  "callers",
  ...ANSWERING.slice(1),
  ...CARE,
  ...TIMED,
  ...BANDS,
];

/** Whether this call is in that number: asked of the very functions it is counted by. */
export function isCountedIn(number: CountedNumber, arrived: Arrived): boolean {
  if (isAmong(ANSWERING, number)) return counted(noAnswering, arrived)[number] > 0;
  const care = careOf(arrived);
  if (isAmong(CARE, number)) return care[number] > 0;
  if (isAmong(TIMED, number)) return care.lastedMs[number].length > 0;
  return care.lastedMs.waits.some((ms) => bandOf(ms) === number);
}

const isAmong = <N extends string>(names: readonly N[], name: string): name is N =>
  names.some((one) => one === name);

/** One hour of the clock, one day of the week, both, or neither: all of them. */
export type Hours = { readonly weekday: number | null; readonly hour: number | null };

export const isWithin = (slot: Slot, { weekday, hour }: Hours): boolean =>
  (weekday === null || slot.weekday === weekday) && (hour === null || slot.hour === hour);
