import { brisk } from "../domain/session/policy.ts";
import { desks, handsetOf } from "./cast.ts";
import {
  endOf,
  heardWords,
  inTime,
  nobodyElseRang,
  ofKind,
  requested,
  type Judgement,
  type Told,
} from "./judge.ts";
import { torontoAddress, watchedByRobin } from "./scenes.ts";
import type { Play, Stage } from "./stage.ts";

const [robin, dana, luc] = [handsetOf("robin"), handsetOf("dana"), handsetOf("luc")];
const { reachMs } = brisk.numbers;
/** Published: the call-back goes out at 5 s (PRACTICE 19). */
const CALL_BACK_MS = 5_000;
const SLACK_MS = 5_000;
const greeting = "This is Sam's voicemail. Leave a message after the tone.";
const lostWords = "We lost the line";

/** The line drops after use began. */
export const dropped: Play = {
  name: "dropped",
  about:
    "Sam's line drops after use; a voicemail answers the call-back; help goes at the reach deadline.",
  caller: "+15555550133",
  onShift: [
    ["robin", "line"],
    ["dana", "supervising"],
    ["luc", "supervising"],
  ],
  act,
  judge: (told) => [
    inTime({
      what: "the call-back is on its way within five seconds",
      from: endOf(told, told.caller),
      to: requested(told, told.caller),
      mostMs: CALL_BACK_MS + 1_000,
    }),
    voicemailHeardNothing(told),
    inTime({
      what: "the Ontario desk is called at the reach deadline",
      from: endOf(told, told.caller),
      to: requested(told, desks.ontario),
      leastMs: reachMs,
      mostMs: reachMs + SLACK_MS,
    }),
    heardWords(told, desks.ontario, torontoAddress),
    heardWords(told, desks.ontario, lostWords),
    nobodyElseRang(told, [robin, dana, luc, told.caller, desks.ontario]),
  ],
};

function voicemailHeardNothing(told: Told): Judgement {
  const answered = ofKind(told, "answered").filter(({ handset }) => handset === told.caller);
  const left = ofKind(told, "heard").filter(({ voicemail }) => voicemail);
  return {
    what: "the voicemail answers, and is told nothing",
    holds: answered.length > 0 && left.length === 0,
    expected: "answered, and not a word",
    found: `answered ${answered.length} times; ${left.map(({ text }) => `“${text}”`).join(" ") || "not a word"}`,
  };
}

async function act(stage: Stage): Promise<void> {
  const { caller, sessionId } = await watchedByRobin(stage);
  await stage.caller.behaves({ answers: "voicemail", voicemailAfterMs: 1_000, greeting });
  await caller.drops();
  const desk = await stage.desk("ontario").answers({ within: 45_000 });
  await desk.hears(new RegExp(lostWords), { within: 30_000 });
  await stage.pause(1_000);
  await desk.presses("1");
  await desk.says("We're sending.");
  const robins = stage.colleague("robin");
  await robins.clicks(sessionId, "help-arrived", { heardFrom: "desk" });
  await robins.clicks(sessionId, "close", { outcome: "takenToHospital" });
  await stage.pause(1_000);
  await desk.hangsUp();
}
