import { expect, test } from "vitest";

import { atRest } from "../support/at-rest.ts";
import { between, minutes, night, PLACE, seconds } from "../support/night.ts";

test("a caller who goes quiet with a responder there is found", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const dana = await line.supervisor();
  const desk = line.desk();

  const call = await line.accompanied(robin);
  await robin.startsWatch();
  await line.passes(seconds(50));
  const answered = line.now();
  await robin.confirms();
  await call.hears(/Checking in\. You okay\?/, { within: minutes(3) });
  await call.hears(/Are you with me\?/, { within: seconds(30) });
  await call.hears(/Last ask/, { within: seconds(30) });
  await line.passes(seconds(25));

  expect(line.deskRequestedAfter(answered)).toSatisfy(between(seconds(180), seconds(185)));
  const atDesk = await desk.isRung();
  await atDesk.hears(/Ambulance needed at 12 Rehearsal Lane, unit 4, Springhill/);
  await dana.pages.receives(/Help is being sent/);
  await line.passes(seconds(10));
  await dana.says("Ambulance to 12 Rehearsal Lane, please");
  await atDesk.hears(/Ambulance to 12 Rehearsal Lane, please/);
  await call.hears(/Ambulance to 12 Rehearsal Lane, please/);
  await dana.does({ kind: "deskTook", deskId: "ON1" });
  await dana.pages.receives(/Nobody has confirmed that help is with the caller/, {
    within: minutes(9),
  });
  expect(await dana.saysHelpIsThere()).toBe("done");
  expect(await robin.closes()).toBe("done");
  await atDesk.hangsUp();

  await atRest(line);
});

test("an empty plan is watched all the same, and silence escalates to people", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const dana = await line.supervisor();

  const call = await line.accompanied(robin, {});
  const began = line.now();
  await robin.startsWatch();
  await line.passes(minutes(2) + seconds(5));
  await dana.pages.receives(/nowhere to send help\. A person must decide/);
  expect(line.requestsTo(dana)).toHaveLength(1);
  const [asked] = line.requestsTo(dana);
  expect(asked?.at).toSatisfy(between(began + seconds(120), began + seconds(126)));

  line.desk();
  await robin.records(PLACE);
  await line.passes(seconds(3));
  expect(line.deskRequestedAfter(line.now() - seconds(3))).not.toBeNull();
  await call.says("I'm back, sorry");
  await line.passes(seconds(10));
  expect(await robin.does({ kind: "stoodDown", reason: "callerTalking" })).toBe("done");
  await line.passes(seconds(10));
  expect(await robin.does({ kind: "deskTold", stillSending: false })).toBe("done");
  await robin.hearsGoodbye();
  await line.passes(seconds(2));
  await line.desksHangUp();

  await atRest(line);
});

test("what is said just before the last moment counts, and the session goes on", async () => {
  const line = await night();
  const robin = await line.responder("robin");

  const call = await line.accompanied(robin);
  await robin.startsWatch();
  const began = line.now();
  await call.hears(/Last ask/, { within: minutes(2) });
  await line.until(began + seconds(60 + 54));
  await call.says("yes");
  await line.passes(seconds(20));
  expect(line.deskRequestedAfter(began)).toBeNull();
  expect((await robin.session()).watch?.pace).toBe("slow");
  await robin.hearsGoodbye();

  await atRest(line);
});

test.each([
  { said: "ça va pas", sent: true },
  { said: "je vais bien", sent: false },
])("a French caller who says « $said » when asked", async ({ said, sent }) => {
  const line = await night();
  const robin = await line.responder("robin");

  const call = await line.accompanied(robin);
  await robin.does({ kind: "languageSet", language: "fr" });
  await robin.startsWatch();
  await robin.isGone();
  await call.hears(/La personne avec toi a perdu la ligne/, { within: seconds(12) });
  await call.presses("1");
  const desk = line.desk();
  await call.hears(/Hé, c'est moi|Fais le/, { within: minutes(2) });
  await line.passes(seconds(5));
  const spoke = line.now();
  await call.says(said);
  await line.passes(seconds(20));
  const requested = line.deskRequestedAfter(spoke);
  if (sent) {
    await call.hears(/J'envoie de l'aide tout de suite\. Si t'en veux pas, fais le 1/);
    expect(requested).toSatisfy(between(seconds(10), seconds(16)));
    expect(line.requestsTo(desk)).toHaveLength(1);
  } else {
    await call.hears(/Parfait\. Je reste là/);
    expect(requested).toBeNull();
  }
  await line.endsByHand();

  await atRest(line);
});
