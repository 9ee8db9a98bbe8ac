import { expect, test } from "vitest";

import { atRest } from "../support/at-rest.ts";
import { answersAfter, between, night, PLACE, seconds, type Night } from "../support/night.ts";

const OTHER_DESK_NUMBER = "+15555550178";

/** Help is sent, the desk has heard and hung up, and the number it was shown is known. */
async function shown(line: Night) {
  const robin = await line.responder("robin");
  const desk = line.desk();
  await line.accompanied(robin);
  await robin.startsWatch();
  await robin.sendsHelp();
  await line.passes(seconds(10));
  await robin.does({ kind: "deskTook", deskId: "ON1" });
  await (await desk.onCall()).hangsUp();
  await line.passes(seconds(2));
  const number = line.requestsTo(desk)[0]?.from ?? "";
  const reference = (await robin.session()).help.reference ?? "";
  return { robin, desk, number, reference };
}

test("a desk that rings back from another number keys the reference, and is with our person in 5 s", async () => {
  const line = await night();
  const { robin, number, reference } = await shown(line);

  const back = await line.network.phone(OTHER_DESK_NUMBER).calls(number);
  const asked = await back.hears(/Please key the three digits of the reference/);
  expect(asked.text).not.toMatch(/real person will pick up/);
  for (const digit of reference) await back.presses(digit);
  await line.passes(seconds(5));
  await robin.says("Robin, from the line: yes?");
  await back.hears(/Robin, from the line/);
  await back.hangsUp();
  await line.passes(seconds(2));

  await line.endsByHand();
  await atRest(line);
});

test("somebody who keys no reference reaches a person of ours, and hears nothing of where", async () => {
  const line = await night();
  const { number } = await shown(line);
  const jo = await line.responder("jo");

  const stranger = await line.network.phone(OTHER_DESK_NUMBER).calls(number);
  await stranger.hears(/Please key the three digits/);
  await stranger.hears(/A real person will pick up/, { within: seconds(30) });
  await line.passes(seconds(20));
  await jo.says("Hello, Jo here");
  await stranger.hears(/Jo here/);
  expect(stranger.heard().join(" ")).not.toContain(PLACE.municipality);
  await stranger.hangsUp();
  await line.passes(seconds(2));
  expect((await line.reads.openSessions())[0]?.help.state).toBe("taken");

  await line.endsByHand();
  await line.desksHangUp();
});

test("three wrong references do no more than none", async () => {
  const line = await night();
  const { number } = await shown(line);

  const stranger = await line.network.phone(OTHER_DESK_NUMBER).calls(number);
  for (const wrong of ["001", "002"]) {
    await stranger.hears(/Please key the three digits/);
    for (const digit of wrong) await stranger.presses(digit);
    await stranger.hears(/not a reference we have open/);
  }
  for (const digit of "003") await stranger.presses(digit);
  await stranger.hears(/A real person will pick up/);
  expect(stranger.heard().join(" ")).not.toContain(PLACE.municipality);
  await stranger.hangsUp();
  await line.passes(seconds(2));

  await line.endsByHand();
  await line.desksHangUp();
});

test("standing down tells every desk that picked up, not only the one that took it", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const first = line.desk("ON1", {
    answers: { afterMs: seconds(1) },
    acts: [{ afterMs: seconds(3), do: "hangUp" }],
  });
  const second = line.desk("ON2", answersAfter(seconds(2)));

  await line.accompanied(robin);
  await robin.startsWatch();
  await robin.sendsHelp();
  await line.passes(seconds(15));
  await robin.does({ kind: "deskTook", deskId: "ON2" });
  await (await second.onCall()).hangsUp();
  line.desk("ON1", answersAfter(seconds(2)));
  await line.passes(seconds(20));
  const before = line.now();
  expect(await robin.does({ kind: "stoodDown", reason: "raisedByMistake" })).toBe("done");
  await line.passes(seconds(12));
  for (const desk of [first, second]) {
    const told = line.requestsTo(desk).at(-1);
    expect(told?.at).toSatisfy(between(before, before + seconds(4)));
  }
  await robin.does({ kind: "deskTold", stillSending: false });
  await robin.hearsGoodbye();
  await line.desksHangUp();
  await line.passes(seconds(60));
  expect(line.requestsTo(first)).toHaveLength(2);

  await atRest(line);
});
