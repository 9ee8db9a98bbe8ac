import type { Ending, Instant } from "../../src/domain/session/people.ts";
import { CarrierRefused, CarrierUnreachable } from "../../src/engine/errors.ts";
import { handle } from "../../src/engine/handle.ts";
import type { Leg, Line, OutgoingCall, Phone } from "../../src/engine/ports.ts";
import type { Call, Handset } from "./calls.ts";
import { dice } from "./dice.ts";
import { afresh, fatal, onCall, onlyMeant, pause, play, type Playing } from "./playing.ts";
import { takeInMachine, takeInTold, type Told } from "../../src/engine/told.ts";
import { fetched, type Asking } from "./webhooks.ts";
import type { World } from "./world.ts";

export type Network = {
  readonly phone: Phone;
  readonly calls: readonly Call[];
  readonly texts: readonly { to: string; body: string; at: Instant }[];
  /** Every call the carrier was asked for, refused or not: what promise 1 is judged by. */
  readonly requests: readonly { leg: Leg; to: string; at: Instant }[];
  readonly handsets: Map<string, Handset>;
  dial(handset: Handset, from: string, to: string): Call;
  hangUp(call: Call): void;
  /** Star, in a conference that listens for it. */
  star(call: Call): void;
  inConference(sessionId: string): readonly Call[];
  /** Every call that is not over. */
  live(): readonly Call[];
  /** Calls that were over before then, and what was asked for or sent before it, are put away. */
  forget(before: Instant): void;
  /** Tells again how every call ended: what a reconciliation would find. */
  tellEndings(): void;
  /** Called with every answer on its way to the line; what it returns is called once the line has it. */
  onAnswer: (call: Call, asking: Asking) => () => void;
  onRequest: (call: OutgoingCall) => void;
  onText: (to: string) => void;
  /** Something was said into one leg of a conference alone. */
  onWhisper: (call: Call) => void;
};

type Inner = Omit<Network, "phone" | "calls" | "texts" | "requests"> &
  Playing & {
    readonly calls: Call[];
    alive: Call[];
    readonly bySid: Map<string, Call>;
    readonly texts: { to: string; body: string; at: Instant }[];
    readonly requests: { leg: Leg; to: string; at: Instant }[];
    sids: number;
    takes: number;
    answers: number;
  };

const SILENCE_MS = 2_000;
const RETRIES = 2;

export function createNetwork(world: World): Network {
  const parts: Inner = {
    world,
    calls: [],
    alive: [],
    bySid: new Map(),
    texts: [],
    requests: [],
    sids: 0,
    takes: 0,
    answers: 0,
    handsets: new Map(),
    dial: (handset, from, to) => dial(parts, handset, from, to),
    hangUp: (call) => end(parts, call, "completed"),
    star: (call) => star(parts, call),
    inConference: (sessionId) => parts.alive.filter((call) => call.conference === sessionId),
    live: () => parts.alive,
    forget: (before) => forget(parts, before),
    tellEndings: () => {
      for (const call of parts.calls) if (call.how !== null) tell(parts, call, call.how, true);
    },
    end: (call, how) => end(parts, call, how),
    recorded: (call, take, lastsMs) => recorded(parts, call, take, lastsMs),
    onAnswer: () => () => undefined,
    onRequest: () => undefined,
    onText: () => undefined,
    onWhisper: () => undefined,
  };
  const network = Object.assign(parts, { phone: phoneOf(parts) });
  world.connect(network.phone);
  return network;
}

type Placed = Pick<Call, "legId" | "leg" | "from" | "to" | "inbound" | "state" | "handset">;

function place(network: Inner, call: Placed): Call {
  const { world } = network;
  network.sids += 1;
  const sid = `CA${String(network.sids).padStart(4, "0")}`;
  const at = world.time.now();
  const luck = dice(world.seed, sid);
  const own = { sid, luck, requestedAt: at, spokenAt: at, heardAt: at, pressed: [] };
  const placed: Call = { ...nothingYet, ...call, ...own };
  network.calls.push(placed);
  network.alive.push(placed);
  network.bySid.set(sid, placed);
  return placed;
}

const nothingYet = {
  how: null,
  answered: false,
  machine: false,
  conference: null,
  starMenu: false,
  playing: 0,
  sequence: 0,
  asked: null,
  endedByUs: false,
} as const;

function forget({ calls, bySid, requests, texts }: Inner, before: Instant): void {
  for (const call of calls)
    if (call.state === "over" && call.requestedAt < before) bySid.delete(call.sid);
  keepOnly(calls, ({ sid }) => bySid.has(sid));
  keepOnly(requests, ({ at }) => at >= before);
  keepOnly(texts, ({ at }) => at >= before);
}

export function keepOnly<T>(list: T[], isKept: (one: T) => boolean): void {
  list.splice(0, list.length, ...list.filter(isKept));
}

function dial(network: Inner, handset: Handset, from: string, to: string): Call {
  const call = place(network, {
    legId: null,
    leg: null,
    from,
    to,
    inbound: true,
    state: "up",
    handset,
  });
  network.world.note(`${call.sid} rings the line`);
  play(network, call, null).catch(fatal(network.world));
  return call;
}

