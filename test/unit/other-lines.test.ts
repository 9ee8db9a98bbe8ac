import { expect, test } from "vitest";
import {
  isLineNumber,
  linesFor,
  suicideLineFor,
  type OtherLine,
  type Suiting,
} from "../../src/domain/other-lines/other-line.ts";

const NOON = Date.UTC(2026, 0, 15, 17, 0);

const line = (id: string, given: Partial<OtherLine> = {}): OtherLine => ({
  id,
  name: id,
  whatFor: "other",
  province: null,
  languages: ["en", "fr"],
  hours: null,
  timeZone: "America/Toronto",
  takesBy: "key",
  verifiedAt: NOON,
  rehearsal: false,
  ...given,
});
const call: Suiting = {
  rehearsal: false,
  language: "en",
  province: null,
  kind: null,
  concerns: [],
};
const ids = (lines: readonly OtherLine[]) => lines.map(({ id }) => id);

test("9-8-8 is a line only by ten digits; no emergency or short number is one, however it is written", () => {
  expect(isLineNumber("+15555550160")).toBe(true);
  for (const number of [
    "988",
    "+1988",
    "911",
    "+1911",
    "+19115550160",
    "+1211",
    "5555550160",
    "+441632960160",
  ]) {
    expect(isLineNumber(number)).toBe(false);
  }
});

test("rehearsals and real calls each have their own lines, and nobody else's", () => {
  const lines = [line("real"), line("practice", { rehearsal: true })];
  expect(ids(linesFor(lines, call, NOON))).toEqual(["real"]);
  expect(ids(linesFor(lines, { ...call, rehearsal: true }, NOON))).toEqual(["practice"]);
});

test("another province's line is not offered; with no province known, every line is", () => {
  const lines = [line("a-bc", { province: "BC" }), line("b-all"), line("c-on", { province: "ON" })];
  expect(ids(linesFor(lines, { ...call, province: "ON" }, NOON))).toEqual(["b-all", "c-on"]);
  expect(linesFor(lines, call, NOON)).toHaveLength(3);
});

test("what suits the call comes first, then their language, then who is open, then who was checked lately", () => {
  const family = line("z-family", { whatFor: "family" });
  const french = line("y-french", { languages: ["fr"] });
  const closed = line("x-closed", { hours: "Sat 01:00-02:00" });
  const unchecked = line("w-unchecked", { verifiedAt: null });
  const lines = [french, closed, unchecked, family, line("a-open")];
  expect(ids(linesFor(lines, { ...call, kind: "family" }, NOON))).toEqual([
    "z-family",
    "a-open",
    "w-unchecked",
    "x-closed",
    "y-french",
  ]);
});

test("the line for somebody who may harm themselves is offered once that is marked, in their language", () => {
  const lines = [
    line("en", { whatFor: "suicide", languages: ["en"] }),
    line("fr", { whatFor: "suicide", languages: ["fr"] }),
    line("other"),
  ];
  const worried = { ...call, concerns: ["selfHarm"] } as const;
  expect(suicideLineFor(lines, call, NOON)).toBeNull();
  expect(suicideLineFor(lines, worried, NOON)?.id).toBe("en");
  expect(suicideLineFor(lines, { ...worried, language: "fr" }, NOON)?.id).toBe("fr");
  expect(suicideLineFor([line("other")], worried, NOON)).toBeNull();
});
