import { nobodyYet, presenceOf, type PresenceRow } from "./memory-presence.ts";
import { PRESENCE, standings, type Seen } from "../../src/domain/presence.ts";
import type { Circle, Instant, Person, Roster } from "../../src/domain/session/people.ts";
import type { Present } from "../../src/domain/standby.ts";
import type { Leg } from "../../src/engine/ports.ts";
import type { Silent } from "../../src/adapters/postgres/presence.ts";
import { isOnLine, openSessions, oweForLine, type Rows, type ShiftRow } from "./memory-store.ts";

const WEEK_MS = 7 * 24 * 3_600_000;
const MINUTE_MS = 60_000;
const TALK_READ_EVERY_MS = MINUTE_MS;
const CIRCLES: readonly Circle[] = ["line", "on-call", "supervising"];

const runs = ({ startsAt, endsAt }: ShiftRow, at: Instant): boolean =>
  startsAt <= at && (endsAt === null || endsAt > at);

type Around = {
  readonly minute: number;
  readonly all: number;
  readonly shifts: readonly ShiftRow[];
};
const around = new WeakMap<Rows, Around>();

/** Those that run in this minute or beside it: who is on is asked far more often than it changes. */
function aroundNow(rows: Rows, at: Instant): readonly ShiftRow[] {
  const minute = Math.floor(at / MINUTE_MS);
  const known = around.get(rows);
  if (known?.minute === minute && known.all === rows.shifts.length) return known.shifts;
  const shifts = rows.shifts.filter(
    ({ startsAt, endsAt }) => startsAt <= at + MINUTE_MS && (endsAt ?? at) >= at - MINUTE_MS,
  );
  around.set(rows, { minute, all: rows.shifts.length, shifts });
  return shifts;
}

/** Somebody on the line is free and hears a ring, and nobody rests: then nothing is to be done about coverage. */
export function isCovered(rows: Rows, at: Instant): boolean {
  const ofTheLine = onNow(rows, at).filter(({ circle }) => circle === "line");
  const rests = ofTheLine.some(({ staffId }) => rows.presence.get(staffId)?.state === "resting");
  return !rests && ofTheLine.some(({ staffId }) => isThere(rows, staffId, at));
}

function isThere(rows: Rows, staffId: string, at: Instant): boolean {
  const row = rows.presence.get(staffId);
  if (rows.claims.has(staffId) || row?.state === "break") return false;
  const heardAt = rows.consoles.get(staffId)?.(at)?.at ?? at;
  if (at - heardAt >= PRESENCE.staleMs) return false;
  const missed = row !== undefined && (row.missedAt ?? -1) > (row.callEndedAt ?? 0);
  return !missed && !busyNow(rows, at).has(staffId);
}

/** One shift for each person who is on: of several the one that is rung first. */
export function onNow(rows: Rows, at: Instant): readonly ShiftRow[] {
  const now = new Map<string, ShiftRow>();
  for (const shift of aroundNow(rows, at)) {
    if (!runs(shift, at)) continue;
    const known = now.get(shift.staffId);
    if (known === undefined || CIRCLES.indexOf(shift.circle) < CIRCLES.indexOf(known.circle))
      now.set(shift.staffId, shift);
  }
  return [...now.values()];
}

/** As adapters/postgres/presence.ts reads them. */
export function seenNow(rows: Rows, at: Instant): readonly (Seen & { readonly shift: ShiftRow })[] {
  return onNow(rows, at).flatMap((shift) => {
    const { staffId, startsAt } = shift;
    const member = rows.staff.get(staffId);
    if (member === undefined) return [];
    const row = { ...nobodyYet, ...rows.presence.get(staffId) };
    const state = stateIn(row, startsAt);
    const cameAt = Math.max(startsAt, row.state === "here" ? row.since : 0);
    const circle = (row.coversUntil ?? 0) > at ? "line" : shift.circle;
    const since = Math.max(startsAt, row.since, row.callEndedAt ?? 0);
    const heard = rows.consoles.get(staffId)?.(at) ?? row.heard ?? null;
    const missed = (row.missedAt ?? -1) >= since && !isInCall(rows, staffId);
    return [{ staffId, circle, via: member.via, state, cameAt, heard, missed, shift }];
  });
}

