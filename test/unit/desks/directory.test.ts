import { expect, test } from "vitest";
import { coverage } from "../../../src/domain/desks/coverage.ts";
import type { Where } from "../../../src/domain/desks/desk.ts";
import { covers, desksFor } from "../../../src/domain/desks/directory.ts";
import { openAt, readHours } from "../../../src/domain/desks/hours.ts";
import { PROVINCES } from "../../../src/domain/provinces.ts";
import { entry } from "../../support/desks.ts";

/** Sunday 22 November 2026, 12:00 in Toronto. */
const sundayNoon = Date.UTC(2026, 10, 22, 17);

const where = (rest: Partial<Where> = {}): Where => ({
  province: "ON",
  region: null,
  municipality: null,
  postalCode: null,
  ...rest,
});
const order = (entries: Parameters<typeof desksFor>[0], place: Where, at = sundayNoon) =>
  desksFor(entries, place, at).map(({ id }) => id);

test("a desk answers only for its own province", () => {
  expect(order([entry("on"), entry("qc", { territory: { province: "QC" } })], where())).toEqual([
    "on",
  ]);
});

test("routes go by their order, and with the same order the narrower territory first", () => {
  const relay = entry("relay", { order: 1 });
  const town = entry("town", { order: 2, territory: { municipalities: ["Kingston"] } });
  const postal = entry("postal", { order: 2, territory: { postalPrefixes: ["K7L"] } });
  const province = entry("province", { order: 2 });
  const place = where({ municipality: "Kingston", postalCode: "k7l 3n6" });
  expect(order([province, town, postal, relay], place)).toEqual([
    "relay",
    "postal",
    "town",
    "province",
  ]);
});

test("a town is known however somebody writes it", () => {
  const town = entry("town", { territory: { municipalities: ["Saint-Jérôme"] } });
  for (const municipality of ["Saint-Jérôme", "st jerome", "ST. JÉRÔME", " Saint Jerome "]) {
    expect(order([town], where({ municipality }))).toEqual(["town"]);
  }
  expect(order([town], where({ municipality: "Sainte-Jérôme" }))).toEqual([]);
  expect(order([town], where())).toEqual([]);
});

test("a region with a number of its own, where there is no 911", () => {
  const nunavik = entry("nunavik", { territory: { province: "QC", regions: ["Nunavik"] } });
  const place = where({ province: "QC", region: "nunavik" });
  expect(order([nunavik], place)).toEqual(["nunavik"]);
  expect(order([nunavik], where({ province: "QC" }))).toEqual([]);
});

test("everything a territory names must fit", () => {
  const territory = {
    province: "ON",
    regions: [],
    municipalities: ["Ottawa"],
    postalPrefixes: ["K1"],
  } as const;
  expect(covers(territory, where({ municipality: "Ottawa", postalCode: "K1A 0B1" }))).toBe(true);
  expect(covers(territory, where({ municipality: "Ottawa", postalCode: "K2P 1L4" }))).toBe(false);
});

test("a desk that is closed at this hour is rung last, and never left out", () => {
  const weekdays = entry("weekdays", { order: 1, hours: "Mon-Fri 08:00-16:00" });
  const always = entry("always", { order: 2 });
  const mondayNoon = sundayNoon + 24 * 3_600_000;
  expect(order([weekdays, always], where())).toEqual(["always", "weekdays"]);
  expect(order([weekdays, always], where(), mondayNoon)).toEqual(["weekdays", "always"]);
});

test("hours over midnight, and over the end of the week", () => {
  const night = "Sat 22:00-06:00";
  const at = (hoursFromSundayNoon: number) =>
    openAt(night, "America/Toronto", sundayNoon + hoursFromSundayNoon * 3_600_000);
  expect(at(-13)).toBe(true); // Saturday 23:00
  expect(at(-7)).toBe(true); // Sunday 05:00
  expect(at(-6)).toBe(false); // Sunday 06:00
  expect(at(11)).toBe(false); // Sunday 23:00
});

test("hours that cannot be read are refused where they are written, and ring where they are met", () => {
  for (const text of [
    "weekdays",
    "Mon 8-16",
    "Mon 08:00-08:00",
    "Mon 08:61-09:00",
    "Xyz 08:00-09:00",
  ]) {
    expect(readHours(text)).toBeNull();
  }
  expect(openAt("weekdays", "America/Toronto", sundayNoon)).toBe(true);
});

test("every province is reported: what is covered, what is not, and what nobody decided", () => {
  const report = coverage(
    [
      entry("a"),
      entry("b"),
      entry("town", { territory: { province: "QC", municipalities: ["Granby"] } }),
      entry("days", { hours: "Mon-Fri 08:00-16:00", territory: { province: "MB" } }),
      entry("old", { verifiedAt: Date.UTC(2024, 0, 1), territory: { province: "YT" } }),
    ],
    sundayNoon,
  );
  const of = (province: string) => report.find((one) => one.province === province);
  expect(report.map(({ province }) => province)).toEqual([...PROVINCES]);
  expect(of("ON")).toMatchObject({ desks: 2, hole: null, overlaps: [["a", "b"]] });
  expect(of("QC")).toMatchObject({ hole: "rest", overlaps: [] });
  expect(of("MB")).toMatchObject({ hole: "nights" });
  expect(of("YT")).toMatchObject({ hole: null, stale: ["old"] });
  expect(of("NU")).toMatchObject({ desks: 0, hole: "all" });
});

test("a narrower desk beside a wider one of the same order is no overlap", () => {
  const on = coverage(
    [entry("province"), entry("town", { territory: { municipalities: ["Kingston"] } })],
    sundayNoon,
  ).find(({ province }) => province === "ON");
  expect(on?.overlaps).toEqual([]);
});
