import { expect } from "vitest";
import { CALLER, DESK, twiml } from "../harness.ts";
import { room, THIRD } from "../room.ts";
import { table } from "./row.ts";

const DOC = "voice/twiml/conference";
const NOT_ME = 'startConferenceOnEnter="false"';
const WAITING = { common: 'beep="false" waitUrl="/wait"' };

table([
  {
    cite: DOC,
    what: "one participant is no conference yet",
    async run() {
      const { enter, events, client, sid } = await room();
      await enter(CALLER);
      expect(events()).toEqual(["participant-join"]);
      expect((await client.conferences(sid()).fetch()).status).toBe("init");
    },
  },
  {
    cite: "github.com/twilio/twilio-node/issues/604",
    what: "a conference of one is not among those in progress",
    async run() {
      const { enter, client } = await room();
      await enter(CALLER);
      expect(await client.conferences.list({ status: "in-progress" })).toEqual([]);
      await enter(DESK);
      expect(await client.conferences.list({ status: "in-progress" })).toHaveLength(1);
    },
  },
  {
    cite: `${DOC}#startconferenceonenter`,
    what: "it starts with the second participant",
    async run() {
      const { enter, events } = await room();
      await enter(CALLER);
      await enter(DESK);
      expect(events().at(-1)).toBe("conference-start");
    },
  },
  {
    cite: `${DOC}#startconferenceonenter`,
    what: "people who may not start it wait for somebody who may, and hear nobody meanwhile",
    async run() {
      const { enter, events } = await room({ [CALLER]: NOT_ME, [DESK]: NOT_ME });
      const caller = await enter(CALLER);
      const desk = await enter(DESK);
      await caller.says("anybody?");
      expect([events().includes("conference-start"), desk.heard()]).toEqual([false, []]);
      await enter(THIRD);
      await caller.says("hello");
      expect([events().at(-1), desk.heard()]).toEqual(["conference-start", ["hello"]]);
    },
  },
  {
    cite: `${DOC}#waiturl`,
    what: "who waits hears the carrier's music, unless told otherwise",
    async run() {
      const { enter } = await room({}, { common: 'beep="false"' });
      expect((await enter(CALLER)).heard()).toEqual(["[hold music]"]);
    },
  },
  {
    cite: `${DOC}#waiturl`,
    what: "an empty waitUrl is silence",
    async run() {
      const { enter } = await room({}, { common: 'beep="false" waitUrl=""' });
      expect((await enter(CALLER)).heard()).toEqual([]);
    },
  },
  {
    cite: `${DOC}#waiturl`,
    what: "a wait document is heard once: it does not loop by itself",
    async run() {
      const script = { "/wait": () => twiml("<Say>One moment</Say>") };
      const { enter, passes } = await room({}, { ...WAITING, script });
      const caller = await enter(CALLER);
      await passes(60_000);
      expect(caller.heard()).toEqual(["One moment"]);
    },
  },
  {
    cite: `${DOC}#waiturl`,
    what: "a wait document that redirects goes on, until the conference starts",
    async run() {
      const words = twiml("<Say>One moment</Say>", "<Redirect>/wait</Redirect>");
      const { enter, passes } = await room({}, { ...WAITING, script: { "/wait": () => words } });
      const caller = await enter(CALLER);
      await passes(5000);
      expect(caller.heard().length).toBeGreaterThan(1);
      await enter(DESK);
      const heard = caller.heard().length;
      await passes(5000);
      expect(caller.heard()).toHaveLength(heard);
    },
  },
  {
    cite: `${DOC}#waiturl`,
    what: "a wait address may be a recording",
    async run() {
      const script = { "/wait": () => ({ type: "audio/mpeg", body: "music" }) };
      const { enter, passes, line } = await room({}, { ...WAITING, script });
      const caller = await enter(CALLER);
      await passes(500);
      expect(caller.heard()).toEqual([`${line.url}/wait`]);
    },
  },
  {
    cite: "api/errors/13238",
    what: "a wait document may only speak, play, pause and redirect",
    async run() {
      const script = { "/wait": () => twiml("<Gather><Say>Press 1</Say></Gather>") };
      const { enter, warnings } = await room({}, { ...WAITING, script });
      const caller = await enter(CALLER);
      expect([warnings(), caller.heard()]).toEqual([[13238], []]);
    },
  },
  {
    cite: DOC,
    what: "whoever joins once it has started does not wait",
    async run() {
      const { enter } = await room({}, { common: 'beep="false"' });
      await enter(CALLER);
      expect((await enter(DESK)).heard()).toEqual([]);
      expect((await enter(THIRD)).heard()).toEqual([]);
    },
  },
  {
    cite: `${DOC}#endconferenceonexit`,
    what: "someone leaving leaves the others together, and the last one in progress",
    async run() {
      const { enter, client, sid } = await room();
      await enter(CALLER);
      const desk = await enter(DESK);
      await desk.hangsUp();
      expect((await client.conferences(sid()).fetch()).status).toBe("in-progress");
    },
  },
  {
    cite: `${DOC}#endconferenceonexit`,
    what: "someone with endConferenceOnExit takes the others out, who go on after their Dial",
    async run() {
      const { enter, toldOf, line } = await room({ [DESK]: 'endConferenceOnExit="true"' });
      const caller = await enter(CALLER);
      const desk = await enter(DESK);
      await desk.hangsUp();
      await caller.hears(/out of the room/i);
      expect(line.at("/after").map(({ params }) => params)).toContainEqual(
        expect.objectContaining({ CallSid: caller.callSid, DialCallStatus: "answered" }),
      );
      expect(toldOf("conference-end")["CallSidEndingConference"]).toBe(desk.callSid);
    },
  },
  {
    cite: DOC,
    what: "callers who name one room are in one conference",
    async run() {
      const { enter, client, sid } = await room();
      for (const number of [CALLER, DESK, THIRD]) await enter(number);
      expect(await client.conferences.list()).toHaveLength(1);
      expect(await client.conferences(sid()).participants.list()).toHaveLength(3);
    },
  },
  {
    cite: "voice/conference",
    what: "a room that has ended and is named again is another conference",
    async run() {
      const { enter, client } = await room();
      for (let time = 0; time < 2; time += 1) {
        const caller = await enter(CALLER);
        await caller.hangsUp();
      }
      const sids = (await client.conferences.list({ friendlyName: "s-1" })).map(({ sid }) => sid);
      expect(new Set(sids).size).toBe(2);
    },
  },
  {
    cite: "api/errors/16020",
    what: "nobody gets into a full conference",
    async run() {
      const { enter, warnings, events } = await room(
        {},
        { common: 'beep="false" waitUrl="" maxParticipants="2"' },
      );
      for (const number of [CALLER, DESK, THIRD]) await enter(number);
      expect(warnings()).toEqual([16020]);
      expect(events().filter((event) => event === "participant-join")).toHaveLength(2);
    },
  },
  {
    cite: "api/errors/16025",
    what: "two participants cannot have one label",
    async run() {
      const label = 'participantLabel="caller"';
      const { enter, warnings } = await room({ [CALLER]: label, [DESK]: label });
      await enter(CALLER);
      await enter(DESK);
      expect(warnings()).toEqual([16025]);
    },
  },
  ...["a/b", "a%2Fb", `CA${"0123456789abcdef".repeat(2)}`, "x".repeat(129)].map((label) => ({
    cite: "api/errors/16023",
    what: `"${label.slice(0, 5)}…" cannot be a label`,
    async run() {
      const { enter, warnings, events } = await room({
        [CALLER]: `participantLabel="${label}"`,
      });
      await enter(CALLER);
      expect([warnings(), events()]).toEqual([[16023], []]);
    },
  })),
  {
    cite: "api/errors/13240",
    what: "nobody can coach someone who is not there",
    async run() {
      const { enter, warnings } = await room({ [DESK]: `coach="CA${"0".repeat(32)}"` });
      await enter(CALLER);
      await enter(DESK);
      expect(warnings()).toEqual([13240]);
    },
  },
  {
    cite: `${DOC}#jitterbuffersize`,
    what: "jitter buffer and region are accepted, and the region is told",
    async run() {
      const common = 'beep="false" waitUrl="" jitterBufferSize="small" region="ie1"';
      const { enter, warnings, client, sid } = await room({}, { common });
      await enter(CALLER);
      expect(warnings()).toEqual([]);
      expect((await client.conferences(sid()).fetch()).region).toBe("ie1");
    },
  },
  {
    cite: "voice/twiml/dial#hanguponstar",
    what: "star leaves the conference where hangupOnStar says so",
    async run() {
      const { enter, line } = await room({}, { dial: 'hangupOnStar="true" action="/after"' });
      const caller = await enter(CALLER);
      await caller.presses("*");
      await caller.hears(/out of the room/i);
      expect(line.at("/after")[0]?.params).toMatchObject({ DialCallStatus: "answered" });
    },
  },
  {
    cite: "voice/twiml/dial#timelimit",
    what: "the Dial's time limit takes a participant out",
    async run() {
      const { enter, passes, events } = await room({}, { dial: 'timeLimit="60" action="/after"' });
      const caller = await enter(CALLER);
      await passes(59_000);
      expect(events()).toEqual(["participant-join"]);
      await passes(2000);
      await caller.hears(/out of the room/i);
    },
  },
  {
    cite: "voice/twiml/dial#action",
    what: "without an action the document goes on after the conference",
    async run() {
      const { enter } = await room({}, { dial: 'hangupOnStar="true"' });
      const caller = await enter(CALLER);
      await caller.presses("*");
      await caller.hears(/after the room/i);
    },
  },
]);
