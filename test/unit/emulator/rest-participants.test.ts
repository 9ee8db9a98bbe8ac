import { expect, test } from "vitest";
import { CALLER, DESK, LINE, rig, twiml } from "./harness.ts";

const THIRD = "+15555550103";
const added = { from: LINE, to: DESK };

const room = () =>
  rig({
    "/voice": () =>
      twiml("<Dial><Conference participantLabel='caller' waitUrl=''>s-1</Conference></Dial>"),
  });

test("a participant added by name opens the conference, and is in it once they pick up", async () => {
  const { client, network, passes, line } = await room();
  network.phone(DESK, { answers: { afterMs: 1000 } });
  const { participants } = client.conferences("s & <1>");
  const desk = await participants.create({
    ...added,
    label: 'the "desk"',
    conferenceStatusCallback: `${line.url}/conference?a=1&b=2`,
    conferenceStatusCallbackEvent: ["join", "leave"],
  });
  expect(desk).toMatchObject({ status: "queued", label: 'the "desk"' });
  const conference = client.conferences(desk.conferenceSid);
  expect(await conference.fetch()).toMatchObject({ friendlyName: "s & <1>", status: "init" });
  await passes(500);
  expect(await conference.participants('the "desk"').fetch()).toMatchObject({ status: "ringing" });
  const early = conference.participants(desk.callSid).update({ muted: true });
  await expect(early).rejects.toMatchObject({ code: 20404 });
  await passes(2000);
  expect(await conference.participants(desk.callSid).fetch()).toMatchObject({
    status: "connected",
  });
  expect(line.at("/conference")).toMatchObject([
    { params: { StatusCallbackEvent: "participant-join", ParticipantLabel: 'the "desk"' } },
  ]);
});

test("calls and participants wait in one row", async () => {
  const { client } = await room();
  const call = await client.calls.create({ ...added, twiml: twiml("<Say>Hello</Say>") });
  const participant = await client.conferences("s-1").participants.create(added);
  expect([call.queueTime, participant.queueTime]).toEqual(["0", "1000"]);
});

test("one who never comes is told of, and the conference nobody came to ends", async () => {
  const { client, network, passes, line } = await room();
  network.phone(DESK, { answers: "busy" });
  const { conferenceSid } = await client.conferences("s-2").participants.create({
    ...added,
    conferenceStatusCallback: `${line.url}/conference`,
    conferenceStatusCallbackEvent: ["leave", "end"],
  });
  await passes(2000);
  expect(line.at("/conference")).toMatchObject([
    { params: { ReasonParticipantLeft: "participant_add_failed", ParticipantCallStatus: "busy" } },
    { params: { StatusCallbackEvent: "conference-end" } },
  ]);
  const conference = client.conferences(conferenceSid);
  expect(await conference.fetch()).toMatchObject({ status: "completed" });
  await expect(conference.participants.create(added)).rejects.toMatchObject({ code: 16022 });
});

test("a conference that ends calls off whoever is on the way", async () => {
  const { client, network, passes } = await room();
  const caller = await network.phone(CALLER).calls(LINE);
  network.phone(DESK, { answers: "never" });
  await passes(500);
  const desk = await client.conferences("s-1").participants.create(added);
  await passes(3000);
  await client.conferences(desk.conferenceSid).update({ status: "completed" });
  expect(await client.calls(desk.callSid).fetch()).toMatchObject({ status: "canceled" });
  expect(await caller.ends()).toBe("completed");
});

test("one on the way can be taken back", async () => {
  const { client, network, passes } = await room();
  network.phone(DESK, { answers: "never" });
  const { participants } = client.conferences("s-1");
  const { callSid, conferenceSid } = await participants.create(added);
  await passes(3000);
  expect(await client.conferences(conferenceSid).participants(callSid).remove()).toBe(true);
  expect(await client.calls(callSid).fetch()).toMatchObject({ status: "canceled" });
});

test("a participant who cannot be added is refused with Twilio's code", async () => {
  const { client, network, passes } = await room();
  await network.phone(CALLER).calls(LINE);
  await passes(500);
  const { participants } = client.conferences("s-1");
  for (const [request, code] of [
    [{ label: "caller" }, 16026],
    [{ label: "a/b" }, 16023],
    [{ coaching: true, callSidToCoach: `CA${"0".repeat(32)}` }, 16028],
    [{ maxParticipants: 1000 }, 20001],
  ] as const) {
    await expect(participants.create({ ...added, ...request })).rejects.toMatchObject({ code });
  }
  expect(await client.calls.list({ to: DESK })).toEqual([]);
});

test("whoever was added hears and is heard", async () => {
  const { client, network, passes } = await room();
  const caller = await network.phone(CALLER).calls(LINE);
  await passes(500);
  await client.conferences("s-1").participants.create({ from: LINE, to: THIRD });
  const third = await network.phone(THIRD).answers();
  await passes(500);
  await third.says("hello, I am here");
  expect(caller.heard()).toContain("hello, I am here");
});
