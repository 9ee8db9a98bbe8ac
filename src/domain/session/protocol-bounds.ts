import type { Numbers } from "./policy.ts";

/** What a number is about, in the order of a call. */
export const PARTS = [
  "waiting",
  "checkIns",
  "grace",
  "quiet",
  "away",
  "planned",
  "lost",
  "help",
  "after",
  "kept",
] as const;
export type Part = (typeof PARTS)[number];

export type NumberName = keyof Numbers;

/** Between these, both counted in, a medical lead may choose. Outside, the software would break a promise or be of no use. */
export type Bound = {
  readonly part: Part;
  /** What people count it in; `times` are no duration. */
  readonly unit: "s" | "min" | "h" | "times";
  readonly from: number;
  readonly to: number;
};

const UNIT_MS = { s: 1_000, min: 60_000, h: 3_600_000, times: 1 } as const;

export const unitMs = ({ unit }: Pick<Bound, "unit">): number => UNIT_MS[unit];

const inUnit =
  (unit: Bound["unit"], part: Part) =>
  (from: number, to: number): Bound => ({
    part,
    unit,
    from: from * UNIT_MS[unit],
    to: to * UNIT_MS[unit],
  });

const waiting = inUnit("s", "waiting");
const checkIns = inUnit("s", "checkIns");
const grace = inUnit("s", "grace");
const quiet = inUnit("s", "quiet");
const lost = inUnit("s", "lost");
const help = inUnit("s", "help");

/** In the order they are shown. */
export const BOUNDS: Readonly<Record<NumberName, Bound>> = {
  ringSecondMs: waiting(0, 30),
  ringAllMs: waiting(0, 60),
  ringAnyLanguageMs: waiting(0, 60),
  tellSupervisorsMs: waiting(0, 120),
  ringOnCallMs: waiting(5, 180),
  ringSupervisorsMs: waiting(5, 300),
  ringAgainMs: waiting(5, 60),
  ringHoldsMs: waiting(10, 60),
  wordEveryMs: waiting(5, 30),
  firstCheckInMs: checkIns(15, 120),
  accompaniedMs: checkIns(30, 180),
  accompaniedMinMs: checkIns(15, 120),
  accompaniedMaxMs: checkIns(60, 300),
  freshDoseMs: inUnit("min", "checkIns")(5, 60),
  freshDoseMaxMs: checkIns(30, 180),
  aloneFreshMs: checkIns(30, 120),
  aloneMs: checkIns(30, 180),
  closeMs: checkIns(15, 90),
  graceMs: grace(40, 120),
  chimeMs: grace(0, 60),
  announceMs: grace(5, 90),
  askSecondMs: grace(10, 100),
  askThirdMs: grace(20, 110),
  aloneSecondMs: grace(10, 60),
  aloneThirdMs: grace(20, 110),
  listenEndsBeforeMs: grace(2, 15),
  quietMs: quiet(20, 60),
  quietSecondMs: quiet(3, 30),
  quietThirdMs: quiet(8, 45),
  awayMs: inUnit("min", "away")(1, 5),
  awayAfterDoseMs: inUnit("min", "away")(2, 30),
  watchMs: inUnit("min", "planned")(10, 240),
  watchAfterDrowsyMs: inUnit("min", "planned")(5, 60),
  callBackFirstMs: lost(2, 20),
  callBackEveryMs: lost(15, 60),
  reachMs: lost(45, 180),
  callBackSettledEveryMs: lost(30, 180),
  callBackSettledTries: inUnit("times", "lost")(2, 10),
  reachSettledMs: inUnit("min", "lost")(5, 20),
  askedForHelpMs: help(5, 30),
  fullBriefMs: help(5, 45),
  briefReadMs: help(30, 120),
  nextRouteMs: help(20, 90),
  nextRoundMs: help(1, 30),
  speakerAgainMs: help(5, 60),
  openLineMs: help(10, 60),
  trustedEveryMs: help(30, 180),
  trustedFirstMs: help(20, 90),
  arrivalMs: inUnit("min", "help")(3, 20),
  arrivalEveryMs: inUnit("min", "help")(1, 10),
  callBackPromiseMs: inUnit("min", "after")(5, 60),
  debriefWithinMs: inUnit("h", "after")(1, 72),
  followUpMs: inUnit("h", "kept")(1, 72),
  planKeptMs: inUnit("min", "kept")(10, 240),
  planKeptEmergencyMs: inUnit("h", "kept")(1, 7 * 24),
};

