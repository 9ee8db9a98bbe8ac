import { expect, test } from "vitest";

import { atRest } from "../support/at-rest.ts";
import {
  answersAfter,
  between,
  minutes,
  night,
  PLACE,
  seconds,
  TRUSTED,
  type Night,
} from "../support/night.ts";

const MAX = { name: "Max", number: TRUSTED };
/** All that anybody who picks up this phone, or finds its messages, may hear. */
const forMax = [
  /^Sparrow asked us to call you if they went quiet/,
  /^Thank you\./,
  /^You don't need to go any more/,
];

async function silentFor(line: Night, plan: object, behaviour = answersAfter(seconds(4))) {
  const robin = await line.responder("robin");
  const max = line.network.phone(TRUSTED, behaviour);
  max.mayHear(...forMax);
  const call = await line.accompanied(robin, { ...PLACE, trusted: MAX, ...plan });
  await robin.startsWatch();
  const helpDueAt = line.now() + minutes(2);
  return { robin, max, call, helpDueAt };
}

test("the trusted person is rung beside the desk, and told by text only to answer", async () => {
  const line = await night();
  const desk = line.desk();
  const { max, helpDueAt } = await silentFor(line, {});
  await line.until(helpDueAt + seconds(8));
  expect(line.deskRequestedAfter(helpDueAt)).toSatisfy(between(0, seconds(5)));
  const text = await max.receives(/Please answer, someone asked us to reach you/);
  expect(text.body).not.toMatch(/Sparrow|Rehearsal|overdose/i);
  const call = await max.isRung({ within: seconds(10) });
  await call.hears(/Can you go now\? 1 yes, 2 no, 3 talk to us/);
  await call.presses("1");
  await call.hears(/Thank you\. Call us at/);
  expect(line.requestsTo(desk)).toHaveLength(1);

  await line.endsByHand();
  await max.receives(/don't need to go any more/);
  await atRest(line);
});

test("trusted first: the desk has its own deadline, 45 seconds after", async () => {
  const line = await night();
  line.desk();
  const { max, helpDueAt } = await silentFor(line, { trustedFirst: true });
  const call = await max.isRung({ within: minutes(3) });
  expect(line.now() - helpDueAt).toSatisfy(between(0, seconds(5)));
  await call.hears(/Can you go now/);
  await call.presses("1");
  await line.until(helpDueAt + seconds(60));
  expect(line.deskRequestedAfter(helpDueAt)).toSatisfy(between(seconds(45), seconds(50)));

  await line.endsByHand();
  await atRest(line);
});

test("trusted first, who cannot: the desk is rung at once", async () => {
  const line = await night();
  line.desk();
  const { max, helpDueAt } = await silentFor(line, { trustedFirst: true });
  const call = await max.isRung({ within: minutes(3) });
  await call.hears(/Can you go now/);
  const said = line.now();
  await call.presses("2");
  await call.hears(/Thank you for telling us right away/);
  await line.passes(seconds(5));
  expect(line.deskRequestedAfter(said)).toSatisfy(between(0, seconds(4)));
  expect(said - helpDueAt).toBeLessThan(seconds(20));

  await line.endsByHand();
  await atRest(line);
});

test("trusted first, whose phone is off: the desk is rung sooner than its time", async () => {
  const line = await night();
  line.desk();
  const { helpDueAt } = await silentFor(line, { trustedFirst: true }, { answers: "unreachable" });
  await line.until(helpDueAt + seconds(15));
  expect(line.deskRequestedAfter(helpDueAt)).toSatisfy(between(0, seconds(8)));

  await line.endsByHand();
  await atRest(line);
});

test("a trusted person's voicemail is told nothing", async () => {
  const line = await night();
  line.desk();
  const voicemail = { answers: "voicemail", voicemailAfterMs: seconds(5) } as const;
  const { helpDueAt } = await silentFor(line, {}, voicemail);
  await line.until(helpDueAt + seconds(50));
  const recorded = line.network.log.entries.filter((e) => e.kind === "heard" && e.voicemail);
  expect(recorded).toEqual([]);

  await line.endsByHand();
  await atRest(line);
});

test("a trusted person only: rung every minute, and no desk without a person's decision", async () => {
  const line = await night();
  const desk = line.desk();
  const dana = await line.supervisor({ answers: "never" });
  const { max, helpDueAt } = await silentFor(line, { help: "trusted" }, { answers: "busy" });
  await dana.pages.receives(/Help is being sent/, { within: minutes(3) });
  await line.until(helpDueAt + minutes(4) + seconds(10));
  expect(line.requestsTo(max).length).toSatisfy(between(4, 5));
  expect(line.requestsTo(desk)).toEqual([]);

  await line.endsByHand();
  await atRest(line);
});
