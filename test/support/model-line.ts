import { decide } from "../../src/domain/session/decide.ts";
import { isAlarm, type Alarm, type Duty } from "../../src/domain/session/duties.ts";
import type { Event } from "../../src/domain/session/events.ts";
import { evolve } from "../../src/domain/session/evolve.ts";
import type { InputBody } from "../../src/domain/session/inputs.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { helpIsOut, newSession, type Session } from "../../src/domain/session/session.ts";
import { START } from "./given.ts";
import type { Model } from "./model.ts";
import { everybody } from "./people.ts";

type Owed = Duty & Alarm;

/** The real rules with the least around them: inputs met once by their id, and alarms kept until they go off. */
export type RealLine = {
  readonly session: Session;
  readonly events: readonly Event[];
  readonly alarms: readonly Owed[];
  /** Alarms that have gone off: none of them may ever matter again. */
  readonly spent: readonly Owed[];
  /** A second input of the same id changes nothing, as the store sees to. */
  give(body: InputBody, id?: string): void;
  /** Time goes by; every alarm goes off when it is due. */
  pass(seconds: number): void;
  /** Time goes by with both clocks dead; then all that is due goes off at once, in any order. */
  sleep(seconds: number, order: number): void;
  /** An alarm goes off though its moment has not come, or has long gone. */
  goesOff(alarm: Owed): void;
};

export function realLine(): RealLine {
  let session = newSession("0199d0c0-0000-7000-8000-000000000001", standard);
  let now = START;
  let alarms: readonly Owed[] = [];
  const events: Event[] = [];
  const spent: Owed[] = [];
  const met = new Set<string>();

  const give = (body: InputBody, id = `input-${met.size}`) => {
    if (met.has(id)) return;
    met.add(id);
    const decision = decide(session, { ...body, id, at: now });
    session = decision.events.reduce(evolve, session);
    events.push(...decision.events);
    const owed = decision.duties.filter((duty): duty is Owed => isAlarm(duty));
    alarms = [...alarms, ...owed];
  };
  const goesOff = (alarm: Owed) => {
    alarms = alarms.filter((one) => one !== alarm);
    spent.push(alarm);
    give({ kind: "due", alarm, roster: everybody });
  };
  const settle = (until: number, choose: (due: readonly Owed[]) => Owed | undefined) => {
    for (let count = 0; count < 5_000; count += 1) {
      const next = choose(alarms.filter((alarm) => alarm.dueAt <= until));
      if (next === undefined) return;
      now = Math.max(now, next.dueAt);
      goesOff(next);
    }
    throw new Error("Alarms without end");
  };
  const inTurn = (due: readonly Owed[]) => due.toSorted((a, b) => a.dueAt - b.dueAt)[0];

  return {
    get session() {
      return session;
    },
    get alarms() {
      return alarms;
    },
    events,
    spent,
    give(body, id) {
      give(body, id);
      settle(now, inTurn);
    },
    pass(seconds) {
      const until = now + seconds * 1_000;
      settle(until, inTurn);
      now = until;
    },
    sleep(seconds, order) {
      now += seconds * 1_000;
      settle(now, (due) => due[order % Math.max(1, due.length)]);
    },
    goesOff(alarm) {
      goesOff(alarm);
      settle(now, inTurn);
    },
  };
}

const secondsIn = (at: number): number => (at - START) / 1_000;

/** What a supervisor would read off the board and the call log, in the model's own terms. */
export function seenOn({ session, events }: RealLine) {
  const { watch, help, caller, closed } = session;
  const out = helpIsOut(session);
  const asked = events.filter((event) => event.kind === "helpAsked");
  const deadline = watch?.deadline;
  return {
    over: closed !== null,
    line: closed === null ? caller.on : "gone",
    watching: watch !== null,
    deadline: out || deadline?.helpAt == null ? null : secondsIn(deadline.helpAt),
    help: out ? { askedBy: asked.at(-1)?.by, answering: help.answeringSince !== null } : null,
    asked: asked.length,
    calledOffBy: events.flatMap((event) => (event.kind === "helpStoodDown" ? [event.by] : [])),
  };
}

export const promisedBy = ({ over, line, watch, help, asked, calledOffBy }: Model) => ({
  over,
  line: over ? "gone" : line,
  watching: watch !== null,
  deadline: help === null ? (watch?.deadline.help ?? null) : null,
  help,
  asked,
  calledOffBy,
});

/** Promise 3: one deadline, and help armed for it exactly once, at its moment. */
export function armedFor({ session, alarms }: RealLine): readonly number[] {
  const checkIn = session.watch?.checkIn;
  return alarms
    .filter((alarm) => alarm.kind === "sendHelp" && alarm.checkIn === checkIn)
    .map(({ dueAt }) => secondsIn(dueAt));
}
