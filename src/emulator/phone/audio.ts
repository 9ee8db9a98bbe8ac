import type { AudioPeer, Signal, SignalData } from "./contract.ts";

/** How this page reaches the others, and shows what comes of it. */
export type Surroundings = {
  /** Where the sounds of the others are kept. */
  room: Element;
  send(to: string, data: SignalData): void;
  microphoneIs(microphone: Microphone): void;
  failed: (error: unknown) => void;
};
export type Microphone = "unasked" | "on" | "muted" | "refused";

type Connection = {
  readonly pc: RTCPeerConnection;
  readonly sound: HTMLAudioElement;
  peer: AudioPeer | null;
  /** Candidates that came before the description they belong to. */
  early: RTCIceCandidateInit[];
};

/** Real voices between telephones in browsers: one WebRTC connection for each two, on this machine or network only. */
export type Voices = {
  readonly around: Surroundings;
  readonly connections: Map<string, Connection>;
  /** What our microphone picks up; null until it is allowed, or when it is refused. */
  track: MediaStreamTrack | null;
  asked: boolean;
  volume: number;
};

export function newVoices(around: Surroundings): Voices {
  return { around, connections: new Map(), track: null, asked: false, volume: 0.8 };
}

/** Talks with these from now on, and with nobody else. */
export function talkWith(voices: Voices, peers: readonly AudioPeer[]): void {
  const { connections, around } = voices;
  for (const key of connections.keys()) {
    if (!peers.some((peer) => peer.key === key)) close(voices, key);
  }
  for (const peer of peers) {
    const known = connections.get(peer.key);
    if (known) {
      known.peer = peer;
      continue;
    }
    const { pc } = connect(voices, peer.key, peer);
    if (!peer.iOffer) continue;
    pc.addTransceiver("audio", { direction: "sendrecv" });
    describe(peer.key, pc, around).catch(around.failed);
  }
  settleAll(voices);
  if (peers.length > 0 && !voices.asked) askForMicrophone(voices).catch(around.failed);
}

/** A signal from somebody we talk with, or are about to. */
export function receiveSignal(voices: Voices, { from, data }: Signal): void {
  const known = voices.connections.get(from);
  // A second offer comes from somebody who starts anew.
  const anew = data.kind === "offer" && known?.pc.remoteDescription;
  const connection = known && !anew ? known : connect(voices, from, known?.peer ?? null);
  accept(voices, connection, { from, data }).catch(voices.around.failed);
}

/** Asks for the microphone, or mutes and unmutes it. */
export function toggleMicrophone(voices: Voices): void {
  const { track, around } = voices;
  if (!track) {
    askForMicrophone(voices).catch(around.failed);
    return;
  }
  track.enabled = !track.enabled;
  tellMicrophone(voices);
}

export function setTalkVolume(voices: Voices, volume: number): void {
  voices.volume = volume;
  settleAll(voices);
}

async function askForMicrophone(voices: Voices): Promise<void> {
  voices.asked = true;
  try {
    const audio = { echoCancellation: true, noiseSuppression: true };
    const stream = await navigator.mediaDevices.getUserMedia({ audio });
    voices.track = stream.getAudioTracks()[0] ?? null;
  } catch {
    // Refused or not there: the button says so, and one speaks by text.
    voices.track = null;
  }
  tellMicrophone(voices);
  settleAll(voices);
}

function tellMicrophone({ track, asked, around }: Voices): void {
  if (track) around.microphoneIs(track.enabled ? "on" : "muted");
  else around.microphoneIs(asked ? "refused" : "unasked");
}

function settleAll(voices: Voices): void {
  for (const connection of voices.connections.values()) settle(voices, connection);
}

/** Our voice goes only to those who may hear us, theirs is heard only if we may hear them. */
function settle({ track, volume, around }: Voices, { pc, peer, sound }: Connection): void {
  sound.muted = !peer?.iHear;
  sound.volume = volume;
  const mine = peer?.hearsMe ? track : null;
  for (const { sender } of pc.getTransceivers()) {
    if (sender.track !== mine) sender.replaceTrack(mine).catch(around.failed);
  }
}

function connect(voices: Voices, key: string, peer: AudioPeer | null): Connection {
  close(voices, key);
  const connection = { ...newConnection(key, voices.around), peer };
  voices.connections.set(key, connection);
  return connection;
}

function close({ connections }: Voices, key: string): void {
  const connection = connections.get(key);
  connections.delete(key);
  connection?.pc.close();
  connection?.sound.remove();
}

function newConnection(key: string, around: Surroundings): Connection {
  const pc = new RTCPeerConnection({ iceServers: [] });
  const sound = document.createElement("audio");
  sound.autoplay = true;
  around.room.append(sound);
  pc.addEventListener("track", ({ track }) => {
    sound.srcObject = new MediaStream([track]);
  });
  pc.addEventListener("icecandidate", ({ candidate }) => {
    if (!candidate) return;
    const { candidate: text, sdpMid: mid, sdpMLineIndex: line } = candidate;
    around.send(key, { kind: "candidate", candidate: text, mid, line });
  });
  return { pc, sound, peer: null, early: [] };
}

/** Offers, or answers the offer it has. */
async function describe(key: string, pc: RTCPeerConnection, around: Surroundings): Promise<void> {
  await pc.setLocalDescription();
  const { localDescription } = pc;
  if (!localDescription) return;
  const kind = localDescription.type === "offer" ? "offer" : "answer";
  around.send(key, { kind, sdp: localDescription.sdp });
}

async function accept(voices: Voices, connection: Connection, signal: Signal): Promise<void> {
  const { pc } = connection;
  const { from, data } = signal;
  if (data.kind === "candidate") {
    const candidate = { candidate: data.candidate, sdpMid: data.mid, sdpMLineIndex: data.line };
    if (pc.remoteDescription) await pc.addIceCandidate(candidate);
    else connection.early.push(candidate);
    return;
  }
  await pc.setRemoteDescription({ type: data.kind, sdp: data.sdp });
  for (const candidate of connection.early.splice(0)) await pc.addIceCandidate(candidate);
  if (data.kind === "answer") return;
  for (const transceiver of pc.getTransceivers()) transceiver.direction = "sendrecv";
  settle(voices, connection);
  await describe(from, pc, voices.around);
}
