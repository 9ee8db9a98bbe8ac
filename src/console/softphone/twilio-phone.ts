import { Call, Device } from "@twilio/voice-sdk";
import { SOUND, telling, type Hear, type Phone } from "./phone.ts";

type Token = () => Promise<string>;

/** `register()` of the SDK can wait for ever (twilio-voice.js#445). */
const REGISTER_WITHIN_MS = 10_000;
const RENEW_BEFORE_MS = 60_000;

/** The carrier's own softphone. */
export function twilioPhone(token: string, renewed: Token, hear: Hear): Phone {
  const said = telling(hear);
  const device = new Device(token, {
    codecPreferences: [Call.Codec.Opus, Call.Codec.PCMU],
    closeProtection: true,
    allowIncomingWhileBusy: false,
    tokenRefreshMs: RENEW_BEFORE_MS,
    logLevel: "error",
  });
  let call: Call | null = null;
  device.on(Device.EventName.Registering, () => said.is({ registration: "registering" }));
  device.on(Device.EventName.Registered, () => said.is({ registration: "registered" }));
  device.on(Device.EventName.Unregistered, () => said.is({ registration: "failed" }));
  device.on(Device.EventName.Error, () => {
    if (device.state !== Device.State.Registered) said.is({ registration: "failed" });
  });
  device.on(Device.EventName.TokenWillExpire, () => {
    renewed().then(
      (fresh) => device.updateToken(fresh),
      () => said.is({ registration: "failed" }),
    );
  });
  device.on(Device.EventName.Incoming, (incoming: Call) => {
    call = incoming;
    follow(incoming, said, () => {
      call = null;
    });
  });
  return {
    async register() {
      said.is({ microphone: await microphone() });
      const late = setTimeout(() => said.is({ registration: "failed" }), REGISTER_WITHIN_MS);
      await device.register().finally(() => clearTimeout(late));
    },
    accept: () => call?.accept({ rtcConstraints: { audio: SOUND } }),
    hangUp: () => (call?.status() === Call.State.Pending ? call.reject() : call?.disconnect()),
    mute: (on) => call?.mute(on),
    close: () => device.destroy(),
  };
}

function follow(call: Call, said: ReturnType<typeof telling>, over: () => void): void {
  const id = call.parameters["CallSid"] ?? "";
  const is = (state: "ringing" | "talking" | "reconnecting") =>
    said.is({ call: { id, state, muted: call.isMuted() } });
  const ended = () => {
    over();
    said.is({ call: null });
  };
  is("ringing");
  call.on("accept", () => is("talking"));
  call.on("mute", () => is("talking"));
  call.on("reconnecting", () => is("reconnecting"));
  call.on("reconnected", () => is("talking"));
  for (const end of ["cancel", "disconnect", "reject"]) call.on(end, ended);
}

/** Asked for once, so that nobody meets the browser's question with a caller waiting. */
async function microphone(): Promise<"on" | "refused"> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: SOUND });
    for (const track of stream.getTracks()) track.stop();
    return "on";
  } catch {
    return "refused";
  }
}
