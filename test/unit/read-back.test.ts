import { expect, test } from "vitest";
import { nowhere } from "../../src/domain/place.ts";
import { readBack, type ReadBack } from "../../src/domain/read-back.ts";

const whole: ReadBack = {
  ...nowhere,
  place: "exact",
  address: "12 Elm Street",
  unit: "4",
  floor: "2",
  municipality: "Sudbury",
  province: "ON",
  wayIn: "the side door.",
  vehicle: "a red van",
  help: "ambulance",
  spoken: false,
  whoComes: "ambulance",
};

const says = (plan: ReadBack, language: "en" | "fr") =>
  readBack(plan, language).map(({ part, say }) => `${part}: ${say}`);

test("a plan is read back part by part, in the caller's language", () => {
  expect(says(whole, "en")).toEqual([
    "address: You're at 12 Elm Street.",
    "unit: It's unit 4, floor 2.",
    "town: That's in Sudbury, Ontario.",
    "wayIn: To get in: the side door.",
    "vehicle: Look for a red van.",
    "whoComes: If you stop answering, an ambulance comes.",
  ]);
  expect(says(whole, "fr")).toEqual([
    "address: Tu es ici : 12 Elm Street.",
    "unit: C'est : appartement 4, étage 2.",
    "town: La ville : Sudbury, Ontario.",
    "wayIn: Pour entrer : the side door.",
    "vehicle: On cherche ceci : a red van.",
    "whoComes: Si tu ne réponds plus, une ambulance vient.",
  ]);
});

test("what is not known is not read, and nowhere is nothing at all", () => {
  const bare: ReadBack = { ...whole, ...nowhere, place: "none", whoComes: null };
  expect(says(bare, "en")).toEqual([]);
  expect(says({ ...bare, place: "area", address: "by the river" }, "en")[0]).toBe(
    "address: You're somewhere around by the river.",
  );
});

test("who comes is said as it is: police, nobody, the person they trust, or that there is no desk", () => {
  const last = (given: Partial<ReadBack>) => says({ ...whole, ...given }, "en").at(-1);
  expect(last({ whoComes: "police" })).toMatch(/police are the ones who come/);
  expect(last({ whoComes: "healthCentre" })).toMatch(/the health centre sends/);
  expect(last({ help: "nobody" })).toMatch(/we send nobody/);
  expect(last({ help: "trusted" })).toMatch(/the person you trust/);
  expect(last({ whoComes: null })).toMatch(/I have nobody to send to that place/);
});

test("a place in their own voice is not put into words", () => {
  const spoken = says({ ...whole, ...nowhere, spoken: true, province: "QC" }, "en");
  expect(spoken).toEqual([
    "address: You told us where you are yourself; I can play it to you.",
    "town: That's in Quebec.",
    "whoComes: If you stop answering, an ambulance comes.",
  ]);
});
