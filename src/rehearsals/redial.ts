import { say } from "../domain/words/words.ts";
import { handsetOf } from "./cast.ts";
import {
  endOf,
  heardWords,
  neverHeard,
  noDeskRang,
  nobodyElseRang,
  ofKind,
  pressing,
  type Judgement,
  type Told,
} from "./judge.ts";
import { watchedByRobin } from "./scenes.ts";
import type { Play, Stage } from "./stage.ts";

const robin = handsetOf("robin");

/** The line drops and the caller rings again before we do. */
export const redial: Play = {
  name: "redial",
  about: "Sam's line drops, Sam rings again, presses 1 and is back with Robin.",
  caller: "+15555550134",
  onShift: [["robin", "line"]],
  act,
  judge: (told) => [
    heardWords(told, told.caller, say("redial", "en"), endOf(told, told.caller)),
    backTogether(told),
    neverHeard(told, told.caller, say("callBack", "en")),
    heardWords(told, told.caller, say("closing", "en"), pressing(told, told.caller, "1")),
    noDeskRang(told),
    nobodyElseRang(told, [robin, told.caller]),
  ],
};

function backTogether(told: Told): Judgement {
  const key = pressing(told, told.caller, "1");
  const joined = ofKind(told, "joined").filter(({ handset }) => handset === told.caller);
  const again = joined.filter(({ seq }) => key !== null && seq > key.seq);
  const robins = ofKind(told, "joined").find(({ handset }) => handset === robin);
  const same = again.some(({ conferenceSid }) => conferenceSid === robins?.conferenceSid);
  return {
    what: "1 brings the caller back to Robin, who never left",
    holds: same,
    expected: "joined where Robin waits",
    found: same ? "joined" : `joined ${again.length} times after the key, not with Robin`,
  };
}

async function act(stage: Stage): Promise<void> {
  const { caller, responder, sessionId } = await watchedByRobin(stage);
  await caller.drops();
  await stage.pause(1_000);
  const second = await stage.dials();
  await second.hears(/cut off/);
  await stage.pause(500);
  await second.presses("1");
  await stage.meet(second, responder);
  await responder.says("There you are. You okay?");
  await second.says("Yes, my phone cut out. I'm done, bye.");
  await stage.colleague("robin").clicks(sessionId, "goodbye");
  await second.hears(/Or just hang up/, { within: 20_000 });
  await second.hangsUp();
}
