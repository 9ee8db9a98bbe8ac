import type { Owing } from "../../src/domain/line-duties.ts";
import { gateClass } from "../../src/domain/session/duties.ts";
import type { Circle, Instant, Via } from "../../src/domain/session/people.ts";
import type { Session } from "../../src/domain/session/session.ts";
import type { ClaimChange, Gate, Leg, Legs, StaffMember } from "../../src/engine/ports.ts";
import type {
  Commit,
  Committed,
  DutyEnding,
  Owed,
  OwedByLine,
  Store,
  StoredEvent,
} from "../../src/engine/ports-store.ts";

import { presenceOf, type PresenceRow } from "./memory-presence.ts";

const LEASE_MS = 2_000;
const GATE_MS = 1_000;
const LOOK_AGAIN_MS = 100;

export type DutyRow = {
  owed: Owed;
  heldBy: string | null;
  heldUntil: Instant | null;
  passedAttempt: number | null;
  ended: DutyEnding | null;
  lastError: string | null;
};

type Claim = { sessionId: string; kind: "ring" | "call"; until: Instant | null };

export type SessionRow = {
  session: Session;
  readonly events: StoredEvent[];
  readonly inputs: Set<string>;
};

export type OnShift = StaffMember & { readonly circle: Circle; readonly via: Via };

/** Some time of somebody's on the line, on call or supervising; null: until they go. */
export type ShiftRow = {
  readonly id: string;
  readonly staffId: string;
  readonly circle: Circle;
  readonly layer: number | null;
  startsAt: Instant;
  endsAt: Instant | null;
  left: boolean;
};

/** Every row the line would have in Postgres. */
export type Rows = {
  readonly sessions: Map<string, SessionRow>;
  readonly duties: Map<string, DutyRow>;
  /** Ids of duties not ended. */
  readonly open: Set<string>;
  readonly claims: Map<string, Claim>;
  readonly legs: Map<string, Leg>;
  readonly lostLines: Map<string, { hash: string; sessionId: string; until: Instant }>;
  /** Sessions not closed. */
  readonly openSessions: Set<string>;
  readonly staff: Map<string, OnShift>;
  readonly shifts: ShiftRow[];
  readonly presence: Map<string, PresenceRow>;
  /** What each open console last said of itself, and when, as of a moment. */
  readonly consoles: Map<string, (at: Instant) => PresenceRow["heard"]>;
  /** The last sign of life of each part of the line. */
  readonly heartbeats: Map<string, Instant>;
  /** Legs not over, as far as we know. */
  readonly openLegs: Set<string>;
  readonly bySid: Map<string, string>;
  /** Of people of ours who talked in a shift on the line: when, from pick-up to end. */
  readonly talked: { readonly staffId: string; readonly from: Instant; readonly to: Instant }[];
  gateFreeAt: Instant;
  readonly coveragePages: Map<string, { dutyId: string; at: Instant }>;
  /** Whoever the gate let go, and when. */
  readonly passed: { readonly gateClass: number; readonly at: Instant }[];
};

export const emptyRows = (): Rows => ({
  sessions: new Map(),
  duties: new Map(),
  open: new Set(),
  claims: new Map(),
  legs: new Map(),
  lostLines: new Map(),
  openSessions: new Set(),
  staff: new Map(),
  shifts: [],
  presence: new Map(),
  consoles: new Map(),
  heartbeats: new Map(),
  openLegs: new Set(),
  bySid: new Map(),
  talked: [],
  gateFreeAt: 0,
  coveragePages: new Map(),
  passed: [],
});

