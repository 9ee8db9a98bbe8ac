import { brisk } from "../domain/session/policy.ts";
import { deskLine, say } from "../domain/words/words.ts";
import { desks, handsetOf } from "./cast.ts";
import {
  hearing,
  heardWords,
  inTime,
  nobodyElseRang,
  pressing,
  requested,
  saying,
  together,
} from "./judge.ts";
import { helpCame, torontoAddress, usingNow, watchedByRobin } from "./scenes.ts";
import type { Play, Stage } from "./stage.ts";

const [robin, jo] = [handsetOf("robin"), handsetOf("jo")];
const { firstCheckInMs, graceMs, askSecondMs, askThirdMs } = brisk.numbers;
/** Promise 1: what one failure that the line outlives may cost. */
const SLACK_MS = 5_000;

/** Stops answering, and help is sent. */
export const silent: Play = {
  name: "silent",
  about: "Sam stops answering and Robin confirms nothing: help is sent, and somebody takes it.",
  caller: "+15555550132",
  onShift: [["robin", "line"]],
  act,
  judge: (told) => {
    const began = saying(told, robin, usingNow.en);
    const dueMs = firstCheckInMs;
    const ask = (words: "ask2" | "ask3") => hearing(told, told.caller, say(words, "en"));
    return [
      heardWords(told, robin, say("chime", "en")),
      heardWords(told, told.caller, say("checkInAnnounce", "en")),
      heardWords(told, robin, say("checkInAnnounce", "en")),
      inTime({
        what: "the second ask comes in its time",
        from: began,
        to: ask("ask2"),
        leastMs: dueMs + askSecondMs,
        mostMs: dueMs + askSecondMs + SLACK_MS,
      }),
      inTime({
        what: "the third ask comes in its time",
        from: began,
        to: ask("ask3"),
        leastMs: dueMs + askThirdMs,
        mostMs: dueMs + askThirdMs + SLACK_MS,
      }),
      inTime({
        what: "the Ontario desk is called when the grace is over, and not before",
        from: began,
        to: requested(told, desks.ontario),
        leastMs: dueMs + graceMs,
        mostMs: dueMs + graceMs + SLACK_MS,
      }),
      heardWords(told, desks.ontario, torontoAddress),
      heardWords(told, desks.ontario, say("rehearsalNotice", "en")),
      heardWords(told, told.caller, say("openLine", "en")),
      heardWords(told, desks.ontario, deskLine("taken", "en"), pressing(told, desks.ontario, "1")),
      together(told, jo, desks.ontario),
      together(told, told.caller, desks.ontario),
      heardWords(told, told.caller, say("closing", "en")),
      nobodyElseRang(told, [robin, jo, desks.ontario]),
    ];
  },
};

async function act(stage: Stage): Promise<void> {
  await silentUntilHelpCame(stage);
}

/** Sam stops answering, a desk takes it with Jo on the call, and a crew is with Sam. Returns the session, closed. */
export async function silentUntilHelpCame(stage: Stage): Promise<string> {
  const scene = await watchedByRobin(stage);
  await stage.comesOn("jo", "line");
  const desk = await stage.desk("ontario").answers({ within: 45_000 });
  await desk.hears(new RegExp(torontoAddress));
  await stage.pause(1_000);
  await desk.presses("1");
  await desk.hears(new RegExp(deskLine("taken", "en")));
  const speaker = await stage.softphone("jo").accept();
  await stage.meet(speaker, desk);
  await speaker.says("This is Jo, from the line. We're with you until they get there.");
  await scene.caller.hears(/called for help/, { within: 15_000 });
  await desk.says("The crew is with them now.");
  await helpCame(stage, { ...scene, desk }, "robin");
  await scene.caller.ends();
  return scene.sessionId;
}
