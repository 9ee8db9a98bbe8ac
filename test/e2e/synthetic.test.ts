import { expect, test } from "vitest";

import { owe } from "../../src/adapters/postgres/line-duties.ts";
import { callOurselvesAt } from "../../src/domain/synthetic.ts";
import { CarrierUnreachable } from "../../src/engine/errors.ts";
import { atRest } from "../support/at-rest.ts";
import { sampleOf, samplesIn } from "../support/exposition.ts";
import { minutes, night, PUBLIC, REHEARSAL, seconds, type Night } from "../support/night.ts";

/** What the line shows when it calls itself. */
const RETURN = "+15555550190";
const LINES_OWN = [PUBLIC, "+15555550110", REHEARSAL];

/** A line that calls itself every hour, and whose own numbers may ring and hear. */
async function lineThatCallsItself(): Promise<Night> {
  const line = await night({ SYNTHETIC_EVERY_MINUTES: "60" });
  for (const number of [RETURN, ...LINES_OWN]) line.network.phone(number, { answers: "manual" });
  return line;
}

/** The line owes itself a call, as a worker does at its start. */
async function callsItself(line: Night): Promise<void> {
  const at = line.now();
  line.line.alarms.set(await owe(line.database.db, [callOurselvesAt(at)], at));
  await line.passes(seconds(2));
}

const calls = ({ database }: Night) =>
  database.db.syntheticCall.findMany({ orderBy: { askedAt: "asc" } });
const results = async (line: Night) => (await calls(line)).map(({ result }) => result);

const asked = ({ network }: Night) =>
  network.log.entries.flatMap((entry) => (entry.kind === "callRequested" ? [entry.to] : []));
const texts = ({ network }: Night) =>
  network.log.entries.filter(({ kind }) => kind === "messageSent");
const kindsOf = async (line: Night, sessionId: string) =>
  (await line.line.store.events(sessionId)).map(({ kind }) => kind as string);

/** The next call is an hour away: what is owed for it is put away, so that the end of a test finds nothing owed. */
async function endOfTest(line: Night): Promise<void> {
  await line.database.db.duty.updateMany({
    where: { kind: { in: ["callOurselves", "lookAtSynthetic"] }, doneAt: null, overtakenBy: null },
    data: { overtakenBy: "the end of a test" },
  });
  await atRest(line);
}

test("it answers a check-in of its own and says goodbye; nobody of ours is rung, and nothing counts it", async () => {
  const line = await lineThatCallsItself();
  await line.responder("robin");
  await line.supervisor();
  const window = { from: line.now() - minutes(60), to: line.now() + minutes(60) };
  const counted = () => line.counting.measures.between(window, window.to);
  const before = await counted();
  await callsItself(line);
  await line.passes(seconds(110));

  expect(await results(line)).toEqual(["returned"]);
  expect(asked(line)).toEqual([PUBLIC]);
  expect(texts(line)).toEqual([]);
  const [session, ...others] = await line.reads.sessions(10);
  expect(others).toEqual([]);
  expect(session).toMatchObject({ rehearsal: true, outcome: "well" });
  const kinds = await kindsOf(line, session?.id ?? "");
  expect(kinds).toEqual(
    expect.arrayContaining(["watchBegan", "callerAsked", "checkInKept", "goodbyeSaid"]),
  );
  expect(kinds).not.toContain("responderRung");
  const heard = line.network.log.entries.flatMap((one) => (one.kind === "heard" ? [one.text] : []));
  expect(heard.join(" ")).toMatch(/This is a practice call/);
  expect(await counted()).toEqual(before);
  const metrics = samplesIn(await line.metrics.text());
  expect(sampleOf(metrics, "line_synthetic_call_seconds_count", { result: "returned" })).toBe(1);
  await endOfTest(line);
});

