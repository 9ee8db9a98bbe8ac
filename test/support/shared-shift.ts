import { claimsOf, type ClaimChange } from "../../src/domain/session/claims.ts";
import { decide } from "../../src/domain/session/decide.ts";
import { isAlarm, type Alarm, type Duty } from "../../src/domain/session/duties.ts";
import type { Event } from "../../src/domain/session/events.ts";
import { evolve } from "../../src/domain/session/evolve.ts";
import type { InputBody } from "../../src/domain/session/inputs.ts";
import type { Instant, Person, Roster } from "../../src/domain/session/people.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { share, waiterOf, yielded, type Waiting } from "../../src/domain/session/queue.ts";
import { newSession, type Session } from "../../src/domain/session/session.ts";
import { START } from "./given.ts";

/** Several callers and the people of one shift: real rules, claims nobody can take twice, telephones, and a look every second. */
export type SharedShift = {
  readonly now: Instant;
  /** Seconds since it began. */
  readonly seconds: number;
  readonly sessions: ReadonlyMap<string, Session>;
  readonly events: readonly (Event & { readonly sessionId: string })[];
  /** Who is held now, and by whom. */
  readonly held: ReadonlyMap<string, string>;
  readonly paged: readonly string[];
  give(sessionId: string, body: InputBody): void;
  pass(seconds: number): void;
  /** Whoever this is, from now on. */
  becomes(staffId: string, how: Partial<Member>): void;
};

export type Member = Person & {
  /** How long it takes them to pick up; null: they never do. */
  readonly answersMs: number | null;
};

type Hold = { readonly sessionId: string; readonly until: Instant | null };
type Rings = {
  readonly sessionId: string;
  readonly staffId: string;
  readonly at: Instant;
  readonly how: "taken" | "noAnswer" | "canceled";
};

/** How long a ring takes to be really over. */
const ENDS_MS = 700;

