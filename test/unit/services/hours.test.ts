import { expect, test } from "vitest";
import { openingHours } from "../../../src/adapters/opening-hours.ts";
import { changesOf } from "../../../src/domain/services/changes.ts";
import { ASSURED_FOR_DAYS, isStale } from "../../../src/domain/services/freshness.ts";
import { foundBy } from "../../../src/domain/services/found.ts";
import { openAt, openness } from "../../../src/domain/services/hours.ts";
import { costOf, type Listing, type Opening } from "../../../src/domain/services/listing.ts";
import { rehearsalListings } from "../../../src/adapters/postgres/services-seed.ts";

/** Sunday 22 November 2026, 12:00 in Toronto. */
const sundayNoon = Date.UTC(2026, 10, 22, 17);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const some = rehearsalListings(sundayNoon);
const [site] = some;
if (site === undefined) throw new Error("The seed has services");
const [usual] = site.openings;
if (usual === undefined) throw new Error("The first has hours");

const opening = (more: Partial<Opening>): Opening => ({
  ...usual,
  byday: null,
  freq: "WEEKLY",
  opens: 660,
  closes: 1380,
  ...more,
});
const openingIn = (openings: readonly Opening[], more: Partial<Listing> = {}) => {
  const listing = { standing: "active", timeZone: "America/Toronto", ...more, openings } as const;
  return (at: number) => openAt(listing, null, { at, hours: openingHours });
};

test("open until 23:00, by the clocks of the place, and not a minute longer", () => {
  const sunday = opening({ byday: "SU" });
  const toronto = openingIn([sunday]);
  const until = Date.UTC(2026, 10, 23, 4);
  expect(toronto(sundayNoon)).toEqual({ now: "open", until });
  expect(toronto(until - 1)).toEqual({ now: "open", until });
  expect(toronto(until)).toEqual({ now: "closed", next: sundayNoon - HOUR_MS + 7 * DAY_MS });
  const whitehorse = openingIn([sunday], { timeZone: "America/Whitehorse" });
  expect(whitehorse(sundayNoon)).toEqual({ now: "closed", next: sundayNoon + HOUR_MS });
});

test("over midnight, and the whole day round", () => {
  const night = openingIn([opening({ byday: "SA", opens: 22 * 60, closes: 6 * 60 })]);
  expect(night(sundayNoon - 7 * HOUR_MS)).toEqual({ now: "open", until: sundayNoon - 6 * HOUR_MS });
  const always = openingIn([opening({ byday: "MO,TU,WE,TH,FR,SA,SU", opens: 0, closes: 0 })]);
  expect(always(sundayNoon)).toEqual({ now: "open", until: null });
});

test("two stretches that touch are one", () => {
  const hours = openingIn([
    opening({ byday: "SU", opens: 600, closes: 780 }),
    opening({ byday: "SU", opens: 780, closes: 900 }),
  ]);
  expect(hours(sundayNoon)).toEqual({ now: "open", until: sundayNoon + 3 * HOUR_MS });
});

test("23:00 stays 23:00 when the clocks change", () => {
  const daily = openingIn([opening({ byday: "MO,TU,WE,TH,FR,SA,SU" })]);
  const saturday = Date.UTC(2026, 9, 31, 16);
  expect(daily(saturday)).toEqual({ now: "open", until: Date.UTC(2026, 10, 1, 3) });
  expect(daily(saturday + DAY_MS + HOUR_MS)).toEqual({
    now: "open",
    until: Date.UTC(2026, 10, 2, 4),
  });
});

test.each([
  ["the fourth Sunday of a month", { freq: "MONTHLY", byday: "4SU" }, true],
  ["the first Sunday of a month", { freq: "MONTHLY", byday: "1SU" }, false],
  ["the 22nd of a month", { freq: "MONTHLY", bymonthday: "22" }, true],
  ["the last day of a month", { freq: "MONTHLY", bymonthday: "-1" }, false],
  ["every other week from the 8th", { byday: "SU", interval: 2, dtstart: "2026-11-08" }, true],
  ["every other week from the 15th", { byday: "SU", interval: 2, dtstart: "2026-11-15" }, false],
  ["three times from the 8th", { byday: "SU", count: 3, dtstart: "2026-11-08" }, true],
  ["twice from the 8th", { byday: "SU", count: 2, dtstart: "2026-11-08" }, false],
  ["on the weekday it began", { dtstart: "2020-11-22" }, true],
  ["until the day before", { byday: "SU", until: "2026-11-21" }, false],
  ["not valid yet", { byday: "SU", validFrom: "2026-11-23" }, false],
  ["valid to this very day", { byday: "SU", validTo: "2026-11-22" }, true],
  ["in this week of the year", { byday: "SU", byweekno: "47" }, true],
  ["in the last week of the year", { byday: "SU", byweekno: "-1" }, false],
  ["on this day of the year", { byday: "SU", byyearday: "326" }, true],
  ["on this day alone", { freq: null, dtstart: "2026-11-22" }, true],
  ["on another day alone", { freq: null, dtstart: "2026-11-23" }, false],
] as const)("%s", (_, rule, open) => {
  expect(openingIn([opening(rule)])(sundayNoon).now).toBe(open ? "open" : "closed");
});

