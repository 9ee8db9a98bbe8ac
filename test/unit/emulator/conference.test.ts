import { expect, test } from "vitest";
import { CALLER, DESK } from "./harness.ts";
import { room, THIRD } from "./room.ts";

test("a conference starts with the second participant, and ends with the last", async () => {
  const { enter, events, passes, client, line } = await room();
  const caller = await enter(CALLER);
  expect(events()).toEqual(["participant-join"]);
  expect(await client.conferences.list({ status: "in-progress" })).toEqual([]);
  expect(await client.conferences.list({ friendlyName: "s-1" })).toMatchObject([
    { status: "init" },
  ]);
  const desk = await enter(DESK);
  expect(events()).toEqual(["participant-join", "participant-join", "conference-start"]);
  await desk.hangsUp();
  await caller.hangsUp();
  await passes(100);
  expect(events().slice(3)).toEqual(["participant-leave", "participant-leave", "conference-end"]);
  const told = line.at("/conference").map(({ params }) => params);
  expect(told.map((one) => one["SequenceNumber"])).toEqual(["1", "2", "3", "4", "5", "6"]);
  expect(told[3]).toMatchObject({
    CallSid: desk.callSid,
    ReasonParticipantLeft: "participant_hung_up",
    ParticipantCallStatus: "completed",
  });
  expect(told[5]).toMatchObject({ ReasonConferenceEnded: "last-participant-left" });
});

test("nobody who may start it, no start", async () => {
  const no = 'startConferenceOnEnter="false"';
  const { enter, events } = await room({ [CALLER]: no, [DESK]: no });
  await enter(CALLER);
  await enter(DESK);
  expect(events()).not.toContain("conference-start");
  await enter(THIRD);
  expect(events()).toContain("conference-start");
});

test("only the first participant's callbacks count", async () => {
  const { enter, line, passes, client } = await room();
  await enter(CALLER);
  const desk = await enter(DESK);
  await client.calls(desk.callSid).update({ url: `${line.url}/back` });
  await passes(2000);
  expect(line.at("/other")).toEqual([]);
  expect(line.at("/conference").at(-1)?.params).toMatchObject({ CallSid: desk.callSid });
});

test("participants hear each other, except the muted", async () => {
  const { enter, client, sid } = await room();
  const caller = await enter(CALLER);
  await caller.says("is anybody there");
  const desk = await enter(DESK);
  const third = await enter(THIRD);
  await caller.says("hello everyone");
  expect(desk.heard()).toEqual(["hello everyone"]);
  expect(third.heard()).toEqual(["hello everyone"]);
  expect(caller.heard()).toEqual([]);
  await client.conferences(sid()).participants(caller.callSid).update({ muted: true });
  await caller.says("not to be heard");
  await client.conferences(sid()).participants(third.callSid).update({ hold: true, holdUrl: "" });
  await desk.says("to the caller alone");
  expect(desk.heard()).toEqual(["hello everyone"]);
  expect(caller.heard()).toEqual(["to the caller alone"]);
  expect(third.heard()).toEqual(["hello everyone", "[hold music]"]);
});

test("a coach is heard by one participant, and hears all", async () => {
  const { enter, client, sid } = await room();
  const caller = await enter(CALLER);
  const desk = await enter(DESK);
  const coach = await enter(THIRD);
  const participant = client.conferences(sid()).participants(coach.callSid);
  await participant.update({ coaching: true, callSidToCoach: desk.callSid });
  await coach.says("ask where they are");
  await caller.says("I am outside");
  expect(desk.heard()).toEqual(["ask where they are", "I am outside"]);
  expect(caller.heard()).toEqual([]);
  expect(coach.heard()).toEqual(["I am outside"]);
});

test("an announcement to everybody needs a conference that has started", async () => {
  const { enter, client, sid, line, events, passes } = await room();
  const caller = await enter(CALLER);
  const announceUrl = `${line.url}/chime`;
  const conference = () => client.conferences(sid());
  await expect(conference().update({ announceUrl })).rejects.toMatchObject({ code: 16022 });
  const desk = await enter(DESK);
  await conference().update({ announceUrl });
  await caller.hears(/check in/i);
  await desk.hears(/check in/i);
  await passes(1000);
  expect(events().at(-1)).toBe("announcement-end");
  expect(line.at("/conference").at(-1)?.params).toMatchObject({ AnnounceUrl: announceUrl });
});

