import { expect, test } from "vitest";

import { atRest } from "../support/at-rest.ts";
import {
  answersAfter,
  between,
  CALLER,
  minutes,
  night,
  PUBLIC,
  seconds,
  type Night,
} from "../support/night.ts";

/** Watched, with a responder, and the line has just dropped. */
async function dropped(line: Night, after = seconds(30)) {
  const robin = await line.responder("robin");
  const call = await line.accompanied(robin);
  await robin.startsWatch();
  await line.passes(after);
  const droppedAt = line.now();
  await call.drops();
  return { robin, call, droppedAt };
}

const callBacks = (line: Night, since: number) =>
  line.requestsTo(line.caller).filter(({ at }) => at >= since);

test("a line that drops is called back, voicemail hears nothing, and help goes at the reach deadline", async () => {
  const line = await night();
  const desk = line.desk();
  await line.caller.behaves({ answers: "voicemail", voicemailAfterMs: seconds(6) });
  const { robin, droppedAt } = await dropped(line);

  await line.until(droppedAt + seconds(97));
  const [first, second] = callBacks(line, droppedAt);
  expect(first?.at).toSatisfy(between(droppedAt + seconds(5), droppedAt + seconds(7)));
  expect(second?.at).toSatisfy(between(droppedAt + seconds(30), droppedAt + seconds(32)));
  expect(line.deskRequestedAfter(droppedAt)).toSatisfy(between(seconds(90), seconds(95)));
  const recorded = line.network.log.entries.filter(
    (entry) => entry.kind === "heard" && entry.voicemail,
  );
  expect(recorded).toEqual([]);
  await line.caller.behaves({ answers: "never" });
  await line.passes(seconds(5));
  await robin.says("The phone goes straight to voicemail");
  await (await desk.onCall()).hears(/straight to voicemail/);

  await line.endsByHand();
  await atRest(line);
});

test("with nobody there the desk is told that the line was lost", async () => {
  const line = await night();
  const desk = line.desk();
  await line.caller.behaves({ answers: "never" });
  const { robin, droppedAt } = await dropped(line);
  await robin.isGone();
  await line.until(droppedAt + seconds(92));
  const atDesk = await desk.isRung();
  const brief = await atDesk.hears(/We lost the line at/, { within: seconds(40) });
  expect(brief.text).toMatch(/Their line is lost/);
  await atDesk.presses("1");

  await line.endsByHand();
  await atRest(line);
});

test("picked up, the call-back brings caller and responder together; the responder says who it is", async () => {
  const line = await night();
  await line.caller.behaves(answersAfter(seconds(4)));
  const { robin, droppedAt } = await dropped(line);

  const back = await line.caller.isRung({ within: seconds(10) });
  await line.passes(seconds(10));
  await robin.says("Are you there?");
  await back.hears(/Are you there\?/);
  expect(back.heard().join(" ")).not.toMatch(/drug|overdose|Rehearsal/i);
  expect(await robin.does({ kind: "callerHeard" })).toBe("done");
  await line.passes(seconds(100));
  expect(line.deskRequestedAfter(droppedAt)).toBeNull();
  await robin.hearsGoodbye();
  await back.hears(/Thanks for letting me keep you company/);

  await atRest(line);
});

test("with nobody there a key on the call-back is the answer", async () => {
  const line = await night();
  await line.caller.behaves(answersAfter(seconds(4)));
  const { robin, droppedAt } = await dropped(line);
  await robin.isGone();

  const back = await line.caller.isRung({ within: seconds(10) });
  await back.hears(/we got cut off\. If you just called, press any key/);
  await back.presses("3");
  await line.until(droppedAt + seconds(100));
  expect(line.deskRequestedAfter(droppedAt)).toBeNull();
  await back.hears(/You okay\?/, { within: minutes(2) });
  await back.presses("0");
  await back.hears(/0 again to say bye/, { within: minutes(2) });
  await back.presses("0");
  await back.hears(/Okay, bye for now/);

  await atRest(line);
});

test("somebody else talking, or nobody, on the call-back does not stop the clock", async () => {
  const line = await night();
  await line.caller.behaves(answersAfter(seconds(4)));
  const { robin, droppedAt } = await dropped(line);
  const desk = line.desk();
  await robin.isGone();

  const back = await line.caller.isRung({ within: seconds(10) });
  await back.hears(/we got cut off/);
  await back.says("Hello? Hello? Who is this?");
  await line.until(droppedAt + seconds(96));
  expect(line.deskRequestedAfter(droppedAt)).toSatisfy(between(seconds(90), seconds(95)));
  await (await desk.isRung()).presses("1");

  await line.endsByHand();
  await atRest(line);
});

