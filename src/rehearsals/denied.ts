import { deskLine } from "../domain/words/words.ts";
import { desks, handsetOf } from "./cast.ts";
import {
  heardWords,
  nobodyElseRang,
  ofKind,
  together,
  type Judgement,
  type Told,
} from "./judge.ts";
import { helpCame, torontoAddress, watchedByRobin } from "./scenes.ts";
import type { Play, Stage } from "./stage.ts";

const [robin, jo] = [handsetOf("robin"), handsetOf("jo")];

/** A crew at the door is told "nobody called": that ends nothing (PRACTICE 23). */
export const denied: Play = {
  name: "denied",
  about: "The household says nobody called: the desk is rung again, and help gets to Sam.",
  caller: "+15555550153",
  onShift: [["robin", "line"]],
  act,
  judge: (told) => [
    heardWords(told, desks.ontario, torontoAddress),
    heardWords(told, desks.ontario, deskLine("taken", "en")),
    rungTwice(told),
    heardWords(told, desks.ontario, deskLine("nobodyCalled", "en")),
    together(told, jo, desks.ontario),
    nobodyElseRang(told, [robin, jo, desks.ontario]),
  ],
};

function rungTwice(told: Told): Judgement {
  const calls = ofKind(told, "callRequested").filter(({ to }) => to === desks.ontario);
  return {
    what: "the desk that took it is rung again, and no other",
    holds: calls.length === 2,
    expected: "two calls to the Ontario desk",
    found: `${calls.length}`,
  };
}

async function act(stage: Stage): Promise<void> {
  const { caller, sessionId } = await watchedByRobin(stage);
  await stage.comesOn("jo", "line");
  const robins = stage.colleague("robin");
  await robins.clicks(sessionId, "help", { reason: "stoppedAnswering" });
  const desk = await stage.desk("ontario").answers({ within: 20_000 });
  await desk.hears(new RegExp(torontoAddress), { within: 20_000 });
  await stage.pause(1_000);
  await desk.presses("1");
  await desk.hears(new RegExp(deskLine("taken", "en")));
  const speaker = await stage.softphone("jo").accept();
  await stage.meet(speaker, desk);
  await desk.says("My crew is at the door. They are told nobody called.");
  await speaker.says("Please try again: side door. The others may not know.");
  await desk.hangsUp();
  await speaker.hangsUp();
  await robins.clicks(sessionId, "arrival-trouble", { what: "nobodyCalled" });
  const again = await stage.desk("ontario").answers({ within: 20_000 });
  await again.hears(new RegExp(deskLine("nobodyCalled", "en")), { within: 20_000 });
  await again.says("They are with them now.");
  await helpCame(stage, { sessionId, desk: again }, "robin");
  await caller.ends();
}
