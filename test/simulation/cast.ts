import type { Language } from "../../src/domain/language.ts";
import type { Instant } from "../../src/domain/session/people.ts";
import { emptyPlan, type PlanSummary } from "../../src/domain/session/plan.ts";
import { blankPlan } from "../../src/engine/plans.ts";
import type { Desk, Plan } from "../../src/engine/ports.ts";
import { aDesk } from "../support/desks.ts";
import type { Spoken } from "../support/calls.ts";
import type { Dice } from "../support/dice.ts";
import type { OnShift } from "../support/memory-store.ts";
import { FRENCH_NUMBER, LINE_NUMBER, REHEARSAL_NUMBER } from "../support/world.ts";

const seconds = (n: number) => n * 1_000;

/** How somebody answers when they are asked. `nods`: seldom, late, and not always in words. */
export const ANSWERS = ["key", "voice", "wrongKey", "nods"] as const;
/** What becomes of a caller whose line drops. `redialsAtOnce`: before the carrier has told us. */
export const DROPS = [
  "redials",
  "redialsAtOnce",
  "picksUp",
  "happy",
  "gone",
  "voicemail",
  "busy",
  "texts",
  "household",
] as const;
export const DESK_DOES = [
  "takes",
  "hangsUp",
  "callsBack",
  "busy",
  "voicemail",
  "asksForPerson",
  "asksAgain",
  "listens",
] as const;
export const RINGS = ["answers", "never", "declines", "voicemail"] as const;
export const TRUSTED_SAYS = ["1", "2", "3", "nothing", "away", "voicemail"] as const;

/** What somebody who calls is going to do. Moments are counted from their arrival. */
export type CallerPart = {
  readonly name: string;
  readonly number: string;
  readonly dials: string;
  readonly withheld: boolean;
  readonly arrivesAt: Instant;
  /** They stop answering then; Infinity for somebody who stays well. */
  readonly wellMs: number;
  readonly answers: (typeof ANSWERS)[number];
  readonly slow: boolean;
  /** The key they press while they wait, and when. */
  readonly waiting: { readonly key: string; readonly afterMs: number } | null;
  readonly drop: { readonly afterMs: number; readonly after: (typeof DROPS)[number] } | null;
  /** Alone, they say bye with 0 and 0 again. */
  readonly byeAfterMs: number;
  /** They see help come to their door and say they need none. */
  readonly denies: boolean;
  /** With a responder they wish to use, or only to talk, and say goodbye after so long; null: that is the responder's to say. */
  readonly wishes: { readonly uses: boolean; readonly talksMs: number } | null;
  /** They hang up if nobody is there by then; Infinity: they wait. */
  readonly patienceMs: number;
  /** Asked for the place by the line itself, they say it; null: they do not. */
  readonly says: Spoken | null;
  /** They take it back once when it is played. */
  readonly saysAgain: boolean;
  readonly plan: { readonly summary: PlanSummary; readonly sealed: Plan } | null;
};

export type StaffPart = OnShift & {
  readonly rings: (typeof RINGS)[number];
  readonly answersAfterMs: number;
  /** How they confirm what they hear. */
  readonly confirms: "promptly" | "late" | "never";
  /** After so long with a caller their line goes. */
  readonly loseLineMs: number;
  readonly startsWatchAfterMs: number;
  readonly goodbyeAfterMs: number;
  readonly usesQuietKey: boolean;
  readonly asksCover: boolean;
  /** Tries every key of the console now and then. */
  readonly thorough: boolean;
  /** Their browser goes silent after so long, for so long; null: it does not. */
  readonly goesDeaf: {
    readonly afterMs: number;
    readonly forMs: number;
    /** Asked for a star, they press it. */
    readonly pressesStar: boolean;
    /** It goes with the call it is in. */
    readonly losesCall: boolean;
  } | null;
};

export type DeskPart = Desk & {
  readonly number: string;
  /** What they do, call after call; the last again and again. */
  readonly does: readonly (typeof DESK_DOES)[number][];
};