function phoneOf(network: Inner): Phone {
  const { world } = network;
  const up = (leg: Leg): Call | null => {
    const call = leg.callSid === null ? undefined : network.bySid.get(leg.callSid);
    return call === undefined || call.state === "over" ? null : call;
  };
  return {
    call: (outgoing) => create(network, outgoing),
    move: (leg) =>
      answering(network, "move", () => {
        const call = up(leg);
        if (call?.state !== "up") return false;
        move(network, call);
        return true;
      }),
    hangUp: (leg) =>
      answering(network, "hangUp", () => {
        const call = up(leg);
        if (call === null) return;
        call.endedByUs = true;
        end(network, call, call.state === "up" ? "completed" : "canceled");
      }),
    announce: (sessionId, _script, to) =>
      answering(network, "announce", () => {
        const there = network.inConference(sessionId);
        for (const call of there) {
          if (to === null || to.callSid === call.sid)
            call.spokenAt = call.heardAt = world.time.now();
          if (to !== null && to.callSid === call.sid) network.onWhisper(call);
        }
        return there.length > 1;
      }),
    text: (to, _from, body) =>
      answering(network, "text", () => {
        network.texts.push({ to, body, at: world.time.now() });
        network.onText(to);
      }),
    look: (leg) =>
      answering(network, "look", () => {
        const call = leg.callSid === null ? undefined : network.bySid.get(leg.callSid);
        if (call === undefined)
          return { ended: leg.callSid === null ? null : "failed", answered: false };
        return { ended: call.how, answered: call.state === "up" || call.how === "completed" };
      }),
  };
}

/** One request over REST, and what may go wrong with it. */
async function answering<T>(network: Inner, operation: string, act: () => T): Promise<T> {
  const { world } = network;
  const { troubles } = world;
  const where = `phone.${operation}`;
  if (troubles.meets("carrierAway", where) !== null) {
    await pause(network, SILENCE_MS);
    throw new CarrierUnreachable("The carrier is away");
  }
  if (troubles.meets("tooMany", where) !== null) {
    await pause(network, 100);
    throw new CarrierUnreachable("Too much at once");
  }
  if (WORDS.has(operation) && troubles.meets("wordsFail", where) !== null)
    throw new CarrierRefused("Not said", 30_003);
  const silent = troubles.strikes(["silent"], where);
  if (silent?.after === false) return silence(network, `${operation} was never heard of`);
  await pause(network, 40 + (network.answers++ % 7) * 30);
  const answer = act();
  return silent === null ? answer : silence(network, `${operation} was done`);
}

const WORDS = new Set(["announce", "text"]);

async function silence(network: Inner, what: string): Promise<never> {
  network.world.note(`the carrier is silent: ${what}`);
  await pause(network, SILENCE_MS);
  throw new CarrierUnreachable(`Silence: ${what}`);
}

function create(network: Inner, outgoing: OutgoingCall): Promise<{ callSid: string }> {
  const { world } = network;
  const { leg, to, from } = outgoing;
  const asked = { leg, to, at: world.time.now() };
  if (world.troubles.strikes(["refused"], "phone.call") !== null) {
    network.requests.push(asked);
    world.note(`the carrier refuses ${leg.role} ${leg.id}`);
    return Promise.reject(new CarrierRefused("Refused", 20_001));
  }
  return answering(network, "call", () => {
    const handset = network.handsets.get(to) ?? nobody;
    const common = { legId: leg.id, leg, from, to, handset };
    const call = place(network, { ...common, inbound: false, state: "ringing" });
    world.note(`${call.sid} requested: ${leg.role} ${leg.party ?? ""} (${leg.id})`);
    network.requests.push(asked);
    network.onRequest(outgoing);
    ring(network, call, outgoing);
    return { callSid: call.sid };
  });
}

const nobody: Handset = {
  rung: () => ({ refusesAfterMs: 500, how: "failed" }),
  asked: () => null,
};

/** That a machine answers is told by a callback of its own, once it has been listened to. */
function tellMachine(network: Inner, { sid: callSid, legId, luck }: Call): void {
  const { world } = network;
  if (legId === null || world.troubles.meets("webhooksLost", "webhook") !== null) return;
  const machine = (line: Line) => takeInMachine(line, { callSid, legId });
  world.time.plan(world.time.now() + luck.between(2_500, 5_000), () => {
    persist(network, RETRIES, () => world.request(machine)).catch(fatal(world));
  });
}

