import { expect, test } from "vitest";

import { atRest } from "../support/at-rest.ts";
import {
  answersAfter,
  between,
  minutes,
  night,
  PLACE,
  seconds,
  type Night,
} from "../support/night.ts";

/** A caller whose responder is gone, and who has then stopped answering: nobody of ours is there for the desk. */
async function leftAlone(line: Night) {
  const robin = await line.responder("robin");
  const call = await line.accompanied(robin);
  await robin.startsWatch();
  await line.passes(seconds(10));
  await robin.isGone();
  const began = line.now() - seconds(10);
  return { call, robin, began, helpDueAt: began + seconds(120) };
}

test("with nobody of ours free the recording alone tells the desk, and its keys are heard", async () => {
  const line = await night();
  const { helpDueAt } = await leftAlone(line);
  const desk = line.desk();

  const atDesk = await desk.isRung({ within: minutes(3) });
  expect(line.now()).toSatisfy(between(helpDueAt, helpDueAt + seconds(5)));
  await atDesk.hears(/Medical emergency\. Ambulance needed at 12 Rehearsal Lane/);
  const brief = await atDesk.hears(/stopped answering at/, { within: seconds(40) });
  expect(brief.text).toMatch(/Way in: the side door, unlocked/);
  expect(brief.text).toMatch(/We don't know if they're breathing/);
  expect(brief.text).toMatch(/Naloxone there: unknown/);
  await atDesk.presses("4");
  await atDesk.hears(/The place, spelled/);
  await atDesk.presses("3");
  await atDesk.hears(/One moment please, we're getting a person/);
  await atDesk.presses("2");
  await atDesk.hears(/stopped answering at/);
  await atDesk.presses("1");
  await atDesk.hears(/Thank you\. We'll call again/);
  await line.passes(minutes(3));
  expect(line.requestsTo(desk)).toHaveLength(1);

  await line.endsByHand();
  await atRest(line);
});

test("a desk that is engaged is left at once for the next, and then rung again, as a repeat", async () => {
  const line = await night();
  const { helpDueAt } = await leftAlone(line);
  const engaged = line.desk("ON1", { answers: "busy" });
  const next = line.desk("ON2", { answers: "busy" });

  await line.until(helpDueAt + seconds(15));
  const [first] = line.requestsTo(engaged);
  const [second] = line.requestsTo(next);
  expect(first?.at).toSatisfy(between(helpDueAt, helpDueAt + seconds(5)));
  expect(second?.at).toSatisfy(between(first?.at ?? 0, (first?.at ?? 0) + seconds(3)));
  line.desk("ON1", answersAfter(seconds(1)));
  const again = await engaged.isRung({ within: seconds(30) });
  await again.hears(/Second call, same emergency, reference \d \d \d/);
  await again.presses("1");
  await line.passes(minutes(2));

  await line.endsByHand();
  await atRest(line);
});

test("a desk that hangs up on the recording is followed by the next route", async () => {
  const line = await night();
  await leftAlone(line);
  const first = line.desk("ON1");
  const next = line.desk("ON2");

  const atFirst = await first.isRung({ within: minutes(3) });
  await atFirst.hears(/Medical emergency/);
  await line.passes(seconds(4));
  await atFirst.hangsUp();
  const hungUp = line.now();
  const atNext = await next.isRung();
  expect(line.requestsTo(next)[0]?.at).toSatisfy(between(hungUp, hungUp + seconds(3)));
  await atNext.hears(/Medical emergency/);
  await atNext.presses("1");

  await line.passes(seconds(5));
  await line.endsByHand();
  await atRest(line);
});

test("a desk that hears it all and presses nothing is kept, and the next route rings beside it", async () => {
  const line = await night();
  await leftAlone(line);
  const first = line.desk("ON1");
  const next = line.desk("ON2");

  const atFirst = await first.isRung({ within: minutes(3) });
  await line.passes(minutes(2) + seconds(30));
  expect(line.requestsTo(next)).toHaveLength(1);
  expect(await first.callsUp()).toHaveLength(1);
  await atFirst.presses("1");
  await line.passes(seconds(5));

  await line.endsByHand();
  await atRest(line);
});

test("a caller who answers after help was sent is told so, and only a person calls it off", async () => {
  const line = await night();
  const { call } = await leftAlone(line);
  const desk = line.desk();

  const atDesk = await desk.isRung({ within: minutes(3) });
  await atDesk.hears(/Medical emergency/);
  await atDesk.presses("1");
  await atDesk.hears(/Thank you/);
  await call.hears(/We've called for help and we're staying on/, { within: minutes(1) });
  await call.presses("5");
  await call.hears(/Help has already been called, and only a person can call it off/);
  const told = await desk.isRung({ within: seconds(10) });
  await told.hears(/Reference \d \d \d: the person has been answering us since/);

  const jo = await line.responder("jo");
  await line.passes(seconds(90));
  await jo.says("Hi, it's Jo, I'm with you");
  await call.hears(/it's Jo/);
  expect(await jo.does({ kind: "stoodDown", reason: "callerTalking" })).toBe("done");
  expect(await jo.does({ kind: "deskTold", stillSending: false })).toBe("done");
  await line.passes(seconds(40));
  expect(await jo.confirms()).toBe("done");
  await jo.hearsGoodbye();
  await call.hears(/Thanks for letting me keep you company/);
  await line.desksHangUp();

  await atRest(line);
});

test("standing down rings the desk that took it, and asks whether it still sends", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const desk = line.desk();

  await line.accompanied(robin);
  await robin.startsWatch();
  await robin.sendsHelp();
  await line.passes(seconds(10));
  await robin.does({ kind: "deskTook", deskId: "ON1" });
  await (await desk.onCall()).hangsUp();
  await line.passes(seconds(20));
  expect(await robin.does({ kind: "stoodDown", reason: "raisedByMistake" })).toBe("done");
  const told = await desk.isRung({ within: seconds(10) });
  await line.passes(seconds(10));
  await robin.says("We called it off, she is talking to us");
  await told.hears(/she is talking to us/);
  await robin.does({ kind: "deskTold", stillSending: false });
  await robin.hearsGoodbye();
  await line.desksHangUp();

  await atRest(line);
});

test("a desk that calls the number we show is put through to its dispatch", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const desk = line.desk();

  await line.accompanied(robin, PLACE);
  await robin.startsWatch();
  await robin.sendsHelp();
  await line.passes(seconds(10));
  const [shown] = line.requestsTo(desk);
  await robin.does({ kind: "deskTook", deskId: "ON1" });
  await (await desk.onCall()).hangsUp();
  const back = await desk.calls(shown?.from ?? "");
  await line.passes(seconds(5));
  await robin.says("Yes, unit 4, the side door");
  await back.hears(/unit 4, the side door/);
  await back.hangsUp();
  await line.passes(seconds(2));

  await line.endsByHand();
  await atRest(line);
});
