import { CALLER, DESK, LINE, rig, twiml } from "./harness.ts";

export const THIRD = "+15555550103";

type Rig = typeof rig;
type RoomOptions = {
  /** The attributes of Dial. */
  dial?: string;
  /** What everybody's Conference has in common. */
  common?: string;
  events?: string;
  script?: Parameters<Rig>[0];
};

const ALL_EVENTS = "start end join leave mute hold modify announcement";

/** Everybody who calls joins the room s-1, with the attributes of their own telephone. */
export async function room(
  attributes: Readonly<Record<string, string>> = {},
  {
    dial = 'action="/after"',
    common = 'beep="false" waitUrl=""',
    events = ALL_EVENTS,
    script = {},
  }: RoomOptions = {},
) {
  const callbacks = `statusCallback="/conference" statusCallbackEvent="${events}"`;
  const set = await rig({
    "/voice": ({ params }) => {
      const own = attributes[params["From"] ?? ""] ?? "";
      return twiml(
        `<Dial ${dial}><Conference ${common} ${own.includes("statusCallback=") ? "" : callbacks} ${own}>s-1</Conference></Dial>`,
        "<Say>After the room</Say>",
      );
    },
    "/after": () => twiml("<Say>Out of the room</Say>", '<Pause length="60"/>'),
    "/chime": () => twiml("<Say>Check in?</Say>"),
    "/gather": () => twiml("<Gather/>"),
    "/ask": () => twiml('<Gather numDigits="1" action="/back"><Say>You okay?</Say></Gather>'),
    "/back": () =>
      twiml(
        '<Dial><Conference beep="false" waitUrl="" statusCallback="/other">s-1</Conference></Dial>',
      ),
    "/other": () => ({ status: 204 }),
    "/conference": () => ({ status: 204 }),
    ...script,
  });
  const enter = async (number: string) => {
    const call = await set.network.phone(number).calls(LINE);
    await set.passes(100);
    return call;
  };
  const told = () => set.line.at("/conference").map(({ params }) => params);
  return {
    ...set,
    enter,
    told,
    /** The last thing the line was told of this kind. */
    toldOf: (event: string) => told().findLast((one) => one["StatusCallbackEvent"] === event) ?? {},
    events: () => told().map((one) => one["StatusCallbackEvent"] ?? ""),
    sid: () => told()[0]?.["ConferenceSid"] ?? "",
    inRoom: (callSid: string) =>
      set.client.conferences(told()[0]?.["ConferenceSid"] ?? "").participants(callSid),
    warnings: () =>
      set.network.log.entries.flatMap((entry) => (entry.kind === "warned" ? [entry.code] : [])),
  };
}

/** Two people together. */
export async function pair(
  attributes: Parameters<typeof room>[0] = {},
  options: Parameters<typeof room>[1] = {},
) {
  const set = await room(attributes, options);
  const caller = await set.enter(CALLER);
  const desk = await set.enter(DESK);
  return { ...set, caller, desk };
}