/** The store of ports.ts with the commit of adapters/postgres/commit.ts: all of it or none. */
export function memoryStore(rows: Rows): Store {
  return {
    load: async (sessionId) => rows.sessions.get(sessionId)?.session ?? null,
    commit: async (commit) => {
      const refused = refusal(rows, commit);
      if (refused !== null) return refused;
      write(rows, commit);
      return "done";
    },
    know: async (sessionId, { id }) => void rows.sessions.get(sessionId)?.inputs.add(id),
    events: async (sessionId) => rows.sessions.get(sessionId)?.events ?? [],
    ...dutiesOf(rows),
    async lostLines(hash, now) {
      const remembered = [...rows.lostLines.values()];
      const lost = openSessions(rows).filter(({ session }) => {
        if (session.closed !== null || session.caller.on !== "lost") return false;
        const { id } = session;
        const isTheirs = (line: { hash: string; sessionId: string; until: Instant }) =>
          line.sessionId === id && line.hash === hash && line.until > now;
        return hash === null || remembered.some(isTheirs);
      });
      return lost
        .sort((a, b) => a.session.openedAt - b.session.openedAt)
        .map(({ session }) => session.id);
    },
    async rangLately(hash, since) {
      const remembered = [...rows.lostLines.values()];
      return openSessions(rows)
        .map(({ session }) => session)
        .filter(({ openedAt, caller }) => openedAt > since && caller.on === "line")
        .filter(
          ({ id, caller }) =>
            !caller.numberKnown ||
            remembered.some((line) => line.sessionId === id && line.hash === hash),
        )
        .map(({ id }) => id);
    },
    async rememberLostLine(hash, sessionId, until) {
      rows.lostLines.set(`${hash} ${sessionId}`, { hash, sessionId, until });
    },
    async forgetLostLine(sessionId) {
      for (const [key, line] of rows.lostLines)
        if (line.sessionId === sessionId) rows.lostLines.delete(key);
    },
  };
}

export const openSessions = (rows: Rows): SessionRow[] =>
  [...rows.openSessions].flatMap((id) => rows.sessions.get(id) ?? []);

function refusal(rows: Rows, commit: Commit): Committed | null {
  const { session, before, input, completes } = commit;
  if (before + commit.events.length !== session.version)
    throw new Error(`${session.id}: the folded version does not follow from its events`);
  const row = rows.sessions.get(session.id);
  const known = row?.inputs.has(input.id) === true;
  if (completes !== null && !rows.open.has(completes)) return "repeated";
  if (known) {
    if (completes !== null) end(rows, completes, { how: "done" });
    return "repeated";
  }
  if ((row?.session.version ?? 0) !== before) return "moved";
  return commit.claims.every((change) => isFree(rows, commit, change)) ? null : "claimed";
}

function isFree(rows: Rows, { session, input }: Commit, change: ClaimChange): boolean {
  const claim = rows.claims.get(change.staffId);
  if (change.change === "release" || claim === undefined || claim.sessionId === session.id)
    return true;
  const holder = rows.sessions.get(claim.sessionId)?.session;
  if (holder?.closed != null) return true;
  return claim.kind === "ring" && claim.until !== null && claim.until <= input.at;
}

function write(rows: Rows, commit: Commit): void {
  const { session, before, input, events, completes, cause } = commit;
  const row = rows.sessions.get(session.id) ?? { session, events: [], inputs: new Set<string>() };
  row.session = session;
  for (const [index, event] of events.entries())
    row.events.push({ ...event, seq: before + 1 + index, cause });
  row.inputs.add(input.id);
  rows.sessions.set(session.id, row);
  if (session.closed === null) rows.openSessions.add(session.id);
  else rows.openSessions.delete(session.id);
  if (completes !== null) end(rows, completes, { how: "done" });
  for (const owed of commit.duties) owe(rows, owed);
  for (const change of commit.claims) claimOrRelease(rows, session.id, change, input.at);
}

export function owe(rows: Rows, owed: Owed): void {
  const fresh = { heldBy: null, heldUntil: null, passedAttempt: null, ended: null };
  rows.duties.set(owed.id, { owed, ...fresh, lastError: null });
  rows.open.add(owed.id);
}

export function end(rows: Rows, dutyId: string, ending: DutyEnding): void {
  const row = rows.duties.get(dutyId);
  if (row === undefined || row.ended !== null) return;
  Object.assign(row, { ended: ending, heldBy: null, heldUntil: null });
  rows.open.delete(dutyId);
}

