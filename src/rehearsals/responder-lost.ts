import { say } from "../domain/words/words.ts";
import { handsetOf } from "./cast.ts";
import {
  endOf,
  hearing,
  heardWords,
  inTime,
  noDeskRang,
  nobodyElseRang,
  pressing,
  together,
} from "./judge.ts";
import { untilDue, watchedByRobin } from "./scenes.ts";
import type { Play, Stage } from "./stage.ts";

const [robin, jo] = [handsetOf("robin"), handsetOf("jo")];
/** Published: the caller is spoken to within 12 s of the loss (PRACTICE 18). */
const SPOKEN_TO_MS = 12_000;

/** The responder's line goes in the middle of a watch. */
export const responderLost: Play = {
  name: "responder-lost",
  about: "Robin's line goes; the line keeps Sam company until Jo joins, and check-ins go on.",
  caller: "+15555550135",
  onShift: [["robin", "line"]],
  act,
  judge: (told) => [
    inTime({
      what: "the caller is told within twelve seconds",
      from: endOf(told, robin),
      to: hearing(told, told.caller, say("responderLost", "en")),
      mostMs: SPOKEN_TO_MS,
    }),
    heardWords(told, told.caller, say("kept", "en"), pressing(told, told.caller, "5")),
    together(told, told.caller, jo),
    heardWords(told, jo, say("chime", "en")),
    heardWords(told, told.caller, say("checkInAnnounce", "en")),
    heardWords(told, told.caller, say("closing", "en")),
    noDeskRang(told),
    nobodyElseRang(told, [robin, jo]),
  ],
};

async function act(stage: Stage): Promise<void> {
  const { caller, responder, sessionId } = await watchedByRobin(stage);
  await stage.comesOn("jo", "line");
  await stage.softphone("robin").goesOffline();
  await responder.drops();
  await caller.hears(/lost their line/, { within: 15_000 });
  await caller.presses("5");
  const second = await stage.softphone("jo").accept();
  await stage.meet(caller, second);
  await second.says("Hi Sam, I'm Jo. Robin's line went. I'm with you now.");
  const jos = stage.colleague("jo");
  const checkIn = await untilDue(stage, "jo", sessionId);
  await caller.hears(new RegExp(say("checkInAnnounce", "en").slice(0, 11)));
  await caller.says("I'm good.");
  await jos.clicks(sessionId, `check-ins/${checkIn}`, { mark: "well" });
  await caller.says("I'm done. Bye, Jo.");
  await jos.clicks(sessionId, "goodbye");
  await caller.hears(/Or just hang up/, { within: 20_000 });
  await caller.hangsUp();
  await stage.softphone("robin").comesOnline();
}
