import { expect, test } from "vitest";

import { atRest } from "../support/at-rest.ts";
import { between, minutes, night, PLACE, PUBLIC, seconds } from "../support/night.ts";

test("9 in the greeting: people are called at once, the place is asked, the desk rung once it is known", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const dana = await line.supervisor();
  const desk = line.desk();

  const call = await line.caller.calls(PUBLIC);
  await call.hears(/Overdose happening now\? Press 9/);
  await call.presses("9");
  const answer = await call.hears(/Another phone there\? Call 911 on it/);
  expect(answer.text).toMatch(/Where are you: address, town\?/);
  await dana.pages.receives(/pressed emergency/, { within: seconds(5) });
  await line.passes(seconds(12));
  expect(line.requestsTo(desk)).toEqual([]);
  expect(line.requestsTo(robin).length + line.requestsTo(dana).length).toBeGreaterThan(1);
  await call.says("12 Rehearsal Lane, Springhill, hurry");
  await (await robin.onCall()).hears(/hurry/);
  const placeGiven = line.now();
  await robin.records(PLACE);
  await line.passes(seconds(8));
  expect(line.deskRequestedAfter(placeGiven)).toSatisfy(between(0, seconds(5)));
  await robin.says("Overdose at 12 Rehearsal Lane, he is not breathing");
  await (await desk.onCall()).hears(/not breathing/);

  await line.endsByHand();
  await atRest(line);
});

test("send help, while the caller is only talking with a responder", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const desk = line.desk();
  await line.accompanied(robin);
  const sentAt = line.now();
  expect(await robin.sendsHelp()).toBe("done");
  await line.passes(seconds(8));
  expect(line.deskRequestedAfter(sentAt)).toSatisfy(between(0, seconds(5)));
  expect(await robin.sendsHelp()).toBe("helpAskedAlready");
  await line.passes(minutes(1));
  expect(line.requestsTo(desk)).toHaveLength(1);

  await line.endsByHand();
  await atRest(line);
});

test("send help, by a supervisor, for a caller still waiting whose place is known", async () => {
  const line = await night();
  const dana = await line.supervisor({ answers: "never" });
  const desk = line.desk();
  await line.caller.calls(PUBLIC);
  await line.passes(seconds(10));
  await dana.records(PLACE);
  const sentAt = line.now();
  expect(await dana.sendsHelp()).toBe("done");
  await line.passes(seconds(8));
  expect(line.deskRequestedAfter(sentAt)).toSatisfy(between(0, seconds(5)));
  const atDesk = await desk.onCall();
  await atDesk.hears(/Ambulance needed at 12 Rehearsal Lane/);
  await atDesk.presses("1");

  await line.endsByHand();
  await atRest(line);
});

test("an emergency without anybody of ours: the desk is rung as soon as a supervisor has written the place", async () => {
  const line = await night();
  const dana = await line.supervisor({ answers: "never" });
  const desk = line.desk();
  const call = await line.caller.calls(PUBLIC);
  await call.hears(/Press 9/);
  await call.presses("9");
  await call.hears(/I'm getting someone/);
  await line.passes(seconds(30));
  const placeGiven = line.now();
  await dana.records(PLACE);
  await line.passes(seconds(8));
  expect(line.deskRequestedAfter(placeGiven)).toSatisfy(between(0, seconds(5)));
  await (await desk.onCall()).presses("1");

  await line.endsByHand();
  await atRest(line);
});

test("no single key of a responder sends help to somebody who answers", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const desk = line.desk();
  const call = await line.accompanied(robin);
  await robin.startsWatch();
  await line.passes(seconds(20));
  const markedAt = line.now();
  expect(await robin.does({ kind: "goneQuietMarked" })).toBe("done");
  await call.hears(/are you with us\? If you don't answer/);
  await call.hears(/Are you with me\?/, { within: seconds(20) });
  await call.presses("1");
  await line.passes(seconds(30));
  expect(line.deskRequestedAfter(markedAt)).toBeNull();
  expect(await robin.confirms("drowsy")).toBe("done");
  await line.passes(seconds(20));
  expect(line.requestsTo(desk)).toEqual([]);
  await robin.hearsGoodbye();

  await atRest(line);
});

test("gone quiet and unanswered, help is asked for forty seconds after", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  line.desk();
  await line.accompanied(robin);
  await robin.startsWatch();
  await line.passes(seconds(20));
  const markedAt = line.now();
  await robin.does({ kind: "goneQuietMarked" });
  await line.passes(seconds(50));
  expect(line.deskRequestedAfter(markedAt)).toSatisfy(between(seconds(40), seconds(45)));

  await line.endsByHand();
  await atRest(line);
});

test("told of self-harm, a supervisor is paged and nobody is sent for words alone", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const dana = await line.supervisor({ answers: "never" });
  const desk = line.desk();
  const call = await line.accompanied(robin);
  await robin.does({ kind: "concernMarked", concern: "selfHarm" });
  await dana.pages.receives(/may hurt themselves/, { within: seconds(5) });
  await robin.startsWatch();
  await robin.isGone();
  await call.hears(/You okay\?/, { within: seconds(12) });
  await call.says("I want to die");
  await line.passes(seconds(30));
  expect(line.requestsTo(desk)).toEqual([]);

  await line.endsByHand();
  await atRest(line);
});
