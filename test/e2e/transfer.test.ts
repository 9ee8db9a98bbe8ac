import { expect, test } from "vitest";

import type { KeptLine } from "../../src/adapters/postgres/other-lines.ts";
import { atRest } from "../support/at-rest.ts";
import {
  answersAfter,
  CASEY,
  minutes,
  night,
  PLACE,
  seconds,
  type Night,
} from "../support/night.ts";

const CRISIS = "+15555550176";

/** Another line, in the table that transfers are made from; whoever answers there takes the call with 1. */
async function crisisLine(line: Night, given: Partial<KeptLine> = {}) {
  const { takesBy = "key" } = given;
  await line.otherLineBook.save({
    id: "crisis",
    name: "A crisis line",
    whatFor: "suicide",
    province: null,
    languages: ["en"],
    hours: null,
    timeZone: "America/Toronto",
    takesBy,
    verifiedAt: line.now(),
    rehearsal: false,
    number: CRISIS,
    ...given,
  });
  return {
    kind: "transferAsked",
    to: { kind: "line", lineId: "crisis" },
    reach: { via: "phone", language: "en", takesBy },
    consented: true,
  } as const;
}

const answersThere = (line: Night, behaviour = answersAfter(seconds(4))) => {
  const phone = line.network.phone(CRISIS, behaviour);
  phone.onHears(/Press 1 to talk/, (call) => call.presses("1"));
  return phone;
};

/** The caller with Robin, and whoever picked up there. */
async function together(line: Night, given: Partial<KeptLine> = {}) {
  const robin = await line.responder("robin");
  const asked = await crisisLine(line, given);
  const there = answersThere(line);
  const caller = await line.accompanied(robin);
  expect(await robin.does(asked)).toBe("done");
  const third = await there.isRung({ within: seconds(10) });
  await line.passes(seconds(40));
  return { robin, caller, third, there };
}

/** Of what the line itself said there. */
const saidThere = (line: Night, call: Parameters<Night["heardOn"]>[0]): string =>
  line
    .heardOn(call)
    .map(({ text }) => text)
    .join(" ");

test("they hear who we are, join, and are left together; when they hang up later, the caller hears our goodbye", async () => {
  const line = await night();
  const { robin, caller, third } = await together(line);
  expect(saidThere(line, third)).toMatch(/a line that keeps people company.*agreed that we call/);
  expect(saidThere(line, third)).not.toMatch(/Sparrow|Rehearsal|Springhill/);
  await third.says("Hi, this is Sam at the crisis line");
  await caller.hears(/this is Sam/);
  await robin.says("I leave you with Sam now");
  await third.hears(/leave you with Sam/);

  const robinCall = await robin.onCall();
  expect(await robin.does({ kind: "transferLeft" })).toBe("done");
  await line.passes(seconds(12));
  expect(await robinCall.ends()).toBe("completed");
  await caller.says("Thanks for staying, Sam");
  await third.hears(/Thanks for staying/);

  await line.passes(minutes(3));
  await third.hangsUp();
  await caller.hears(/Same number, day or night/);
  await atRest(line);
});

test("the caller hangs up on them: nobody rings the caller, and the other line is let go", async () => {
  const line = await night();
  const { robin, caller, third } = await together(line);
  expect(await robin.does({ kind: "transferLeft" })).toBe("done");
  await line.passes(seconds(20));
  const before = line.requestsTo(line.caller).length;
  await caller.hangsUp();
  expect(await third.ends()).toBe("completed");
  await line.passes(minutes(2));
  expect(line.requestsTo(line.caller)).toHaveLength(before);
  await atRest(line);
});

test.each([
  ["busy", { answers: "busy" }, /Their line is busy/],
  ["nobody there", { answers: "never" }, /Nobody could pick up over there/],
  ["unreachable", { answers: "unreachable" }, /Nobody could pick up over there/],
] as const)(
  "%s: the caller and the responder hear it plainly, together",
  async (_, behaviour, words) => {
    const line = await night();
    const robin = await line.responder("robin");
    const asked = await crisisLine(line);
    answersThere(line, behaviour);
    const caller = await line.accompanied(robin);
    expect(await robin.does(asked)).toBe("done");
    await caller.hears(words, { within: minutes(3) });
    const robinCall = await robin.onCall();
    await robinCall.hears(words);
    await robin.says("Shall we try another?");
    await caller.hears(/try another/);
    await robin.hearsGoodbye();
    await atRest(line);
  },
);

test("a voicemail there: nothing is said into it where a pick-up would do, and the caller stays with us", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const asked = await crisisLine(line, { takesBy: "answer" });
  line.network.phone(CRISIS, { answers: "voicemail", voicemailAfterMs: seconds(5) });
  const caller = await line.accompanied(robin);
  expect(await robin.does(asked)).toBe("done");
  await caller.hears(/Nobody could pick up over there/, { within: minutes(2) });
  const recorded = line.network.log.entries.filter((e) => e.kind === "heard" && e.voicemail);
  expect(recorded).toEqual([]);
  await robin.hearsGoodbye();
  await atRest(line);
});

