import { claimsOf } from "../../src/domain/session/claims.ts";
import { decide } from "../../src/domain/session/decide.ts";
import type { Decision } from "../../src/domain/session/decision.ts";
import { isAlarm, type Act, type Alarm, type Duty } from "../../src/domain/session/duties.ts";
import type { Event, EventBody } from "../../src/domain/session/events.ts";
import { evolve } from "../../src/domain/session/evolve.ts";
import type { InputBody } from "../../src/domain/session/inputs.ts";
import type { Instant, Roster } from "../../src/domain/session/people.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { script, type Hearing } from "../../src/domain/session/script.ts";
import { helpIsOut, newSession, type Session } from "../../src/domain/session/session.ts";
import type { Script, Step as Heard } from "../../src/domain/session/steps.ts";
import { everybody } from "./people.ts";

/** 03:00 in Toronto, in winter: second 0 of every test. */
export const START: Instant = Date.UTC(2026, 0, 15, 8, 0, 0);

export type EventKind = EventBody["kind"];
type EventOf<K extends EventKind> = Event & { kind: K };
type DutyOf<K extends Duty["kind"]> = Duty & { kind: K };
type Gather = Heard & { step: "gather" };

/** What reaches the line, or something done to the scene such as letting time pass. */
export type Step = InputBody | ((scene: Scene) => unknown);

/** One session, a clock that only moves when told, and everything the line owes. Nothing here is asynchronous. */
export type Scene = {
  readonly session: Session;
  /** Seconds since the call came in. */
  readonly seconds: number;
  readonly now: Instant;
  readonly events: readonly Event[];
  /** Acts owed so far, done or not: what people and phones would have noticed. */
  readonly acts: readonly (Act & { dueAt: Instant })[];
  readonly alarms: readonly Duty[];
  /** Who is held by this session, as its claims say. */
  readonly held: ReadonlySet<string>;
  when: (...steps: readonly Step[]) => Scene;
  /** One input, and what was decided, before any alarm due by then goes off. */
  send: (body: InputBody) => Decision;
  /** Lets time pass: every alarm that falls due goes off, in order. */
  pass: (seconds: number) => Scene;
  happened: <K extends EventKind>(kind: K) => readonly EventOf<K>[];
  owed: <K extends Duty["kind"]>(kind: K) => readonly DutyOf<K>[];
  /** What was noticed from this moment on. */
  since: () => Since;
  /** An alarm that both clocks missed. */
  forget: (kind: Alarm["kind"]) => void;
  hears: (leg?: Partial<Hearing["leg"]>, given?: Partial<Hearing>) => Script;
};

export type Since = {
  happened: (kind: EventKind) => boolean;
  owed: <K extends Duty["kind"]>(kind: K) => readonly DutyOf<K>[];
};

export const after =
  (seconds: number): Step =>
  (scene) =>
    scene.pass(seconds);

/** A session that has come to where these steps lead. */
export const given = (...steps: readonly Step[]): Scene => aScene(everybody).when(...steps);
export const givenRoster = (roster: Roster, ...steps: readonly Step[]): Scene =>
  aScene(roster).when(...steps);

type State = {
  session: Session;
  now: Instant;
  inputs: number;
  readonly roster: Roster;
  readonly events: Event[];
  readonly duties: Duty[];
  readonly alarms: Duty[];
  readonly holds: Map<string, Instant | null>;
};

function aScene(roster: Roster): Scene {
  const state: State = {
    session: newSession("0199d0c0-0000-7000-8000-000000000001", standard),
    now: START,
    inputs: 0,
    roster,
    events: [],
    duties: [],
    alarms: [],
    holds: new Map(),
  };
  const scene: Scene = {
    get session() {
      return state.session;
    },
    get seconds() {
      return (state.now - START) / 1_000;
    },
    get now() {
      return state.now;
    },
    get events() {
      return state.events;
    },
    get acts() {
      return state.duties.filter((duty): duty is Act & { dueAt: Instant } => !isAlarm(duty));
    },
    get alarms() {
      return state.alarms;
    },
    get held() {
      return new Set([...state.holds.keys()].filter((id) => isHeld(state, id)));
    },
    when: (...steps) => {
      for (const step of steps) {
        if (typeof step === "function") step(scene);
        else {
          take(state, step);
          pass(state, 0);
        }
      }
      return scene;
    },
    send: (body) => take(state, body),
    pass: (seconds) => {
      pass(state, seconds * 1_000);
      return scene;
    },
    happened: (kind) => state.events.filter((event) => isKind(event, kind)),
    owed: (kind) => state.duties.filter((duty) => isDuty(duty, kind)),
    since: () => since(state),
    forget: (kind) => {
      const at = state.alarms.findIndex((alarm) => alarm.kind === kind);
      if (at >= 0) state.alarms.splice(at, 1);
    },
    hears: (leg = {}, given = {}) => script(hearing(state, leg, given)),
  };
  return scene;
}

