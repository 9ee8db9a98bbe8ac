import { expect, test } from "vitest";

import { atRest } from "../support/at-rest.ts";
import { answersAfter, between, minutes, night, PLACE, PUBLIC, seconds } from "../support/night.ts";

test("a session without one spoken word, from ring to help with the caller", async () => {
  const line = await night();
  const robin = await line.responder("robin", answersAfter(seconds(14)));
  const desk = line.desk();

  const call = await line.caller.calls(PUBLIC);
  await call.hears(/Can't talk\? Press 4/, { within: seconds(14) });
  await call.presses("4");
  await line.passes(seconds(12));
  await robin.asks("ready");
  await call.hears(/Are you ready\?/);
  await call.hears(/1 yes, 2 no/);
  await call.presses("1");
  await line.passes(seconds(2));
  expect((await robin.session()).question?.answer).toBe(true);
  await robin.records(PLACE);
  await robin.startsWatch();
  const began = line.now();
  await call.hears(/You okay\?|Press \d for me/, { within: minutes(2) });
  await call.presses("6");
  await call.hears(/Good/);
  const answered = line.now();
  await line.passes(minutes(2) + seconds(6));
  expect(line.deskRequestedAfter(answered)).toSatisfy(between(seconds(105), seconds(126)));
  expect(answered - began).toSatisfy(between(seconds(60), seconds(70)));
  await line.passes(seconds(6));
  await robin.says("They cannot talk. 12 Rehearsal Lane.");
  await (await desk.onCall()).hears(/They cannot talk/);
  await call.hears(/We've called for help/);
  await call.presses("3");
  await call.hears(/Help has already been called/);
  expect(call.heard().join(" ")).not.toMatch(/drug|overdose(?! happening)|Rehearsal/i);
  expect(
    line.network.log.entries.some((e) => e.kind === "said" && e.callSid === call.callSid),
  ).toBe(false);

  await line.endsByHand();
  await atRest(line);
});

test("keys only, a caller says goodbye by 0 and 0", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const call = await line.caller.calls(PUBLIC);
  await call.hears(/A real person/);
  await call.presses("4");
  await line.passes(seconds(12));
  await robin.startsWatch();
  await call.hears(/You okay\?|for me/, { within: minutes(2) });
  await call.presses("0");
  await call.hears(/0 again to say bye/, { within: minutes(3) });
  await call.presses("0");
  await call.hears(/Okay, bye for now/);

  await atRest(line);
});