test("picked up where no key is asked for: they hear who we are first, then the caller", async () => {
  const line = await night();
  const { robin, caller, third } = await together(line, { takesBy: "answer" });
  expect(saidThere(line, third)).toMatch(/putting you together now/);
  await third.says("Poison centre, hello");
  await caller.hears(/Poison centre/);
  await robin.hearsGoodbye();
  await atRest(line);
});

test("they hang up right after we left: the caller is told, and Robin is back with them", async () => {
  const line = await night();
  const { robin, caller, third } = await together(line);
  expect(await robin.does({ kind: "transferLeft" })).toBe("done");
  await line.passes(seconds(15));
  const left = line.now();
  await third.hangsUp();
  await caller.hears(/You're back with me\. It's not you/, { within: seconds(12) });
  await line.passes(seconds(12));
  expect(line.requestsTo(robin).filter(({ at }) => at >= left)).not.toEqual([]);
  await robin.says("I'm back, it's Robin");
  await caller.hears(/it's Robin/);
  await robin.hearsGoodbye();
  await atRest(line);
});

test("the responder's line goes while all three talk: the two stay together, and somebody else joins them", async () => {
  const line = await night();
  const { robin, caller, third } = await together(line);
  const jo = await line.responder("jo");
  await robin.isGone();
  await caller.hears(/One of our people lost their line/, { within: seconds(12) });
  await third.says("I'm still here with you");
  await caller.hears(/still here with you/);
  await line.passes(seconds(20));
  await jo.says("Hi, it's Jo");
  await caller.hears(/it's Jo/);
  await third.hears(/it's Jo/);
  await jo.hearsGoodbye();
  await atRest(line);
});

test("a watch beside them stays ours: silence sends help to the desk at its time", async () => {
  const line = await night();
  const desk = line.desk();
  const { robin } = await together(line);
  await robin.startsWatch();
  const began = line.now();
  expect(await robin.does({ kind: "transferLeft" })).toBe("watchOpen");
  await line.until(began + seconds(126));
  expect(line.requestsTo(desk)).toHaveLength(1);
  await line.endsByHand();
  await atRest(line);
});

test.each(["988", "911", "+19115550176"])(
  "a number that is none to dial is dialled by nobody: %s",
  async (number) => {
    const line = await night();
    const robin = await line.responder("robin");
    const asked = await crisisLine(line, { number });
    const caller = await line.accompanied(robin, PLACE);
    expect(await robin.does(asked)).toBe("done");
    await caller.hears(/Nobody could pick up over there/, { within: seconds(30) });
    const dialled = line.network.log.entries.flatMap((entry) =>
      entry.kind === "callRequested" ? [entry.to] : [],
    );
    expect(dialled).not.toContain(number);
    await robin.hearsGoodbye();
    await atRest(line);
  },
);

test("a rehearsal's line is not there for a real call", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const caller = await line.accompanied(robin);
  const to = { kind: "line", lineId: "rehearsal_suicide_en" } as const;
  const reach = { via: "phone", language: "en", takesBy: "key" } as const;
  const asked = { kind: "transferAsked", to, reach, consented: true } as const;
  const phone = line.network.phone("+15555550160");
  expect(await robin.does(asked)).toBe("done");
  await caller.hears(/Nobody could pick up over there/, { within: seconds(10) });
  expect(line.requestsTo(phone)).toEqual([]);
  await robin.hearsGoodbye();
  await atRest(line);
});

test("a navigator is rung on their own phone, takes the call with 1, and is left with the caller", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const casey = line.network.phone(CASEY, answersAfter(seconds(3)));
  casey.onHears(/Press 1 to talk with them/, (call) => call.presses("1"));
  const caller = await line.accompanied(robin);
  const to = { kind: "navigator", staffId: "casey" } as const;
  const reach = { via: "phone", language: "en", takesBy: "key" } as const;
  expect(await robin.does({ kind: "transferAsked", to, reach, consented: true })).toBe("done");
  const third = await casey.isRung({ within: seconds(10) });
  await line.passes(seconds(30));
  expect(saidThere(line, third)).toMatch(/somebody would like to meet you/);
  expect(saidThere(line, third)).not.toMatch(/Sparrow|Rehearsal|Springhill/);
  await third.says("Hi, it's Casey from the clinic");
  await caller.hears(/it's Casey/);
  expect(await robin.does({ kind: "transferLeft" })).toBe("done");
  await line.passes(seconds(15));
  await caller.hangsUp();
  expect(await third.ends()).toBe("completed");
  await atRest(line);
});
