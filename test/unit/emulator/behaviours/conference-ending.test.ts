import { expect } from "vitest";
import { DESK } from "../harness.ts";
import { pair } from "../room.ts";
import { table } from "./row.ts";

const EVENTS = "voice/twiml/conference#statuscallbackevent";
const ENDS = 'endConferenceOnExit="true"';

table([
  {
    cite: EVENTS,
    what: "the last to leave ends it: last-participant-left",
    async run() {
      const { toldOf, caller, desk, passes } = await pair();
      await desk.hangsUp();
      await caller.hangsUp();
      await passes(50);
      expect(toldOf("conference-end")).toMatchObject({
        ReasonConferenceEnded: "last-participant-left",
        CallSidEndingConference: caller.callSid,
      });
    },
  },
  {
    cite: EVENTS,
    what: "the last one removed ends it: last-participant-kicked",
    async run() {
      const { toldOf, caller, desk, inRoom, passes } = await pair();
      await desk.hangsUp();
      await inRoom(caller.callSid).remove();
      await passes(50);
      expect(toldOf("conference-end")["ReasonConferenceEnded"]).toBe("last-participant-kicked");
    },
  },
  {
    cite: EVENTS,
    what: "ended by REST: conference-ended-via-api, and everybody conference_ended_via_api",
    async run() {
      const { toldOf, client, sid, passes } = await pair();
      await client.conferences(sid()).update({ status: "completed" });
      await passes(50);
      expect(toldOf("participant-leave")["ReasonParticipantLeft"]).toBe("conference_ended_via_api");
      expect(toldOf("conference-end")["ReasonConferenceEnded"]).toBe("conference-ended-via-api");
    },
  },
  {
    cite: EVENTS,
    what: "ended by who has endConferenceOnExit: the others moderator_ended_conference",
    async run() {
      const { toldOf, desk, caller, passes } = await pair({
        [DESK]: `${ENDS} participantLabel="desk"`,
      });
      await desk.hangsUp();
      await passes(50);
      expect(toldOf("participant-leave")).toMatchObject({
        CallSid: caller.callSid,
        ReasonParticipantLeft: "moderator_ended_conference",
      });
      expect(toldOf("conference-end")).toMatchObject({
        ReasonConferenceEnded: "participant-with-end-conference-on-exit-left",
        CallSidEndingConference: desk.callSid,
        ParticipantLabelEndingConference: "desk",
      });
    },
  },
  {
    cite: EVENTS,
    what: "the same one removed by REST: …-on-exit-kicked",
    async run() {
      const { toldOf, desk, inRoom, passes } = await pair({ [DESK]: ENDS });
      await inRoom(desk.callSid).remove();
      await passes(50);
      expect(toldOf("conference-end")["ReasonConferenceEnded"]).toBe(
        "participant-with-end-conference-on-exit-kicked",
      );
    },
  },
  {
    cite: "github.com/twilio-professional-services/flex-dialpad-addon-plugin/issues/60",
    what: "someone on hold who has endConferenceOnExit still ends it; the flag cannot be changed meanwhile",
    async run() {
      const { toldOf, desk, inRoom, passes } = await pair({ [DESK]: ENDS });
      await inRoom(desk.callSid).update({ hold: true });
      const answer = await inRoom(desk.callSid).update({ endConferenceOnExit: false });
      expect(answer.endConferenceOnExit).toBe(true);
      await desk.hangsUp();
      await passes(50);
      expect(toldOf("conference-end")["ReasonConferenceEnded"]).toBe(
        "participant-with-end-conference-on-exit-left",
      );
    },
  },
]);
