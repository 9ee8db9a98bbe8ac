import { expect, test } from "vitest";

import { greeting, numbersIn } from "../../../src/emulator/alone.ts";

const VOICE = "http://127.0.0.1:8080/voice";

test("numbers and where their calls and messages go are read from the command line", () => {
  const words = [`+15555550100=${VOICE}`, `+15555550101=${VOICE},http://127.0.0.1:8080/sms`];
  expect(numbersIn(words)).toEqual({
    numbers: [
      { number: "+15555550100", voiceUrl: VOICE },
      { number: "+15555550101", voiceUrl: VOICE, smsUrl: "http://127.0.0.1:8080/sms" },
    ],
    wrong: [],
  });
});

test("whatever is no number with an address is told back, with an example", () => {
  const { numbers, wrong } = numbersIn(["5555550100=/voice", "port=80"]);
  expect(numbers).toEqual([]);
  expect(wrong[0]).toMatch(/"5555550100=\/voice" is not like \+1/);
  expect(wrong).toHaveLength(2);
});

test("the token of an account that is not made up is never shown", () => {
  const shown = greeting({ url: "http://127.0.0.1:3001", account: null, numbers: [] });
  expect(shown).toContain("http://127.0.0.1:3001/phone");
  expect(shown).not.toContain("Auth token");
});