test("after the planned time, with prompt answers, a drop is tried five times before help", async () => {
  const line = await night();
  await line.caller.behaves({ answers: "never" });
  const robin = await line.responder("robin");
  const dana = await line.supervisor();
  const desk = line.desk();
  const call = await line.accompanied(robin);
  await robin.startsWatch();
  await line.passes(seconds(55));
  for (let times = 1; times <= 12; times += 1) {
    await robin.confirms();
    await line.passes(seconds(105));
  }
  await robin.confirms();
  const droppedAt = line.now();
  await call.drops();

  await line.until(droppedAt + minutes(9) + seconds(50));
  expect(callBacks(line, droppedAt)).toHaveLength(5);
  expect(line.requestsTo(desk)).toHaveLength(0);
  await dana.pages.receives(/can't reach a caller whose time was over/, { within: 0 });
  await line.until(droppedAt + minutes(10) + seconds(6));
  expect(line.deskRequestedAfter(droppedAt)).toSatisfy(
    between(minutes(10), minutes(10) + seconds(5)),
  );

  await line.endsByHand();
  await atRest(line);
});

test("a text message with 1 gives one longer deadline, once", async () => {
  const line = await night();
  await line.caller.behaves({ answers: "never" });
  const desk = line.desk();
  const robin = await line.responder("robin");
  const call = await line.accompanied(robin);
  await robin.records({ mayText: true });
  await robin.startsWatch();
  await line.passes(seconds(30));
  const droppedAt = line.now();
  await call.drops();
  const text = await line.caller.receives(/Text 1 if you're good, or call back/);
  expect(text.body).not.toMatch(/Rehearsal|drug|overdose/i);
  await line.passes(seconds(40));
  await line.caller.texts(PUBLIC, "1");
  const textedAt = line.now();
  await line.passes(minutes(4));
  await line.caller.texts(PUBLIC, "1");
  await line.until(textedAt + minutes(9) + seconds(50));
  expect(line.requestsTo(desk)).toHaveLength(0);
  await line.passes(seconds(16));
  expect(line.deskRequestedAfter(textedAt)).toSatisfy(
    between(minutes(10), minutes(10) + seconds(5)),
  );
  expect(droppedAt).toBeLessThan(textedAt);

  await line.endsByHand();
  await atRest(line);
});

test("who rings again while we ring them is put right back, and our own ring ends", async () => {
  const line = await night();
  await line.caller.behaves({ answers: "never" });
  const { robin, droppedAt } = await dropped(line);
  await line.passes(seconds(8));

  const again = await line.caller.calls(PUBLIC);
  await again.hears(/Were we just cut off\? Press 1/);
  await again.presses("1");
  await line.passes(seconds(5));
  await robin.says("There you are");
  await again.hears(/There you are/);
  await line.until(droppedAt + seconds(110));
  expect(line.deskRequestedAfter(droppedAt)).toBeNull();
  expect(callBacks(line, droppedAt)).toHaveLength(1);
  expect(line.requestsTo(robin)).toHaveLength(1);
  await robin.hearsGoodbye();
  await again.hears(/Thanks for letting me keep you company/);

  await atRest(line);
});

test("who rings again before we ring is put right back too", async () => {
  const line = await night();
  const { robin, droppedAt } = await dropped(line);
  await line.passes(seconds(2));

  const again = await line.caller.calls(PUBLIC);
  await again.hears(/Were we just cut off\? Press 1/);
  await again.presses("1");
  await line.passes(seconds(5));
  await robin.says("There you are");
  await again.hears(/There you are/);
  await line.until(droppedAt + seconds(100));
  expect(line.deskRequestedAfter(droppedAt)).toBeNull();
  await robin.hearsGoodbye();

  await atRest(line);
});

test("with the number withheld, the responder says whether it is them", async () => {
  const line = await night();
  await line.caller.behaves({ answers: "never" });
  const { robin, droppedAt } = await dropped(line);
  await line.passes(seconds(20));

  const again = await line.caller.calls(PUBLIC, { from: "+266696687" });
  await again.hears(/Were we just cut off\? Press 1/);
  await again.presses("1");
  await line.passes(seconds(5));
  await robin.says("Is that you?");
  await again.hears(/Is that you\?/);
  expect(await robin.does({ kind: "redialJudged", same: true })).toBe("done");
  await line.until(droppedAt + seconds(110));
  expect(line.deskRequestedAfter(droppedAt)).toBeNull();
  await robin.hearsGoodbye();
  await again.hears(/Thanks for letting me keep you company/);

  await atRest(line);
});

test("with the number withheld and another caller, the lost one is still sent help", async () => {
  const line = await night();
  await line.caller.behaves({ answers: "never" });
  const desk = line.desk();
  const { robin, droppedAt } = await dropped(line);
  const jo = await line.responder("jo");
  await line.passes(seconds(20));

  const stranger = line.network.phone("+15555550133");
  const other = await stranger.calls(PUBLIC, { from: "+266696687" });
  await other.hears(/Were we just cut off/);
  await other.presses("1");
  await line.passes(seconds(5));
  expect(await robin.does({ kind: "redialJudged", same: false })).toBe("done");
  await line.passes(seconds(15));
  await jo.says("Hi, I'm Jo");
  await other.hears(/I'm Jo/);
  await line.until(droppedAt + seconds(96));
  expect(line.deskRequestedAfter(droppedAt)).toSatisfy(between(seconds(90), seconds(95)));
  expect(line.requestsTo(desk)).toHaveLength(1);
  await jo.hearsGoodbye();

  await line.endsByHand();
  await atRest(line);
});

test("a second person from the same number is answered, and changes nothing for the first", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const jo = await line.responder("jo");
  const call = await line.accompanied(robin);
  await robin.startsWatch();
  await line.passes(seconds(10));

  const housemate = line.network.phone("+15555550134");
  const second = await housemate.calls(PUBLIC, { from: CALLER });
  await second.hears(/A real person will pick up/);
  await line.passes(seconds(15));
  await jo.says("Hi, I'm Jo");
  await second.hears(/I'm Jo/);
  await robin.says("Still with you");
  await call.hears(/Still with you/);
  expect(second.heard().join(" ")).not.toMatch(/Still with you|cut off/);
  await jo.hearsGoodbye();
  await robin.hearsGoodbye();

  await atRest(line);
});
