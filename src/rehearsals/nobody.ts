import { brisk } from "../domain/session/policy.ts";
import { say } from "../domain/words/words.ts";
import { handsetOf } from "./cast.ts";
import {
  hearing,
  heardWords,
  inTime,
  noDeskRang,
  nobodyElseRang,
  pressing,
  requested,
  saying,
  together,
} from "./judge.ts";
import type { Play, Stage } from "./stage.ts";
import type { Entry } from "./telephones.ts";

const dana = handsetOf("dana");
const { firstCheckInMs, aloneSecondMs, aloneThirdMs, graceMs } = brisk.numbers;
const SLACK_MS = 4_000;
const yes = "oui, ça va";

/** Nobody can answer: the line itself checks on the caller, who has given no place. */
export const nobody: Play = {
  name: "nobody",
  about:
    "Nobody is free; the line checks on the caller itself, who stops answering and gave no place.",
  caller: "+15555550136",
  onShift: [],
  act,
  judge: (told) => {
    const heard = (words: "ask1" | "ask2" | "ask3" | "openLine", after: Entry | null) =>
      hearing(told, told.caller, say(words, "en"), after);
    const began = pressing(told, told.caller, "7");
    const spoke = saying(told, told.caller, yes);
    const last = { second: heard("ask2", spoke), third: heard("ask3", spoke) };
    const open = heard("openLine", spoke);
    return [
      heardWords(told, told.caller, say("greeting", "en")),
      heardWords(told, told.caller, say("stillRinging", "en")),
      heardWords(told, told.caller, say("aboutToUse", "en")),
      inTime({
        what: "the first check-in is asked when it is due",
        from: began,
        to: heard("ask1", began),
        leastMs: firstCheckInMs,
        mostMs: firstCheckInMs + SLACK_MS,
      }),
      heardWords(told, told.caller, say("kept", "en"), pressing(told, told.caller, "5")),
      heardWords(told, told.caller, say("kept", "en"), spoke),
      inTime({
        what: "the second and third ask follow in their time",
        from: last.second,
        to: last.third,
        leastMs: aloneThirdMs - aloneSecondMs - SLACK_MS,
        mostMs: aloneThirdMs - aloneSecondMs + SLACK_MS,
      }),
      inTime({
        what: "people are called when the grace is over, and not before",
        from: last.second,
        to: open,
        leastMs: graceMs - aloneSecondMs - SLACK_MS,
        mostMs: graceMs - aloneSecondMs + SLACK_MS,
      }),
      inTime({
        what: "a supervisor is rung",
        from: open,
        to: requested(told, dana),
        mostMs: 15_000,
      }),
      together(told, told.caller, dana),
      heardWords(told, told.caller, say("closing", "en")),
      noDeskRang(told),
      nobodyElseRang(told, [dana]),
    ];
  },
};

async function act(stage: Stage): Promise<void> {
  const caller = await stage.dials();
  await caller.hears(/person will pick up/);
  await stage.pause(1_500);
  await caller.presses("8");
  await caller.hears(/still ringing/);
  await caller.hears(/press 7/, { within: 40_000 });
  await stage.pause(1_000);
  await caller.presses("7");
  await caller.hears(/You okay/, { within: 15_000 });
  await stage.pause(500);
  await caller.presses("5");
  await caller.hears(/You okay/, { within: 18_000 });
  await caller.says(yes);
  await caller.hears(/called for help/, { within: 60_000 });
  await stage.comesOn("dana", "supervising");
  const supervisor = await stage.softphone("dana").accept({ within: 15_000 });
  await stage.meet(caller, supervisor);
  await supervisor.says("I'm Dana, a real person. Can you hear me?");
  await caller.says("Yes. I nodded off. I'm okay.");
  const danas = stage.colleague("dana");
  const sessionId = await danas.session();
  await danas.clicks(sessionId, "stand-down", { reason: "callerTalking" });
  await danas.clicks(sessionId, "goodbye");
  await caller.ends();
}
