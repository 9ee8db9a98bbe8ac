import { v7 as uuid } from "uuid";
import type { Duty } from "../../src/domain/session/duties.ts";
import type { Event } from "../../src/domain/session/events.ts";
import { evolve } from "../../src/domain/session/evolve.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { newSession, type Session } from "../../src/domain/session/session.ts";
import type { Commit, OwedBySession } from "../../src/engine/ports-store.ts";
import { noon } from "./line-database.ts";

/** The commit that opens a session: a call arrived at noon. */
export function opening(change: Partial<Commit> = {}, id = uuid()): Commit {
  const arrived: Event = {
    kind: "callArrived",
    at: noon,
    legId: `leg-${id}`,
    language: "en",
    protocol: standard,
    rehearsal: false,
    numberKnown: true,
  };
  const session = evolve(newSession(id, standard), arrived);
  const input = { id: `arrived-${id}`, at: noon };
  const nothing = { duties: [], claims: [], completes: null };
  return { session, before: 0, input, cause: "call", events: [arrived], ...nothing, ...change };
}

/** A next commit of `session`, with one event, a second later. */
export function next(session: Session, change: Partial<Commit> = {}): Commit {
  const at = noon + session.version * 1_000;
  return {
    session: { ...session, version: session.version + 1 },
    before: session.version,
    input: { id: uuid(), at },
    cause: "test",
    events: [{ kind: "supervisorsTold", at }],
    duties: [],
    claims: [],
    completes: null,
    ...change,
  };
}

export const owes = (sessionId: string, duty: Duty): OwedBySession => ({
  id: uuid(),
  sessionId,
  duty,
  attempts: 0,
});
