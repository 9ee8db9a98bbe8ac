import type { Language } from "../../src/domain/language.ts";
import type { Instant } from "../../src/domain/session/people.ts";
import { emptyPlan, type PlanSummary } from "../../src/domain/session/plan.ts";
import type { Desk, Plan } from "../../src/engine/ports.ts";
import type { Dice } from "../support/dice.ts";
import type { OnShift } from "../support/memory-store.ts";
import type { Faults } from "../support/world.ts";
import { noFaults } from "../support/world.ts";

const seconds = (n: number) => n * 1_000;

/** What somebody who calls is going to do. Moments are counted from their arrival. */
export type CallerPart = {
  readonly name: string;
  readonly number: string;
  readonly withheld: boolean;
  readonly arrivesAt: Instant;
  /** They stop answering then; Infinity for somebody who stays well. */
  readonly wellMs: number;
  /** How they answer an ask. */
  readonly answers: "key" | "voice" | "wrongKey";
  readonly slow: boolean;
  /** The key they press while they wait, and when. */
  readonly waiting: { readonly key: string; readonly afterMs: number } | null;
  readonly drop: {
    readonly afterMs: number;
    readonly after: "redials" | "picksUp" | "gone" | "voicemail";
  } | null;
  /** Alone, they say bye with 0 and 0 again. */
  readonly byeAfterMs: number;
  readonly plan: { readonly summary: PlanSummary; readonly sealed: Plan } | null;
};

export type StaffPart = OnShift & {
  readonly rings: "answers" | "never" | "declines";
  readonly answersAfterMs: number;
  /** How they confirm what they hear. */
  readonly confirms: "promptly" | "late" | "never";
  /** After so long with a caller their line goes. */
  readonly loseLineMs: number;
  readonly startsWatchAfterMs: number;
  readonly goodbyeAfterMs: number;
  readonly usesQuietKey: boolean;
  readonly asksCover: boolean;
};

export type DeskPart = Desk & {
  /** What they do, call after call; the last again and again. */
  readonly does: readonly DeskDoes[];
};

export type DeskDoes = "takes" | "hangsUp" | "busy" | "voicemail" | "asksForPerson" | "listens";

export type Cast = {
  readonly callers: readonly CallerPart[];
  readonly staff: readonly StaffPart[];
  readonly desks: readonly DeskPart[];
  readonly trusted: {
    readonly number: string;
    readonly says: "1" | "2" | "3" | "nothing" | "away";
  };
  readonly faults: Faults;
};

export const TRUSTED_NUMBER = "+15555550170";
const numbered = (first: number, index: number): string =>
  `+1555555${String(first + index).padStart(4, "0")}`;

/** Who is there tonight, and what goes wrong. */
export function castOf(luck: Dice, start: Instant): Cast {
  const desks = someOf(luck, 1, 3, (index) => deskPart(luck, index));
  const busy = luck.chance(0.15);
  const staff = [
    ...someOf(luck, busy ? 2 : 0, busy ? 7 : 4, (index) =>
      staffPart(luck, `line-${index}`, "line"),
    ),
    ...someOf(luck, 0, 1, (index) => staffPart(luck, `on-call-${index}`, "on-call")),
    ...someOf(luck, 0, 2, (index) => staffPart(luck, `supervisor-${index}`, "supervising")),
  ];
  const callers = someOf(luck, busy ? 5 : 1, busy ? 8 : 4, (index) =>
    callerPart(luck, index, { start, desks }),
  );
  const says = luck.pick(["1", "2", "3", "nothing", "away"]);
  const phoned = staff.map((part, index) => Object.assign(part, { phone: numbered(120, index) }));
  return {
    callers,
    staff: phoned,
    desks,
    trusted: { number: TRUSTED_NUMBER, says },
    faults: faultsOf(luck),
  };
}

function someOf<T>(luck: Dice, least: number, most: number, one: (index: number) => T): T[] {
  return Array.from({ length: luck.between(least, most) }, (_, index) => one(index));
}