export function sharedShift(people: readonly Member[], { looks = true } = {}): SharedShift {
  const staff = new Map(people.map((one) => [one.staffId, one]));
  const sessions = new Map<string, Session>();
  const holds = new Map<string, Hold>();
  const legs = new Map<string, string>();
  const events: (Event & { sessionId: string })[] = [];
  const paged: string[] = [];
  let alarms: { readonly sessionId: string; readonly alarm: Duty & Alarm }[] = [];
  let rings: Rings[] = [];
  let now = START;
  let inputs = 0;
  let nextLook = START + 300;

  const stands = ({ until }: Hold) => until === null || until > now;
  const roster = (): Roster =>
    [...staff.values()].map((person) => {
      const hold = holds.get(person.staffId);
      const busy = (hold !== undefined && stands(hold)) || legs.has(person.staffId);
      return { ...person, free: person.free && !busy };
    });
  const waiting = (): Waiting => [...sessions.values()].flatMap((one) => waiterOf(one) ?? []);

  const give = (sessionId: string, body: InputBody) => {
    const before = sessions.get(sessionId) ?? newSession(sessionId, standard);
    inputs += 1;
    const decision = decide(before, { ...body, id: `input-${inputs}`, at: now });
    const claims = claimsOf(before, decision.events);
    const refused = claims.find(({ change, staffId }) => {
      const hold = holds.get(staffId);
      const elsewhere = hold !== undefined && hold.sessionId !== sessionId && stands(hold);
      return change === "hold" && elsewhere;
    });
    // Their ring had run out: the store refuses it, and they are told so.
    if (refused !== undefined && body.kind === "legAccepted") return;
    if (refused !== undefined)
      throw new Error(`${refused.staffId} is rung for ${sessionId}, and held by another`);
    for (const claim of claims) take(sessionId, claim);
    sessions.set(sessionId, decision.events.reduce(evolve, before));
    events.push(...decision.events.map((event) => ({ ...event, sessionId })));
    for (const duty of decision.duties) owe(sessionId, duty);
  };

  const take = (sessionId: string, claim: ClaimChange) => {
    if (claim.change === "hold") holds.set(claim.staffId, { sessionId, until: claim.until });
    else if (holds.get(claim.staffId)?.sessionId === sessionId) holds.delete(claim.staffId);
  };

  const owe = (sessionId: string, duty: Duty) => {
    if (isAlarm(duty)) alarms.push({ sessionId, alarm: duty });
    else if (duty.kind === "ringResponder") ring(sessionId, duty.staffId, duty.until);
    else if (duty.kind === "endRing") end(sessionId, (staffId) => staffId === duty.staffId);
    else if (duty.kind === "endRings" && duty.role === "responder")
      end(sessionId, (staffId) => duty.except !== `leg-${staffId}`);
    else if (duty.kind === "page") paged.push(duty.because);
    else if (duty.kind === "endLegs" && duty.role === "all") {
      for (const [staffId, its] of legs) if (its === sessionId) legs.delete(staffId);
      rings = rings.filter((one) => one.sessionId !== sessionId);
    }
  };
  const ring = (sessionId: string, staffId: string, until: Instant) => {
    const answersMs = staff.get(staffId)?.answersMs ?? null;
    const takes = answersMs !== null && now + answersMs < until;
    const at = takes ? now + answersMs : until + ENDS_MS;
    legs.set(staffId, sessionId);
    rings.push({ sessionId, staffId, at, how: takes ? "taken" : "noAnswer" });
  };
  const end = (sessionId: string, who: (staffId: string) => boolean) => {
    const { responder } = sessions.get(sessionId)?.company ?? { responder: null };
    const ringing = new Set(rings.map(({ staffId }) => staffId));
    for (const [staffId, its] of legs) {
      const isOver = its === sessionId && who(staffId) && responder?.staffId !== staffId;
      if (isOver && !ringing.has(staffId)) legs.delete(staffId);
    }
    rings = rings.map((one) =>
      one.sessionId === sessionId && who(one.staffId) && responder?.staffId !== one.staffId
        ? { ...one, at: now + ENDS_MS, how: "canceled" }
        : one,
    );
  };

  const rung = (one: Rings) => {
    rings = rings.filter((other) => other !== one);
    const { sessionId, staffId } = one;
    const leg = { legId: `leg-${staffId}`, role: "responder" } as const;
    if (one.how === "taken") {
      give(sessionId, { kind: "legAccepted", ...leg, staffId, via: "softphone" });
      const { company } = sessions.get(sessionId) ?? newSession(sessionId, standard);
      const isTheirs = [company.responder, company.offered].some((by) => by?.staffId === staffId);
      if (!isTheirs) legs.delete(staffId);
      return;
    }
    legs.delete(staffId);
    give(sessionId, { kind: "legEnded", ...leg, party: staffId, how: one.how });
  };
  const look = () => {
    nextLook += 1_000;
    if (!looks) return;
    const free = roster();
    const moved = [
      ...yielded(waiting(), free, now).keys(),
      ...share(waiting(), free, now).first.keys(),
    ];
    for (const sessionId of new Set(moved))
      give(sessionId, { kind: "queueMoved", roster: roster(), waiting: waiting() });
  };
  const alarmOff = (one: (typeof alarms)[number]) => {
    alarms = alarms.filter((other) => other !== one);
    const { sessionId, alarm } = one;
    give(sessionId, { kind: "due", alarm, roster: roster(), waiting: waiting() });
  };

  const pass = (seconds: number) => {
    const until = now + seconds * 1_000;
    for (let step = 0; ; step += 1) {
      if (step > 100_000) throw new Error("Alarms without end");
      const alarm = alarms.toSorted((a, b) => a.alarm.dueAt - b.alarm.dueAt)[0];
      const call = rings.toSorted((a, b) => a.at - b.at)[0];
      const at = Math.min(alarm?.alarm.dueAt ?? Infinity, call?.at ?? Infinity, nextLook);
      if (at > until) break;
      now = Math.max(now, at);
      if (call !== undefined && call.at <= at) rung(call);
      else if (alarm !== undefined && alarm.alarm.dueAt <= at) alarmOff(alarm);
      else look();
    }
    now = until;
  };

  return {
    get now() {
      return now;
    },
    get seconds() {
      return (now - START) / 1_000;
    },
    sessions,
    events,
    get held() {
      return new Map(
        [...holds].flatMap(([id, hold]) => (stands(hold) ? [[id, hold.sessionId] as const] : [])),
      );
    },
    paged,
    give(sessionId, body) {
      give(sessionId, body);
      pass(0);
    },
    pass,
    becomes(staffId, how) {
      const one = staff.get(staffId);
      if (one !== undefined) staff.set(staffId, { ...one, ...how });
    },
  };
}
