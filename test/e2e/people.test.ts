import { expect, test } from "vitest";

import { atRest } from "../support/at-rest.ts";
import { between, minutes, night, OTHER_CALLER, PLACE, PUBLIC, seconds } from "../support/night.ts";

test("a responder is lost: the caller is told within twelve seconds, another joins, no deadline moves", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const call = await line.accompanied(robin);
  await robin.startsWatch();
  await line.passes(seconds(30));
  await robin.confirms();
  const before = (await robin.session()).watch?.deadline;
  const jo = await line.responder("jo");
  const lostAt = line.now();
  await robin.goesAway();

  const told = await call.hears(/The person with you lost their line\. It's not you/);
  expect(told.at - lostAt).toBeLessThanOrEqual(seconds(12));
  await line.passes(seconds(20));
  await jo.says("Hi, it's Jo, I can see where you are");
  await call.hears(/it's Jo/);
  expect((await jo.session()).watch?.deadline).toEqual(before);
  expect(await jo.confirms()).toBe("done");
  await jo.hearsGoodbye();

  await atRest(line);
});

test("no key after the responder is lost leaves the deadline where it was", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const desk = line.desk();
  await line.accompanied(robin);
  await robin.startsWatch();
  const began = line.now();
  await line.passes(seconds(50));
  await robin.goesAway();
  await line.until(began + seconds(126));
  expect(line.deskRequestedAfter(began)).toSatisfy(between(seconds(120), seconds(125)));
  expect(line.requestsTo(desk)).toHaveLength(1);

  await line.endsByHand();
  await atRest(line);
});

test("cover me: the responder stays until somebody else is there, then is free", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const dana = await line.supervisor({ answers: "never" });
  const call = await line.accompanied(robin);
  await robin.startsWatch();
  expect(await robin.does({ kind: "coverAsked" })).toBe("done");
  await dana.pages.receives(/asks for cover/);
  await line.passes(seconds(10));
  await robin.says("Still here");
  await call.hears(/Still here/);
  const robinCall = await robin.onCall();
  const jo = await line.responder("jo");
  await line.passes(seconds(45));
  await jo.says("Hi, it's Jo");
  await call.hears(/it's Jo/);
  expect(await robinCall.ends()).toBe("completed");
  expect(await jo.confirms()).toBe("done");
  await jo.hearsGoodbye();

  await atRest(line);
});

test("leaving an abusive call before the watch ends it; the caller may call again", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const call = await line.accompanied(robin);
  const leftAt = line.now();
  expect(await robin.does({ kind: "callLeft" })).toBe("done");
  const robinCall = await robin.onCall();
  await call.hears(/This call ends here\. When you're going to use, you can call/);
  await robinCall.ends();
  const left = line.network.log.entries.find(
    (e) => e.kind === "left" && e.callSid === robinCall.callSid,
  );
  expect((left?.at ?? Infinity) - leftAt).toBeLessThanOrEqual(seconds(2));

  await atRest(line);
});

test("leaving a watched call drops nobody: another is rung, and the line asks meanwhile", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const call = await line.accompanied(robin);
  await robin.startsWatch();
  await line.passes(seconds(10));
  const robinCall = await robin.onCall();
  const leftAt = line.now();
  expect(await robin.does({ kind: "callLeft" })).toBe("done");
  await line.passes(seconds(2));
  expect(await robinCall.ends()).toBe("completed");
  await call.hears(/You okay\?|Press \d for me/, { within: seconds(70) });
  await call.presses("1");
  const jo = await line.responder("jo");
  await line.passes(seconds(60));
  await jo.says("Hi, it's Jo");
  await call.hears(/it's Jo/);
  expect(line.requestsTo(robin).filter(({ at }) => at > leftAt)).toEqual([]);
  await jo.hearsGoodbye();

  await atRest(line);
});

test("two take the same ring: one is with the caller, the other is told and hung up", async () => {
  const line = await night();
  const robin = await line.responder("robin", { answers: "manual" });
  const jo = await line.responder("jo", { answers: "manual" });

  const call = await line.caller.calls(PUBLIC);
  await line.passes(seconds(13));
  const both = await Promise.all([robin.accept(), jo.accept()]);
  await line.passes(seconds(1));
  const told = both.filter((one) =>
    one.heard().some((text) => /Someone else picked up/.test(text)),
  );
  expect(told).toHaveLength(1);
  expect(await told[0]?.ends()).toBe("completed");
  await line.passes(seconds(5));
  const there = both.find((one) => one !== told[0]);
  await there?.says("Hi, here I am");
  await call.hears(/here I am/);
  await line.endsByHand();

  await atRest(line);
});

test("two callers and two responders are two conversations", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const jo = await line.responder("jo");
  const first = await line.caller.calls(PUBLIC);
  await line.passes(seconds(12));
  const second = await line.network.phone(OTHER_CALLER).calls(PUBLIC);
  await line.passes(seconds(12));
  await robin.records(PLACE);

  await robin.says("Robin speaking");
  await jo.says("Jo speaking");
  await first.says("I am the first");
  await second.says("I am the second");
  await first.hears(/Robin speaking/);
  await second.hears(/Jo speaking/);
  expect(first.heard().join(" ")).not.toMatch(/Jo speaking|the second/);
  expect(second.heard().join(" ")).not.toMatch(/Robin speaking|the first/);
  expect((await jo.session()).plan.place).toBe("none");
  await robin.hearsGoodbye();
  await line.passes(minutes(1));
  await jo.says("Still here");
  await second.hears(/Still here/);
  await jo.hearsGoodbye();

  await atRest(line);
});
