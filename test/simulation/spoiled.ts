import type { Duty } from "../../src/domain/session/duties.ts";
import type { Event } from "../../src/domain/session/events.ts";
import type { Line } from "../../src/engine/ports.ts";
import type { Commit } from "../../src/engine/ports-store.ts";
import { ADDRESS } from "./cast.ts";

type Spoil = (line: Line) => Line;

const withCommit =
  (change: (commit: Commit) => Commit): Spoil =>
  (line) => ({
    ...line,
    store: { ...line.store, commit: (commit) => line.store.commit(change(commit)) },
  });

const withoutDuty = (kind: Duty["kind"]): Spoil =>
  withCommit((commit) => ({
    ...commit,
    duties: commit.duties.filter(({ duty }) => duty.kind !== kind),
  }));

const dutyLater = (kind: Duty["kind"], ms: number): Spoil =>
  withCommit((commit) => ({
    ...commit,
    duties: commit.duties.map((owed) =>
      owed.duty.kind === kind
        ? { ...owed, duty: { ...owed.duty, dueAt: owed.duty.dueAt + ms } }
        : owed,
    ),
  }));

/** Refuses to write down whatever holds such an event, as if it had been heard before. */
const deaf =
  (kind: Event["kind"]): Spoil =>
  (line) => ({
    ...line,
    store: {
      ...line.store,
      commit: async (commit) =>
        commit.events.some((event) => event.kind === kind) && commit.completes === null
          ? "repeated"
          : line.store.commit(commit),
    },
  });

/** Ways to break the line from outside its rules, each with the promise it breaks and a night on which that shows. */
export const SPOILED: Readonly<Record<string, { promise: string; spoil: Spoil; seed: number }>> = {
  "asks for help 20 s late": {
    promise: "promise 1",
    spoil: (line) => ({
      ...line,
      phone: {
        ...line.phone,
        call: async (call) => {
          if (call.leg.role === "desk") await line.clock.until(line.clock.now() + 20_000);
          return line.phone.call(call);
        },
      },
    }),
    seed: 7,
  },
  "does not hear answers": { promise: "promise 2", spoil: deaf("checkInKept"), seed: 0 },
  "forgets its deadlines": { promise: "promise 3", spoil: withoutDuty("sendHelp"), seed: 0 },
  "lets a softer step hold up help": {
    promise: "promise 1",
    spoil: (line) => ({
      ...line,
      lineEvents: {
        append: async (event) => {
          if (event.kind === "planRead") await line.clock.until(line.clock.now() + 15_000);
          await line.lineEvents.append(event);
        },
      },
    }),
    seed: 7,
  },
  "never asks whether help is there": {
    promise: "promise 5",
    spoil: withoutDuty("arrival"),
    seed: 1,
  },
  "calls help off by itself": {
    promise: "promise 6",
    spoil: withCommit((commit) => ({
      ...commit,
      events: commit.events.map((event) =>
        event.kind === "helpStoodDown" ? { ...event, by: "line" } : event,
      ),
    })),
    seed: 1,
  },
  "claims nobody": {
    promise: "promise 7",
    spoil: (line) => ({
      ...withCommit((commit) => ({ ...commit, claims: [] }))(line),
      roster: {
        ...line.roster,
        now: async (at) => (await line.roster.now(at)).map((one) => ({ ...one, free: true })),
      },
    }),
    seed: 0,
  },
  "rings nobody": { promise: "promise 8", spoil: withoutDuty("ringResponder"), seed: 1 },
  "calls nobody back": { promise: "promise 9", spoil: dutyLater("callBackNext", 60_000), seed: 2 },
  "writes where somebody is": {
    promise: "promise 10",
    spoil: (line) => ({
      ...line,
      lineEvents: {
        append: (event) =>
          line.lineEvents.append({ ...event, data: { ...event.data, place: ADDRESS } }),
      },
    }),
    seed: 1,
  },
  "forgets an event": {
    promise: "promise 11",
    spoil: withCommit((commit) => {
      const events = commit.events.filter(({ kind }) => kind !== "ringStepped");
      const less = commit.events.length - events.length;
      const version = commit.session.version - less;
      return { ...commit, events, session: { ...commit.session, version } };
    }),
    seed: 1,
  },
  "rings a real desk for a rehearsal": {
    promise: "promise 12",
    spoil: (line) => ({
      ...line,
      desks: {
        ...line.desks,
        desk: async (deskId) =>
          (await line.desks.desk(deskId.replace("desk-10", "desk-0"))) ??
          (await line.desks.desk(deskId)),
      },
    }),
    seed: 0,
  },
};
