import { gateClass } from "../../src/domain/session/duties.ts";
import type { Circle, Instant, Roster, Via } from "../../src/domain/session/people.ts";
import type { Session } from "../../src/domain/session/session.ts";
import type {
  ClaimChange,
  Commit,
  Committed,
  DutyEnding,
  Gate,
  Leg,
  Legs,
  Owed,
  StaffMember,
  Store,
  StoredEvent,
} from "../../src/engine/ports.ts";

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

/** Every row the line would have in Postgres. */
export type Rows = {
  readonly sessions: Map<string, SessionRow>;
  readonly duties: Map<string, DutyRow>;
  /** Ids of duties not ended. */
  readonly open: Set<string>;
  readonly claims: Map<string, Claim>;
  readonly legs: Map<string, Leg>;
  readonly lostLines: Map<string, { hash: string; sessionId: string; until: Instant }>;
  readonly staff: Map<string, OnShift>;
  readonly idleSince: Map<string, Instant>;
  readonly resting: Set<string>;
  gateFreeAt: Instant;
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
  staff: new Map(),
  idleSince: new Map(),
  resting: new Set(),
  gateFreeAt: 0,
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
    events: async (sessionId) => rows.sessions.get(sessionId)?.events ?? [],
    ...dutiesOf(rows),
    async lostLines(hash, now) {
      const remembered = [...rows.lostLines.values()];
      const lost = [...rows.sessions.values()].filter(({ session }) => {
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
      return [...rows.sessions.values()]
        .map(({ session }) => session)
        .filter(
          ({ closed, openedAt, caller }) =>
            closed === null && openedAt > since && caller.on === "line",
        )
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
  if (completes !== null) end(rows, completes, { how: "done" });
  for (const owed of commit.duties) owe(rows, owed);
  for (const change of commit.claims) claimOrRelease(rows, session.id, change, input.at);
}

function owe(rows: Rows, owed: Owed): void {
  const fresh = { heldBy: null, heldUntil: null, passedAttempt: null, ended: null };
  rows.duties.set(owed.id, { owed, ...fresh, lastError: null });
  rows.open.add(owed.id);
}

function end(rows: Rows, dutyId: string, ending: DutyEnding): void {
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
  if (claim.kind === "call") rows.idleSince.set(staffId, at);
  rows.claims.delete(staffId);
}

type Duties = Pick<Store, "claim" | "renew" | "owed" | "finish" | "release" | "overdue">;

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
        .sort((a, b) => urgency(a) - urgency(b) || a.owed.duty.dueAt - b.owed.duty.dueAt)
        .slice(0, limit)
        .map(({ owed }) => owed.id);
    },
  };
}

const urgency = ({ owed }: DutyRow): number => gateClass(owed.duty) ?? 0;

/** One call a second, the most urgent first; what is with the carrier or set aside for later holds up nobody. */
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
    const itsClass = other === undefined ? null : gateClass(other.owed.duty);
    if (other === undefined || itsClass === null || other.owed.duty.dueAt > now) return false;
    const before =
      itsClass - ownClass ||
      other.owed.duty.dueAt - owed.duty.dueAt ||
      (other.owed.id < owed.id ? -1 : 1);
    if (before >= 0 || other.owed.id === owed.id) return false;
    return (
      !isHeld(other, now) || (other.heldBy !== null && other.passedAttempt !== other.owed.attempts)
    );
  });
}

export function memoryLegs(rows: Rows): Legs {
  const all = () => [...rows.legs.values()];
  const bySid = (callSid: string) => all().find((leg) => leg.callSid === callSid) ?? null;
  return {
    async add(leg) {
      const same = rows.legs.get(leg.id) ?? (leg.callSid === null ? null : bySid(leg.callSid));
      if (same !== null) return same;
      rows.legs.set(leg.id, leg);
      return leg;
    },
    byId: async (legId) => rows.legs.get(legId) ?? null,
    byCallSid: async (callSid) => bySid(callSid),
    ofSession: async (sessionId) => all().filter((leg) => leg.sessionId === sessionId),
    async bind(legId, callSid) {
      const leg = rows.legs.get(legId);
      if (leg === undefined || (leg.callSid !== null && leg.callSid !== callSid)) return false;
      rows.legs.set(legId, { ...leg, callSid });
      return true;
    },
    async update(legId, change) {
      const leg = rows.legs.get(legId);
      if (leg === undefined) throw new Error(`There is no leg ${legId}`);
      rows.legs.set(legId, { ...leg, ...change });
    },
    unheard: async (before, which) =>
      all().filter(
        (leg) =>
          leg.requestedAt < before &&
          leg.endedAt === null &&
          (which === "all" || leg.answeredAt === null || leg.role === "desk"),
      ),
  };
}

/** Who can be rung now, as adapters/postgres/roster.ts sees it. */
export function rosterNow(rows: Rows, at: Instant): Roster {
  const busy = new Set<string | null>();
  for (const leg of rows.legs.values())
    if (leg.endedAt === null && leg.party !== null && leg.role !== "desk") busy.add(leg.party);
  for (const [staffId, claim] of rows.claims) {
    const holder = rows.sessions.get(claim.sessionId)?.session;
    const stands = claim.kind === "call" || (claim.until !== null && claim.until > at);
    if (holder?.closed === null && stands) busy.add(staffId);
  }
  return [...rows.staff.values()].map(({ id, circle, languages, via }) => ({
    staffId: id,
    circle,
    languages,
    via,
    free: !busy.has(id) && !rows.resting.has(id),
    idleSince: rows.idleSince.get(id) ?? 0,
  }));
}
