import { expect } from "vitest";
import { calling, SORRY } from "./given.ts";
import { table } from "./row.ts";

const SAY = "voice/twiml/say";
const PLAY = "voice/twiml/play";
const PAUSE = "voice/twiml/pause";

table([
  {
    cite: SAY,
    what: "a sentence is heard once, and the call ends when the document does",
    async run() {
      const { call } = await calling(["<Say>Hello there</Say>"]);
      expect(await call.ends()).toBe("completed");
      expect(call.heard()).toEqual(["Hello there"]);
    },
  },
  {
    cite: `${SAY}#loop`,
    what: "loop says it again",
    async run() {
      const { call } = await calling(['<Say loop="3">Again</Say>', "<Say>Done</Say>"]);
      await call.ends();
      expect(call.heard()).toEqual(["Again", "Again", "Again", "Done"]);
    },
  },
  {
    cite: `${SAY}#loop`,
    what: "loop 0 goes on until the caller hangs up",
    async run() {
      const { call, passes } = await calling(['<Say loop="0">Still here</Say>']);
      await passes(30_000);
      expect(call.heard().length).toBeGreaterThan(40);
      await call.hangsUp();
    },
  },
  {
    cite: `${SAY}/text-speech#ssml`,
    what: "markup is not read aloud, breaks separate words, a sub is read as its alias",
    async run() {
      const { call } = await calling([
        '<Say>Call<break time="1s"/><emphasis>now</emphasis> the <sub alias="first aid">FA</sub> <say-as interpret-as="telephone">555</say-as></Say>',
      ]);
      await call.hears(/^Call now the first aid 555$/);
    },
  },
  {
    cite: `${SAY}/text-speech#lang`,
    what: "words in another language inside a sentence are heard with it",
    async run() {
      const { call, warnings } = await calling([
        '<Say language="en-US">Say <lang xml:lang="fr-CA">bonjour</lang> to them</Say>',
      ]);
      await call.hears(/^Say bonjour to them$/);
      expect(warnings()).toEqual([]);
    },
  },
  {
    cite: `${SAY}#language`,
    what: "the language a sentence is said in is known",
    async run() {
      const { call } = await calling(['<Say language="fr-CA" voice="Polly.Chantal">Bonjour</Say>']);
      expect(await call.hears(/bonjour/i)).toMatchObject({ language: "fr-CA", source: "say" });
    },
  },
  {
    cite: "api/errors/13520",
    what: "an empty Say is warned of and passed over",
    async run() {
      const { call, warnings } = await calling(["<Say></Say>", "<Say>After</Say>"]);
      await call.hears(/after/i);
      expect(call.heard()).toEqual(["After"]);
      expect(warnings()).toEqual([13520]);
    },
  },
  {
    cite: `${SAY}#nesting-rules`,
    what: "a verb inside a Say is warned of and left out",
    async run() {
      const { call, warnings } = await calling(["<Say>Hello <Play>/tone.wav</Play>you</Say>"]);
      await call.hears(/^Hello you$/);
      expect(warnings()).toEqual([12200]);
    },
  },
  {
    cite: "api/errors/12200",
    what: "a loop that is no number is warned of, and the default taken",
    async run() {
      const { call, warnings } = await calling(['<Say loop="twice">Once</Say>']);
      await call.ends();
      expect(call.heard()).toEqual(["Once"]);
      expect(warnings()).toEqual([12200]);
    },
  },
  {
    cite: PLAY,
    what: "a recording plays to its end before the next verb",
    async run() {
      const { call } = await calling(["<Play>/tone.wav</Play>", "<Say>Next</Say>"]);
      const played = await call.hears(/tone\.wav$/);
      const next = await call.hears(/next/i);
      expect(next.at - played.at).toBe(700);
    },
  },
  {
    cite: `${PLAY}#loop`,
    what: "loop plays it again, and it is fetched once",
    async run() {
      const { call, line } = await calling(['<Play loop="2">/tone.wav</Play>']);
      await call.ends();
      expect(call.heard()).toHaveLength(2);
      expect(line.at("/tone.wav")).toHaveLength(1);
    },
  },
  {
    cite: `${PLAY}#digits`,
    what: "digits are sent as tones, w waiting half a second",
    async run() {
      const { call } = await calling(['<Play digits="1w2"/>', "<Say>Sent</Say>"]);
      const tones = await call.hears(/^1w2$/);
      expect(tones.source).toBe("tones");
      expect((await call.hears(/sent/i)).at - tones.at).toBe(1500);
    },
  },
  {
    cite: `${PLAY}#supported-audio-file-types`,
    what: "what is no recording is warned of and passed over",
    async run() {
      const page = () => ({ type: "text/html", body: "<p>not found</p>" });
      const { call, warnings } = await calling(["<Play>/page</Play>", "<Say>Next</Say>"], {
        "/page": page,
      });
      await call.hears(/next/i);
      expect(call.heard()).toEqual(["Next"]);
      expect(warnings()).toEqual([12300]);
    },
  },
  {
    cite: PAUSE,
    what: "a Pause is a second of silence",
    async run() {
      const { call } = await calling(["<Say>One</Say>", "<Pause/>", "<Say>Two</Say>"]);
      const first = await call.hears(/one/i);
      expect((await call.hears(/two/i)).at - first.at).toBe(300 + 1000);
    },
  },
  {
    cite: PAUSE,
    what: "a Pause that comes first lets the caller hear it ring that long",
    async run() {
      const { call, client, passes } = await calling(['<Pause length="5"/>', "<Say>Hello</Say>"]);
      await passes(2000);
      expect((await client.calls(call.callSid).fetch()).status).toBe("ringing");
      await call.hears(/hello/i);
      expect((await client.calls(call.callSid).fetch()).status).toBe("in-progress");
    },
  },
  {
    cite: "voice/twiml#twiml-elements",
    what: "names of verbs are case-sensitive: a <say> is not understood",
    async run() {
      const { call, warnings } = await calling(["<say>Quiet</say>", "<Say>Loud</Say>"]);
      await call.hears(/loud/i);
      expect(call.heard().some((words) => SORRY.test(words))).toBe(false);
      expect(warnings()).toEqual([12200]);
    },
  },
]);
