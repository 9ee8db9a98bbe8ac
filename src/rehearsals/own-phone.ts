import { say } from "../domain/words/words.ts";
import { desks, handsetOf } from "./cast.ts";
import {
  heardWords,
  inTime,
  nobodyElseRang,
  ofKind,
  pressing,
  requested,
  together,
  type Told,
} from "./judge.ts";
import { helpCame, plans, torontoAddress } from "./scenes.ts";
import type { Play, Stage } from "./stage.ts";

const [casey, dana] = [handsetOf("casey"), handsetOf("dana")];

/** Everything a responder does from a plain phone. */
export const ownPhone: Play = {
  name: "own-phone",
  about: "Casey answers on a plain phone, confirms with star 1, and sends help with star 9 9.",
  caller: "+15555550137",
  onShift: [
    ["casey", "line"],
    ["dana", "supervising"],
  ],
  act,
  judge: (told) => [
    heardWords(told, casey, say("acceptRing", "en")),
    together(told, told.caller, casey),
    heardWords(told, casey, say("starMenu", "en")),
    heardWords(told, casey, say("menuDone", "en"), star(told)),
    inTime({
      what: "9 9 sends help at once",
      from: pressing(told, casey, "99"),
      to: requested(told, desks.ontario),
      mostMs: 3_000,
    }),
    heardWords(told, desks.ontario, torontoAddress),
    heardWords(told, told.caller, say("openLine", "en")),
    heardWords(told, told.caller, say("closing", "en")),
    nobodyElseRang(told, [casey, dana, desks.ontario]),
  ],
};

const star = (told: Told) =>
  ofKind(told, "pressed").find(({ handset, digits }) => handset === casey && digits === "*") ??
  null;

async function act(stage: Stage): Promise<void> {
  const caller = await stage.dials();
  const responder = await stage.caseysPhone().answers();
  await responder.hears(/Press 1 to take the call/);
  await responder.presses("1");
  await stage.meet(caller, responder);
  const caseys = stage.colleague("casey");
  const sessionId = await caseys.session();
  await responder.says("Hi, I'm Casey. Where are you?");
  await caller.says("At home. I'm using now.");
  await caseys.plans(sessionId, plans.toronto);
  await caseys.clicks(sessionId, "using-now");
  await stage.pause(2_000);
  await stars(stage, responder, "1");
  await responder.hears(new RegExp(say("menuDone", "en")));
  await stage.meet(caller, responder);
  await responder.says("Sam? Sam!");
  await stage.pause(1_000);
  await stars(stage, responder, "99");
  const desk = await stage.desk("ontario").answers();
  await desk.hears(new RegExp(torontoAddress));
  await caller.hears(/called for help/, { within: 15_000 });
  await desk.presses("1");
  await desk.says("We're sending. They're there now.");
  await helpCame(stage, { sessionId, desk }, "casey");
  await caller.ends();
}

type Phone = Awaited<ReturnType<ReturnType<Stage["caseysPhone"]>["answers"]>>;

async function stars(stage: Stage, phone: Phone, digits: string): Promise<void> {
  await phone.presses("*");
  await phone.hears(new RegExp(say("starMenu", "en")));
  await stage.pause(500);
  await phone.presses(digits);
}
