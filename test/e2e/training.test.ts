import { v7 as uuid } from "uuid";
import { expect, test } from "vitest";

import { owe } from "../../src/adapters/postgres/line-duties.ts";
import { sealStaffPhone } from "../../src/adapters/postgres/seals.ts";
import { rehearsalsOf } from "../../src/adapters/postgres/training-rehearsals.ts";
import { lookAtTrainingAt } from "../../src/domain/training/duties.ts";
import { atRest } from "../support/at-rest.ts";
import { inHand } from "../support/in-hand.ts";
import {
  answersAfter,
  minutes,
  night,
  OTHER_CALLER,
  PLACE,
  PUBLIC,
  REHEARSAL,
  seconds,
  type Night,
} from "../support/night.ts";

const HOUR = minutes(60);
const DAY = 24 * HOUR;
const KIND = "019ab000-0000-7000-8000-000000000001";
const ROBINS_PHONE = "+15555550124";
const LUC = "+15555550123";
/** What the line shows when it calls itself. */
const RETURN = "+15555550190";
/** Of Ontario. */
const REHEARSAL_DESKS = ["+15555550209", "+15555550210", "+15555550215"];

async function certified(line: Night, staffId: string, until: number): Promise<void> {
  const { db } = line.database;
  await db.certificate.create({
    data: {
      id: uuid(),
      staffId,
      kindId: KIND,
      issuer: "Fictional College",
      fromAt: new Date(until - 365 * DAY),
      untilAt: new Date(until),
      recordedBy: "dana",
      recordedAt: new Date(line.now()),
    },
  });
}

/** The line owes itself a look, as a worker does at its start. */
async function looksAtTraining(line: Night): Promise<void> {
  const at = line.now();
  line.line.alarms.set(await owe(line.database.db, [lookAtTrainingAt(at)], at));
}

/** The next look is an hour away: put away, so that days pass in one go and the end of a test finds nothing owed. */
async function looksNoMore({ database }: Night): Promise<void> {
  await database.db.duty.updateMany({
    where: { kind: "lookAtTraining", doneAt: null },
    data: { overtakenBy: "the end of a test" },
  });
}

const texts = ({ network }: Night, to: string) =>
  network.log.entries.flatMap((entry) =>
    entry.kind === "messageSent" && entry.to === to ? [{ at: entry.at, body: entry.body }] : [],
  );

