import { expect, test } from "vitest";

import { placeIsShut } from "../../src/domain/session/place-seal.ts";
import { atRest } from "../support/at-rest.ts";
import { night, seconds } from "../support/night.ts";

test("on a line that seals places, silence opens it and no ask before; the desk hears it as ever", async () => {
  const line = await night({ LINE_PLACES: "sealed" });
  const robin = await line.responder("robin");
  const desk = line.desk();
  const isShut = async () => placeIsShut(await line.openSession());

  const call = await line.accompanied(robin);
  await robin.does({ kind: "placeReadBack", parts: ["address"], whole: true });
  await robin.startsWatch();
  await call.hears(/Last ask/, { within: seconds(110) });
  expect(await isShut()).toBe(true);
  await line.passes(seconds(30));
  expect(await isShut()).toBe(false);
  const atDesk = await desk.isRung();
  await atDesk.hears(/Ambulance needed at 12 Rehearsal Lane, unit 4, Springhill/);

  await line.endsByHand();
  await atRest(line);
});