/** A break ends with the next shift. */
const stateIn = ({ state, since }: PresenceRow, startsAt: Instant): PresenceRow["state"] =>
  state === "break" && since < startsAt ? "here" : state;

function isInCall({ claims, sessions }: Rows, staffId: string): boolean {
  const claim = claims.get(staffId);
  return claim?.kind === "call" && sessions.get(claim.sessionId)?.session.closed === null;
}

/** Who can be rung now, as adapters/postgres/roster.ts sees it, by the same rule of who is reachable. */
export function memoryRoster(rows: Rows): (at: Instant) => Roster {
  const talk = talkOf(rows);
  return (at) => {
    const busy = busyNow(rows, at);
    const seen = seenNow(rows, at);
    const standing = standings(seen, at);
    const shares = talk(at);
    return seen.flatMap(({ staffId, circle, via, state, shift }): Person[] => {
      const member = rows.staff.get(staffId);
      if (member === undefined) return [];
      const free = state === "here" && !busy.has(staffId);
      const { since, callEndedAt } = { ...nobodyYet, ...rows.presence.get(staffId) };
      const idleSince = Math.max(since, callEndedAt ?? 0) || shift.startsAt;
      const found = reachOf(standing.get(staffId), free);
      const share = shares.get(staffId);
      const more = {
        ...(shift.layer === null ? {} : { layer: shift.layer }),
        ...(share === undefined ? {} : { talkShare: share }),
      };
      return [
        { staffId, circle, languages: member.languages, via, free, ...found, idleSince, ...more },
      ];
    });
  };
}

type Found = ReturnType<ReturnType<typeof standings>["get"]>;

const reachOf = (found: Found, free: boolean) => ({
  ...(free && found?.reachable === false ? { reachable: false } : {}),
  ...(found?.deaf == null ? {} : { deaf: true }),
});

function busyNow(rows: Rows, at: Instant): ReadonlySet<string> {
  const busy = new Set<string>();
  for (const id of rows.openLegs) {
    const leg = rows.legs.get(id);
    if (leg?.party != null && OURS.has(leg.role)) busy.add(leg.party);
  }
  for (const [staffId, { sessionId, kind, until }] of rows.claims) {
    if (!rows.openSessions.has(sessionId)) continue;
    if (kind === "call" || until === null || until > at) busy.add(staffId);
  }
  return busy;
}

const OURS: ReadonlySet<Leg["role"]> = new Set<Leg["role"]>(["responder", "speaker", "supervisor"]);

/** As adapters/postgres/talk.ts reads it: how much of their hours on the line of the last week each talked. */
function talkOf(rows: Rows): (at: Instant) => ReadonlyMap<string, number> {
  let known: { at: Instant; shares: ReadonlyMap<string, number> } | null = null;
  return (at) => {
    if (known !== null && Math.abs(at - known.at) < TALK_READ_EVERY_MS) return known.shares;
    known = { at, shares: talkShares(rows, at) };
    return known.shares;
  };
}

export function talkShares(rows: Rows, at: Instant): ReadonlyMap<string, number> {
  const from = at - WEEK_MS;
  const talked = new Map<string, number>();
  const add = (staffId: string, began: Instant, ended: Instant): void => {
    if (began > from) talked.set(staffId, (talked.get(staffId) ?? 0) + ended - began);
  };
  for (const { staffId, from: began, to } of rows.talked) add(staffId, began, to);
  for (const id of rows.openLegs) {
    const leg = rows.legs.get(id);
    if (leg?.party == null || leg.answeredAt === null) continue;
    const talks = leg.role === "responder" || leg.role === "speaker";
    if (talks && isOnLine(rows, leg.party, leg.answeredAt)) add(leg.party, leg.answeredAt, at);
  }
  const shares = [...onLineFor(rows, from, at)].map(
    ([staffId, on]) => [staffId, (talked.get(staffId) ?? 0) / on] as const,
  );
  return new Map(shares);
}

