import { standard } from "../../src/domain/session/policy.ts";
import type { Event } from "../../src/domain/session/events.ts";
import type { Session } from "../../src/domain/session/session.ts";
import type { Leg, Line, Plan } from "../../src/engine/ports.ts";
import type { Commit, Owed } from "../../src/engine/ports-store.ts";
import { memoryProfiles } from "./memory-profiles.ts";
import { noMetrics } from "./no-metrics.ts";
import { noSynthetic } from "./no-synthetic.ts";
import { noTraining } from "./no-training.ts";

/** What a route test looks at afterwards. */
export type Memory = {
  now: number;
  readonly sessions: Map<string, Session>;
  readonly events: Map<string, Event[]>;
  readonly owed: Owed[];
  readonly legs: Map<string, Leg>;
  readonly plans: Map<string, Plan>;
  readonly lineEvents: { kind: string; data: object }[];
  readonly logged: string[];
};

const unused = () => {
  throw new Error("Not part of this test");
};

/** A line in memory, just enough of it for what the carrier asks. `store` and the rest can be replaced by a test. */
export function fakeLine(): { line: Line; memory: Memory } {
  const memory: Memory = {
    now: Date.parse("2026-11-22T03:00:00Z"),
    sessions: new Map(),
    events: new Map(),
    owed: [],
    legs: new Map(),
    plans: new Map(),
    lineEvents: [],
    logged: [],
  };
  let ids = 0;
  const note = (fields: object, message: string) => {
    memory.logged.push(`${message} ${JSON.stringify(fields)}`);
  };
  const line: Line = {
    clock: { now: () => memory.now, until: () => Promise.resolve() },
    store: storeIn(memory),
    legs: legsIn(memory),
    alarms: { set: () => undefined },
    phone: {
      call: unused,
      move: unused,
      hangUp: unused,
      announce: unused,
      text: unused,
      look: unused,
    },
    plans: {
      read: async (sessionId) => memory.plans.get(sessionId) ?? null,
      write: async (sessionId, plan) => void memory.plans.set(sessionId, plan),
      amend: async (sessionId, change) =>
        void memory.plans.set(sessionId, change(memory.plans.get(sessionId) ?? null)),
      erase: async (sessionId) => memory.plans.delete(sessionId),
      heldUntil: async () => null,
      shut: async () => false,
      hashNumber: (number) => `hash of ${number}`,
    },
    recordings: {
      fetch: unused,
      drop: unused,
      has: unused,
      write: unused,
      read: async () => null,
      erase: async () => undefined,
    },
    profiles: memoryProfiles(),
    keeping: { destroyKeys: unused, sweep: unused, deleteAtCarrier: unused, endHold: unused },
    roster: { now: async () => [], member: unused, rest: unused, missedRing: unused },
    presence: {
      people: async () => [],
      testRingTaken: unused,
      calledSince: async () => false,
      toTell: async () => [],
    },
    staffCalls: { ring: unused },
    desks: { forPlace: unused, desk: async () => null },
    otherLines: { line: async () => null },
    waitingList: {
      first: async () => [],
      mayPage: async () => true,
      mayPageAgain: async () => true,
    },
    gate: { pass: unused },
    restraints: { arriving: async () => null, rungLast: async () => [], eraseEnded: unused },
    shiftsAhead: { look: unused, stillOn: unused },
    pageLinks: { make: async () => null },
    live: { changed: () => undefined },
    lineEvents: { append: async (event) => void memory.lineEvents.push(event) },
    log: { info: note, warn: note, error: note },
    metrics: noMetrics,
    synthetic: noSynthetic,
    training: noTraining,
    ids: { uuid: () => `00000000-0000-7000-8000-${String((ids += 1)).padStart(12, "0")}` },
    voice: {
      lineName: { en: "the line", fr: "la ligne" },
      timeZone: "America/Toronto",
      fromNumber: () => "+15555550100",
      deskReturnNumber: () => "+15555550190",
    },
  };
  return { line, memory };
}

function storeIn(memory: Memory): Line["store"] {
  const seen = new Set<string>();
  return {
    load: async (sessionId) => memory.sessions.get(sessionId) ?? null,
    commit: async (commit: Commit) => {
      const { session, before, input, events, duties } = commit;
      const id = `${session.id} ${input.id}`;
      if (seen.has(id)) return "repeated";
      if ((memory.sessions.get(session.id)?.version ?? 0) !== before) return "moved";
      seen.add(id);
      memory.sessions.set(session.id, session);
      memory.events.set(session.id, [...(memory.events.get(session.id) ?? []), ...events]);
      memory.owed.push(...duties);
      return "done";
    },
    know: async (sessionId, { id }) => void seen.add(`${sessionId} ${id}`),
    lostLines: async (numberHash) =>
      [...memory.sessions.values()]
        .filter(({ caller }) => caller.on === "lost")
        .filter(({ id }) => {
          const number = memory.plans.get(id)?.callerNumber;
          return numberHash === null || numberHash === `hash of ${number}`;
        })
        .map(({ id }) => id),
    events: unused,
    claim: unused,
    renew: unused,
    owed: unused,
    finish: unused,
    finishForLine: unused,
    release: unused,
    overdue: unused,
    rememberLostLine: async () => undefined,
    forgetLostLine: unused,
    rangLately: unused,
  };
}

function legsIn({ legs }: Memory): Line["legs"] {
  const byCallSid = (callSid: string | null) =>
    [...legs.values()].find((leg) => leg.callSid === callSid && callSid !== null) ?? null;
  return {
    add: async (leg) => {
      const known = legs.get(leg.id) ?? byCallSid(leg.callSid);
      if (known === null) legs.set(leg.id, leg);
      return known ?? leg;
    },
    byId: async (legId) => legs.get(legId) ?? null,
    byCallSid: async (callSid) => byCallSid(callSid),
    ofSession: async (sessionId) => [...legs.values()].filter((leg) => leg.sessionId === sessionId),
    bind: async (legId, callSid) => {
      const leg = legs.get(legId);
      if (leg === undefined || (leg.callSid !== null && leg.callSid !== callSid)) return false;
      legs.set(legId, { ...leg, callSid });
      return true;
    },
    update: async (legId, change) => {
      const leg = legs.get(legId);
      if (leg !== undefined) legs.set(legId, { ...leg, ...change });
    },
    unheard: unused,
  };
}

/** A leg of ours that the carrier was asked for and that has not been heard from. */
export function calledLeg(memory: Memory, given: Partial<Leg>): Leg {
  const leg: Leg = {
    id: "duty-1",
    sessionId: null,
    role: "responder",
    party: "ana",
    dutyId: "duty",
    attempt: 1,
    callSid: null,
    rehearsal: false,
    language: "en",
    via: "softphone",
    requestedAt: memory.now,
    answeredAt: null,
    endedAt: null,
    endedHow: null,
    movedAt: null,
    ...given,
  };
  memory.legs.set(leg.id, leg);
  return leg;
}

export const protocol = () => standard;
