import { z } from "zod";
import { afterText } from "../domain/words/after.ts";
import { say } from "../domain/words/words.ts";
import { handsetOf, navigator } from "./cast.ts";
import {
  endOf,
  heardWords,
  inTime,
  noDeskRang,
  nobodyElseRang,
  ofKind,
  requested,
  saying,
  together,
  type Judgement,
  type Told,
} from "./judge.ts";
import { answered, begins, plans, type Accompanied } from "./scenes.ts";
import type { PhoneCall } from "./telephones.ts";
import type { Play, Stage } from "./stage.ts";

const robin = handsetOf("robin");
const amara = navigator.number;
const own = "58219364";
const clinic = "the Wednesday clinic on Imaginary Street";
const letsMeet = "Okay. I'd like to meet them now, if that still goes.";
const leaving = "I'll leave you two. Same number, day or night.";
const details = {
  callerName: "Sam Quillory",
  language: "en",
  wish: `Would like to see ${clinic}, with somebody along the first time`,
  reach: "Texts at +1 555 555 0192 after six; never leave a message with Ondine",
  agreed: true,
} as const;

/** Three calls of one person: in the first they say not now, in the second nobody asks, in the third they wish it themselves. */
export const referral: Play = {
  name: "referral",
  about:
    "Sam keeps a code, comes back to talk, and on the third call is brought together with somebody they asked for.",
  caller: "+15555550139",
  onShift: [["robin", "line"]],
  act,
  judge: (told) => [
    heardWords(told, told.caller, say("keepOffer", "en")),
    heardWords(told, told.caller, say("askCode", "en")),
    calledThrice(told),
    together(told, told.caller, robin),
    inTime({
      what: "the navigator is rung when Sam says so, and not before",
      from: saying(told, told.caller, letsMeet),
      to: requested(told, amara),
      mostMs: 5_000,
    }),
    together(told, told.caller, amara),
    together(told, robin, amara),
    staysAfterUs(told),
    inTime({
      what: "the navigator is texted when what they promised is due",
      from: saying(told, robin, leaving),
      to: reminded(told),
      leastMs: 2_000,
      mostMs: 60_000,
    }),
    noDeskRang(told),
    nobodyElseRang(told, [robin, amara]),
  ],
};

/** One call each time: nobody rings Sam about it. */
function calledThrice(told: Told): Judgement {
  const dialled = ofKind(told, "called").filter(({ handset }) => handset === told.caller).length;
  const rung = requested(told, told.caller);
  return {
    what: "Sam calls three times, and is never called about it",
    holds: dialled === 3 && rung === null,
    expected: "3 calls of Sam's, none to Sam",
    found: `${dialled} calls of Sam's, ${rung === null ? "none" : "one"} to Sam`,
  };
}

/** The last who is with them from the line goes, and they go on talking. */
function staysAfterUs(told: Told): Judgement {
  const said = saying(told, robin, leaving);
  const gone = ofKind(told, "ended").find(
    ({ handset, seq }) => handset === robin && seq > (said?.seq ?? Infinity),
  );
  const still = [told.caller, amara].every((one) =>
    ofKind(told, "said").some(
      ({ handset, seq }) => handset === one && seq > (gone?.seq ?? Infinity),
    ),
  );
  return {
    what: "Sam and the navigator go on talking after we have left",
    holds: still,
    expected: "both speak after Robin is gone",
    found:
      gone === undefined
        ? "Robin never left"
        : `the caller's call ended by ${endOf(told, told.caller)?.by ?? "nobody"}`,
  };
}

const reminded = (told: Told) =>
  ofKind(told, "messageSent").find(
    ({ to, body }) =>
      to === amara && body.includes(afterText("promiseDue", "en", { line: "" }).slice(2)),
  ) ?? null;

async function act(stage: Stage): Promise<void> {
  const code = await firstCall(stage);
  await secondCall(stage, code);
  await keptAndClosed(stage, await thirdCall(stage, code));
}

const shown = z.object({
  now: z.number(),
  said: z.string().nullable(),
  again: z.string().nullable(),
  referrals: z.array(z.object({ id: z.string() })),
});

async function talkOf(stage: Stage, sessionId: string) {
  const path = `/api/sessions/${sessionId}/referrals`;
  return shown.parse(await stage.colleague("robin").asks("GET", path));
}

