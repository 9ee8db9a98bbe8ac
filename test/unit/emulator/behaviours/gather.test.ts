import { expect } from "vitest";
import { twiml } from "../harness.ts";
import { calling } from "./given.ts";
import { table } from "./row.ts";

const GATHER = "voice/twiml/gather";
const LONG = "<Say>One two three four five six seven eight nine ten</Say>";

async function asked(attributes: string, inside = "<Say>Press a key</Say>") {
  const set = await calling(
    [`<Gather action="/answer" ${attributes}>${inside}</Gather>`, "<Say>Nobody there</Say>"],
    { "/answer": () => twiml("<Say>Thank you</Say>"), "/partial": () => ({ status: 204 }) },
  );
  return { ...set, answers: () => set.told("/answer") };
}

table([
  {
    cite: `${GATHER}#numdigits`,
    what: "the answer goes off with the last of numDigits",
    async run() {
      const { call, answers } = await asked('numDigits="3"');
      await call.hears(/press/i);
      await call.presses("472");
      await call.hears(/thank you/i, { within: 200 });
      expect(answers()).toMatchObject([{ Digits: "472" }]);
    },
  },
  {
    cite: `${GATHER}#finishonkey`,
    what: "the finishing key is not part of the answer",
    async run() {
      const { call, answers } = await asked('finishOnKey="*"');
      await call.hears(/press/i);
      await call.presses("4#*");
      await call.hears(/thank you/i, { within: 200 });
      expect(answers()).toMatchObject([{ Digits: "4#" }]);
    },
  },
  {
    cite: `${GATHER}#example-2, scenario 1`,
    what: "the finishing key alone is no answer: the next verb runs",
    async run() {
      const { call, answers } = await asked("");
      await call.hears(/press/i);
      await call.presses("#");
      await call.hears(/nobody there/i, { within: 300 });
      expect(answers()).toEqual([]);
    },
  },
  {
    cite: `${GATHER}#timeout`,
    what: "the wait is five seconds, from the end of the nested prompt",
    async run() {
      const { call } = await asked("", LONG);
      const prompt = await call.hears(/one two/i);
      const silence = await call.hears(/nobody there/i);
      expect(silence.at - prompt.at).toBe(3000 + 5000);
    },
  },
  {
    cite: `${GATHER}#actiononemptyresult`,
    what: "silence falls through to the next verb by default",
    async run() {
      const { call, answers } = await asked("");
      await call.hears(/nobody there/i);
      expect(answers()).toEqual([]);
    },
  },
  {
    cite: `${GATHER}#actiononemptyresult`,
    what: "with actionOnEmptyResult silence is an empty answer",
    async run() {
      const { call, answers } = await asked('actionOnEmptyResult="true" timeout="2"');
      await call.hears(/thank you/i);
      expect(answers()).toMatchObject([{ Digits: "" }]);
    },
  },
  {
    cite: `${GATHER}#action`,
    what: "without an action the same document is asked, with the digits",
    async run() {
      const { call, told } = await calling([], {
        "/voice": ({ params }) =>
          params["Digits"] === undefined
            ? twiml('<Gather numDigits="1"><Say>Press</Say></Gather>')
            : twiml("<Say>You pressed it</Say>"),
      });
      await call.hears(/press/i);
      await call.presses("5");
      await call.hears(/you pressed it/i);
      expect(told("/voice")).toMatchObject([{}, { Digits: "5" }]);
    },
  },
  {
    cite: `${GATHER}#method`,
    what: "method GET puts the digits into the address",
    async run() {
      const { call, line } = await asked('method="GET" numDigits="1"');
      await call.hears(/press/i);
      await call.presses("5");
      await call.hears(/thank you/i);
      expect(line.at("/answer")[0]).toMatchObject({
        method: "GET",
        url: expect.stringContaining("Digits=5"),
        params: {},
      });
    },
  },
  {
    cite: `${GATHER}#example-2, scenario 2`,
    what: "a key stops the prompt under way",
    async run() {
      const { call } = await asked('numDigits="2"', `${LONG}<Say>Second part</Say>`);
      await call.hears(/one two/i);
      await call.presses("1");
      await call.hears(/thank you/i);
      expect(call.heard()).not.toContain("Second part");
    },
  },
  {
    cite: "@twilio twiml typings: Gather bargeIn",
    what: "bargeIn false: keys and words during the prompt count for nothing",
    async run() {
      const { call, answers } = await asked('bargeIn="false" numDigits="1" timeout="2"', LONG);
      await call.hears(/one two/i);
      await call.presses("1");
      await call.hears(/nobody there/i);
      expect(answers()).toEqual([]);
    },
  },
  {
    cite: `${GATHER}#input`,
    what: "a voice stops the prompt too, where speech is asked for",
    async run() {
      const { call, answers } = await asked(
        'input="speech" speechTimeout="4"',
        `${LONG}<Say>Second part</Say>`,
      );
      await call.hears(/one two/i);
      await call.says("I am fine");
      await call.hears(/thank you/i);
      expect(call.heard()).not.toContain("Second part");
      expect(answers()).toMatchObject([{ SpeechResult: "I am fine", Confidence: "0.9" }]);
    },
  },
  {
    cite: `${GATHER}#input`,
    what: "of keys and speech the first to come is the answer: a key after a word is none",
    async run() {
      const { call, answers } = await asked('input="dtmf speech" numDigits="1" speechTimeout="2"');
      await call.hears(/press/i);
      await call.says("yes");
      await call.presses("1");
      await call.hears(/thank you/i);
      expect(answers()).toMatchObject([{ SpeechResult: "yes" }]);
      expect(answers()[0]).not.toHaveProperty("Digits");
    },
  },
  {
    cite: `${GATHER}#input`,
    what: "of keys and speech the first to come is the answer: a word after a key is none",
    async run() {
      const { call, answers, clock, passes } = await asked(
        'input="dtmf speech" numDigits="2" timeout="3"',
      );
      await call.hears(/press/i);
      const pressedAt = clock.now();
      await call.presses("1");
      await passes(1000);
      await call.says("yes and more than that");
      expect((await call.hears(/thank you/i)).at - pressedAt).toBe(3000);
      expect(answers()).toMatchObject([{ Digits: "1" }]);
      expect(answers()[0]).not.toHaveProperty("SpeechResult");
    },
  },
  {
    cite: `${GATHER}#speechtimeout`,
    what: "speech is over when nobody has spoken for speechTimeout",
    async run() {
      const { call, clock } = await asked('input="speech" speechTimeout="3"');
      await call.hears(/press/i);
      const saidAt = clock.now();
      await call.says("I am fine");
      expect((await call.hears(/thank you/i)).at - saidAt).toBe(900 + 3000);
    },
  },
  {
    cite: `${GATHER}#speech: at most 60 seconds`,
    what: "speech is listened to for sixty seconds at most",
    async run() {
      const { call, clock, passes, answers } = await asked('input="speech" speechTimeout="5"');
      await call.hears(/press/i);
      const startedAt = clock.now();
      while (answers().length === 0 && clock.now() - startedAt < 90_000) {
        await call.says("and");
        await passes(4000);
      }
      expect(clock.now() - startedAt).toBe(60_000);
    },
  },
  {
    cite: `${GATHER}#partialresultcallback`,
    what: "partial results are told as they come, in the language asked for",
    async run() {
      const { call, told } = await asked(
        'input="speech" language="fr-CA" speechTimeout="2" partialResultCallback="/partial"',
      );
      await call.hears(/press/i);
      await call.says("je vais");
      await call.says("bien");
      await call.hears(/thank you/i);
      expect(told("/partial")).toMatchObject([
        { SequenceNumber: "0", UnstableSpeechResult: "je vais", Language: "fr-CA" },
        { SequenceNumber: "1", StableSpeechResult: "je vais", UnstableSpeechResult: "bien" },
      ]);
    },
  },
  {
    cite: "api/errors/13330",
    what: "a hint of more than a hundred characters is warned of",
    async run() {
      const { warnings, call } = await asked(`input="speech" hints="yes,${"x".repeat(101)}"`);
      await call.hears(/press/i);
      expect(warnings()).toEqual([13330]);
    },
  },
  {
    cite: `${GATHER}#nest-other-verbs`,
    what: "only Say, Play and Pause may be inside: anything else is left out",
    async run() {
      const { warnings, call } = await asked("", "<Redirect>/after</Redirect><Say>Press</Say>");
      await call.hears(/press/i);
      expect(warnings()).toEqual([12200]);
    },
  },
]);
