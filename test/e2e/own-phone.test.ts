import { expect, test } from "vitest";

import { atRest } from "../support/at-rest.ts";
import {
  answersAfter,
  between,
  CASEY,
  minutes,
  night,
  PLACE,
  PUBLIC,
  seconds,
} from "../support/night.ts";

test("on their own phone a responder presses 1, and does it all by star", async () => {
  const line = await night();
  const casey = await line.casey();
  line.desk();

  const call = await line.caller.calls(PUBLIC);
  await line.passes(seconds(15));
  await casey.says("Hi, I'm Casey");
  await call.hears(/I'm Casey/);
  await casey.records(PLACE);
  const phone = await casey.onCall();
  const star = async (keys: string) => {
    await phone.presses("*");
    await phone.hears(/Go ahead, press your key/);
    await phone.presses(keys);
    await line.passes(seconds(7));
  };
  await star("4");
  await phone.hears(/Done/);
  expect((await casey.session()).watch).not.toBeNull();
  await star("7");
  await phone.hears(/12 Rehearsal Lane.*Springhill.*the side door/);
  await line.passes(seconds(20));
  await star("1");
  expect((await casey.session()).watch?.checkIn).toBe(2);
  await line.passes(seconds(1));
  await casey.says("Are you still there?");
  await call.hears(/still there/);
  const sentAt = line.now();
  await star("9");
  expect(line.deskRequestedAfter(sentAt)).toBeNull();
  await star("99");
  await line.passes(seconds(6));
  expect(line.deskRequestedAfter(sentAt)).not.toBeNull();

  await line.endsByHand();
  await atRest(line);
});

test("until their first confirmation the line itself asks the caller when it is due", async () => {
  const line = await night();
  const casey = await line.casey();
  const call = await line.caller.calls(PUBLIC);
  await line.passes(seconds(15));
  await casey.startsWatch();
  const began = line.now();
  const asked = await call.hears(/You okay\?|for me/, { within: minutes(2) });
  expect(asked.at - began).toSatisfy(between(seconds(60), seconds(64)));
  await call.presses("1");
  await line.passes(seconds(4));
  await casey.says("Back with you");
  await call.hears(/Back with you/);
  await casey.hearsGoodbye();

  await atRest(line);
});

test("an own phone whose voicemail answers takes no call; the next responder does", async () => {
  const line = await night();
  await line.onShift("casey");
  line.network.phone(CASEY, { answers: "voicemail", voicemailAfterMs: seconds(3) });
  await line.passes(1);
  const robin = await line.responder("robin");
  const call = await line.caller.calls(PUBLIC);
  await line.passes(seconds(30));
  await robin.says("Hi, I'm Robin");
  await call.hears(/I'm Robin/);
  await robin.hearsGoodbye();

  await atRest(line);
});

test("an own phone picked up too late is told that somebody else took the call", async () => {
  const line = await night();
  await line.onShift("casey");
  const casey = line.network.phone(CASEY, answersAfter(seconds(9)));
  await line.passes(1);
  const robin = await line.responder("robin", answersAfter(seconds(4)));
  await line.caller.calls(PUBLIC);
  const ring = await casey.isRung({ within: seconds(10) });
  await ring.hears(/Press 1 to take the call/, { within: seconds(12) });
  await ring.hears(/Someone else picked up\. Thank you/, { within: seconds(15) });
  expect(await ring.ends()).toBe("completed");
  await robin.hearsGoodbye();

  await atRest(line);
});
