/** What the design's fifth section says of the carrier, line by line: making, ending and losing legs. */
import { expect, test } from "vitest";
import { CALLER, DESK, LINE, rig, twiml } from "./harness.ts";

const THIRD = "+15555550103";
const LONG = twiml('<Pause length="120"/>');
const EVENTS = ["initiated", "ringing", "answered", "completed"];
const HOURS = 3_600_000;

/** A line whose every leg has an address of its own. */
async function legs(
  script: Parameters<typeof rig>[0] = {},
  options: Parameters<typeof rig>[1] = {},
) {
  const set = await rig(
    { "/leg": () => LONG, "/status": () => ({ status: 204 }), ...script },
    options,
  );
  const at = (path: string) => `${set.line.url}${path}`;
  const dial = (to = DESK, more: object = {}) =>
    set.client.calls.create({ to, from: LINE, url: at("/leg"), ...more });
  const status = async (sid: string) => (await set.client.calls(sid).fetch()).status;
  const asked = (kind: string) => set.network.log.entries.filter((entry) => entry.kind === kind);
  return { ...set, at, dial, status, asked };
}

test("the first webhook bearing a leg's id carries the CallSid the create answered", async () => {
  const { network, dial, line, at, passes } = await legs();
  network.phone(DESK, { answers: { afterMs: 100 } });
  const call = await dial(DESK, { url: at("/leg?leg=d1-1") });
  await passes(1000);
  expect(line.at("/leg")).toMatchObject([{ url: "/leg?leg=d1-1", params: { CallSid: call.sid } }]);
});

test("an accepted leg's address is fetched, and not one that only rings", async () => {
  const { network, dial, line, passes } = await legs();
  const softphone = network.softphone("responder_1");
  await dial("client:responder_1");
  await passes(3000);
  expect(line.at("/leg")).toEqual([]);
  await softphone.accept();
  await passes(100);
  expect(line.at("/leg")).toHaveLength(1);
});

test("a softphone that is closed or on another call takes nothing", async () => {
  const { network, dial, status, passes, line } = await legs();
  const softphone = network.softphone("responder_1");
  await softphone.goesOffline();
  const closed = await dial("client:responder_1");
  await passes(2000);
  await softphone.comesOnline();
  await dial("client:responder_1");
  await softphone.accept();
  const second = await dial("client:responder_1");
  await passes(2000);
  expect([await status(closed.sid), await status(second.sid)]).toEqual(["no-answer", "busy"]);
  expect(line.at("/leg")).toHaveLength(1);
});

test("inline TwiML is spoken to whoever answers, though nothing of ours can be reached", async () => {
  const { network, client, line } = await legs({ "/status": () => ({ status: 500 }) });
  const desk = network.phone(DESK);
  const inline = twiml("<Say>Someone needs help</Say>");
  await client.calls.create({ to: DESK, from: LINE, twiml: inline });
  await (await desk.answers()).hears(/needs help/i);
  expect(line.asked).toEqual([]);
});

test("a voicemail that answers presses no key: on a plain phone only a key takes a call", async () => {
  const press = twiml('<Gather numDigits="1" action="/taken"><Say>Press 1</Say></Gather>');
  const { network, dial, line, passes } = await legs({ "/leg": () => press });
  network.phone(DESK, { answers: "voicemail", voicemailAfterMs: 500 });
  await dial();
  await passes(20_000);
  expect(line.at("/leg").length).toBeGreaterThan(0);
  expect(line.at("/taken")).toEqual([]);
});

test("Status=completed ends any state: queued, ringing and answered", async () => {
  const { network, dial, client, passes, status } = await legs();
  network.phone(DESK, { answers: "never" });
  network.phone(THIRD, { answers: { afterMs: 100 } });
  const end = (sid: string) => client.calls(sid).update({ status: "completed" });
  const queued = await dial();
  await end(queued.sid);
  const ringing = await dial();
  await passes(2000);
  await end(ringing.sid);
  const answered = await dial(THIRD);
  await passes(3000);
  expect(await status(answered.sid)).toBe("in-progress");
  await end(answered.sid);
  const ended = await Promise.all([queued, ringing, answered].map(({ sid }) => status(sid)));
  expect(ended).toEqual(["canceled", "canceled", "completed"]);
});

test("Status=canceled would not: somebody who has answered stays", async () => {
  const { network, dial, client, passes, status } = await legs();
  network.phone(DESK, { answers: { afterMs: 100 } });
  const call = await dial();
  await passes(2000);
  await client.calls(call.sid).update({ status: "canceled" });
  expect(await status(call.sid)).toBe("in-progress");
});

test("a leg that has ended can be neither moved nor ended: 21220", async () => {
  const { network, dial, client, at, passes } = await legs();
  network.phone(DESK, { answers: "busy" });
  const call = await dial();
  await passes(2000);
  const update = (what: object) => client.calls(call.sid).update(what);
  await expect(update({ url: at("/leg") })).rejects.toMatchObject({ code: 21220 });
  await expect(update({ status: "completed" })).rejects.toMatchObject({ code: 21220 });
});

test("the account's rate: one call a second leaves, in the order they were asked for", async () => {
  const { network, dial, passes, asked } = await legs();
  for (const number of [DESK, THIRD, CALLER]) network.phone(number, { answers: "never" });
  const queued = [];
  for (const number of [DESK, THIRD, CALLER]) queued.push((await dial(number)).queueTime);
  await passes(3000);
  expect(queued).toEqual(["0", "1000", "2000"]);
  const rang = asked("rang");
  expect(rang.map((entry) => ("to" in entry ? entry.to : ""))).toEqual([DESK, THIRD, CALLER]);
  const [first, , last] = rang;
  expect((last?.at ?? 0) - (first?.at ?? 0)).toBe(2000);
});