test("a certificate lapses during a shift: two weeks before a supervisor is told; the call goes on, and from then on they ring last, not never", async () => {
  const line = await night();
  const dana = await line.supervisor();
  line.network.phone(ROBINS_PHONE);
  line.network.phone(LUC);
  await line.database.db.staff.update({
    where: { id: "robin" },
    data: sealStaffPhone(line.vault, "robin", ROBINS_PHONE),
  });
  const until = line.now() + 16 * DAY;
  await certified(line, "robin", until);
  await looksAtTraining(line);
  await line.passes(2 * DAY);
  const [told, ...again] = texts(line, dana.pages.id);
  expect(told?.body).toMatch(/Robin's naloxone and first aid holds until December 7, 2026/);
  expect(told?.at).toBeLessThanOrEqual(until - 14 * DAY);
  expect(again).toEqual([]);
  expect(texts(line, ROBINS_PHONE).map(({ body }) => body)).toEqual([
    expect.stringMatching(/your naloxone and first aid holds until/),
  ]);
  await looksNoMore(line);

  await line.until(until - minutes(2));
  const robin = await line.responder("robin");
  const call = await line.accompanied(robin);
  await robin.startsWatch();
  await line.until(until - seconds(30));
  expect(await robin.confirms()).toBe("done");
  await line.until(until + seconds(30));
  await robin.says("Still with you");
  await call.hears(/Still with you/);
  expect(await robin.confirms()).toBe("done");
  await robin.hearsGoodbye();

  // Jo comes now: of two with all they need, Robin would have been idle for longer.
  await line.passes(minutes(1));
  const jo = await line.responder("jo");
  const lapsedAt = line.now();
  await line.network.phone(OTHER_CALLER).calls(PUBLIC);
  await line.passes(seconds(7));
  await jo.says("Hi, it's Jo");
  const rungSince = (who: typeof robin) =>
    line.requestsTo(who).filter(({ at }) => at >= lapsedAt).length;
  expect([rungSince(jo), rungSince(robin)]).toEqual([1, 0]);
  await line.network.phone(OTHER_CALLER).calls(PUBLIC);
  await line.passes(seconds(20));
  expect(rungSince(robin)).toBe(1);
  await robin.says("Hi, it's Robin");
  await robin.hearsGoodbye();
  await jo.hearsGoodbye();

  await atRest(line);
});

/** A line whose own numbers may ring and hear, and where Robin and Jo are on. */
async function practised() {
  const line = await night();
  for (const number of [RETURN, REHEARSAL]) line.network.phone(number, { answers: "manual" });
  const robin = await line.responder("robin");
  const jo = await line.responder("jo");
  const { practice } = line.line.training;
  const callId = uuid();
  const owed = await practice.ask({ id: callId, staffId: "jo", at: line.now() });
  line.line.alarms.set(owed ?? []);
  await line.passes(seconds(15));
  const ended = async () =>
    (await line.database.db.practiceCall.findUniqueOrThrow({ where: { id: callId } })).result;
  return { line, robin, jo, ended };
}

test("one press, and a caller of ours rings who pressed and nobody else; they say where they are, fall silent, and it is marked", async () => {
  const { line, robin, jo } = await practised();
  const onCall = await jo.onCall();
  await onCall.hears(/This is a practice call/);
  await onCall.hears(/250 Fictional Street, door 4/);
  expect(line.requestsTo(robin)).toEqual([]);
  expect((await jo.session()).rehearsal).toBe(true);

  const desks = REHEARSAL_DESKS.map((number) =>
    inHand(line.network.phone(number, answersAfter(seconds(2))), line.network.log),
  );
  await jo.records({ ...PLACE, municipality: "Toronto" });
  await jo.does({ kind: "placeReadBack", parts: ["address", "town"], whole: true });
  await onCall.hears(/Yes, that's right/);
  await onCall.hears(/I'm using now/);
  await jo.startsWatch();
  const usedAt = line.now();
  await onCall.hears(/I'm fine/);
  await line.passes(seconds(2));
  expect(await jo.sendsHelp()).toBe("done");
  const sentAt = line.now();
  await onCall.hears(/Help was asked for, and you stayed/, { within: seconds(40) });
  // Practice takes nobody else from callers, and wakes nobody, also once help was sent.
  expect(line.requestsTo(robin)).toEqual([]);
  expect(line.network.log.entries.filter(({ kind }) => kind === "messageSent")).toEqual([]);
  await jo.saysHelpIsThere();
  await jo.closes();
  await line.passes(seconds(10));

  const [marks, ...others] = await rehearsalsOf(line.database.db, "jo", line.now());
  expect(others).toEqual([]);
  expect(marks).toMatchObject({ noticedMs: sentAt - usedAt, helpMs: sentAt - usedAt });
  expect(marks?.readBackMs).toBeGreaterThan(0);
  await looksAtTraining(line);
  await line.passes(seconds(2));
  await looksNoMore(line);
  expect(await line.database.db.rehearsalMark.findMany()).toMatchObject([{ staffId: "jo" }]);
  expect(await rehearsalsOf(line.database.db, "jo", line.now())).toHaveLength(1);

  for (const desk of desks) for (const up of await desk.callsUp()) await up.hangsUp();
  await atRest(line);
});

test("a caller needs the line: practice ends at once, its rehearsal is closed, and whoever practised is rung for them", async () => {
  const { line, robin, jo, ended } = await practised();
  const practice = await jo.onCall();
  await line.caller.calls(PUBLIC);
  await line.passes(seconds(8));
  // Robin has the caller, and nobody is left for the next but who practises.
  expect(line.requestsTo(robin)).toHaveLength(1);
  expect(await ended()).toBe("yielded");
  await practice.ends();
  await line.network.phone(OTHER_CALLER).calls(PUBLIC);
  await line.passes(seconds(20));
  await jo.says("Hi, it's Jo");
  const open = await line.reads.openSessions();
  expect(open.map(({ rehearsal }) => rehearsal)).toEqual([false, false]);
  await jo.hearsGoodbye();
  await robin.hearsGoodbye();
  await atRest(line);
});
