import { createStore } from "../time/store.ts";

/** What one speaks into and hears with. Null: what the browser has for it. */
export type Chosen = { readonly input: string | null; readonly output: string | null };
export type SoundDevice = { readonly id: string; readonly label: string };
export type SoundDevices = {
  readonly inputs: readonly SoundDevice[];
  readonly outputs: readonly SoundDevice[];
};

const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const KEPT = { input: "softphone.input", output: "softphone.output" } as const;

export const chosen = createStore<Chosen>({
  input: localStorage.getItem(KEPT.input),
  output: localStorage.getItem(KEPT.output),
});

export function choose(part: keyof Chosen, id: string | null): void {
  if (id === null) localStorage.removeItem(KEPT[part]);
  else localStorage.setItem(KEPT[part], id);
  chosen.set({ ...chosen.get(), [part]: id });
}

/** Named only once the microphone may be used. */
export async function soundDevices(): Promise<SoundDevices> {
  if (!("mediaDevices" in navigator)) return { inputs: [], outputs: [] };
  const all = await navigator.mediaDevices.enumerateDevices();
  const of = (kind: MediaDeviceKind): readonly SoundDevice[] =>
    all
      .filter((device) => device.kind === kind && device.deviceId !== "" && device.label !== "")
      .map(({ deviceId: id, label }) => ({ id, label }));
  return { inputs: of("audioinput"), outputs: of("audiooutput") };
}

/** How a call is to sound, from the chosen microphone. */
export const soundOf = (input: string | null): MediaTrackConstraints =>
  input === null ? SOUND : { ...SOUND, deviceId: { exact: input } };

/** The chosen microphone, or any other when that one is gone. Null: refused, or there is none. */
export async function openMicrophone(): Promise<MediaStreamTrack | null> {
  const { input } = chosen.get();
  const first = await microphoneAt(input);
  return first === null && input !== null ? microphoneAt(null) : first;
}

async function microphoneAt(input: string | null): Promise<MediaStreamTrack | null> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: soundOf(input) });
    return stream.getAudioTracks()[0] ?? null;
  } catch {
    return null;
  }
}

/** Plugged in or pulled out, until the returned function ends it. */
export function onDevicesChanged(changed: () => void): () => void {
  if (!("mediaDevices" in navigator)) return () => undefined;
  const { mediaDevices } = navigator;
  mediaDevices.addEventListener("devicechange", changed);
  return () => mediaDevices.removeEventListener("devicechange", changed);
}
