import type { Language } from "../../src/domain/language.ts";
import type { Circle, Instant } from "../../src/domain/session/people.ts";
import type { Book, Override, Rule } from "../../src/domain/shifts/shift.ts";
import { dice, type Dice } from "../support/dice.ts";
import { LINE_NUMBER } from "../support/world.ts";
import { castOf, type CallerPart, type DeskPart, type StaffPart } from "./cast.ts";
import type { Deafness } from "./consoles.ts";

/** Monday 00:00 in Toronto, in winter. */
export const WEEK_START = Date.parse("2026-11-23T05:00:00Z");
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
export const TIME_ZONE = "America/Toronto";
const CALLERS = 2_000;
const RESPONDERS = 12;

/** Somebody of ours for a week: when their browser is silent, and whether rings then go unheard. */
export type WeekStaff = StaffPart & {
  readonly deaf: readonly (Deafness & { readonly rings: boolean })[];
};

/** What nobody agreed beforehand. */
export type Surprise = {
  readonly at: Instant;
  readonly index: number;
  readonly kind: "sick" | "leaves";
};

export type WeekCast = {
  readonly staff: readonly WeekStaff[];
  readonly desks: readonly DeskPart[];
  readonly callers: readonly CallerPart[];
  readonly book: Book;
  readonly surprises: readonly Surprise[];
  readonly until: Instant;
};

export function weekCast(seed: number, days: number): WeekCast {
  const until = WEEK_START + days * 24 * HOUR_MS;
  const luck = dice(seed, "week");
  const desks = castOf(dice(seed, "cast"), WEEK_START).desks;
  const on = (circle: Circle, most: number) =>
    Array.from({ length: most }, (_, index) => weekStaff(luck, `${circle}-${index}`, circle));
  const staff = [...on("line", RESPONDERS), ...on("on-call", 2), ...on("supervising", 1)].map(
    (part, index) => ({ ...part, phone: `+1555555${String(120 + index).padStart(4, "0")}` }),
  );
  const surprises = Array.from({ length: 6 }, (_, index): Surprise => ({
    at: WEEK_START + luck.between(6 * HOUR_MS, WEEK_MS - 6 * HOUR_MS),
    index: luck.between(0, 3),
    kind: index % 2 === 0 ? "leaves" : "sick",
  }));
  const callers = Array.from({ length: CALLERS }, (_, index) => weekCaller(luck, index, desks));
  const inTime = callers.filter(({ arrivesAt }) => arrivesAt < until);
  return { staff, desks, callers: inTime, book: bookOf(luck, staff), surprises, until };
}

/** Hours of the line's clock, and how many are on: nights, days, evenings. */
const SLOTS = [
  { from: "00:00", to: "08:00", size: 3, share: 0.25 },
  { from: "08:00", to: "16:00", size: 3, share: 0.3 },
  { from: "16:00", to: "00:00", size: 4, share: 0.45 },
] as const;
const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
const dayOf = (index: number): string => `2026-11-${23 + index}`;

function bookOf(luck: Dice, staff: readonly WeekStaff[]): Book {
  const rules: Rule[] = [];
  const order = Array.from({ length: RESPONDERS }, (_, index) => index).toSorted(
    () => luck.next() - 0.5,
  );
  let next = 0;
  for (const [day, name] of DAYS.entries()) {
    for (const [slot, { from, to, size }] of SLOTS.entries()) {
      for (let place = 0; place < size; place += 1) {
        const staffId = `line-${order[next++ % RESPONDERS]}`;
        const ends = `${dayOf(to === "00:00" ? day + 1 : day)}T${to}`;
        rules.push({
          ...ruleOf(`r${day}${slot}${place}`, staffId, "line"),
          starts: `${dayOf(day)}T${from}`,
          ends,
          repeat: `FREQ=WEEKLY;BYDAY=${name}`,
        });
      }
    }
  }
  const others = staff.filter(({ circle }) => circle !== "line");
  for (const [index, { id, circle }] of others.entries()) {
    const layer = circle === "on-call" ? index + 1 : null;
    const daily = { starts: "2026-11-23T00:00", ends: "2026-11-24T00:00", repeat: "FREQ=DAILY" };
    rules.push({ ...ruleOf(`r-${id}`, id, circle), layer, ...daily });
  }
  const members = staff.map(({ id, languages, circle }) => ({
    id,
    languages,
    roles: circle === "supervising" ? ["supervisor"] : ["responder"],
  }));
  return { rules, overrides: cancelled(luck), members };
}