const isNumberName = (name: string): name is NumberName => name in BOUNDS;

/** Every number's name, in the order they are shown. */
export const NUMBER_NAMES: readonly NumberName[] = Object.keys(BOUNDS).filter(isNumberName);

/** `later` is at least `byMs` after, or more than, `earlier`. */
type Order = {
  readonly earlier: NumberName;
  readonly later: NumberName;
  readonly byMs: number;
};

const order = (earlier: NumberName, later: NumberName, byMs = 0): Order => ({
  earlier,
  later,
  byMs,
});

/** Long enough to hear an ask and to answer it; the last one says "in ten seconds" (PRACTICE F, 5c). */
const TO_ANSWER_MS = 10_000;
const STEP_MS = 5_000;

/** What goes together only so: circles one after another, softer steps before harder ones, and time to answer the last ask. */
const ORDERS: readonly Order[] = [
  order("ringSecondMs", "ringAllMs"),
  order("ringAllMs", "ringAnyLanguageMs"),
  order("ringAllMs", "ringOnCallMs"),
  order("ringOnCallMs", "ringSupervisorsMs"),
  order("tellSupervisorsMs", "ringSupervisorsMs"),
  order("accompaniedMinMs", "accompaniedMs"),
  order("accompaniedMs", "accompaniedMaxMs"),
  order("accompaniedMinMs", "freshDoseMaxMs"),
  order("freshDoseMaxMs", "accompaniedMaxMs"),
  order("closeMs", "accompaniedMs"),
  order("closeMs", "aloneMs"),
  order("aloneFreshMs", "aloneMs"),
  order("chimeMs", "announceMs", STEP_MS),
  order("announceMs", "askSecondMs", STEP_MS),
  order("askSecondMs", "askThirdMs", TO_ANSWER_MS),
  order("askThirdMs", "graceMs", TO_ANSWER_MS),
  order("aloneSecondMs", "aloneThirdMs", TO_ANSWER_MS),
  order("aloneThirdMs", "graceMs", TO_ANSWER_MS),
  order("quietSecondMs", "quietThirdMs", STEP_MS),
  order("quietThirdMs", "quietMs", TO_ANSWER_MS),
  order("callBackFirstMs", "callBackEveryMs"),
  order("callBackEveryMs", "reachMs"),
  order("reachMs", "reachSettledMs"),
  order("planKeptMs", "planKeptEmergencyMs"),
  order("followUpMs", "planKeptEmergencyMs"),
];

/** What is wrong with one number: alone, or beside another. */
export type Fault =
  | { readonly name: NumberName; readonly because: "bounds"; readonly bound: Bound }
  | {
      readonly name: NumberName;
      readonly because: "order";
      readonly earlier: NumberName;
      readonly byMs: number;
    };

/** Everything that is wrong with these numbers; nothing, and they can be published. */
export function faultsIn(numbers: Numbers): readonly Fault[] {
  const outside = NUMBER_NAMES.flatMap((name): readonly Fault[] => {
    const bound = BOUNDS[name];
    return isInside(numbers[name], bound) ? [] : [{ name, because: "bounds", bound }];
  });
  const disordered = ORDERS.filter(
    ({ earlier, later, byMs }) => numbers[later] < numbers[earlier] + byMs,
  );
  return [
    ...outside,
    ...disordered.map(
      ({ earlier, later, byMs }) => ({ name: later, because: "order", earlier, byMs }) as const,
    ),
  ];
}

/** Whole seconds, or whole times: nobody means less. */
export const isInside = (value: number, { unit, from, to }: Bound): boolean =>
  value >= from && value <= to && value % (unit === "times" ? 1 : 1_000) === 0;

/** One number that another version has otherwise. */
export type NumberChange = {
  readonly name: NumberName;
  readonly from: number;
  readonly to: number;
};

export const changesBetween = (before: Numbers, after: Numbers): readonly NumberChange[] =>
  NUMBER_NAMES.flatMap((name) =>
    before[name] === after[name] ? [] : [{ name, from: before[name], to: after[name] }],
  );
