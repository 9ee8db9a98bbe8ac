/** What the design's fifth section says of the carrier, line by line: people together, and what the line may do there. */
import { expect, test } from "vitest";
import { CALLER, DESK, LINE, twiml } from "./harness.ts";
import { room, THIRD } from "./room.ts";

async function pair(options: Parameters<typeof room>[1] = {}) {
  const set = await room({}, options);
  const caller = await set.enter(CALLER);
  const responder = await set.enter(DESK);
  return { ...set, caller, responder };
}

test("whoever comes first, the conference and its callbacks are the same", async () => {
  for (const [first, second] of [
    [CALLER, DESK],
    [DESK, CALLER],
  ] as const) {
    const { enter, events } = await room();
    await enter(first);
    await enter(second);
    expect(events()).toEqual(["participant-join", "participant-join", "conference-start"]);
  }
});

test("identical callbacks on every leg: a conference the caller left is told of to the end", async () => {
  const { caller, responder, client, line, toldOf, passes } = await pair();
  await client.calls(caller.callSid).update({ url: `${line.url}/ask` });
  await passes(1000);
  await responder.hangsUp();
  await passes(100);
  expect(toldOf("conference-end")["ReasonConferenceEnded"]).toBe("last-participant-left");
});

test("endConferenceOnExit=false: a responder who drops leaves the caller where they are", async () => {
  const { caller, responder, client, sid } = await pair();
  await responder.drops();
  expect((await client.conferences(sid()).fetch()).status).toBe("in-progress");
  expect(caller.heard()).toEqual([]);
});

test("only the line ends it while somebody is there: Status=completed, and each goes on", async () => {
  const { caller, responder, client, sid, toldOf } = await pair();
  await client.conferences(sid()).update({ status: "completed" });
  for (const call of [caller, responder]) await call.hears(/out of the room/i);
  expect(toldOf("conference-end")["ReasonConferenceEnded"]).toBe("conference-ended-via-api");
});

test("an ended conference cannot be ended again", async () => {
  const { client, sid } = await pair();
  await client.conferences(sid()).update({ status: "completed" });
  await expect(client.conferences(sid()).update({ status: "completed" })).rejects.toMatchObject({
    code: 16022,
  });
});

test("participants are found by CallSid, with no label", async () => {
  const { responder, inRoom } = await pair();
  expect(await inRoom(responder.callSid).fetch()).toMatchObject({
    callSid: responder.callSid,
    label: null,
  });
});

test("a caller moved out and back with nobody there meanwhile is in another conference", async () => {
  const { caller, responder, client, line, network, passes } = await pair();
  await responder.hangsUp();
  await client.calls(caller.callSid).update({ url: `${line.url}/back` });
  await passes(1000);
  const sids = network.log.entries.flatMap((entry) =>
    entry.kind === "joined" && entry.callSid === caller.callSid ? [entry.conferenceSid] : [],
  );
  expect(new Set(sids).size).toBe(2);
});

test("a caller moved out and back to somebody who waited is in the same one", async () => {
  const { caller, responder, client, line, sid, network, passes } = await pair();
  await client.calls(caller.callSid).update({ url: `${line.url}/ask` });
  await caller.hears(/you okay/i);
  await caller.presses("1");
  await passes(1000);
  const joined = network.log.entries.findLast((entry) => entry.kind === "joined");
  expect(joined).toMatchObject({ callSid: caller.callSid, conferenceSid: sid() });
  await caller.says("back again");
  await responder.hears(/back again/i, { within: 0 });
});

test("while the caller is asked, the responder hears nothing of it", async () => {
  const { caller, responder, client, line } = await pair();
  await client.calls(caller.callSid).update({ url: `${line.url}/ask` });
  await caller.hears(/you okay/i);
  await caller.says("I am");
  expect(responder.heard()).toEqual([]);
});

test("no key reaches the line from inside a conference, except `*` where hangupOnStar says so", async () => {
  const { caller, line, passes } = await pair({ dial: 'hangupOnStar="true" action="/after"' });
  await caller.presses("1234567890#");
  await passes(500);
  expect(line.at("/after")).toEqual([]);
  await caller.presses("*");
  await passes(500);
  expect(line.at("/after")).toHaveLength(1);
});

test("`*` and the end of the conference look the same to the action", async () => {
  const dial = 'hangupOnStar="true" action="/after"';
  const starred = await pair({ dial });
  await starred.caller.presses("*");
  await starred.passes(500);
  const ended = await pair({ dial });
  await ended.client.conferences(ended.sid()).update({ status: "completed" });
  await ended.passes(500);
  const status = (set: typeof starred) => set.line.at("/after")[0]?.params["DialCallStatus"];
  expect([status(starred), status(ended)]).toEqual(["answered", "answered"]);
});