function claimOrRelease(rows: Rows, sessionId: string, change: ClaimChange, at: Instant): void {
  const { staffId } = change;
  if (change.change === "hold") {
    rows.claims.set(staffId, { sessionId, kind: change.kind, until: change.until });
    return;
  }
  const claim = rows.claims.get(staffId);
  if (claim?.sessionId !== sessionId) return;
  if (claim.kind === "call") presenceOf(rows, staffId, at).callEndedAt = at;
  rows.claims.delete(staffId);
}

type Duties = Pick<
  Store,
  "claim" | "renew" | "owed" | "finish" | "finishForLine" | "release" | "overdue"
>;

const isHeld = ({ heldUntil }: DutyRow, now: Instant): boolean =>
  heldUntil !== null && heldUntil > now;

function dutiesOf(rows: Rows): Duties {
  const open = (dutyId: string): DutyRow | null =>
    rows.open.has(dutyId) ? (rows.duties.get(dutyId) ?? null) : null;
  return {
    async claim(dutyId, holder, now) {
      const row = open(dutyId);
      if (row === null || row.owed.duty.dueAt > now || isHeld(row, now)) return null;
      row.owed = { ...row.owed, attempts: row.owed.attempts + 1 };
      row.heldBy = holder;
      row.heldUntil = now + LEASE_MS;
      return row.owed;
    },
    async renew(dutyId, holder, now) {
      const row = open(dutyId);
      if (row === null || row.heldBy !== holder) return false;
      row.heldUntil = now + LEASE_MS;
      return true;
    },
    owed: async (dutyId) => open(dutyId)?.owed ?? null,
    finish: async (dutyId, ending) => end(rows, dutyId, ending),
    finishForLine: async (dutyId, ending, { owes }, now) => {
      if (open(dutyId) === null) return null;
      end(rows, dutyId, ending);
      return oweForLine(rows, owes, now);
    },
    async release(dutyId, error, retryAt) {
      const row = open(dutyId);
      if (row !== null) Object.assign(row, { heldBy: null, heldUntil: retryAt, lastError: error });
    },
    async overdue(now, limit) {
      const due = [...rows.open]
        .map((id) => rows.duties.get(id))
        .filter((row) => row !== undefined)
        .filter((row) => row.owed.duty.dueAt <= now && !isHeld(row, now));
      return due
        .sort((a, b) => compare(urgency(a), urgency(b)) || a.owed.duty.dueAt - b.owed.duty.dueAt)
        .slice(0, limit)
        .map(({ owed }) => owed.id);
    },
  };
}

const gateClassOf = (owed: Owed): number | null =>
  owed.sessionId === null ? null : gateClass(owed.duty);

/** The line's own come last. */
const urgency = ({ owed }: DutyRow): number =>
  owed.sessionId === null ? Infinity : (gateClassOf(owed) ?? 0);

const compare = (a: number, b: number): number => (a === b ? 0 : a - b);

/** As adapters/postgres/line-duties.ts owes them: under a name once, of the line itself one at a time. */
export function oweForLine(rows: Rows, owing: readonly Owing[], at: Instant): OwedByLine[] {
  return owing.flatMap((one) => {
    const standing = "name" in one ? null : standingOf(rows, one);
    const id = "name" in one ? one.name : (standing?.owed.id ?? `${one.subject.id}/${at}`);
    const owed: OwedByLine = {
      id,
      sessionId: null,
      duty: { ...one.duty, dueAt: one.dueAt },
      attempts: 0,
    };
    if (standing !== null && standing.owed.duty.dueAt <= one.dueAt) return [];
    if (standing === null && rows.duties.has(id)) return [];
    if (standing === null) owe(rows, owed);
    else standing.owed = { ...owed, attempts: standing.owed.attempts };
    return [owed];
  });
}

function standingOf(rows: Rows, { duty }: Owing): DutyRow | null {
  const open = [...rows.open].map((id) => rows.duties.get(id));
  return (
    open.find((row) => row?.owed.sessionId === null && row.owed.duty.kind === duty.kind) ?? null
  );
}

