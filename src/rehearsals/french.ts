import { brisk } from "../domain/session/policy.ts";
import { deskLine, say } from "../domain/words/words.ts";
import { desks, handsetOf } from "./cast.ts";
import {
  hearing,
  heardWords,
  inTime,
  neverHeard,
  nobodyElseRang,
  ofKind,
  pressing,
  requested,
  saying,
  spokenTo,
  together,
  type Judgement,
  type Told,
} from "./judge.ts";
import { begins, helpCame, montrealAddress, plans } from "./scenes.ts";
import type { Play, Stage } from "./stage.ts";

const [maude, luc] = [handsetOf("maude"), handsetOf("luc")];
const { quietMs } = brisk.numbers;
const SLACK_MS = 5_000;
const worried = "Alex? Alex, réponds-moi!";

/** The whole way in French, from the key to the desk. */
export const french: Play = {
  name: "french",
  about:
    "Alex chooses French with 2; Maude answers; Alex goes quiet; the Québec desk hears French.",
  caller: "+15555550138",
  onShift: [
    ["maude", "line"],
    ["luc", "supervising"],
  ],
  act,
  judge: (told) => [
    heardWords(told, told.caller, say("greeting", "fr"), pressing(told, told.caller, "2")),
    neverHeard(told, told.caller, say("otherLanguageOffer", "fr")),
    together(told, told.caller, maude),
    inTime({
      what: "Maude is with the caller as soon as she picks up",
      from: picksUp(told),
      to: joins(told),
      mostMs: 4_000,
    }),
    heardWords(told, told.caller, say("quietAnnounce", "fr")),
    heardWords(told, told.caller, say("ask2", "fr")),
    heardWords(told, told.caller, say("ask3", "fr")),
    heardWords(told, told.caller, say("closing", "fr")),
    onlyFrench(told, told.caller, hearing(told, told.caller, say("greeting", "fr"))?.seq ?? 0),
    inTime({
      what: "the Québec desk is called when rousing failed, and not before",
      from: saying(told, maude, worried),
      to: requested(told, desks.quebec),
      leastMs: quietMs,
      mostMs: quietMs + SLACK_MS,
    }),
    heardWords(told, desks.quebec, montrealAddress),
    heardWords(told, desks.quebec, say("rehearsalNotice", "fr")),
    heardWords(told, desks.quebec, deskLine("taken", "fr")),
    onlyFrench(told, desks.quebec, 0),
    together(told, luc, desks.quebec),
    nobodyElseRang(told, [maude, luc, desks.quebec]),
  ],
};

const picksUp = (told: Told) =>
  ofKind(told, "answered").find(({ handset }) => handset === maude) ?? null;

const joins = (told: Told) =>
  ofKind(told, "joined").find(({ handset }) => handset === maude) ?? null;

function onlyFrench(told: Told, handset: string, afterSeq: number): Judgement {
  const heard = spokenTo(told, handset).filter(
    ({ seq, source }) => seq > afterSeq && source === "say",
  );
  const english = heard.filter(({ language }) => language?.startsWith("fr") !== true);
  return {
    what: `${handset === told.caller ? "the caller" : "the desk"} hears no English`,
    holds: heard.length > 0 && english.length === 0,
    expected: "every word in French",
    found:
      english.map(({ text }) => `“${text}”`).join(" ") || `${heard.length} sentences in French`,
  };
}

async function act(stage: Stage): Promise<void> {
  const caller = await stage.dials();
  await caller.hears(/practice call/);
  await stage.pause(500);
  await caller.presses("2");
  await caller.hears(/Une vraie personne/);
  const responder = await stage.softphone("maude").accept();
  await stage.meet(caller, responder);
  const maudes = stage.colleague("maude");
  const sessionId = await maudes.session();
  await responder.says("Salut, c'est Maude. Je suis avec toi. T'es où?");
  await caller.says("Chez nous. Je consomme là.");
  await maudes.plans(sessionId, plans.montreal);
  await begins(stage, { caller, responder, sessionId }, "maude");
  await stage.pause(1_000);
  await responder.says(worried);
  await maudes.clicks(sessionId, "quiet");
  const desk = await stage.desk("quebec").answers({ within: 30_000 });
  await desk.hears(new RegExp(montrealAddress));
  await stage.pause(1_000);
  await desk.presses("1");
  await desk.hears(new RegExp(deskLine("taken", "fr")));
  const speaker = await stage.softphone("luc").accept();
  await stage.meet(speaker, desk);
  await speaker.says("Ici Luc, de la ligne. On reste avec vous.");
  await desk.says("Les ambulanciers sont avec la personne.");
  await helpCame(stage, { sessionId, desk }, "maude");
  await caller.ends();
}
