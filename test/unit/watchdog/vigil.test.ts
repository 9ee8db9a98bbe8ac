import { expect, test } from "vitest";

import { keepVigil, type Books, type Seen } from "../../../src/engine/vigil.ts";

const now = Date.UTC(2026, 10, 22, 3);
const seconds = (count: number) => count * 1_000;

const allIsWell: Books = {
  heartbeats: new Map([
    ["sweep", now - 900],
    ["queue", now - 900],
  ]),
  oldestOverdueAt: null,
  lineOverdueAt: null,
  callsNotMade: false,
  syntheticFailed: false,
  answering: 1,
  refused: null,
  clockSteppedAt: null,
  differing: [],
  shut: [],
  undated: [],
};

function troubles(books: Partial<Books> | null, seen: Partial<Seen> = {}) {
  return keepVigil({
    now,
    since: now - seconds(600),
    databaseAt: now,
    carrierFailures: 0,
    books: books === null ? null : { ...allIsWell, ...books },
    ...seen,
  });
}

const beats = (sweepAgoMs: number, queueAgoMs: number) => ({
  heartbeats: new Map([
    ["sweep", now - sweepAgoMs],
    ["queue", now - queueAgoMs],
  ]),
});

test("all is well, and nobody is woken", () => {
  expect(troubles({})).toEqual([]);
});

test.each([
  ["a sweep silent for six seconds", beats(seconds(6), 0), "sweepSilent"],
  ["a sweep never heard of", { heartbeats: new Map([["queue", now]]) }, "sweepSilent"],
  ["a queue silent for eleven seconds", beats(0, seconds(11)), "queueSilent"],
  ["something six seconds late", { oldestOverdueAt: now - seconds(6) }, "dutyOverdue"],
  ["a reminder eleven minutes late", { lineOverdueAt: now - seconds(660) }, "lineDutyOverdue"],
  ["a watch that owes no help", { undated: ["s1"] }, "deadlineMissing"],
  ["calls that were not made", { callsNotMade: true }, "carrierFailing"],
  ["a line that does not reach itself", { syntheticFailed: true }, "syntheticFailed"],
  ["three refused signatures", { refused: { at: now, count: 3 } }, "signaturesRefused"],
  ["nobody on shift", { answering: 0 }, "nobodyOnShift"],
  ["a clock that jumped a moment ago", { clockSteppedAt: now - seconds(3) }, "clockStepped"],
  ["keys of the vault that do not open", { shut: ["staff.ever.00000000"] }, "vaultShut"],
  ["events that do not add up to the row", { differing: ["s1"] }, "foldDiffers"],
] as const)("%s", (_what, books, trouble) => {
  expect(troubles(books)).toEqual([trouble]);
});

test.each([
  ["a sweep a moment ago", beats(seconds(4), 0)],
  ["a queue that takes its time", beats(0, seconds(9))],
  ["something due just now", { oldestOverdueAt: now - seconds(4) }],
  ["a reminder nine minutes late", { lineOverdueAt: now - seconds(540) }],
  ["two refused signatures", { refused: { at: now, count: 2 } }],
  ["many, an hour ago", { refused: { at: now - seconds(3_600), count: 40 } }],
  ["a clock that jumped two minutes ago", { clockSteppedAt: now - seconds(120) }],
] as const)("is no trouble: %s", (_what, books) => {
  expect(troubles(books)).toEqual([]);
});

test("a watchdog that has only begun calls nobody silent", () => {
  expect(troubles({ heartbeats: new Map() }, { since: now - seconds(3) })).toEqual([]);
});

test("a database that has not answered for six seconds is gone", () => {
  expect(troubles(null, { databaseAt: now - seconds(6) })).toEqual(["databaseAway"]);
  expect(troubles(null, { databaseAt: now - seconds(4) })).toEqual([]);
});

test("a carrier that failed twice in a row is said to fail, with the database or without", () => {
  expect(troubles({}, { carrierFailures: 1 })).toEqual([]);
  expect(troubles({}, { carrierFailures: 2 })).toEqual(["carrierFailing"]);
  expect(troubles(null, { carrierFailures: 2 })).toEqual(["carrierFailing"]);
});
