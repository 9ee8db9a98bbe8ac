import { networkAt, type Network, type Telephone } from "./emulator-network.ts";
import { chosen, onDevicesChanged, openMicrophone } from "./devices.ts";
import { telling, type Hear, type Phone } from "./phone.ts";
import { createVoices, type Voices } from "./voices.ts";

const KEPT = "softphone";
const AGAIN_MS = 2_000;

type Set = {
  readonly network: Network;
  readonly address: string;
  readonly said: ReturnType<typeof telling>;
  readonly voices: Voices;
  /** As the network knows it; null while it is not open. */
  id: string | null;
  microphone: MediaStreamTrack | null;
  leave: () => void;
  closed: boolean;
  stopChoosing: () => void;
};

/** The emulator's telephone, in this console: real voices on this machine, without a carrier. */
export function emulatorPhone(url: string, identity: string, hear: Hear): Phone {
  const said = telling(hear);
  const network = networkAt(url);
  const voices = createVoices({
    track: () => set.microphone,
    send: (to, data) => {
      if (set.id !== null) quietly(network.signals(set.id, to, data));
    },
    failed: () => said.is({ registration: "failed" }),
  });
  const at = { network, said, voices, address: `client:${identity}` };
  const set: Set = {
    ...at,
    id: null,
    microphone: null,
    leave: () => undefined,
    closed: false,
    stopChoosing: () => undefined,
  };
  return {
    async register() {
      await takeMicrophone(set);
      set.stopChoosing = followDevices(set);
      await open(set).catch(() => openLater(set));
    },
    accept() {
      const { call } = said.now();
      if (call?.state === "ringing") does(set, { do: "answer", callSid: call.id });
    },
    hangUp() {
      const { call } = said.now();
      if (call === null) return;
      const declines = call.state === "ringing";
      does(set, declines ? { do: "decline", callSid: call.id } : { do: "hangUp" });
    },
    mute(on) {
      if (set.microphone !== null) set.microphone.enabled = !on;
      const { call } = said.now();
      if (call !== null) said.is({ call: { ...call, muted: on } });
    },
    close: () => close(set),
  };
}

/** What the network refuses, or does not hear, its state tells. */
const quietly = (done: Promise<unknown>) => void done.catch(() => undefined);

function does({ id, network }: Set, deed: object): void {
  if (id !== null) quietly(network.does(id, deed));
}

async function open(set: Set): Promise<void> {
  const { network, said, voices } = set;
  said.is({ registration: "registering" });
  const kept = sessionStorage.getItem(KEPT);
  const ours = kept !== null && (await network.isOpen(kept));
  const id = ours ? kept : await network.open(set.address);
  if (set.closed) return quietly(network.putAway(id));
  set.id = id;
  sessionStorage.setItem(KEPT, id);
  set.leave = network.follow(id, {
    telephone: (telephone) => show(set, telephone),
    signal: (signal) => voices.hear(signal),
    reached: (reached) => reach(set, reached),
    closed: (why) => lose(set, why),
  });
}

/** While the network is not heard a call may go on or be over: it is shown as neither. */
function reach({ said }: Set, reached: boolean): void {
  const { call } = said.now();
  const talks = call !== null && call.state !== "ringing";
  said.is({
    registration: reached ? "registered" : "failed",
    ...(talks ? { call: { ...call, state: reached ? "talking" : "reconnecting" } } : {}),
  });
}

function show({ microphone, said, voices }: Set, { call, ringing, peers }: Telephone): void {
  const there = call ?? ringing[0] ?? null;
  const muted = microphone !== null && !microphone.enabled;
  const state = call === null ? "ringing" : "talking";
  said.is({ call: there && { id: there.callSid, state, muted } });
  voices.talkWith(peers);
}

function lose(set: Set, why: "elsewhere" | "gone"): void {
  sessionStorage.removeItem(KEPT);
  set.voices.talkWith([]);
  set.said.is({ registration: why === "elsewhere" ? "elsewhere" : "failed", call: null });
  if (why === "gone") openLater(set);
}

function openLater(set: Set): void {
  set.said.is({ registration: "failed" });
  setTimeout(() => {
    if (!set.closed) open(set).catch(() => openLater(set));
  }, AGAIN_MS);
}

function close(set: Set): void {
  set.closed = true;
  set.leave();
  set.stopChoosing();
  set.voices.talkWith([]);
  set.microphone?.stop();
  if (set.id !== null) quietly(set.network.putAway(set.id));
  sessionStorage.removeItem(KEPT);
}

function followDevices(set: Set): () => void {
  const stops = [
    chosen.subscribe(() => void takeMicrophone(set)),
    onDevicesChanged(() => {
      if (set.microphone === null) void takeMicrophone(set);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** The one that is chosen, from now on; pulled out, the next there is. */
async function takeMicrophone(set: Set): Promise<void> {
  const { said, voices } = set;
  const before = set.microphone;
  const track = await openMicrophone();
  if (set.closed) return track?.stop();
  if (track !== null) {
    track.enabled = said.now().call?.muted !== true;
    track.addEventListener("ended", () => void takeMicrophone(set));
  }
  set.microphone = track;
  before?.stop();
  voices.changed();
  said.is({ microphone: track === null ? "refused" : "on" });
}