/** For how long each was on the line, in ms. */
function onLineFor(rows: Rows, from: Instant, at: Instant): ReadonlyMap<string, number> {
  const on = new Map<string, number>();
  for (const { staffId, circle, startsAt, endsAt } of rows.shifts) {
    const lasted = Math.min(endsAt ?? at, at) - Math.max(startsAt, from);
    if (circle === "line" && lasted > 0) on.set(staffId, (on.get(staffId) ?? 0) + lasted);
  }
  return on;
}

/** As adapters/postgres/presence-duties.ts: what the look at who can be reached owes. */
export function memoryPresenceBook(rows: Rows, roster: (at: Instant) => Roster) {
  const onShift = (at: Instant) => new Map(seenNow(rows, at).map((one) => [one.staffId, one]));
  return {
    people: async (at: Instant): Promise<readonly Present[]> => {
      const seen = onShift(at);
      return roster(at).flatMap((person): Present[] => {
        const one = seen.get(person.staffId);
        if (one === undefined) return [];
        const standbyAskedAt = rows.presence.get(person.staffId)?.standbyAskedAt ?? null;
        return [{ ...person, state: one.state, standbyAskedAt }];
      });
    },
    silent: async (before: Instant, at: Instant) => silent(rows, before, at),
    testRingTaken: async () => false,
    calledSince: async () => false,
    toTell: async (at: Instant) => {
      const there = roster(at).filter(({ circle }) => circle === "supervising");
      return there.map(({ staffId }) => staffId);
    },
    oweStandby: async (staff: readonly string[], at: Instant) => {
      for (const staffId of staff) presenceOf(rows, staffId, at).standbyAskedAt = at;
      const owing = staff.map((staffId) => ({
        duty: { kind: "askStandby", staffId } as const,
        subject: { kind: "person", id: staffId } as const,
        dueAt: at,
        name: `standby/${staffId}/${at}`,
      }));
      return oweForLine(rows, owing, at);
    },
    oweCover: async (at: Instant) => {
      const standing = [...rows.open].some(
        (id) => rows.duties.get(id)?.owed.duty.kind === "ringForCover",
      );
      if (standing) return [];
      const duty = { kind: "ringForCover", round: 0 } as const;
      return oweForLine(rows, [{ duty, subject: { kind: "line", id: "cover" }, dueAt: at }], at);
    },
    owe: async (owing: Parameters<typeof oweForLine>[1], at: Instant) =>
      oweForLine(rows, owing, at),
    restingAtStart: async () => [],
    testRingsDue: async () => [],
    covers: async (staffId: string, at: Instant) => {
      presenceOf(rows, staffId, at).coversUntil = at + COVERS_MS;
      return at + COVERS_MS;
    },
    takeTestRing: async () => undefined,
  };
}

const COVERS_MS = PRESENCE.coversMs;

/** As adapters/postgres/presence.ts: responders on a softphone whose console spoke for them, and has been silent since. */
function silent(rows: Rows, before: Instant, at: Instant): readonly Silent[] {
  return openSessions(rows).flatMap(({ session: { id, company } }) => {
    const { responder } = company;
    if (responder === null || responder.via !== "softphone") return [];
    const heardAt = rows.consoles.get(responder.staffId)?.(at)?.at;
    if (heardAt === undefined || heardAt < (company.since ?? 0) - PRESENCE.staleMs) return [];
    const asked = responder.unheardUntil !== undefined;
    if (heardAt > before && !asked) return [];
    return [{ sessionId: id, staffId: responder.staffId, heardAt }];
  });
}
