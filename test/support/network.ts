import type { Ending, Instant } from "../../src/domain/session/people.ts";
import { CarrierRefused, CarrierUnreachable } from "../../src/engine/errors.ts";
import type { Leg, OutgoingCall, Phone } from "../../src/engine/ports.ts";
import type { Call, Handset } from "./calls.ts";
import type { Dice } from "./dice.ts";
import { afresh, fatal, onlyMeant, pause, play, type Playing } from "./playing.ts";
import { answerLeg, status, type Asking, type Form } from "./webhooks.ts";
import type { World } from "./world.ts";

export type Network = {
  readonly phone: Phone;
  readonly calls: readonly Call[];
  readonly texts: readonly { to: string; body: string; at: Instant }[];
  /** Every call the carrier was asked for, refused or not: what promise 1 is judged by. */
  readonly requests: readonly { leg: Leg; at: Instant }[];
  readonly handsets: Map<string, Handset>;
  dial(handset: Handset, from: string, to: string): Call;
  hangUp(call: Call): void;
  /** Star, in a conference that listens for it. */
  star(call: Call): void;
  inConference(sessionId: string): readonly Call[];
  /** Tells again how every call ended: what a reconciliation would find. */
  tellEndings(): void;
  /** Called with every answer on its way to the line; what it returns is called once the line has it. */
  onAnswer: (call: Call, asking: Asking) => () => void;
  onRequest: (call: OutgoingCall) => void;
};

type Inner = Omit<Network, "phone" | "calls" | "texts" | "requests"> &
  Playing & {
    readonly calls: Call[];
    readonly bySid: Map<string, Call>;
    readonly texts: { to: string; body: string; at: Instant }[];
    readonly requests: { leg: Leg; at: Instant }[];
    sids: number;
  };

const SILENCE_MS = 2_000;
const RETRIES = 2;

export function createNetwork(world: World, luck: Dice): Network {
  const parts: Inner = {
    world,
    luck,
    calls: [],
    bySid: new Map(),
    texts: [],
    requests: [],
    sids: 0,
    handsets: new Map(),
    dial: (handset, from, to) => dial(parts, handset, from, to),
    hangUp: (call) => end(parts, call, "completed"),
    star: (call) => star(parts, call),
    inConference: (sessionId) => parts.calls.filter((call) => call.conference === sessionId),
    tellEndings: () => {
      for (const call of parts.calls) if (call.how !== null) tell(parts, call, call.how, true);
    },
    end: (call, how) => end(parts, call, how),
    onAnswer: () => () => undefined,
    onRequest: () => undefined,
  };
  const network = Object.assign(parts, { phone: phoneOf(parts) });
  world.connect(network.phone);
  return network;
}

function place(network: Inner, call: Omit<Call, "sid" | "requestedAt" | "sequence">): Call {
  network.sids += 1;
  const sid = `CA${String(network.sids).padStart(4, "0")}`;
  const placed: Call = { ...call, sid, requestedAt: network.world.time.now(), sequence: 0 };
  network.calls.push(placed);
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
} as const;

