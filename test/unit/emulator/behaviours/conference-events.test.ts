import { expect } from "vitest";
import { CALLER, DESK } from "../harness.ts";
import { pair, room, THIRD } from "../room.ts";
import { table } from "./row.ts";

const EVENTS = "voice/twiml/conference#statuscallbackevent";
const PARTICIPANT = "voice/api/conference-participant-resource";

table([
  {
    cite: "voice/twiml/conference#statuscallback",
    what: "only the first participant's callback is told",
    async run() {
      const other = 'statusCallback="/other" statusCallbackEvent="join"';
      const script = { "/other": () => ({ status: 204 }) };
      const { told, line, desk } = await pair({ [DESK]: other }, { events: "join", script });
      expect(told().at(-1)).toMatchObject({ CallSid: desk.callSid });
      expect(line.at("/other")).toEqual([]);
    },
  },
  {
    cite: EVENTS,
    what: "only events that were asked for are told",
    async run() {
      const { events, desk, caller, passes } = await pair({}, { events: "leave end" });
      await desk.hangsUp();
      await caller.hangsUp();
      await passes(50);
      expect(events()).toEqual(["participant-leave", "participant-leave", "conference-end"]);
    },
  },
  {
    cite: EVENTS,
    what: "events are numbered in order",
    async run() {
      const { told, desk, caller, passes } = await pair();
      await desk.hangsUp();
      await caller.hangsUp();
      await passes(100);
      const numbers = told().map((one) => Number(one["SequenceNumber"]));
      expect(numbers).toEqual(numbers.map((_number, index) => (numbers[0] ?? 0) + index));
    },
  },
  {
    cite: EVENTS,
    what: "somebody's coming says who, and how they take part",
    async run() {
      const label = 'participantLabel="desk" muted="true" endConferenceOnExit="true"';
      const { toldOf, desk, sid } = await pair({ [DESK]: label });
      expect(toldOf("participant-join")).toMatchObject({
        ConferenceSid: sid(),
        FriendlyName: "s-1",
        CallSid: desk.callSid,
        ParticipantLabel: "desk",
        Muted: "true",
        Hold: "false",
        Coaching: "false",
        EndConferenceOnExit: "true",
        StartConferenceOnEnter: "true",
      });
    },
  },
  {
    cite: EVENTS,
    what: "somebody who hung up: participant_hung_up, their call over",
    async run() {
      const { toldOf, desk, passes } = await pair();
      await desk.hangsUp();
      await passes(50);
      expect(toldOf("participant-leave")).toMatchObject({
        CallSid: desk.callSid,
        ReasonParticipantLeft: "participant_hung_up",
        ParticipantCallStatus: "completed",
      });
    },
  },
  {
    cite: EVENTS,
    what: "somebody removed by REST: participant_updated_via_api, their call still up",
    async run() {
      const { toldOf, desk, inRoom, passes } = await pair();
      await inRoom(desk.callSid).remove();
      await passes(50);
      expect(toldOf("participant-leave")).toMatchObject({
        ReasonParticipantLeft: "participant_updated_via_api",
        ParticipantCallStatus: "in-progress",
      });
    },
  },
  {
    cite: EVENTS,
    what: "somebody whose call was moved: participant_updated_via_api",
    async run() {
      const { toldOf, desk, client, line, passes } = await pair();
      await client.calls(desk.callSid).update({ url: `${line.url}/ask` });
      await passes(50);
      expect(toldOf("participant-leave")["ReasonParticipantLeft"]).toBe(
        "participant_updated_via_api",
      );
    },
  },
  {
    cite: EVENTS,
    what: "somebody whose call the line ended: participant_updated_via_api",
    async run() {
      const { toldOf, desk, client, passes } = await pair();
      await client.calls(desk.callSid).update({ status: "completed" });
      await passes(50);
      expect(toldOf("participant-leave")["ReasonParticipantLeft"]).toBe(
        "participant_updated_via_api",
      );
    },
  },
  ...[
    { update: { muted: true }, back: { muted: false }, names: ["mute", "unmute"] },
    { update: { hold: true }, back: { hold: false }, names: ["hold", "unhold"] },
  ].map(({ update, back, names }) => ({
    cite: EVENTS,
    what: `${names.join(" and ")} are told once each`,
    async run() {
      const { events, desk, inRoom, passes } = await pair();
      for (const change of [update, update, back]) await inRoom(desk.callSid).update(change);
      await passes(100);
      expect(events().slice(3)).toEqual(names.map((name) => `participant-${name}`));
    },
  })),
  {
    cite: EVENTS,
    what: "coaching and endConferenceOnExit that change are told as participant-modify",
    async run() {
      const { events, toldOf, caller, desk, inRoom, passes } = await pair();
      const coach = { coaching: true, callSidToCoach: caller.callSid };
      await inRoom(desk.callSid).update(coach);
      await inRoom(desk.callSid).update({ endConferenceOnExit: true });
      await inRoom(desk.callSid).update({ endConferenceOnExit: true });
      await passes(100);
      expect(events().slice(3)).toEqual(["participant-modify", "participant-modify"]);
      expect(toldOf("participant-modify")).toMatchObject({
        Coaching: "true",
        EndConferenceOnExit: "true",
      });
    },
  },
  {
    cite: EVENTS,
    what: "who begins and stops speaking is told where `speaker` was asked for",
    async run() {
      const { events, caller, passes } = await pair({}, { events: "speaker" });
      await caller.says("hello");
      await passes(5000);
      expect(events()).toEqual(["participant-speech-start", "participant-speech-stop"]);
    },
  },
  {
    cite: EVENTS,
    what: "the end of an announcement to one names them",
    async run() {
      const { toldOf, desk, inRoom, line, passes } = await pair();
      const announceUrl = `${line.url}/chime`;
      await inRoom(desk.callSid).update({ announceUrl });
      await passes(5000);
      expect(toldOf("announcement-end")).toMatchObject({
        AnnounceUrl: announceUrl,
        CallSid: desk.callSid,
      });
    },
  },
  {
    cite: EVENTS,
    what: "the end of an announcement to all names nobody",
    async run() {
      const { toldOf, client, sid, line, passes } = await pair();
      await client.conferences(sid()).update({ announceUrl: `${line.url}/chime` });
      await passes(5000);
      expect(toldOf("announcement-end")).toMatchObject({ AnnounceUrl: `${line.url}/chime` });
      expect(toldOf("announcement-end")).not.toHaveProperty("CallSid");
    },
  },
  {
    cite: `${EVENTS} and api/errors/13238`,
    what: "an announcement that listens fails, and says why",
    async run() {
      const { toldOf, desk, inRoom, line, passes, warnings } = await pair();
      await inRoom(desk.callSid).update({ announceUrl: `${line.url}/gather` });
      await passes(1000);
      expect(toldOf("announcement-fail")["ReasonAnnouncementFailed"]).toBeTruthy();
      expect(warnings()).toContain(13238);
    },
  },
  {
    cite: "api/errors/15003",
    what: "a callback that fails is warned of, and the conference goes on",
    async run() {
      const script = { "/conference": () => ({ status: 500 }) };
      const { warnings, caller, desk } = await pair({}, { script });
      expect(warnings()).toContain(15003);
      await caller.says("still here");
      expect(desk.heard()).toEqual(["still here"]);
    },
  },
  {
    cite: "voice/twiml/conference#statuscallbackmethod",
    what: "callbacks are sent by GET where that was asked",
    async run() {
      const common = 'beep="false" waitUrl="" statusCallbackMethod="GET"';
      const { line } = await pair({}, { common });
      expect(line.at("/conference")[0]).toMatchObject({ method: "GET" });
      expect(line.at("/conference")[0]?.url).toContain("StatusCallbackEvent=participant-join");
    },
  },
  {
    cite: PARTICIPANT,
    what: "only those present are participants; after the end there are none",
    async run() {
      const { desk, caller, client, sid } = await pair();
      const list = () => client.conferences(sid()).participants.list();
      await desk.hangsUp();
      expect((await list()).map(({ callSid }) => callSid)).toEqual([caller.callSid]);
      await caller.hangsUp();
      expect(await list()).toEqual([]);
    },
  },
  {
    cite: PARTICIPANT,
    what: "a participant with a label is found by it",
    async run() {
      const { enter, inRoom, client, sid } = await room({ [THIRD]: 'participantLabel="third"' });
      await enter(CALLER);
      const third = await enter(THIRD);
      const found = await client.conferences(sid()).participants("third").fetch();
      expect(found).toMatchObject({ callSid: third.callSid, label: "third" });
      await client.conferences(sid()).participants("third").update({ muted: true });
      expect((await inRoom(third.callSid).fetch()).muted).toBe(true);
    },
  },
  {
    cite: PARTICIPANT,
    what: "someone removed goes on after their Dial",
    async run() {
      const { desk, inRoom } = await pair();
      await inRoom(desk.callSid).remove();
      await desk.hears(/out of the room/i);
    },
  },
]);
