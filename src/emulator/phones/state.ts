import type { Call } from "../call.ts";
import type { Membership, Participant } from "../conference/conference.ts";
import { mayHear } from "../conference/voices.ts";
import type { Exchange } from "../exchange.ts";
import type { AudioPeer, CallState, TelephoneState } from "../phone/contract.ts";
import { callInHand, callsOf, isRinging, latestCall } from "./calls.ts";
import type { Telephone, Telephones } from "./telephones.ts";

/** All that a telephone's page shows, as of now. */
export function stateOf(telephones: Telephones, telephone: Telephone): TelephoneState {
  const { exchange } = telephones;
  const { id, address, withheld, openedAt } = telephone;
  const call = callInHand(exchange, address);
  const latest = latestCall(exchange, address, openedAt);
  const ringing = callsOf(exchange, address).filter(isRinging);
  return {
    id,
    address,
    withheld,
    now: exchange.clock.now(),
    ringing: ringing.map(({ sid, from }) => ({ callSid: sid, from })),
    call: call && callState(exchange, call),
    last:
      call || !latest?.endedBy
        ? null
        : { callSid: latest.sid, status: latest.status, by: latest.endedBy },
    peers: call ? peersOf(telephones, telephone, call) : [],
  };
}

/** How signals for a telephone are addressed: a page loaded anew is somebody new to talk with. */
export function keyOf({ id, pages }: Telephone): string {
  return `${id}.${pages}`;
}

function callState(exchange: Exchange, call: Call): CallState {
  const membership = membershipOf(exchange, call);
  const { sid: callSid, direction, startedAt: since } = call;
  return {
    callSid,
    other: direction === "inbound" ? call.to : call.from,
    placedHere: direction === "inbound",
    since,
    together: call.bridgedTo !== null || membership?.conference.status === "in-progress",
    muted: membership?.participant.muted ?? false,
    hold: membership?.participant.hold ?? false,
  };
}

function membershipOf(exchange: Exchange, call: Call): Membership | null {
  for (const conference of exchange.conferences.values()) {
    const participant = conference.participants.get(call.sid);
    if (participant && conference.status !== "completed") return { conference, participant };
  }
  return null;
}

type Talking = { call: Call; hearsMe: boolean; iHear: boolean };

function peersOf(telephones: Telephones, telephone: Telephone, call: Call): AudioPeer[] {
  const mine = keyOf(telephone);
  return talkingWith(telephones.exchange, call).flatMap(({ call: other, hearsMe, iHear }) => {
    const at = [...telephones.byId.values()].find(({ address }) => address === other.handset);
    if (!at?.page || other.voicemail || at === telephone) return [];
    const key = keyOf(at);
    return [{ key, address: at.address, hearsMe, iHear, iOffer: mine < key }];
  });
}

/** Everybody this call is connected to, and who hears whom. */
function talkingWith(exchange: Exchange, call: Call): readonly Talking[] {
  if (call.bridgedTo) return [{ call: call.bridgedTo, hearsMe: true, iHear: true }];
  const membership = membershipOf(exchange, call);
  if (membership?.conference.status !== "in-progress") return [];
  const { conference, participant: me } = membership;
  const others = [...conference.participants.values()].filter((other) => other !== me);
  return others.map((other: Participant) => ({
    call: other.call,
    hearsMe: mayHear(other, me),
    iHear: mayHear(me, other),
  }));
}
