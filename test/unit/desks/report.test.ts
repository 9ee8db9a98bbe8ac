import { expect, test } from "vitest";
import { deskReport, type DeskHappening } from "../../../src/domain/desks/report.ts";

const second = 1_000;

test("how often a desk was rung, picked up and took it, and how long that took", () => {
  const happenings: DeskHappening[] = [
    { sessionId: "a", at: 0, kind: "deskRung", deskId: "north", attempt: 1 },
    { sessionId: "a", at: 4 * second, kind: "deskAnswered", deskId: "north" },
    { sessionId: "a", at: 40 * second, kind: "helpTaken", deskId: "north" },
    { sessionId: "a", at: 90 * second, kind: "deskEnded", deskId: "north", how: "completed" },
    { sessionId: "b", at: 0, kind: "deskRung", deskId: "north", attempt: 1 },
    { sessionId: "b", at: 2 * second, kind: "deskEnded", deskId: "north", how: "busy" },
    { sessionId: "b", at: 2 * second, kind: "deskRung", deskId: "south", attempt: 2 },
    { sessionId: "b", at: 5 * second, kind: "deskAnswered", deskId: "south" },
    { sessionId: "b", at: 9 * second, kind: "helpTaken", deskId: null },
  ];
  expect(deskReport(happenings)).toEqual([
    {
      deskId: "north",
      rung: 2,
      answered: 1,
      taken: 1,
      missed: { busy: 1 },
      answeredAfterMs: 4 * second,
      takenAfterMs: 36 * second,
    },
    {
      deskId: "south",
      rung: 1,
      answered: 1,
      taken: 0,
      missed: {},
      answeredAfterMs: 3 * second,
      takenAfterMs: null,
    },
  ]);
});

test("a desk that says it picked up twice did so once", () => {
  const [row] = deskReport([
    { sessionId: "a", at: 0, kind: "deskRung", deskId: "north", attempt: 1 },
    { sessionId: "a", at: 1, kind: "deskAnswered", deskId: "north" },
    { sessionId: "a", at: 9, kind: "deskAnswered", deskId: "north" },
  ]);
  expect(row).toMatchObject({ answered: 1, answeredAfterMs: 1 });
});