function deskPart(luck: Dice, index: number): DeskPart {
  const anything: readonly [DeskDoes, ...DeskDoes[]] = [
    "takes",
    "takes",
    "hangsUp",
    "busy",
    "voicemail",
    "asksForPerson",
    "listens",
  ];
  const does = [...someOf(luck, 0, 4, () => luck.pick(anything)), "takes" as const];
  const language = luck.chance(0.8) ? "en" : "fr";
  return {
    id: `desk-${index}`,
    name: `Desk ${index}`,
    language,
    number: numbered(150, index),
    rehearsal: false,
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
    rings: luck.chance(0.7) ? "answers" : luck.pick(["never", "declines"]),
    answersAfterMs: luck.between(seconds(1), seconds(18)),
    confirms: luck.chance(0.6) ? "promptly" : luck.pick(["late", "never"]),
    loseLineMs: luck.chance(0.25) ? luck.between(seconds(5), seconds(240)) : Infinity,
    startsWatchAfterMs: luck.chance(0.9) ? luck.between(seconds(3), seconds(40)) : Infinity,
    goodbyeAfterMs: luck.between(seconds(120), seconds(420)),
    usesQuietKey: luck.chance(0.3),
    asksCover: luck.chance(0.15),
  };
}

type Setting = { readonly start: Instant; readonly desks: readonly DeskPart[] };

function callerPart(luck: Dice, index: number, { start, desks }: Setting): CallerPart {
  const withheld = luck.chance(0.15);
  const number = numbered(180, index);
  const drops = luck.chance(0.4);
  return {
    name: `caller ${index}`,
    number: withheld ? "anonymous" : number,
    withheld,
    arrivesAt: start + luck.between(0, seconds(45)),
    wellMs: luck.chance(0.55) ? luck.between(seconds(20), seconds(180)) : Infinity,
    answers: luck.pick(["key", "key", "voice", "wrongKey"]),
    slow: luck.chance(0.25),
    waiting: luck.chance(0.75)
      ? {
          key: luck.pick(["7", "7", "7", "9", "4", "2", "3", "1"]),
          afterMs: luck.between(1_000, 70_000),
        }
      : null,
    drop: drops
      ? {
          afterMs: luck.between(seconds(5), seconds(200)),
          after: luck.pick(["redials", "picksUp", "gone", "voicemail"]),
        }
      : null,
    byeAfterMs: luck.between(seconds(180), seconds(420)),
    plan: luck.chance(0.85) ? planOf(luck, withheld ? null : number, desks) : null,
  };
}

function planOf(luck: Dice, number: string | null, desks: readonly DeskPart[]) {
  const help = luck.chance(0.75) ? "ambulance" : luck.pick(["trusted", "nobody"]);
  const place = luck.chance(0.85) ? "exact" : luck.pick(["area", "none"]);
  const trustedPerson = help === "trusted" || luck.chance(0.3);
  const summary: PlanSummary = {
    ...emptyPlan,
    help,
    place,
    trustedPerson,
    trustedFirst: trustedPerson && help === "ambulance" && luck.chance(0.5),
    numberGiven: number !== null && luck.chance(0.5),
    mayText: luck.chance(0.5),
    desks: place === "none" ? [] : desks.map(({ id }) => id),
  };
  const sealed: Plan = {
    ...summary,
    callerName: "A.",
    address: place === "none" ? null : "12 Fictional Street",
    municipality: "Testville",
    province: "ON",
    wayIn: "back door",
    othersThere: null,
    callerNumber: number,
    naloxone: "unknown",
    people: 1,
    trusted: trustedPerson ? { name: "T.", number: TRUSTED_NUMBER } : null,
  };
  return { summary, sealed };
}

/** A quarter of the nights are good ones. With the sweep off the queue must work, and nothing that only a sweep repairs may break. */
function faultsOf(luck: Dice): Faults {
  const night = luck.next();
  const bad: Faults = {
    queue: luck.chance(0.7),
    sweep: true,
    crash: 0.004,
    throws: 0.004,
    race: luck.pick([0, 0.1, 0.3]),
    slow: luck.pick([0, 0.2, 0.5]),
    late: luck.pick([0, 0.1, 0.3]),
    twice: luck.pick([0, 0.2]),
    lost: luck.pick([0, 0, 0.1]),
    silent: luck.pick([0, 0.1, 0.3]),
    refused: luck.pick([0, 0.05]),
    skewMs: luck.pick([0, 15]),
  };
  if (night < 0.25) return noFaults;
  if (night < 0.4) return { ...bad, queue: true, sweep: false, crash: 0, throws: 0, silent: 0 };
  return bad;
}