/** What the play itself is about: told in words when it is not so. */
function mustBe(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** They use, say not now, and keep it all under a code of theirs. Returns the code. */
async function firstCall(stage: Stage): Promise<string> {
  const scene = await answered(stage, "robin");
  const { sessionId, caller, responder } = scene;
  const robins = stage.colleague("robin");
  await robins.plans(sessionId, plans.toronto);
  await begins(stage, scene, "robin");
  await responder.says(
    "I could tell you of somebody who goes along to a clinic. Only if you like.",
  );
  await caller.says("Not now. Ask me another time.");
  await robins.clicks(sessionId, "referral-said", { said: "notNow", again: clinic, keep: true });
  await saysBye(stage, scene);
  await caller.hears(/under a code of yours/, { within: 30_000 });
  await caller.presses("3");
  await caller.hears(/Choose six to ten/, { within: 10_000 });
  await keys(caller, `${own}#`);
  const { text } = await caller.hears(/add ((?:\d ?){2}) at the end/, { within: 15_000 });
  await caller.hangsUp();
  return own + (/add ((?:\d ?){2}) at the end/.exec(text)?.[1] ?? "").replaceAll(" ", "");
}

/** Somebody to talk to, and no more: what they said last time is there, and nobody asks again. */
async function secondCall(stage: Stage, code: string): Promise<void> {
  const scene = await comesBack(stage, code);
  const { sessionId, caller, responder } = scene;
  await stage.colleague("robin").clicks(sessionId, "kind", { kind: "talk" });
  const { said, again } = await talkOf(stage, sessionId);
  mustBe(said === "notNow" && again === clinic, "what they kept of it was not found again");
  await responder.says("Good to hear you. How has the week been?");
  await caller.says("Long. I just wanted to hear somebody.");
  await saysBye(stage, scene);
  await caller.hangsUp();
}

/** Returns what they wished for. */
async function thirdCall(stage: Stage, code: string): Promise<string> {
  const scene = await comesBack(stage, code);
  const { sessionId, caller, responder } = scene;
  const robins = stage.colleague("robin");
  await caller.says("That clinic. Is there really somebody who comes along?");
  await robins.clicks(sessionId, "referrals", details);
  const [wanted] = (await talkOf(stage, sessionId)).referrals;
  const referralId = wanted?.id ?? "";
  const handed = { navigatorId: navigator.id, referralId, agreed: true };
  await robins.clicks(sessionId, "referral-hand-over", handed);
  await caller.says(letsMeet);
  const to = { kind: "navigator", staffId: navigator.id };
  await robins.clicks(sessionId, "transfer", { to, consented: true });
  const third = await stage.outsidersPhone().answers();
  await third.hears(/[Pp]ress 1/, { within: 20_000 });
  await third.presses("1");
  await stage.meet(caller, third);
  await responder.says("Sam, this is Amara. Amara, this is Sam.");
  await third.says("Hi Sam. Tomorrow at the door at ten? I'll text you tonight to be sure.");
  await caller.says("Okay.");
  const dueAt = (await talkOf(stage, sessionId)).now + PROMISED_MS;
  const promised = { by: "text", staffId: navigator.id, referralId, dueAt, agreed: true };
  await robins.clicks(sessionId, "referral-promise", promised);
  await robins.clicks(sessionId, "erase-kept");
  await responder.says(leaving);
  await robins.clicks(sessionId, "transfer-leave");
  await responder.ends();
  await third.says("So, what should I know before tomorrow?");
  await caller.says("That I might not sleep much.");
  await caller.hangsUp();
  await third.ends();
  return referralId;
}

const PROMISED_MS = 20_000;

const handed = z.object({
  referrals: z.array(z.object({ id: z.string(), promised: z.unknown() })),
});
const opened = z.object({ details: z.object({ wish: z.string(), reach: z.string() }) });

/** The navigator, texted in time, reads how to reach Sam, texts them, says so, meets them, and closes it: it is gone. */
async function keptAndClosed(stage: Stage, referralId: string): Promise<void> {
  const { outsider } = stage;
  await stage.texted(navigator.number);
  const theirs = async () => {
    const { referrals } = handed.parse(await outsider.asks("GET", "/api/me/referrals"));
    return referrals.find(({ id }) => id === referralId);
  };
  mustBe((await theirs()) !== undefined, "what was handed to the navigator is not there");
  const path = `/api/me/referrals/${referralId}`;
  const { wish, reach } = opened.parse(await outsider.asks("GET", path)).details;
  mustBe(wish === details.wish && reach === details.reach, "what was sealed is not what is read");
  await outsider.asks("POST", `${path}/promise-kept`, {});
  await outsider.asks("POST", `${path}/met`, {});
  mustBe((await theirs())?.promised === null, "what was kept is still promised");
  await outsider.asks("POST", `${path}/close`, {});
  mustBe((await theirs()) === undefined, "closed, it is still there");
}

async function comesBack(stage: Stage, code: string): Promise<Accompanied> {
  const caller = await stage.dials();
  await caller.hears(/person will pick up/, { within: 15_000 });
  await caller.presses("5");
  await caller.hears(/Key your code/, { within: 10_000 });
  await keys(caller, `${code}#`);
  await caller.hears(/Got it/, { within: 15_000 });
  const responder = await stage.softphone("robin").accept();
  await stage.meet(caller, responder);
  const sessionId = await stage.colleague("robin").session();
  return { caller, responder, sessionId };
}

async function saysBye(stage: Stage, { responder, sessionId }: Accompanied): Promise<void> {
  await responder.says("Bye, Sam. Thanks for calling.");
  await stage.colleague("robin").clicks(sessionId, "goodbye");
  await responder.ends();
}

async function keys(call: PhoneCall, digits: string): Promise<void> {
  for (const digit of digits) await call.presses(digit);
}