function ring(
  network: Inner,
  call: Call,
  { ringMs, firstWords, detectMachine }: OutgoingCall,
): void {
  const { world } = network;
  const at = world.time.now() + call.luck.between(200, 900);
  tell(network, call, "ringing");
  const pickup = call.handset.rung(call);
  const happens = (afterMs: number, happen: () => void): void =>
    world.time.plan(at + afterMs, () => {
      if (call.state === "ringing") happen();
    });
  happens(ringMs, () => end(network, call, "noAnswer"));
  if ("refusesAfterMs" in pickup) {
    happens(Math.min(pickup.refusesAfterMs, ringMs), () => end(network, call, pickup.how));
    return;
  }
  happens(pickup.answersAfterMs, () => {
    call.state = "up";
    call.answered = true;
    call.machine = pickup.machine ?? false;
    world.note(`${call.sid} picked up${call.machine ? " by a machine" : ""}`);
    tell(network, call, "answered");
    if (call.machine && detectMachine === "meanwhile") tellMachine(network, call);
    const { leg } = call;
    const said = { legId: leg?.id ?? "", sessionId: leg?.sessionId ?? "", turn: 0 };
    const first =
      firstWords === null ? null : { ...said, script: firstWords, at: call.requestedAt };
    play(network, call, first).catch(fatal(world));
    if (pickup.staysMs !== undefined)
      world.time.plan(world.time.now() + pickup.staysMs, () => end(network, call, "completed"));
  });
}

function end(network: Inner, call: Call, how: Ending): void {
  if (call.state === "over") return;
  call.state = "over";
  network.alive = network.alive.filter((one) => one !== call);
  call.how = how;
  call.conference = null;
  call.playing += 1;
  network.world.note(`${call.sid} is over: ${how}`);
  tell(network, call, how);
}

/** Status webhooks: late, twice, never, and in any order. `sure` is one that nothing happens to. */
function tell(network: Inner, call: Call, now: Told["now"], sure = false): void {
  const { world } = network;
  const { troubles } = world;
  call.sequence += 1;
  const { sid: callSid, legId, inbound, sequence, luck } = call;
  if (!sure && troubles.meets("webhooksLost", "webhook") !== null) {
    world.note(`nobody is told that ${callSid} is ${now}`);
    return;
  }
  const told = { callSid, legId: inbound ? null : legId, sequence: String(sequence), now };
  const times = troubles.meets("webhooksTwice", "webhook") === null ? 1 : 2;
  for (let time = 0; time < times; time += 1) {
    const late = troubles.meets("webhooksLate", "webhook");
    const lateMs =
      late === null ? luck.between(20, 200) : troubles.luckOf(late).between(500, 6_000);
    world.time.plan(world.time.now() + lateMs, () => {
      persist(network, RETRIES, () => world.request((line) => takeInTold(line, told))).catch(
        fatal(world),
      );
    });
  }
}

/** Kept at the carrier, which tells the line of it like of anything else: late, twice or never. */
function recorded(network: Inner, call: Call, take: number, lastsMs: number): string {
  const { world } = network;
  const { troubles } = world;
  const { legId } = call;
  const recordingSid = `RE${String((network.takes += 1)).padStart(4, "0")}`;
  world.recorded.set(recordingSid, new TextEncoder().encode(SAID));
  if (legId === null || troubles.meets("webhooksLost", "webhook") !== null) return recordingSid;
  const ready = async (line: Line): Promise<void> => {
    const leg = await line.legs.byId(legId);
    if (leg?.sessionId == null) return;
    const at = line.clock.now();
    const input = { kind: "recordingReady", legId, take, recordingSid, lastsMs, at } as const;
    await handle(line, leg.sessionId, { ...input, id: `${recordingSid}:ready` });
  };
  const times = troubles.meets("webhooksTwice", "webhook") === null ? 1 : 2;
  for (let time = 0; time < times; time += 1) {
    const late = troubles.meets("webhooksLate", "webhook");
    const lateMs =
      late === null ? call.luck.between(300, 1_500) : troubles.luckOf(late).between(500, 6_000);
    world.time.plan(world.time.now() + lateMs, () => {
      persist(network, RETRIES, () => world.request(ready)).catch(fatal(world));
    });
  }
  return recordingSid;
}

/** What a recording holds: never to be found outside the vault. */
const SAID = "12 Fictional Street, said";

/** The carrier tries again when a request fails, and then gives up. */
async function persist(
  network: Inner,
  retries: number,
  request: () => Promise<void>,
): Promise<void> {
  for (let left = retries; ; left -= 1) {
    try {
      return await request();
    } catch (err) {
      onlyMeant(err);
      if (left === 0) return;
      await pause(network, 400);
    }
  }
}

/** A REST redirect also fetches the action of what it interrupts: a fetch, and never an answer. */
function move(network: Inner, call: Call): void {
  const { world } = network;
  const { legId } = call;
  const interrupted = call.conference === null ? (call.asked ?? "menu") : "conference";
  call.conference = null;
  if (legId !== null) {
    const asking = {
      ...afresh,
      ask: interrupted,
      turn: 9,
      legId,
      call: onCall(call),
      answeredAt: null,
    };
    world
      .request((line) => fetched({ line, arrivals: world.arrivals }, asking))
      .catch(onlyMeant)
      .catch(fatal(world));
  }
  play(network, call, null).catch(fatal(world));
}

function star(network: Inner, call: Call): void {
  if (call.conference === null || !call.starMenu) return;
  call.conference = null;
  const asked = { ...afresh, ask: "conference", turn: 1 };
  play(network, call, null, asked).catch(fatal(network.world));
}