test("an announcement to one is heard by one, and a Gather in it fails", async () => {
  const { enter, client, sid, line, events, passes, network } = await room();
  const caller = await enter(CALLER);
  const desk = await enter(DESK);
  const participant = client.conferences(sid()).participants(desk.callSid);
  await participant.update({ announceUrl: `${line.url}/chime` });
  await passes(1000);
  expect([desk.heard(), caller.heard()]).toEqual([["Check in?"], []]);
  await participant.update({ announceUrl: `${line.url}/gather` });
  await passes(1000);
  expect(events().at(-1)).toBe("announcement-fail");
  expect(network.log.entries).toContainEqual(
    expect.objectContaining({ kind: "warned", code: 13238 }),
  );
});

test("a participant is moved out to be asked, and comes back", async () => {
  const { enter, client, line, passes, events } = await room();
  const caller = await enter(CALLER);
  const desk = await enter(DESK);
  await client.calls(caller.callSid).update({ url: `${line.url}/ask` });
  await passes(50);
  expect(line.at("/conference").at(-1)?.params).toMatchObject({
    StatusCallbackEvent: "participant-leave",
    ReasonParticipantLeft: "participant_updated_via_api",
    ParticipantCallStatus: "in-progress",
  });
  await caller.hears(/you okay/i);
  await caller.presses("1");
  await passes(500);
  expect(events().at(-1)).toBe("participant-join");
  await caller.says("back again");
  await desk.hears(/back again/i, { within: 0 });
});

test("a REST move fetches the interrupted action as well, before the new document", async () => {
  const { enter, client, line, passes, clock } = await room();
  const caller = await enter(CALLER);
  await enter(DESK);
  const movedAt = clock.now();
  await client.calls(caller.callSid).update({ url: `${line.url}/ask` });
  await passes(319);
  expect(line.at("/after")).toEqual([]);
  await passes(1);
  expect(line.at("/after")[0]?.params).toMatchObject({
    CallSid: caller.callSid,
    DialCallStatus: "answered",
  });
  const heard = await caller.hears(/you okay/i);
  expect(heard.at - movedAt).toBe(650);
  expect(caller.heard()).not.toContain("Out of the room");
});

test("a kicked participant goes on after its Dial", async () => {
  const { enter, client, sid, events } = await room();
  const caller = await enter(CALLER);
  const desk = await enter(DESK);
  await client.conferences(sid()).participants(desk.callSid).remove();
  await desk.hears(/out of the room/i);
  expect(events()).not.toContain("conference-end");
  await client.conferences(sid()).update({ status: "completed" });
  await caller.hears(/out of the room/i);
  const last = await client.conferences(sid()).fetch();
  expect(last).toMatchObject({
    status: "completed",
    reasonConferenceEnded: "conference-ended-via-api",
  });
  await expect(
    client.conferences(sid()).update({ announceUrl: "https://line.example.org/x" }),
  ).rejects.toMatchObject({ code: 16022 });
});

test("someone with endConferenceOnExit takes the others out", async () => {
  const { enter, line } = await room({ [DESK]: 'endConferenceOnExit="true"' });
  const caller = await enter(CALLER);
  const desk = await enter(DESK);
  await desk.drops();
  await caller.hears(/out of the room/i);
  const told = line.at("/conference").map(({ params }) => params);
  expect(told.at(-1)).toMatchObject({
    ReasonConferenceEnded: "participant-with-end-conference-on-exit-left",
    CallSidEndingConference: desk.callSid,
  });
  expect(told.at(-2)).toMatchObject({ ReasonParticipantLeft: "moderator_ended_conference" });
});

test("star leaves the conference only where hangupOnStar says so", async () => {
  const { enter, line, passes } = await room({}, { dial: 'hangupOnStar="true" action="/after"' });
  const caller = await enter(CALLER);
  await caller.presses("1");
  await passes(100);
  expect(line.at("/after")).toEqual([]);
  await caller.presses("*");
  await caller.hears(/out of the room/i);
  const deaf = await room();
  const other = await deaf.enter(CALLER);
  await other.presses("*");
  await deaf.passes(1000);
  expect(deaf.line.at("/after")).toEqual([]);
});

test("without an action the document goes on after the conference", async () => {
  const { enter, client } = await room({}, { dial: 'hangupOnStar="true"' });
  const caller = await enter(CALLER);
  await caller.presses("*");
  await caller.hears(/after the room/i);
  expect(await client.conferences.list({ status: "completed" })).toHaveLength(1);
});

test("two participants cannot have one label", async () => {
  const label = 'participantLabel="caller"';
  const { enter, network, events } = await room({ [CALLER]: label, [DESK]: label });
  await enter(CALLER);
  await enter(DESK);
  expect(events()).toEqual(["participant-join"]);
  expect(network.log.entries).toContainEqual(
    expect.objectContaining({ kind: "warned", code: 16025 }),
  );
});
