import { expect, test } from "vitest";

import {
  everyPlay,
  heardWords,
  inTime,
  neverHeard,
  nobodyElseRang,
  noDeskRang,
  requested,
  together,
  type Told,
} from "../../../src/rehearsals/judge.ts";

const caller = "+15555550131";
const desk = "+15555550209";
type Entry = Told["entries"][number];
type Fact<E = Entry> = E extends Entry ? Omit<E, "seq" | "at"> : never;

/** One thing after another, a second apart. */
const told = (...facts: readonly Fact[]): Told => ({
  caller,
  entries: facts.map((fact, index): Entry =>
    Object.assign(fact, { seq: index + 1, at: index * 1_000 }),
  ),
});

const heard = (handset: string, text: string, source: "say" | "voice" = "say"): Fact => ({
  kind: "heard",
  callSid: "CA1",
  handset,
  text,
  language: "en-CA",
  source,
  voicemail: false,
});
const called: Fact = { kind: "called", callSid: "CA1", handset: caller, to: "", from: caller };
const calls = (to: string): Fact => ({ kind: "callRequested", callSid: "CA2", to, from: "" });
const ends = (callSid: string, handset: string): Fact => ({
  kind: "ended",
  callSid,
  handset,
  to: handset,
  from: "",
  status: "completed",
  by: "line",
});
const answers = (callSid: string, handset: string): Fact => ({
  kind: "answered",
  callSid,
  handset,
  to: handset,
  from: "",
});
const joins = (callSid: string, handset: string): Fact => ({
  kind: "joined",
  callSid,
  handset,
  conferenceSid: "CF1",
  conference: "s-1",
});
const leaves = (callSid: string, handset: string): Fact => ({
  kind: "left",
  callSid,
  handset,
  conferenceSid: "CF1",
  conference: "s-1",
  reason: "",
});

test("only what the line itself said counts as heard", () => {
  expect(heardWords(told(heard(caller, "Take care.")), caller, "Take care.").holds).toBe(true);
  expect(heardWords(told(heard(caller, "Take care.", "voice")), caller, "Take").holds).toBe(false);
  expect(heardWords(told(heard(desk, "Take care.")), caller, "Take care.").holds).toBe(false);
  expect(neverHeard(told(heard(caller, "Take care.")), caller, "Take care.").holds).toBe(false);
});

test("what was to be heard after something is not heard before it, nor without it", () => {
  const play = told(heard(caller, "Good."), calls(desk));
  expect(heardWords(play, caller, "Good.", requested(play, desk)).holds).toBe(false);
  expect(heardWords(play, caller, "Good.", null).holds).toBe(false);
});

test.each([
  { mostMs: 2_000, holds: true },
  { mostMs: 1_999, holds: false },
  { leastMs: 2_000, mostMs: 3_000, holds: true },
  { leastMs: 2_001, mostMs: 3_000, holds: false },
])("two seconds: $leastMs to $mostMs ms holds: $holds", ({ holds, ...bounds }) => {
  const play = told(called, heard(caller, "Hi."), calls(desk));
  const [from = null, , to = null] = play.entries;
  expect(inTime({ what: "", from, to, ...bounds }).holds).toBe(holds);
  expect(inTime({ what: "", from, to: null, ...bounds }).holds).toBe(false);
});

test("a desk that was called has rung, and nobody is called who was not meant to be", () => {
  expect(noDeskRang(told(calls(desk))).holds).toBe(false);
  expect(noDeskRang(told(calls("client:robin"))).holds).toBe(true);
  expect(nobodyElseRang(told(calls(desk)), ["client:robin"]).holds).toBe(false);
  expect(nobodyElseRang(told(calls(desk)), [desk]).holds).toBe(true);
});

test("two are together only while both are there", () => {
  const came = [joins("CA1", caller), leaves("CA1", caller), joins("CA2", desk)];
  expect(together(told(...came), caller, desk).holds).toBe(false);
  expect(together(told(...came, joins("CA1", caller)), caller, desk).holds).toBe(true);
});

test("a call left up, a desk hung up on, or a complaint of the carrier is seen in every play", () => {
  const complaint: Fact = { kind: "warned", code: 11200, message: "", sid: "" };
  const holding = [
    told(called, ends("CA1", caller)),
    told(called),
    told(answers("CA2", desk), ends("CA2", desk)),
    told(complaint),
  ].map((play) => everyPlay(play).every(({ holds }) => holds));
  expect(holding).toEqual([true, false, false, false]);
});
