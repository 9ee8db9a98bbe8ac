import { Call, Device } from "@twilio/voice-sdk";
import { chosen, openMicrophone, soundOf } from "./devices.ts";
import { telling, type Hear, type Phone } from "./phone.ts";

type Token = () => Promise<string>;

/** `register()` of the SDK can wait for ever (twilio-voice.js#445). */
const REGISTER_WITHIN_MS = 10_000;
const RENEW_BEFORE_MS = 60_000;
/** After sleep, or with a token that ran out meanwhile: again with a fresh one, for as long as it takes. */
const AGAIN_MS = 3_000;

/** The carrier's own softphone. */
export function twilioPhone(token: string, renewed: Token, hear: Hear): Phone {
  const said = telling(hear);
  const device = deviceOf(token);
  let call: Call | null = null;
  const again = registering(device, renewed, () => said.is({ registration: "failed" }));
  device.on(Device.EventName.Registering, () => said.is({ registration: "registering" }));
  device.on(Device.EventName.Registered, () => said.is({ registration: "registered" }));
  device.on(Device.EventName.Unregistered, again.soon);
  device.on(Device.EventName.Error, () => {
    if (device.state !== Device.State.Registered) again.soon();
  });
  device.on(Device.EventName.TokenWillExpire, again.renew);
  device.on(Device.EventName.Incoming, (incoming: Call) => {
    call = incoming;
    follow(incoming, said, () => {
      call = null;
    });
  });
  const stopChoosing = chosen.subscribe(() => void useChosen(device));
  return {
    async register() {
      said.is({ microphone: await askedOnce() });
      await useChosen(device);
      const late = setTimeout(again.soon, REGISTER_WITHIN_MS);
      await device
        .register()
        .catch(again.soon)
        .finally(() => clearTimeout(late));
    },
    accept: () => call?.accept({ rtcConstraints: { audio: soundOf(chosen.get().input) } }),
    hangUp: () => (call?.status() === Call.State.Pending ? call.reject() : call?.disconnect()),
    mute: (on) => call?.mute(on),
    close() {
      stopChoosing();
      again.stop();
      device.destroy();
    },
  };
}

const deviceOf = (token: string): Device =>
  new Device(token, {
    codecPreferences: [Call.Codec.Opus, Call.Codec.PCMU],
    closeProtection: true,
    allowIncomingWhileBusy: false,
    tokenRefreshMs: RENEW_BEFORE_MS,
    logLevel: "error",
  });

/** Keeps the device registered: a token is renewed before it ends, and whatever ended it all the same is tried again. */
function registering(device: Device, renewed: Token, failed: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const soon = () => {
    failed();
    clearTimeout(timer);
    if (!over) timer = setTimeout(() => void renew(), AGAIN_MS);
  };
  const renew = async () => {
    try {
      device.updateToken(await renewed());
      if (!over && device.state === Device.State.Unregistered) await device.register();
    } catch {
      // Its registration still holds, or `soon` has said that it does not; tried again either way.
      if (device.state === Device.State.Registered)
        timer = setTimeout(() => void renew(), AGAIN_MS);
      else soon();
    }
  };
  return {
    soon,
    renew: () => void renew(),
    stop() {
      over = true;
      clearTimeout(timer);
    },
  };
}

function follow(call: Call, said: ReturnType<typeof telling>, over: () => void): void {
  const id = call.parameters["CallSid"] ?? "";
  let state: "ringing" | "talking" | "reconnecting" = "ringing";
  const is = (next: typeof state) => {
    state = next;
    said.is({ call: { id, state, muted: call.isMuted() } });
  };
  const ended = () => {
    over();
    said.is({ call: null });
  };
  is("ringing");
  call.on("accept", () => is("talking"));
  call.on("mute", () => is(state));
  call.on("reconnecting", () => is("reconnecting"));
  call.on("reconnected", () => is("talking"));
  for (const end of ["cancel", "disconnect", "reject"]) call.on(end, ended);
}

/** What was chosen here; a device that is gone leaves the browser's own. */
async function useChosen({ audio }: Device): Promise<void> {
  if (audio === null) return;
  const { input, output } = chosen.get();
  const quietly = (done: Promise<unknown>) => done.catch(() => undefined);
  if (input !== null) await quietly(audio.setInputDevice(input));
  if (output === null || !audio.isOutputSelectionSupported) return;
  await quietly(audio.speakerDevices.set(output));
}

/** Asked for once, so that nobody meets the browser's question with a caller waiting. */
async function askedOnce(): Promise<"on" | "refused"> {
  const track = await openMicrophone();
  track?.stop();
  return track === null ? "refused" : "on";
}
