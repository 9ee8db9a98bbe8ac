import { expect, test } from "vitest";

import { sealStaffPhone } from "../../src/adapters/postgres/seals.ts";
import { inHand } from "../support/in-hand.ts";
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
  type Night,
} from "../support/night.ts";

const ROBIN = "+15555550124";

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

test("a whole session by keys: watch, drowsy, the place asked and heard, help sent, taken, there, closed", async () => {
  const line = await night();
  const casey = await line.casey();
  const desk = line.desk();
  const call = await line.caller.calls(PUBLIC);
  await line.passes(seconds(15));
  const phone = await casey.onCall();
  const star = async (keys: string, hears = /^Done\.$/) => {
    await phone.presses("*");
    await phone.hears(/Go ahead, press your key/);
    await phone.presses(keys);
    await phone.hears(hears, { within: seconds(12) });
    await line.passes(seconds(7));
  };

  await star("8");
  await call.hears(/1 Ontario/);
  await call.presses("1");
  await call.hears(/\[beep\]/, { within: seconds(20) });
  await call.says("the blue bungalow behind the Petro on the corner, side door, up the stairs");
  await line.passes(seconds(6));
  await call.presses("#");
  await call.hears(/Is that right\? 1 yes, 2 again/, { within: seconds(30) });
  await call.presses("1");
  await call.hears(/That's where help comes/);
  await line.passes(seconds(3));
  await casey.says("Got it, I'm with you");
  await call.hears(/I'm with you/);

  await star("4");
  expect((await casey.session()).watch).not.toBeNull();
  await star("1");
  await star("2");
  expect((await casey.session()).watch?.pace).toBe("drowsy");
  await star("7", /blue bungalow behind the Petro/);
  await star("5");
  expect((await casey.session()).doses).toHaveLength(1);
  await star("6", /star, then 6 6/);
  await star("*", /1 fine, 2 drowsy, 3 gone quiet/);
  await line.passes(seconds(15));
  await casey.says("Still there?");
  await call.hears(/Still there/);

  await star("99");
  const atDesk = await desk.onCall();
  await atDesk.hears(/The place, as they said it/, { within: seconds(20) });
  await casey.says("The blue bungalow behind the Petro, side door");
  await atDesk.hears(/behind the Petro/);
  await star("95");
  const { id } = await casey.session();
  expect((await casey.session()).help.state).toBe("taken");
  await star("00", /can't be done right now/);
  await star("90");
  expect((await casey.session()).help.state).toBe("arrived");
  await phone.presses("*");
  await phone.hears(/Go ahead, press your key/);
  await phone.presses("00");
  await phone.ends();
  await call.hears(/Thanks for letting me keep you company/);
  expect((await line.line.store.load(id))?.closed?.outcome).toBe("unknown");
  await line.desksHangUp();
  await atRest(line);
});

/** Robin answers in a browser, and where that fails on their own phone. */
async function robinWithPhone(line: Night, behaviour = answersAfter(seconds(3))) {
  await line.database.db.staff.update({
    where: { id: "robin" },
    data: { ...sealStaffPhone(line.vault, "robin", ROBIN), secondLeg: true, wantsPage: true },
  });
  const phone = line.network.phone(ROBIN, answersAfter(seconds(3)));
  phone.onHears(/Press 1 to take the call/, (call) => call.presses("1"));
  return {
    robin: await line.responder("robin", behaviour),
    phone: inHand(phone, line.network.log),
  };
}

test("a browser that lets it ring is followed by their own phone, and the call is taken there", async () => {
  const line = await night();
  const { robin, phone } = await robinWithPhone(line, { answers: "never" });
  const call = await line.caller.calls(PUBLIC);
  await line.passes(seconds(35));
  const own = await phone.onCall();
  await own.says("Hi, it's Robin, on my phone");
  await call.hears(/on my phone/);
  expect((await robin.session()).company.responder?.via).toBe("phone");
  await robin.hearsGoodbye();
  await atRest(line);
});

test("a browser lost in the middle of a watch: their own phone is rung within seconds, and no deadline moves", async () => {
  const line = await night();
  const { robin, phone } = await robinWithPhone(line);
  const call = await line.accompanied(robin);
  await robin.startsWatch();
  await line.passes(seconds(10));
  const before = (await robin.session()).watch?.deadline;
  const lostAt = line.now();
  await robin.goesAway();
  await call.hears(/The person with you lost their line/);
  await line.passes(seconds(10));
  const own = await phone.onCall();
  await own.says("It's Robin again");
  const back = await call.hears(/It's Robin again/);
  expect(back.at - lostAt).toBeLessThanOrEqual(seconds(20));
  expect((await robin.session()).watch?.deadline).toEqual(before);
  await robin.hearsGoodbye();
  await atRest(line);
});

test("who wants it is texted a page for the call: opened by one browser, it does what the keys do", async () => {
  const line = await night();
  const { robin, phone } = await robinWithPhone(line, { answers: "never" });
  await line.caller.calls(PUBLIC);
  const text = await phone.receives(/Your page for this call: (\S+)/, { within: minutes(1) });
  const link = /https?:\S+/.exec(text.body)?.[0] ?? "";
  const { id } = await robin.session();
  expect(text.body).not.toContain(id);
  const opened = await fetch(`${link}/open`, { method: "POST", redirect: "manual" });
  const cookie = opened.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const page = await (await fetch(link, { headers: { cookie } })).text();
  expect(page).toContain("You are with them");
  const form = /action="[^"]*\/using"><input type="hidden" name="wish" value="([^"]+)"/.exec(page);
  await fetch(`${link}/using`, {
    method: "POST",
    headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ wish: form?.[1] ?? "" }),
  });
  expect((await robin.session()).watch).not.toBeNull();
  expect((await fetch(link)).status).toBe(404);
  await robin.hearsGoodbye();
  await line.passes(seconds(5));
  expect((await fetch(link, { headers: { cookie } })).status).toBe(410);
  await atRest(line);
});