export type Cast = {
  readonly callers: readonly CallerPart[];
  readonly staff: readonly StaffPart[];
  readonly desks: readonly DeskPart[];
  readonly trusted: { readonly number: string; readonly says: (typeof TRUSTED_SAYS)[number] };
  /** How many processes the line has. */
  readonly processes: number;
};

export const TRUSTED_NUMBER = "+15555550170";
/** Where callers are: never to be found outside the vault. */
export const ADDRESS = "12 Fictional Street";
const numbered = (first: number, index: number): string =>
  `+1555555${String(first + index).padStart(4, "0")}`;

/** From a quiet night to twenty callers at once: how many there are, at least and at most. */
type Size = {
  readonly callers: readonly [number, number];
  readonly staff: readonly [number, number];
};
const QUIET: Size = { callers: [1, 4], staff: [0, 4] };
const BUSY: Size = { callers: [5, 9], staff: [2, 8] };
const FULL: Size = { callers: [10, 20], staff: [6, 20] };
const NIGHTS: readonly [Size, ...Size[]] = [
  QUIET,
  ...Array.from({ length: 11 }, () => QUIET),
  BUSY,
  BUSY,
  BUSY,
  FULL,
];

/** Who is there tonight. */
export function castOf(luck: Dice, start: Instant): Cast {
  const desks = [
    ...someOf(luck, 1, 3, (index) => deskPart(luck, index, false)),
    deskPart(luck, 10, true),
  ];
  const night = luck.pick(NIGHTS);
  const staff = [
    ...someOf(luck, night.staff[0], night.staff[1], (index) =>
      staffPart(luck, `line-${index}`, "line"),
    ),
    ...someOf(luck, 0, 1, (index) => staffPart(luck, `on-call-${index}`, "on-call")),
    ...someOf(luck, 0, 2, (index) => staffPart(luck, `supervisor-${index}`, "supervising")),
  ];
  const callers = someOf(luck, night.callers[0], night.callers[1], (index) =>
    callerPart(luck, index, { start, desks, lastsMs: seconds(night.callers[1] > 4 ? 120 : 45) }),
  );
  return {
    callers,
    staff: staff.map((part, index) => Object.assign(part, { phone: numbered(120, index) })),
    desks,
    trusted: { number: TRUSTED_NUMBER, says: luck.pick(TRUSTED_SAYS) },
    processes: luck.pick([1, 2, 2, 3]),
  };
}

function someOf<T>(luck: Dice, least: number, most: number, one: (index: number) => T): T[] {
  return Array.from({ length: luck.between(least, most) }, (_, index) => one(index));
}

function deskPart(luck: Dice, index: number, rehearsal: boolean): DeskPart {
  const does = [...someOf(luck, 0, 4, () => luck.pick(DESK_DOES)), "takes" as const];
  const language = luck.chance(0.8) ? "en" : "fr";
  return {
    ...aDesk,
    id: `desk-${index}`,
    name: `Desk ${index}`,
    language,
    number: numbered(150, index),
    rehearsal,
    does,
  };
}

function staffPart(luck: Dice, id: string, circle: StaffPart["circle"]): Omit<StaffPart, "phone"> {
  return {
    id,
    name: id,
    circle,
    via: luck.chance(0.6) ? "softphone" : "phone",
    languages: luck.pick<readonly Language[]>([["en"], ["en", "fr"], ["fr"]]),
    rings: luck.chance(0.7) ? "answers" : luck.pick(["never", "declines", "voicemail"]),
    answersAfterMs: luck.between(seconds(1), seconds(18)),
    confirms: luck.chance(0.6) ? "promptly" : luck.pick(["late", "never"]),
    loseLineMs: luck.chance(0.25) ? luck.between(seconds(5), seconds(240)) : Infinity,
    startsWatchAfterMs: luck.chance(0.9) ? luck.between(seconds(3), seconds(40)) : Infinity,
    goodbyeAfterMs: luck.between(seconds(120), seconds(420)),
    usesQuietKey: luck.chance(0.3),
    asksCover: luck.chance(0.15),
    thorough: luck.chance(0.4),
    goesDeaf: luck.chance(0.25)
      ? {
          afterMs: luck.between(0, seconds(300)),
          forMs: luck.between(seconds(5), seconds(240)),
          pressesStar: luck.chance(0.5),
          losesCall: luck.chance(0.3),
        }
      : null,
  };
}

