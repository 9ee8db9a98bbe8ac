import type { StaffName } from "./cast.ts";
import type { Plan } from "./staff.ts";
import type { PhoneCall } from "./telephones.ts";
import type { Stage } from "./stage.ts";

/** Where the callers of these plays say they are. All they tell is distinctive: `e2e/nothing-personal` looks for it everywhere. */
export const torontoAddress = "250 Fictional Street, door 4";
export const montrealAddress = "1200, rue Imaginaire, porte 3";

const toronto: Plan = {
  callerName: "Sam Quillory",
  place: "exact",
  address: torontoAddress,
  municipality: "Toronto",
  province: "ON",
  wayIn: "side door, code 12",
  othersThere: null,
  callerNumber: null,
  naloxone: "yes",
  people: 1,
  trusted: null,
  help: "ambulance",
  trustedFirst: false,
  mayText: false,
  numberGiven: false,
};

export const plans = {
  toronto,
  montreal: {
    ...toronto,
    callerName: "Alex Brindamour",
    address: montrealAddress,
    municipality: "Montréal",
    province: "QC",
    wayIn: "porte de côté, code 12",
  },
} satisfies Record<string, Plan>;

/** Said by a responder at the click that begins the watch: from here time is counted. */
export const usingNow = {
  en: "Okay, you're using now. I'm right here.",
  fr: "OK, tu consommes maintenant. Je reste là.",
} as const;

export type Accompanied = {
  readonly caller: PhoneCall;
  readonly responder: PhoneCall;
  readonly sessionId: string;
};

/** The caller dials and somebody picks up in their browser. */
export async function answered(stage: Stage, by: StaffName): Promise<Accompanied> {
  const caller = await stage.dials();
  const responder = await stage.softphone(by).accept();
  await stage.meet(caller, responder);
  const sessionId = await stage.colleague(by).session();
  return { caller, responder, sessionId };
}

/** Robin answers, writes down where Sam is, and Sam uses. */
export async function watchedByRobin(stage: Stage): Promise<Accompanied> {
  const scene = await answered(stage, "robin");
  await scene.responder.says("Hi, I'm Robin. I'm with you.");
  await scene.caller.says("Hey. I'm Sam, I'm at home.");
  await stage.colleague("robin").plans(scene.sessionId, plans.toronto);
  await begins(stage, scene, "robin");
  return scene;
}

/** "Using now": the words are said a moment before the click, so that measuring from them is never too kind. */
export async function begins(
  stage: Stage,
  { responder, sessionId }: Accompanied,
  by: StaffName,
): Promise<void> {
  await responder.says(by === "maude" ? usingNow.fr : usingNow.en);
  await stage.colleague(by).clicks(sessionId, "using-now");
}

/** Waits until the next promised check-in is just due. */
export async function untilDue(stage: Stage, by: StaffName, sessionId: string): Promise<number> {
  const { checkIn, dueInMs } = await stage.colleague(by).watch(sessionId);
  await stage.pause(Math.max(0, dueInMs) + 500);
  return checkIn;
}

/** Help is with the caller, and the session ends. The desk puts down its own phone: nobody hangs up on a desk. */
export async function helpCame(
  stage: Stage,
  { sessionId, desk }: { sessionId: string; desk: PhoneCall },
  by: StaffName,
): Promise<void> {
  const colleague = stage.colleague(by);
  await colleague.clicks(sessionId, "help-arrived", { heardFrom: "crew" });
  await colleague.clicks(sessionId, "close", { outcome: "revived" });
  await stage.pause(1_000);
  await desk.hangsUp();
}