test("a move that crosses a `*` wins: the menu is not heard", async () => {
  const { caller, client, line, passes } = await pair({
    dial: 'hangupOnStar="true" action="/after"',
  });
  await client.calls(caller.callSid).update({ url: `${line.url}/ask` });
  await caller.presses("*");
  await passes(2000);
  expect(caller.heard()).toEqual(["You okay?"]);
});

test("announcements need a started conference: alone, both kinds are refused", async () => {
  const { enter, client, sid, inRoom, line } = await room();
  const responder = await enter(DESK);
  const announceUrl = `${line.url}/chime`;
  await expect(client.conferences(sid()).update({ announceUrl })).rejects.toMatchObject({
    code: 16022,
  });
  await expect(inRoom(responder.callSid).update({ announceUrl })).rejects.toMatchObject({
    code: 16022,
  });
  expect(responder.heard()).toEqual([]);
});

test("alone, a responder is told by a call update instead, and comes back", async () => {
  const words = twiml("<Say>Check-in due</Say>", "<Redirect>/back</Redirect>");
  const { enter, client, line, network, passes } = await room(
    {},
    { script: { "/tell": () => words } },
  );
  const responder = await enter(DESK);
  await client.calls(responder.callSid).update({ url: `${line.url}/tell` });
  await responder.hears(/check-in due/i);
  await passes(3000);
  expect(network.log.entries.filter(({ kind }) => kind === "joined")).toHaveLength(2);
});

test("an announcement to the responder does not reach the caller, and stops nobody talking", async () => {
  const { caller, responder, inRoom, line } = await pair();
  await inRoom(responder.callSid).update({ announceUrl: `${line.url}/chime` });
  await responder.hears(/check in/i);
  await responder.says("are you there");
  expect(caller.heard()).toEqual(["are you there"]);
});

test("an announcement ends for somebody who is moved out meanwhile", async () => {
  const long = twiml('<Say loop="50">Check in?</Say>');
  const { caller, inRoom, client, line, passes } = await pair({ script: { "/long": () => long } });
  await inRoom(caller.callSid).update({ announceUrl: `${line.url}/long` });
  await caller.hears(/check in/i);
  await client.calls(caller.callSid).update({ url: `${line.url}/ask` });
  await passes(3000);
  expect(caller.heard().at(-1)).toBe("You okay?");
});

test("a desk joins by a move of its leg: three-way, everybody hears everybody", async () => {
  const { caller, responder, client, network, line, passes } = await pair();
  network.phone(THIRD, { answers: { afterMs: 200 } });
  const inline = twiml("<Say>Someone needs help</Say>", '<Pause length="60"/>');
  const leg = await client.calls.create({ to: THIRD, from: LINE, twiml: inline });
  await passes(2000);
  await client.calls(leg.sid).update({ url: `${line.url}/back` });
  await passes(1000);
  await caller.says("I am here");
  const heard = network.log.entries.flatMap((entry) =>
    entry.kind === "heard" && entry.text === "I am here" ? [entry.handset] : [],
  );
  expect(heard.toSorted()).toEqual([DESK, THIRD]);
  expect(responder.heard()).toEqual(["I am here"]);
});

test("a supervisor who listens is muted: hears all, heard by nobody", async () => {
  const set = await room({ [THIRD]: 'muted="true"' });
  const caller = await set.enter(CALLER);
  const responder = await set.enter(DESK);
  const supervisor = await set.enter(THIRD);
  await caller.says("one");
  await supervisor.says("two");
  expect([caller.heard(), responder.heard(), supervisor.heard()]).toEqual([[], ["one"], ["one"]]);
});

test("a whisper is for a CallSid: a responder who comes back has to be coached anew", async () => {
  const { caller, responder, enter, inRoom } = await pair();
  const supervisor = await enter(THIRD);
  const coach = (callSidToCoach: string) =>
    inRoom(supervisor.callSid).update({ coaching: true, callSidToCoach });
  await coach(responder.callSid);
  await responder.hangsUp();
  const again = await enter(DESK);
  await supervisor.says("to nobody");
  await coach(again.callSid);
  await supervisor.says("to you");
  expect([caller.heard(), again.heard()]).toEqual([[], ["to you"]]);
});

test("every callback of a conference has its own number, and its copy has the same", async () => {
  const { network, enter, told } = await room();
  network.faults.add({ on: "webhook", effect: "duplicate", match: { purpose: "conference" } });
  await enter(CALLER);
  await enter(DESK);
  const ids = told().map((one) => `${one["ConferenceSid"]}/${one["SequenceNumber"]}`);
  expect([ids.length, new Set(ids).size]).toEqual([6, 3]);
});

test("Participants.create would bridge whoever answers, a voicemail too", async () => {
  const { enter, client, sid, network, passes } = await room();
  const caller = await enter(CALLER);
  network.phone(THIRD, { answers: "voicemail", voicemailAfterMs: 1000, greeting: "Not here" });
  await client.conferences(sid()).participants.create({ to: THIRD, from: LINE });
  await passes(5000);
  expect(caller.heard()).toContain("Not here");
});
