import { say } from "../domain/words/words.ts";
import { handsetOf } from "./cast.ts";
import {
  endOf,
  heardWords,
  inTime,
  neverHeard,
  noDeskRang,
  nobodyElseRang,
  saying,
  together,
} from "./judge.ts";
import { plans, begins, untilDue } from "./scenes.ts";
import type { Play, Stage } from "./stage.ts";

const robin = handsetOf("robin");
const bye = "Bye, Sam. Thanks for calling.";

/** Answered, checked on twice, goodbye. */
export const kept: Play = {
  name: "kept",
  about: "Robin answers, Sam answers two check-ins, they say goodbye.",
  caller: "+15555550131",
  onShift: [["robin", "line"]],
  act,
  judge: (told) => [
    heardWords(told, told.caller, say("rehearsalNotice", "en")),
    heardWords(told, told.caller, say("greeting", "en")),
    together(told, told.caller, robin),
    neverHeard(told, told.caller, say("checkInAnnounce", "en")),
    neverHeard(told, told.caller, say("ask2", "en")),
    heardWords(told, told.caller, say("closing", "en")),
    heardWords(told, told.caller, say("keepOffer", "en")),
    inTime({
      what: "the call ends after the goodbye, and after the choice it leaves them",
      from: saying(told, robin, bye),
      to: endOf(told, told.caller),
      mostMs: 32_000,
    }),
    {
      what: "the line hangs up, after its last word",
      holds: endOf(told, told.caller)?.by === "line",
      expected: "hung up by the line",
      found: endOf(told, told.caller)?.by ?? "not ended",
    },
    noDeskRang(told),
    nobodyElseRang(told, [robin]),
  ],
};

async function act(stage: Stage): Promise<void> {
  const caller = await stage.dials();
  await caller.hears(/person will pick up/);
  const responder = await stage.softphone("robin").accept();
  await stage.meet(caller, responder);
  const colleague = stage.colleague("robin");
  const sessionId = await colleague.session();
  await responder.says("Hi, I'm Robin. I'm with you. Where are you?");
  await caller.says("Hey. I'm Sam, I'm at home.");
  await colleague.plans(sessionId, plans.toronto);
  await begins(stage, { caller, responder, sessionId }, "robin");
  await colleague.clicks(sessionId, "interval", { everyMs: 5_000 });
  for (const answer of ["I'm good.", "Yeah, still good."]) {
    const checkIn = await untilDue(stage, "robin", sessionId);
    await responder.says("How are you doing, Sam?");
    await caller.says(answer);
    await colleague.clicks(sessionId, `check-ins/${checkIn}`, { mark: "well" });
  }
  await caller.says("I'm done. Bye.");
  await responder.says(bye);
  await colleague.clicks(sessionId, "goodbye");
  await caller.ends({ within: 30_000 });
  await responder.ends();
}