const ruleOf = (
  id: string,
  staffId: string,
  circle: Circle,
): Omit<Rule, "starts" | "ends" | "repeat"> => ({
  id,
  staffId,
  circle,
  layer: null,
  timeZone: TIME_ZONE,
  endedFrom: null,
});

/** Known long before: on two days so few are left that there is a gap. */
const cancelled = (luck: Dice): readonly Override[] =>
  [luck.between(2, 3), luck.between(4, 5)].flatMap((day) =>
    [0, 1].map((place) =>
      cancelling(`r${day}0${place}`, dayOf(day), WEEK_START + day * 24 * HOUR_MS),
    ),
  );

export const cancelling = (ruleId: string, day: string, ruledAt: Instant): Override => ({
  ruleId,
  day,
  ruledAt,
  cancelled: true,
  startsAt: null,
  endsAt: null,
  staffId: null,
});

function weekStaff(luck: Dice, id: string, circle: Circle): Omit<WeekStaff, "phone"> {
  const languages: readonly Language[] = luck.chance(0.5) ? ["en"] : ["en", "fr"];
  return {
    id,
    name: id,
    circle,
    via: circle === "line" ? "softphone" : "phone",
    languages,
    rings: "answers",
    answersAfterMs: luck.between(2_000, 5_000),
    confirms: "promptly",
    loseLineMs: Infinity,
    startsWatchAfterMs: luck.between(15_000, 40_000),
    goodbyeAfterMs: luck.between(4 * MINUTE_MS, 9 * MINUTE_MS),
    usesQuietKey: false,
    asksCover: false,
    thorough: false,
    goesDeaf: null,
    deaf: circle === "line" ? flaky(luck) : [],
  };
}

/** A browser that goes silent every few hours: mostly for moments, sometimes for minutes. */
function flaky(luck: Dice): WeekStaff["deaf"] {
  const deaf: (Deafness & { rings: boolean })[] = [];
  for (let at = WEEK_START; at < WEEK_START + WEEK_MS;) {
    at += luck.between(10 * MINUTE_MS, 5 * HOUR_MS);
    const lasts = luck.chance(0.7) ? luck.between(3_000, 30_000) : luck.between(60_000, 600_000);
    deaf.push({ from: at, to: at + lasts, rings: luck.chance(0.3) });
    at += lasts;
  }
  return deaf;
}

function dropOf(luck: Dice): CallerPart["drop"] {
  if (!luck.chance(0.03)) return null;
  const afterMs = luck.between(40_000, 240_000);
  return { afterMs, after: luck.pick(["redials", "picksUp", "texts"]) };
}

function arrivalOf(luck: Dice): Instant {
  const slot = luck.next();
  const [night, day] = SLOTS;
  const which = slot < night.share ? 0 : slot < night.share + day.share ? 1 : 2;
  const day0 = WEEK_START + luck.between(0, 6) * 24 * HOUR_MS;
  return day0 + which * 8 * HOUR_MS + luck.between(0, 8 * HOUR_MS - 1);
}

function weekCaller(luck: Dice, index: number, desks: readonly DeskPart[]): CallerPart {
  const arrivesAt = arrivalOf(luck);
  const uses = luck.chance(0.6);
  const own = castOf(dice(index, "caller of the week"), arrivesAt).callers[0];
  const plan = own?.plan ?? null;
  const theirs = desks.filter(({ rehearsal }) => !rehearsal).map(({ id }) => id);
  const number = `+1555${String(6_000_000 + index)}`;
  const summary =
    plan === null ? null : { ...plan.summary, help: "ambulance" as const, desks: theirs };
  return {
    name: `caller ${index}`,
    number,
    dials: LINE_NUMBER,
    withheld: false,
    arrivesAt,
    wellMs: luck.chance(0.006) ? luck.between(3, 6) * MINUTE_MS : Infinity,
    answers: "key",
    slow: false,
    waiting: luck.chance(0.6)
      ? { key: uses ? "7" : "2", afterMs: luck.between(60_000, 90_000) }
      : null,
    drop: dropOf(luck),
    byeAfterMs: luck.between(5, 12) * MINUTE_MS,
    denies: true,
    wishes: { uses, talksMs: luck.between(MINUTE_MS, uses ? 8 * MINUTE_MS : 6 * MINUTE_MS) },
    patienceMs: luck.chance(0.1) ? luck.between(20_000, 180_000) : Infinity,
    says: null,
    saysAgain: false,
    plan:
      plan === null || summary === null || !uses
        ? null
        : { summary, sealed: { ...plan.sealed, ...summary, callerNumber: number } },
  };
}