test("each number in its turn, every hour", async () => {
  const line = await lineThatCallsItself();
  await callsItself(line);
  await line.passes(minutes(62));
  await line.passes(minutes(61));
  expect(await results(line)).toEqual(["returned", "returned", "returned"]);
  expect(asked(line).toSorted()).toEqual(LINES_OWN.toSorted());
  await endOfTest(line);
});

test("keys that reach nobody: it failed, pages nobody about a caller who is none, and people are told after the second", async () => {
  const line = await lineThatCallsItself();
  const robin = await line.responder("robin");
  const dana = await line.supervisor();
  line.network.faults.add({ on: "press", effect: "inBand", match: { handset: "0190$" } });
  const troubled = async () => (await line.watchdogReads.books(line.now())).syntheticFailed;
  await callsItself(line);
  await line.passes(seconds(100));
  expect(await results(line)).toEqual(["failed"]);
  expect(await troubled()).toBe(false);
  await line.passes(minutes(3));
  expect((await results(line)).slice(0, 2)).toEqual(["failed", "failed"]);
  expect(await troubled()).toBe(true);
  expect(line.requestsTo(robin)).toEqual([]);
  expect(line.requestsTo(dana)).toEqual([]);
  expect(texts(line)).toEqual([]);
  expect(await line.reads.sessions(10)).toEqual([]);
  line.network.faults.clear();
  await line.passes(minutes(5));
  expect((await results(line)).at(-1)).toBe("returned");
  expect(await troubled()).toBe(false);
  expect(line.log.errors.join(" ")).toMatch(/The line did not reach itself/);
  line.log.forgetErrors();
  await endOfTest(line);
});

test("while somebody real waits it does not begin; five minutes later it does", async () => {
  const line = await lineThatCallsItself();
  const call = await line.caller.calls(PUBLIC);
  await callsItself(line);
  await line.passes(seconds(30));
  expect(await calls(line)).toEqual([]);
  await call.hangsUp();
  await line.passes(minutes(8));
  expect(await results(line)).toEqual(["returned"]);
  await endOfTest(line);
});

test("somebody real calls meanwhile: it hangs up within seconds, its rehearsal is closed, and they are rung for", async () => {
  const line = await lineThatCallsItself();
  const robin = await line.responder("robin", { answers: "never" });
  await callsItself(line);
  await line.passes(seconds(20));
  expect((await line.openSession()).rehearsal).toBe(true);
  const call = await line.caller.calls(PUBLIC);
  await line.passes(seconds(6));
  expect(await results(line)).toEqual(["yielded"]);
  const open = await line.reads.openSessions();
  expect(open.map(({ rehearsal }) => rehearsal)).toEqual([false]);
  expect(line.requestsTo(robin).length).toBeGreaterThan(0);
  await call.hangsUp();
  await line.passes(minutes(3));
  await endOfTest(line);
});

test("somebody who shows our number and has no code is a caller like any other, after a silence; never a rehearsal", async () => {
  const line = await lineThatCallsItself();
  const robin = await line.responder("robin");
  // The line's own call never leaves, so that it is still waited for.
  const ring = () => Promise.reject(new CarrierUnreachable("The carrier did not answer"));
  Object.assign(line.line.synthetic, { ring });
  line.network.faults.add({ on: "incoming", effect: { from: RETURN } });
  await callsItself(line);
  const call = await line.caller.calls(PUBLIC);
  await call.presses("000000000000");
  await line.passes(seconds(65));
  expect(line.requestsTo(robin).length).toBeGreaterThan(0);
  const session = (await line.reads.openSessions()).find(({ caller }) => caller.on === "line");
  expect(session?.rehearsal).toBe(false);
  await robin.hearsGoodbye();
  await line.passes(minutes(2));
  line.log.forgetErrors();
  await endOfTest(line);
});

test("a line that is not told to never calls itself", async () => {
  const line = await night();
  await callsItself(line);
  await line.passes(minutes(5));
  expect(asked(line)).toEqual([]);
  await atRest(line);
});
