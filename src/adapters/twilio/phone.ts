import type { Ending } from "../../domain/session/people.ts";
import type { Script } from "../../domain/session/steps.ts";
import type { Clock, Leg, OutgoingCall, Phone } from "../../engine/ports.ts";
import { sealAnnouncement } from "./announcement.ts";
import { ask, askIfThere, connect, type Account, type Client } from "./client.ts";
import { refuseEmergencyNumber } from "./emergency-numbers.ts";
import { conferenceName, inlineTwiml } from "./twiml.ts";
import type { Urls } from "./urls.ts";

/** What the carrier's adapter is told once. `announcementKey` marks the announcements we write. */
export type PhoneSettings = {
  readonly account: Account;
  readonly urls: Urls;
  readonly announcementKey: string;
  readonly clock: Clock;
};

type Calling = PhoneSettings & { readonly client: Client };

/** The carrier is Twilio, through its own library. */
export function twilioPhone(settings: PhoneSettings): Phone {
  const client = connect(settings.account);
  const calling: Calling = { ...settings, client };
  return {
    call: (call) => place(calling, call),
    move: (leg) => move(calling, leg),
    hangUp: (leg) => hangUp(client, leg),
    announce: (sessionId, script, to) => announce(calling, sessionId, script, to),
    text: async (to, from, body) => {
      refuseEmergencyNumber(to);
      await ask(() => client.messages.create({ to, from, body }));
    },
    look: (leg) => look(client, leg),
  };
}

async function place(
  { client, urls, clock }: Calling,
  call: OutgoingCall,
): Promise<{ callSid: string }> {
  const { leg, to, from, firstWords, ringMs, detectMachine } = call;
  refuseEmergencyNumber(to);
  const spokenTo = { legId: leg.id, sessionId: leg.sessionId ?? "", at: clock.now() };
  const created = await ask(() =>
    client.calls.create({
      to,
      from,
      ...(firstWords === null
        ? { url: urls.leg(leg.id) }
        : { twiml: inlineTwiml(firstWords, spokenTo, urls) }),
      fallbackUrl: urls.fallback,
      statusCallback: urls.legStatus(leg.id),
      statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
      timeout: Math.ceil(ringMs / 1_000),
      ...detection(urls.legMachine(leg.id))[detectMachine],
    }),
  );
  return { callSid: created.sid };
}

/** Asked for meanwhile, the first words are heard from pick-up on. Source: twilio.com/docs/voice/answering-machine-detection */
const detection = (asyncAmdStatusCallback: string) => ({
  not: {},
  first: { machineDetection: "Enable" },
  meanwhile: { machineDetection: "Enable", asyncAmd: "true", asyncAmdStatusCallback },
});

async function move({ client, urls }: Calling, leg: Leg): Promise<boolean> {
  const { id, callSid } = leg;
  if (callSid === null) return false;
  const moved = await askIfThere(() => client.calls(callSid).update({ url: urls.leg(id) }));
  return moved !== null;
}

/** "completed" ends a call in any state; a call already over is as wished. */
async function hangUp(client: Client, { callSid }: Leg): Promise<void> {
  if (callSid === null) return;
  await askIfThere(() => client.calls(callSid).update({ status: "completed" }));
}

/** A conference cannot be fetched by name, only looked for; with one person in it, it has not begun and is not found. */
async function announce(
  { client, urls, announcementKey }: Calling,
  sessionId: string,
  script: Script,
  to: Leg | null,
): Promise<boolean> {
  const friendlyName = conferenceName(sessionId);
  const [begun] = await ask(() =>
    client.conferences.list({ friendlyName, status: "in-progress", limit: 1 }),
  );
  if (begun === undefined || to?.callSid === null) return false;
  const announceUrl = urls.announcement(sealAnnouncement(script, announcementKey));
  const conference = client.conferences(begun.sid);
  const callSid = to?.callSid;
  const told = await askIfThere<object>(() =>
    callSid === undefined
      ? conference.update({ announceUrl })
      : conference.participants(callSid).update({ announceUrl }),
  );
  return told !== null;
}

/** A call the carrier does not know has failed; one whose id never reached us cannot be looked for. */
async function look(
  client: Client,
  { callSid }: Leg,
): Promise<{ ended: Ending | null; answered: boolean }> {
  if (callSid === null) return { ended: null, answered: false };
  const call = await askIfThere(() => client.calls(callSid).fetch());
  if (call === null) return { ended: "failed", answered: false };
  const answered = call.status === "in-progress" || call.status === "completed";
  return { ended: endingOf(call.status), answered };
}

/** Null while the call is still up or ringing. */
export function endingOf(callStatus: string): Ending | null {
  switch (callStatus) {
    case "completed":
    case "busy":
    case "failed":
    case "canceled":
      return callStatus;
    case "no-answer":
      return "noAnswer";
    default:
      return null;
  }
}
