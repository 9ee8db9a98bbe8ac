import { expect, test } from "vitest";

import { atRest } from "../support/at-rest.ts";
import { answersAfter, between, minutes, night, PLACE, PUBLIC, seconds } from "../support/night.ts";

test("a caller who presses nothing is answered", async () => {
  const line = await night();
  const robin = await line.responder("robin", answersAfter(seconds(15)));

  const call = await line.caller.calls(PUBLIC);
  await line.passes(seconds(25));
  await robin.says("Hi, I'm Robin");
  await call.hears(/I'm Robin/);
  await robin.hearsGoodbye();

  await atRest(line);
});

test("while nobody has come, a caller hears a word at least every twelve seconds", async () => {
  const line = await night();
  const call = await line.caller.calls(PUBLIC);
  const began = line.now();
  await line.passes(minutes(3));

  const words = line.heardOn(call);
  expect(words.length).toBeGreaterThan(10);
  const silences = words.map(({ at, text }, index) => {
    const saidUntil = at + text.split(/\s+/).length * 300;
    return (words[index + 1]?.at ?? line.now()) - saidUntil;
  });
  expect(Math.max(...silences)).toBeLessThanOrEqual(seconds(12));
  expect(words.map(({ text }) => text).join(" ")).toMatch(/press 7 and I'll check on you/);
  expect(words.find(({ text }) => text.includes("press 7"))?.at).toSatisfy(
    between(began + seconds(20), began + seconds(36)),
  );
  await call.hangsUp();

  await atRest(line);
});

test("key 7 while waiting: asked at 0, 20 and 40 seconds, and then people are called", async () => {
  const line = await night();
  const dana = await line.supervisor({ answers: "never" });
  const call = await line.caller.calls(PUBLIC);
  await call.hears(/press 7/, { within: minutes(1) });
  await call.presses("7");
  const began = line.now();
  await call.hears(/Good\. I'm right here/);

  const asked = async (words: RegExp) =>
    (await call.hears(words, { within: minutes(2) })).at - began;
  expect(await asked(/You okay\? Press any key/)).toSatisfy(between(seconds(60), seconds(64)));
  expect(await asked(/Are you with me\?/)).toSatisfy(between(seconds(80), seconds(85)));
  expect(await asked(/Last ask/)).toSatisfy(between(seconds(100), seconds(105)));
  await dana.pages.receives(/nowhere to send help/, { within: seconds(30) });
  expect(line.now() - began).toSatisfy(between(seconds(120), seconds(126)));

  await line.endsByHand();
  await atRest(line);
});

test("alone and answering, a caller is asked every minute and ends it with their own keys", async () => {
  const line = await night();
  const call = await line.caller.calls(PUBLIC);
  await call.hears(/press 7/, { within: minutes(1) });
  await call.presses("7");
  await call.hears(/You okay\? Press any key/, { within: minutes(2) });
  await call.presses("5");
  await call.hears(/Good/);
  const answered = line.now();
  const next = await call.hears(/You okay\?/, { within: minutes(2) });
  expect(next.at - answered).toSatisfy(between(seconds(60), seconds(64)));
  await call.presses("0");
  await call.hears(/0 again to say bye/, { within: minutes(2) });
  await call.presses("0");
  await call.hears(/Okay, bye for now/);
  expect(await call.ends()).toBe("completed");

  await atRest(line);
});

test("nobody can pick up: 1 and the line itself stays; a responder who frees joins", async () => {
  const line = await night();
  const call = await line.caller.calls(PUBLIC);
  await call.hears(/nobody can pick up right now/, { within: minutes(2) });
  await call.presses("1");
  await call.hears(/Good/);
  await line.passes(seconds(20));
  const robin = await line.responder("robin");
  await line.passes(seconds(45));
  await robin.says("Hi, I'm Robin, I'm here now");
  await call.hears(/I'm Robin/);
  await robin.records(PLACE);
  expect(await robin.confirms()).toBe("done");
  await robin.hearsGoodbye();

  await atRest(line);
});

test("nobody can pick up: 2 and they are called back, as promised, by a responder who frees", async () => {
  const line = await night();
  await line.caller.behaves(answersAfter(seconds(4)));
  const call = await line.caller.calls(PUBLIC);
  await call.hears(/Press 2 and we call you by \d+:\d\d [AP]M/, { within: minutes(2) });
  await call.presses("2");
  await call.hears(/Okay, we call you by \d+:\d\d [AP]M/);
  expect(await call.ends()).toBe("completed");
  const promised = line.now();
  await line.passes(minutes(3));
  const robin = await line.responder("robin");
  const back = await line.caller.isRung({ within: minutes(2) });
  expect(line.now() - promised).toBeLessThan(minutes(15));
  await line.passes(seconds(12));
  await robin.says("You asked us to call");
  await back.hears(/You asked us to call/);
  await robin.hearsGoodbye();

  await atRest(line);
});