test("moves and ends pass beside the gate", async () => {
  const { network, dial, client, status, passes } = await legs();
  network.phone(DESK, { answers: { afterMs: 100 } });
  const call = await dial();
  await passes(1000);
  for (let other = 0; other < 5; other += 1) await dial(THIRD);
  await client.calls(call.sid).update({ status: "completed" });
  expect(await status(call.sid)).toBe("completed");
});

test("a create that timed out has acted: asked again it makes a second call, and both ring", async () => {
  const { network, dial, passes, asked, at } = await legs();
  network.phone(DESK, { answers: "never" });
  network.faults.add({ on: "rest", effect: "actThenHang", match: { method: "POST" }, next: 1 });
  const first = dial(DESK, { url: at("/leg?leg=d1-1") }).catch(() => "closed");
  await expect.poll(() => asked("callRequested").length).toBe(1);
  await dial(DESK, { url: at("/leg?leg=d1-2") });
  await passes(3000);
  expect(asked("rang")).toHaveLength(2);
  expect(await Promise.race([first, Promise.resolve("no answer")])).toBe("no answer");
});

test("an orphan is recognised by the leg id in its first webhook", async () => {
  const { network, dial, line, at, passes, asked } = await legs();
  network.phone(DESK, { answers: { afterMs: 100 } });
  network.faults.add({ on: "rest", effect: "actThenHang", match: { method: "POST" }, next: 1 });
  void dial(DESK, { url: at("/leg?leg=d1-1") }).catch(() => "closed");
  await expect.poll(() => asked("callRequested").length).toBe(1);
  await passes(1000);
  const [orphan] = line.at("/leg");
  expect(orphan?.url).toBe("/leg?leg=d1-1");
  expect(orphan?.params["CallSid"]).toMatch(/^CA[0-9a-f]{32}$/);
});

test("a call's status is known by CallSid and number, and its copy has the same", async () => {
  const { network, dial, line, at, passes } = await legs();
  network.phone(DESK, { answers: "busy" });
  network.faults.add({ on: "webhook", effect: "duplicate", match: { purpose: "status" } });
  await dial(DESK, { statusCallback: at("/status"), statusCallbackEvent: EVENTS });
  await passes(2000);
  const told = line.at("/status").map(({ params }) => params);
  const ids = told.map((one) => `${one["CallSid"]}/${one["SequenceNumber"]}`);
  expect([ids.length, new Set(ids).size]).toEqual([4, 2]);
});

test("four hours, and the carrier cuts a leg off without a word", async () => {
  const silent = twiml('<Dial><Conference beep="false" waitUrl="">s-1</Conference></Dial>');
  const { network, passes, client } = await legs({ "/voice": () => silent });
  const call = await network.phone(CALLER).calls(LINE);
  await passes(4 * HOURS - 1000);
  expect((await client.calls(call.callSid).fetch()).status).toBe("in-progress");
  await passes(2000);
  expect(await call.ends()).toBe("completed");
  expect(call.heard()).toEqual([]);
});

test.each(["911", "933", "112", "+911"])("%s is never dialled from here", async (to) => {
  const { client, asked } = await legs();
  await expect(client.calls.create({ to, from: LINE, twiml: LONG })).rejects.toThrow(/REFUSED/);
  expect(asked("refused")).toHaveLength(1);
});

test("away: a number's calls go to its fallback", async () => {
  const { network } = await legs({
    "/voice": () => ({ status: 503 }),
    "/fallback": () => twiml("<Say>Stay on the line</Say>"),
  });
  const call = await network.phone(CALLER).calls(LINE);
  await call.hears(/stay on the line/i);
  expect(call.heard()).toHaveLength(1);
});

test("away: a created call goes to the fallback it was made with, from the first document on", async () => {
  const { network, dial, at, line } = await legs({
    "/leg": () => ({ status: 503 }),
    "/outside": () => twiml("<Say>Stay on the line</Say>"),
  });
  const desk = network.phone(DESK);
  const call = await dial(DESK, { fallbackUrl: at("/outside") });
  await (await desk.answers()).hears(/stay on the line/i);
  expect(line.at("/outside")[0]?.params).toMatchObject({ CallSid: call.sid, ErrorCode: "11200" });
});

test("away in the middle of a call: what a move or an action finds broken goes to the fallback too", async () => {
  const { network, client, at } = await legs({
    "/voice": () => LONG,
    "/gone": () => ({ status: 503 }),
    "/fallback": () => twiml("<Say>Stay on the line</Say>", '<Pause length="60"/>'),
  });
  const call = await network.phone(CALLER).calls(LINE);
  await client.calls(call.callSid).update({ url: at("/gone") });
  await call.hears(/stay on the line/i);
  expect(call.heard()).toHaveLength(1);
});

test("away for a moment: an address with #rc=2&rp=all is asked three times before the fallback", async () => {
  let asked = 0;
  const { network, line } = await legs({
    "/voice": () => {
      asked += 1;
      return asked < 3 ? { status: 503 } : twiml("<Say>Back again</Say>");
    },
  });
  network.number(LINE, {
    voiceUrl: `${line.url}/voice#rc=2&rp=all`,
    voiceFallbackUrl: `${line.url}/fallback`,
  });
  await (await network.phone(CALLER).calls(LINE)).hears(/back again/i);
  expect(line.at("/fallback")).toEqual([]);
});