test("closed for now is never open, and hours that nobody wrote are not known", () => {
  const every = [opening({ byday: "SU" })];
  expect(openingIn(every, { standing: "temporarilyClosed" })(sundayNoon).now).toBe("closed");
  expect(openingIn([])(sundayNoon)).toEqual({ now: "unknown" });
  expect(openingIn([opening({ opens: null, closes: null })])(sundayNoon)).toEqual({
    now: "unknown",
  });
  expect(openness([], sundayNoon)).toEqual({ now: "closed", next: null });
});

test("a door's own hours go before those of the whole", () => {
  const around = { at: sundayNoon, hours: openingHours };
  const timeZone = "America/Toronto";
  const shut = { openings: [opening({ byday: "MO" })], timeZone };
  const whole = { ...site, timeZone };
  expect(openAt(whole, shut, around).now).toBe("closed");
  expect(openAt(whole, { openings: [], timeZone }, around).now).toBe("open");
  const west = { openings: [], timeZone: "America/Vancouver" };
  expect(openAt(whole, west, around).now).toBe("closed");
});

test("what nobody made sure of for 180 days is stale, and what nobody ever did too", () => {
  const assured = Date.UTC(2026, 10, 22);
  const lastFresh = assured + (ASSURED_FOR_DAYS + 1) * DAY_MS - 1;
  expect(isStale(assured, lastFresh)).toBe(false);
  expect(isStale(assured, lastFresh + 1)).toBe(true);
  expect(isStale(null, assured)).toBe(true);
});

test("free only where every price says so", () => {
  const priced = (...amounts: (number | null)[]) =>
    costOf({
      ...site,
      prices: amounts.map((amount, index) => ({
        id: String(index),
        option: null,
        amount,
        currency: null,
        description: null,
      })),
    });
  expect([priced(), priced(0), priced(0, 5), priced(0, null)]).toEqual([
    "unknown",
    "free",
    "paid",
    "unknown",
  ]);
});

test("a listing is found however somebody writes its town or its name", () => {
  const one = site.sites[0];
  if (one === undefined) throw new Error("It has a door");
  const listing = {
    ...site,
    name: "Maison-Étoile",
    sites: [{ ...one, municipality: "Saint-Jérôme" }],
  };
  expect(foundBy(listing)).toMatchObject({ towns: ["st jerome"], anywhere: false });
  expect(foundBy(listing).names).toContain("maison etoile");
  expect(foundBy({ ...site, sites: [] }).anywhere).toBe(true);
});

test("a dry run says what would change, part by part", () => {
  const changed = { ...site, name: "Another", openings: [] };
  const fresh = { ...site, id: "new" };
  expect(changesOf([site], [changed, fresh]).map(({ change, fields }) => [change, fields])).toEqual(
    [
      ["changed", ["name", "openings"]],
      ["added", []],
    ],
  );
  const entries = Object.entries(usual).toReversed();
  const otherWay: Opening = JSON.parse(JSON.stringify(Object.fromEntries(entries)));
  const turned: Listing = { ...site, openings: [otherWay] };
  expect(Object.keys(otherWay)).not.toEqual(Object.keys(usual));
  expect(changesOf([turned], [site])).toMatchObject([{ change: "same" }]);
});

test("services to rehearse with are fictional, in every province and territory", () => {
  expect(new Set(some.flatMap(({ provinces }) => provinces)).size).toBe(13);
  const numbers = some
    .flatMap(({ phones, sites }) => [...phones, ...sites.flatMap((place) => place.phones)])
    .map(({ number }) => number);
  expect(numbers.filter((number) => !/^\+155555[56]0\d{3}$/.test(number))).toEqual([]);
  expect(some.every(({ rehearsal, name }) => rehearsal && name.startsWith("Rehearsal"))).toBe(true);
});