/** As adapters/postgres/gate.ts. */
const FORSAKEN_MS = 5_000;

/** One call a second, the most urgent first; what is with the carrier, set aside for later or forsaken holds up nobody. */
export function memoryGate(rows: Rows): Gate {
  return {
    async pass(owed, gateClass, now) {
      const row = rows.duties.get(owed.id);
      if (row === undefined) return null;
      if (rows.gateFreeAt > now || isBehind(rows, owed, gateClass, now))
        return Math.max(rows.gateFreeAt, now + LOOK_AGAIN_MS);
      rows.gateFreeAt = now + GATE_MS;
      rows.passed.push({ gateClass, at: now });
      row.passedAttempt = row.owed.attempts;
      return null;
    },
  };
}

function isBehind(rows: Rows, owed: Owed, ownClass: number, now: Instant): boolean {
  return [...rows.open].some((id) => {
    const other = rows.duties.get(id);
    const itsClass = other === undefined ? null : gateClassOf(other.owed);
    if (other === undefined || itsClass === null || other.owed.duty.dueAt > now) return false;
    const before =
      itsClass - ownClass ||
      other.owed.duty.dueAt - owed.duty.dueAt ||
      (other.owed.id < owed.id ? -1 : 1);
    return before < 0 && other.owed.id !== owed.id && isWaiting(other, now);
  });
}

function isWaiting(row: DutyRow, now: Instant): boolean {
  const { owed, heldBy, heldUntil, passedAttempt } = row;
  if (isHeld(row, now)) return heldBy !== null && passedAttempt !== owed.attempts;
  return now - Math.max(owed.duty.dueAt, heldUntil ?? 0) <= FORSAKEN_MS;
}

export function memoryLegs(rows: Rows): Legs {
  const open = () => [...rows.openLegs].flatMap((id) => rows.legs.get(id) ?? []);
  const bySid = (callSid: string) => rows.legs.get(rows.bySid.get(callSid) ?? "") ?? null;
  const keep = (leg: Leg): void => {
    rows.legs.set(leg.id, leg);
    if (leg.callSid !== null) rows.bySid.set(leg.callSid, leg.id);
    if (leg.endedAt === null) rows.openLegs.add(leg.id);
    else rows.openLegs.delete(leg.id);
  };
  return {
    async add(leg) {
      const same = rows.legs.get(leg.id) ?? (leg.callSid === null ? null : bySid(leg.callSid));
      if (same !== null) return same;
      keep(leg);
      return leg;
    },
    byId: async (legId) => rows.legs.get(legId) ?? null,
    byCallSid: async (callSid) => bySid(callSid),
    ofSession: async (sessionId) =>
      [...rows.legs.values()].filter((leg) => leg.sessionId === sessionId),
    async bind(legId, callSid) {
      const leg = rows.legs.get(legId);
      if (leg === undefined || (leg.callSid !== null && leg.callSid !== callSid)) return false;
      keep({ ...leg, callSid });
      return true;
    },
    async update(legId, change) {
      const leg = rows.legs.get(legId);
      if (leg === undefined) throw new Error(`There is no leg ${legId}`);
      const changed = { ...leg, ...change };
      if (leg.endedAt === null) noteTalk(rows, changed);
      keep(changed);
    },
    unheard: async (before, which) =>
      open().filter(
        (leg) =>
          leg.requestedAt < before &&
          (which === "all" || leg.answeredAt === null || leg.role === "desk"),
      ),
  };
}

export const isOnLine = ({ shifts }: Rows, staffId: string, at: Instant): boolean =>
  shifts.some(
    (shift) =>
      shift.staffId === staffId &&
      shift.circle === "line" &&
      shift.startsAt <= at &&
      (shift.endsAt ?? Infinity) > at,
  );

function noteTalk(rows: Rows, { role, party, answeredAt: from, endedAt: to }: Leg): void {
  if (party === null || from === null || to === null) return;
  const talks = role === "responder" || role === "speaker";
  if (talks && isOnLine(rows, party, from)) rows.talked.push({ staffId: party, from, to });
}