function dial(network: Inner, handset: Handset, from: string, to: string): Call {
  const call = place(network, {
    ...nothingYet,
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
  const { luck, world } = network;
  const up = (leg: Leg): Call | null => {
    const call = leg.callSid === null ? undefined : network.bySid.get(leg.callSid);
    return call === undefined || call.state === "over" ? null : call;
  };
  const answering = async (): Promise<void> => {
    if (world.fails(world.faults.silent)) {
      await pause(network, SILENCE_MS);
      throw new CarrierUnreachable("The carrier said nothing");
    }
    await pause(network, luck.between(40, 200));
  };
  return {
    call: (outgoing) => create(network, outgoing),
    async move(leg) {
      await answering();
      const call = up(leg);
      if (call?.state !== "up") return false;
      move(network, call);
      return true;
    },
    async hangUp(leg) {
      await answering();
      const call = up(leg);
      if (call !== null) end(network, call, call.state === "up" ? "completed" : "canceled");
    },
    async announce(sessionId) {
      await answering();
      return network.inConference(sessionId).length > 1;
    },
    async text(to, _from, body) {
      await answering();
      network.texts.push({ to, body, at: world.time.now() });
    },
    async look(leg) {
      await answering();
      const call = leg.callSid === null ? undefined : network.bySid.get(leg.callSid);
      if (call === undefined)
        return { ended: leg.callSid === null ? null : "failed", answered: false };
      return { ended: call.how, answered: call.state === "up" || call.how === "completed" };
    },
  };
}

async function create(network: Inner, outgoing: OutgoingCall): Promise<{ callSid: string }> {
  const { world, luck } = network;
  const { leg, to, from } = outgoing;
  const asked = { leg, at: world.time.now() };
  if (world.fails(world.faults.refused)) {
    network.requests.push(asked);
    world.note(`the carrier refuses ${leg.role} ${leg.id}`);
    throw new CarrierRefused("Refused", 20_001);
  }
  const silent = world.fails(world.faults.silent);
  if (silent && luck.chance(0.5)) {
    world.note(`the carrier never heard of ${leg.role} ${leg.id}`);
    await pause(network, SILENCE_MS);
    throw new CarrierUnreachable("Silence, and nothing done");
  }
  const handset = network.handsets.get(to) ?? nobody;
  const common = { ...nothingYet, legId: leg.id, leg, from, to, handset };
  const call = place(network, { ...common, inbound: false, state: "ringing" });
  world.note(`${call.sid} requested: ${leg.role} ${leg.party ?? ""} (${leg.id})`);
  network.requests.push(asked);
  network.onRequest(outgoing);
  ring(network, call, outgoing);
  if (silent) {
    await pause(network, SILENCE_MS);
    throw new CarrierUnreachable("Silence, and done");
  }
  await pause(network, luck.between(50, 300));
  return { callSid: call.sid };
}

const nobody: Handset = {
  rung: () => ({ refusesAfterMs: 500, how: "failed" }),
  asked: () => null,
};

function ring(network: Inner, call: Call, { ringMs, firstWords }: OutgoingCall): void {
  const { world, luck } = network;
  const at = world.time.now() + luck.between(200, 900);
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
  call.how = how;
  call.conference = null;
  call.playing += 1;
  network.world.note(`${call.sid} is over: ${how}`);
  tell(network, call, how);
}

/** Status webhooks: late, twice, never, and in any order. `sure` is one that nothing happens to. */
function tell(
  network: Inner,
  call: Call,
  now: "ringing" | "answered" | Ending,
  sure = false,
): void {
  const { world, luck } = network;
  const { faults } = world;
  call.sequence += 1;
  const { sid: callSid, legId, inbound, sequence } = call;
  if (!sure && luck.chance(faults.lost)) {
    world.note(`nobody is told that ${callSid} is ${now}`);
    return;
  }
  const told = { callSid, legId: inbound ? null : legId, sequence, now };
  const times = luck.chance(faults.twice) ? 2 : 1;
  for (let time = 0; time < times; time += 1) {
    const lateMs = luck.chance(faults.late) ? luck.between(500, 4_000) : luck.between(20, 200);
    world.time.plan(world.time.now() + lateMs, () => {
      persist(network, RETRIES, () => world.request((line) => status(line, told))).catch(
        fatal(world),
      );
    });
  }
}

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
  const { sid: callSid, from, to, inbound, machine, legId } = call;
  const interrupted = call.conference === null ? "menu" : "conference";
  call.conference = null;
  if (legId !== null) {
    const form: Form = { callSid, from, to, inbound, machine };
    const asking = { ...afresh, ask: interrupted, turn: 9, legId, form, answeredAt: null };
    world
      .request((line) => answerLeg({ line, arrivals: world.arrivals }, asking))
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