type Setting = {
  readonly start: Instant;
  readonly desks: readonly DeskPart[];
  readonly lastsMs: number;
};

function callerPart(luck: Dice, index: number, { start, desks, lastsMs }: Setting): CallerPart {
  const withheld = luck.chance(0.15);
  const number = numbered(180, index);
  const dials = luck.pick([LINE_NUMBER, LINE_NUMBER, LINE_NUMBER, FRENCH_NUMBER, REHEARSAL_NUMBER]);
  const theirs = desks.filter(({ rehearsal }) => rehearsal === (dials === REHEARSAL_NUMBER));
  return {
    name: `caller ${index}`,
    number: withheld ? "anonymous" : number,
    dials,
    withheld,
    arrivesAt: start + luck.between(0, lastsMs),
    wellMs: luck.chance(0.55) ? luck.between(seconds(20), seconds(180)) : Infinity,
    answers: luck.pick(["key", "key", "voice", "wrongKey", "nods"]),
    slow: luck.chance(0.25),
    waiting: waitingPart(luck),
    drop: luck.chance(0.45)
      ? { afterMs: luck.between(seconds(5), seconds(240)), after: luck.pick(DROPS) }
      : null,
    byeAfterMs: luck.between(seconds(180), seconds(420)),
    denies: luck.chance(0.3),
    wishes: null,
    patienceMs: Infinity,
    says: spokenPart(luck),
    saysAgain: luck.chance(0.3),
    plan: luck.chance(0.85) ? planOf(luck, withheld ? null : number, theirs) : null,
  };
}

function spokenPart(luck: Dice): Spoken | null {
  if (luck.chance(0.25)) return null;
  const ends = luck.pick(["#", "#", "#", "", "", "hangsUp", "*", "9"]);
  const lastsMs = luck.chance(0.8) ? luck.between(3_000, 15_000) : luck.between(300, 2_900);
  return { lastsMs, ends };
}

function waitingPart(luck: Dice): CallerPart["waiting"] {
  if (luck.chance(0.25)) return null;
  const key = luck.pick(["7", "7", "7", "9", "4", "2", "3", "1"]);
  return { key, afterMs: luck.between(1_000, 70_000) };
}

function planOf(luck: Dice, number: string | null, desks: readonly DeskPart[]) {
  const help = luck.chance(0.75) ? "ambulance" : luck.pick(["trusted", "nobody"]);
  const place = luck.chance(0.85) ? "exact" : luck.pick(["area", "none"]);
  const covered = luck.chance(0.88);
  const trustedPerson = help === "trusted" || luck.chance(0.3);
  const summary: PlanSummary = {
    ...emptyPlan,
    help,
    place,
    trustedPerson,
    trustedFirst: trustedPerson && help === "ambulance" && luck.chance(0.5),
    numberGiven: number !== null && luck.chance(0.5),
    mayText: luck.chance(0.5),
    desks: place === "none" || !covered ? [] : desks.map(({ id }) => id),
  };
  const sealed: Plan = {
    ...blankPlan,
    ...summary,
    callerName: "Pseudonyme-A",
    address: place === "none" ? null : ADDRESS,
    municipality: "Testville",
    province: covered ? "ON" : "NU",
    wayIn: "back door, porte-Q",
    callerNumber: number,
    people: 1,
    trusted: trustedPerson ? { name: "Pseudonyme-T", number: TRUSTED_NUMBER } : null,
  };
  return { summary, sealed };
}
