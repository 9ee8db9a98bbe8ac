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
import type { PhoneCall } from "./telephones.ts";
import type { Play, Stage } from "./stage.ts";

const casey = handsetOf("casey");
const where = "the green house behind the fictional mill, second door on the left side";

/** A whole session from a plain phone, with nobody else on: nothing is clicked in it. */
export const ownPhone: Play = {
  name: "own-phone",
  about: "Casey, alone on a plain phone, does the whole session by keys, help included.",
  caller: "+15555550137",
  onShift: [["casey", "line"]],
  act,
  judge: (told) => [
    heardWords(told, casey, say("acceptRing", "en")),
    together(told, told.caller, casey),
    heardWords(told, casey, say("starMenu", "en")),
    heardWords(told, casey, say("menuDone", "en"), pressing(told, casey, "*")),
    heardWords(told, told.caller, say("askPlace", "en"), pressing(told, casey, "8")),
    heardWords(told, told.caller, say("placeKept", "en")),
    heardWords(told, casey, where, pressing(told, casey, "7")),
    backSoon(told, "2"),
    inTime({
      what: "9 9 sends help at once",
      from: pressing(told, casey, "99"),
      to: requested(told, desks.ontario),
      mostMs: 3_000,
    }),
    together(told, casey, desks.ontario),
    heardWords(told, casey, say("menuDone", "en"), pressing(told, casey, "95")),
    heardWords(told, casey, say("menuDone", "en"), pressing(told, casey, "90")),
    heardWords(told, told.caller, say("openLine", "en")),
    heardWords(told, told.caller, say("closing", "en"), pressing(told, casey, "00")),
    nobodyElseRang(told, [casey, desks.ontario]),
  ],
};

/** From the star to being with the caller again: what is pressed, two seconds for a second key, and "Done" (PRACTICE 17). */
function backSoon(told: Told, digits: string) {
  const pressed = pressing(told, casey, digits);
  const star = ofKind(told, "pressed").findLast(
    (one) => one.handset === casey && one.digits === "*" && one.seq < (pressed?.seq ?? 0),
  );
  const back = ofKind(told, "joined").find(
    (one) => one.handset === casey && one.seq > (pressed?.seq ?? Infinity),
  );
  return inTime({
    what: "Casey is back with the caller soon after a key",
    from: star ?? null,
    to: back ?? null,
    mostMs: 5_500,
  });
}

async function act(stage: Stage): Promise<void> {
  const caller = await stage.dials();
  const responder = await stage.caseysPhone().answers();
  await responder.hears(/Press 1 to take the call/);
  await responder.presses("1");
  await stage.meet(caller, responder);
  await responder.says("Hi, I'm Casey. I'll have the line ask where you are.");
  await placeByKeys(stage, caller, responder);
  await stars(stage, responder, "7");
  await responder.hears(new RegExp(where));
  await stage.meet(caller, responder);
  await caller.says("I'm using now.");
  await stars(stage, responder, "4");
  await stage.meet(caller, responder);
  await stars(stage, responder, "2");
  await stage.meet(caller, responder);
  await responder.says("Sam? Sam!");
  await stage.pause(1_000);
  await stars(stage, responder, "99");
  const desk = await stage.desk("ontario").answers();
  await stage.meet(responder, desk);
  await responder.says(`We need an ambulance at ${where}.`);
  await desk.says("We're sending.");
  await stars(stage, responder, "95");
  await stage.meet(responder, desk);
  await caller.hears(/called for help/, { within: 30_000 });
  await desk.says("They're at the door. They're with them now.");
  await stars(stage, responder, "90");
  await stage.meet(caller, responder);
  await stars(stage, responder, "00");
  await caller.ends();
  await desk.hangsUp();
}

/** Star 8: the caller is taken to say the place, and comes back. */
async function placeByKeys(stage: Stage, caller: PhoneCall, responder: PhoneCall): Promise<void> {
  await stars(stage, responder, "8");
  await caller.hears(/1 Ontario/);
  await caller.presses("1");
  await caller.hears(/\[beep\]/, { within: 20_000 });
  await caller.says(where);
  await stage.pause(6_000);
  await caller.presses("#");
  await caller.hears(/Is that right/, { within: 20_000 });
  await caller.presses("1");
  await stage.meet(caller, responder);
}

async function stars(stage: Stage, phone: PhoneCall, digits: string): Promise<void> {
  await phone.presses("*");
  await phone.hears(new RegExp(say("starMenu", "en")));
  await stage.pause(500);
  await phone.presses(digits);
}
