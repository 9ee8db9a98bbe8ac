import { chosen } from "./devices.ts";
import type { Peer, Signal, SignalData } from "./emulator-network.ts";

type Connection = {
  readonly pc: RTCPeerConnection;
  readonly sound: HTMLAudioElement;
  readonly early: RTCIceCandidateInit[];
  readonly stopChoosing: () => void;
  peer: Peer | null;
};

type Around = {
  /** Our microphone, while it is on. */
  readonly track: () => MediaStreamTrack | null;
  readonly send: (to: string, data: SignalData) => void;
  readonly failed: (error: unknown) => void;
};

type Room = Around & { readonly connections: Map<string, Connection> };

export type Voices = {
  /** With these from now on, and nobody else. */
  readonly talkWith: (peers: readonly Peer[]) => void;
  readonly hear: (signal: Signal) => void;
  /** Our microphone is another one. */
  readonly changed: () => void;
};

/** Voices between telephones of the emulator: one WebRTC connection for each two. */
export function createVoices(around: Around): Voices {
  const room: Room = { ...around, connections: new Map() };
  return {
    talkWith: (peers) => talkWith(room, peers),
    hear: (signal) => hear(room, signal),
    changed: () => settleAll(room),
  };
}

function talkWith(room: Room, peers: readonly Peer[]): void {
  const keys = new Set(peers.map(({ key }) => key));
  for (const key of room.connections.keys()) if (!keys.has(key)) end(room, key);
  for (const peer of peers) {
    const there = room.connections.get(peer.key);
    if (there === undefined) meet(room, peer);
    else there.peer = peer;
  }
  settleAll(room);
}

function settleAll(room: Room): void {
  for (const connection of room.connections.values()) settle(room, connection);
}

function meet(room: Room, peer: Peer): void {
  const connection = begin(room, peer.key, peer);
  if (!peer.iOffer) return;
  connection.pc.addTransceiver("audio", { direction: "sendrecv" });
  describe(room, peer.key, connection).catch(room.failed);
}

function hear(room: Room, signal: Signal): void {
  const there = room.connections.get(signal.from);
  // A second offer comes from a page that was loaded anew.
  const anew = signal.data.kind === "offer" && there?.pc.remoteDescription != null;
  const kept = there === undefined || anew ? null : there;
  take(room, kept ?? begin(room, signal.from, there?.peer ?? null), signal).catch(room.failed);
}

/** Our voice goes only to those who may hear us; theirs is heard only if we may hear them. */
function settle({ track, failed }: Room, { pc, peer, sound }: Connection): void {
  sound.muted = peer?.iHear !== true;
  const mine = peer?.hearsMe === true ? track() : null;
  for (const { sender } of pc.getTransceivers()) {
    if (sender.track !== mine) sender.replaceTrack(mine).catch(failed);
  }
}

/** A loudspeaker that is gone, or a browser that lets nobody choose, leaves it where it is. */
function hearOn(sound: HTMLAudioElement): void {
  if ("setSinkId" in sound) void sound.setSinkId(chosen.get().output ?? "").catch(() => undefined);
}

function begin(room: Room, key: string, peer: Peer | null): Connection {
  end(room, key);
  const pc = new RTCPeerConnection({ iceServers: [] });
  const sound = new Audio();
  sound.autoplay = true;
  const stopChoosing = chosen.subscribe(() => hearOn(sound));
  hearOn(sound);
  pc.addEventListener("track", ({ track }) => {
    sound.srcObject = new MediaStream([track]);
  });
  pc.addEventListener("icecandidate", ({ candidate }) => {
    if (candidate === null) return;
    const { candidate: text, sdpMid: mid, sdpMLineIndex: line } = candidate;
    room.send(key, { kind: "candidate", candidate: text, mid, line });
  });
  const connection = { pc, sound, peer, early: [], stopChoosing };
  room.connections.set(key, connection);
  return connection;
}

function end({ connections }: Room, key: string): void {
  const connection = connections.get(key);
  connections.delete(key);
  connection?.stopChoosing();
  connection?.pc.close();
  connection?.sound.remove();
}

async function describe({ send }: Room, key: string, { pc }: Connection): Promise<void> {
  await pc.setLocalDescription();
  const said = pc.localDescription;
  if (said === null) return;
  send(key, { kind: said.type === "offer" ? "offer" : "answer", sdp: said.sdp });
}

async function take(room: Room, connection: Connection, { from, data }: Signal): Promise<void> {
  const { pc, early } = connection;
  if (data.kind === "candidate") {
    const { candidate, mid: sdpMid, line: sdpMLineIndex } = data;
    if (pc.remoteDescription === null) early.push({ candidate, sdpMid, sdpMLineIndex });
    else await pc.addIceCandidate({ candidate, sdpMid, sdpMLineIndex });
    return;
  }
  await pc.setRemoteDescription({ type: data.kind, sdp: data.sdp });
  for (const candidate of early.splice(0)) await pc.addIceCandidate(candidate);
  if (data.kind === "answer") return;
  for (const transceiver of pc.getTransceivers()) transceiver.direction = "sendrecv";
  settle(room, connection);
  await describe(room, from, connection);
}
