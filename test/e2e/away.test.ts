import { expect, test } from "vitest";

import { atRest } from "../support/at-rest.ts";
import { between, minutes, night, seconds } from "../support/night.ts";

test("back in a minute: three minutes and the usual grace, once", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const desk = line.desk();
  const call = await line.accompanied(robin);
  await robin.startsWatch();
  await line.passes(seconds(30));
  expect(await robin.does({ kind: "awayMarked", soonAfterDose: false })).toBe("soonAfterDose");
  const awayAt = line.now();
  expect(await robin.does({ kind: "awayMarked", soonAfterDose: true })).toBe("done");
  await line.passes(minutes(3) + seconds(15));
  expect(line.deskRequestedAfter(awayAt)).toBeNull();
  await call.hears(/Checking in/, { within: seconds(15) });
  await line.until(awayAt + minutes(4) + seconds(6));
  expect(line.deskRequestedAfter(awayAt)).toSatisfy(between(minutes(4), minutes(4) + seconds(5)));
  expect(line.requestsTo(desk)).toHaveLength(1);

  await line.endsByHand();
  await atRest(line);
});

test("back from away, the ordinary check-ins go on, and there is no second time", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  await line.accompanied(robin);
  await robin.startsWatch();
  await robin.does({ kind: "awayMarked", soonAfterDose: true });
  await line.passes(minutes(2));
  await robin.confirms();
  expect(await robin.does({ kind: "awayMarked", soonAfterDose: true })).toBe("awayAlready");
  await line.passes(minutes(1));
  await robin.hearsGoodbye();

  await atRest(line);
});

test("three doses, at 0, 25 and 60 minutes: each restarts the watch, and the desk is told of all", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const desk = line.desk();
  await line.accompanied(robin);
  await robin.startsWatch();
  const began = line.now();
  const dose = async () => {
    await robin.does({ kind: "doseMarked", substance: "opioid", route: "smoked" });
    return line.now();
  };
  const until = async (at: number) => {
    while (line.now() < began + at) {
      await line.passes(seconds(80));
      await robin.confirms();
    }
  };
  await dose();
  await until(minutes(25));
  await dose();
  await until(minutes(60));
  const last = await dose();
  await robin.isGone();
  await line.until(last + seconds(126));
  expect(line.deskRequestedAfter(last)).toSatisfy(between(seconds(120), seconds(125)));
  const atDesk = await desk.isRung();
  const brief = await atDesk.hears(/told us they took/, { within: minutes(1) });
  expect(brief.text.match(/an opioid, smoked, at/g)).toHaveLength(3);
  await atDesk.presses("1");

  await line.endsByHand();
  await atRest(line);
});
