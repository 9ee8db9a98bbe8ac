import { expect, test } from "vitest";
import { readDeskCsv, writeDeskCsv } from "../../../src/adapters/csv/desks.ts";
import { changesOf, keptApart } from "../../../src/domain/desks/changes.ts";
import { entry } from "../../support/desks.ts";

const desks = [
  entry("relay_on", { kind: "relay", rehearsal: true, languages: ["en", "fr"] }),
  entry("kuujjuaq", {
    kind: "local",
    order: 2,
    whoComes: "healthCentre",
    hours: "Mon-Fri 08:00-16:00",
    recording: "refused",
    recordingAgreedBy: null,
    recordingAgreedAt: null,
    territory: { province: "QC", regions: ["Nunavik"], postalPrefixes: ["J0M"] },
  }),
];
const lines = () => writeDeskCsv(desks).split("\n");
/** The second desk's row, with one cell written otherwise. */
function withCell(column: string, cell: string): string {
  const header = lines()[0] ?? "";
  const index = header.split(",").indexOf(column);
  const cells = (lines()[2] ?? "").split(",");
  cells[index] = cell;
  return [header, lines()[1], cells.join(",")].join("\n");
}
const problemsOf = (text: string) => readDeskCsv(text).problems;

test("what is written can be read again, and is the same", () => {
  const read = readDeskCsv(writeDeskCsv(desks));
  expect(read.problems).toEqual([]);
  expect(read.desks.map(({ desk }) => desk)).toEqual(desks);
});

test.each([
  ["province", "ZZ"],
  ["kind", "hotline"],
  ["order", "first"],
  ["number", "911"],
  ["number", "+1911"],
  ["number", "555-0180"],
  ["languages", "de"],
  ["languages", ""],
  ["hours", "weekdays"],
  ["time_zone", "Canada/Nowhere"],
  ["who_comes", "someone"],
  ["recording", "maybe"],
  ["last_verified", "yesterday"],
  ["rehearsal", "perhaps"],
  ["id", "Big Letters"],
  ["name", ""],
  ["name", "=HYPERLINK(A1)"],
  ["municipalities", "@SUM(A1)"],
  ["recording_agreed_by", "-cmd"],
])("a wrong %s is named with its line: %s", (column, cell) => {
  expect(problemsOf(withCell(column, cell))).toMatchObject([{ line: 3, field: column }]);
});

test("every bad row is named, not only the first", () => {
  const [header, first, second] = lines();
  const text = [header, first?.replace("relay,", "wrong,"), second?.replace("QC", "??")].join("\n");
  expect(problemsOf(text).map(({ line, field }) => `${line} ${field}`)).toEqual([
    "2 kind",
    "3 province",
  ]);
});

test("an agreement needs who gave it and when", () => {
  expect(problemsOf(withCell("recording", "agreed")).map(({ field }) => field)).toEqual([
    "recording_agreed_by",
    "recording_agreed_on",
  ]);
});

test("the same id twice", () => {
  const [header, first] = lines();
  expect(problemsOf([header, first, first].join("\n"))).toMatchObject([{ line: 3, field: "id" }]);
});

test("a missing column, a broken row and a file that is none", () => {
  expect(problemsOf("id,name\na,b")).toContainEqual({
    line: 1,
    field: "kind",
    what: "this column is missing",
  });
  expect(problemsOf(`${lines()[0]}\n"unfinished`)).toHaveLength(1);
  expect(problemsOf("")).not.toEqual([]);
});

test("a ten-digit Canadian number is understood however it is written", () => {
  const read = readDeskCsv(withCell("number", "(555) 555-0199"));
  expect(read.desks[1]?.desk.number).toBe("+15555550199");
});

test("a dry run says what would change, column by column", () => {
  const [relay, local] = desks;
  if (relay === undefined || local === undefined) throw new Error("Two desks");
  const file = [{ ...relay, name: "Another", number: "+15555550181" }, entry("new")];
  expect(changesOf(desks, file)).toEqual([
    { id: "relay_on", change: "changed", fields: ["name", "number"] },
    { id: "new", change: "added", fields: [] },
    { id: "kuujjuaq", change: "notInFile", fields: [] },
  ]);
  expect(changesOf(desks, desks).map(({ change }) => change)).toEqual(["same", "same"]);
});

test("a rehearsal desk stays one, and never shares its number with a real one", () => {
  const turned = { line: 2, desk: entry("relay_on", { rehearsal: false }) };
  const shared = { line: 3, desk: entry("real", { number: "+15555550180" }) };
  const fields = keptApart([entry("relay_on", { rehearsal: true })], [turned]).map((p) => p.field);
  expect(fields).toEqual(["rehearsal"]);
  expect(
    keptApart([entry("mock", { rehearsal: true })], [shared]).map(({ line, field }) => [
      line,
      field,
    ]),
  ).toEqual([[3, "number"]]);
});