const isKind = <K extends EventKind>(event: Event, kind: K): event is EventOf<K> =>
  event.kind === kind;
const isDuty = <K extends Duty["kind"]>(duty: Duty, kind: K): duty is DutyOf<K> =>
  duty.kind === kind;

const isHeld = ({ holds, now }: State, staffId: string): boolean => {
  const until = holds.get(staffId);
  return until === null || (until !== undefined && until > now);
};

/** Gives one input to the session, keeps what it says, and checks what must hold whatever happened. */
function take(state: State, body: InputBody): Decision {
  const { session, now } = state;
  state.inputs += 1;
  const decision = decide(session, { ...body, id: `input-${state.inputs}`, at: now });
  for (const claim of claimsOf(session, decision.events)) {
    if (claim.change === "hold") state.holds.set(claim.staffId, claim.until);
    else state.holds.delete(claim.staffId);
  }
  state.session = decision.events.reduce(evolve, session);
  state.events.push(...decision.events);
  state.duties.push(...decision.duties);
  state.alarms.push(...decision.duties.filter(isAlarm));
  mustHold(state);
  return decision;
}

/** Promise 3, at every step of every test: an open watch has one deadline, and one alarm owed for it. */
function mustHold({ session, alarms, now, events }: State): void {
  const { watch } = session;
  if (watch === null || helpIsOut(session)) return;
  const { helpAt } = watch.deadline;
  const hard = alarms.filter((one) => one.kind === "sendHelp" && one.checkIn === watch.checkIn);
  const last = events.at(-1)?.kind;
  if (helpAt === null) throw new Error(`A watch without a deadline, after ${last}`);
  const [alarm, ...others] = hard;
  if (alarm === undefined && helpAt <= now) return;
  if (alarm?.dueAt !== helpAt || others.length > 0) {
    throw new Error(`${hard.length} alarms for the one deadline, after ${last}`);
  }
}

function pass(state: State, ms: number): void {
  const until = state.now + ms;
  for (let done = 0; ; done += 1) {
    if (done > 20_000) throw new Error("Alarms without end");
    const next = nextAlarm(state.alarms, until);
    if (next === undefined) break;
    state.alarms.splice(state.alarms.indexOf(next), 1);
    state.now = Math.max(state.now, next.dueAt);
    goOff(state, next);
  }
  state.now = until;
}

function nextAlarm(alarms: readonly Duty[], until: Instant): (Duty & Alarm) | undefined {
  return alarms
    .filter((one): one is Duty & Alarm => isAlarm(one) && one.dueAt <= until)
    .toSorted((a, b) => a.dueAt - b.dueAt)[0];
}

function goOff(state: State, alarm: Alarm): void {
  const roster = state.roster.map((person) => ({
    ...person,
    free: person.free && !isHeld(state, person.staffId),
  }));
  take(state, { kind: "due", alarm, roster });
}

function since(state: State): Since {
  const events = state.events.length;
  const duties = state.duties.length;
  return {
    happened: (kind) => state.events.slice(events).some((event) => event.kind === kind),
    owed: (kind) => state.duties.slice(duties).filter((duty) => isDuty(duty, kind)),
  };
}

/** What somebody on this leg would be answered from, as things stand. */
export function hearing(
  { session, now }: Pick<Scene, "session" | "now">,
  leg: Partial<Hearing["leg"]>,
  given: Partial<Hearing>,
): Hearing {
  const { language } = session;
  return {
    session,
    leg: { id: session.caller.legId, role: "caller", party: null, via: null, language, ...leg },
    at: now,
    turn: 0,
    events: [],
    pressed: null,
    plan: null,
    recording: "unknown",
    names: {
      line: { en: "the Night Line", fr: "la Ligne de nuit" },
      timeZone: "America/Toronto",
      callUs: "+15555550199",
    },
    ...given,
  };
}

/** The question a script is listening for an answer to; null in a conference or at a hang-up. */
export const gatherIn = (heard: Script): Gather | null =>
  heard.find((step): step is Gather => step.step === "gather") ?? null;

/** Every word of a script, as one text. */
export const wordsIn = (heard: Script): string =>
  heard
    .flatMap((step): readonly Heard[] => (step.step === "gather" ? step.says : [step]))
    .flatMap((step) => (step.step === "say" ? [step.text] : []))
    .join(" ");
