import { say } from "../domain/words/words.ts";
import { deskId, desks, handsetOf, type DeskName, type StaffName } from "./cast.ts";
import {
  endOf,
  heardWords,
  inTime,
  nobodyElseRang,
  requested,
  together,
  type Judgement,
  type Told,
} from "./judge.ts";
import { begins, helpCame, plans } from "./scenes.ts";
import type { Plan } from "./staff.ts";
import type { Play, Stage } from "./stage.ts";

/** How soon the next route is asked for once the one before it has failed. */
const NEXT_MS = 3_000;
const MACHINE_MS = 15_000;

type Version = {
  readonly language: "en" | "fr";
  readonly responder: StaffName;
  readonly plan: Plan;
  readonly routes: readonly [DeskName, DeskName, DeskName];
  readonly lines: Readonly<
    Record<"hello" | "home" | "worried" | "ours" | "sending" | "there", string>
  >;
};

const english: Version = {
  language: "en",
  responder: "robin",
  plan: plans.toronto,
  routes: ["ontario", "ontarioSecond", "ontarioThird"],
  lines: {
    hello: "Hi, I'm Robin. I'm with you.",
    home: "Hey. I'm at home.",
    worried: "Sam? Sam, talk to me.",
    ours: "This is Robin, from the line. I was with them until a minute ago.",
    sending: "Got it. An ambulance is on its way.",
    there: "The crew is with them now.",
  },
};

const inFrench: Version = {
  language: "fr",
  responder: "maude",
  plan: plans.montreal,
  routes: ["quebec", "quebecSecond", "quebecThird"],
  lines: {
    hello: "Salut, c'est Maude. Je suis avec toi.",
    home: "Allô. Je suis chez nous.",
    worried: "Alex? Alex, réponds-moi!",
    ours: "Ici Maude, de la ligne. J'étais avec la personne il y a une minute.",
    sending: "Bien reçu. L'ambulance est en route.",
    there: "Les ambulanciers sont avec la personne.",
  },
};

/** The first desk is engaged, the second is a voicemail, the third takes it. */
export const dispatch: Play = {
  name: "dispatch",
  about: "One desk is busy, the next is a voicemail, the third takes it, with Robin on the call.",
  caller: "+15555550151",
  onShift: [["robin", "line"]],
  act: (stage) => act(stage, english),
  judge: (told) => judge(told, english),
};

export const dispatchFrench: Play = {
  name: "dispatch-french",
  about: "La même chose en français : occupé, boîte vocale, puis quelqu'un, avec Maude en ligne.",
  caller: "+15555550152",
  onShift: [["maude", "line"]],
  act: (stage) => act(stage, inFrench),
  judge: (told) => judge(told, inFrench),
};

function judge(told: Told, version: Version): readonly Judgement[] {
  const { language, responder } = version;
  const [first, second, third] = version.routes.map((name) => desks[name]);
  if (first === undefined || second === undefined || third === undefined) return [];
  return [
    inTime({
      what: "the second route is rung as soon as the first is busy",
      from: endOf(told, first),
      to: requested(told, second),
      mostMs: NEXT_MS,
    }),
    inTime({
      what: "a voicemail is left behind for the third",
      from: requested(told, second),
      to: requested(told, third),
      mostMs: MACHINE_MS,
    }),
    heardWords(told, third, say("rehearsalNotice", language)),
    together(told, handsetOf(responder), third),
    together(told, told.caller, third),
    nobodyElseRang(told, [handsetOf(responder), first, second, third]),
  ];
}

async function act(stage: Stage, version: Version): Promise<void> {
  const { responder: name, plan, lines, language } = version;
  const [busy, voicemail, third] = version.routes;
  await stage.desk(busy).behaves({ answers: "busy" });
  await stage.desk(voicemail).behaves({ answers: "voicemail", voicemailAfterMs: 1_000 });
  const caller = await stage.dials();
  await caller.hears(/practice call/);
  if (language === "fr") {
    await stage.pause(500);
    await caller.presses("2");
  }
  const responder = await stage.softphone(name).accept();
  await stage.meet(caller, responder);
  const colleague = stage.colleague(name);
  const sessionId = await colleague.session();
  await responder.says(lines.hello);
  await caller.says(lines.home);
  await colleague.plans(sessionId, plan);
  await begins(stage, { caller, responder, sessionId }, name);
  await responder.says(lines.worried);
  await colleague.clicks(sessionId, "help", { reason: "stoppedAnswering" });
  const desk = await stage.desk(third).answers({ within: 45_000 });
  await stage.meet(responder, desk);
  await responder.says(`${lines.ours} ${String(plan.address)}`);
  await desk.says(lines.sending);
  await colleague.clicks(sessionId, "desk-took", { deskId: deskId(third) });
  await desk.says(lines.there);
  await helpCame(stage, { sessionId, desk }, name);
  await stage.putsDown(voicemail);
  await caller.ends();
}
