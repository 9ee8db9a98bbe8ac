import { claimsOf } from "../domain/session/claims.ts";
import { decide } from "../domain/session/decide.ts";
import type { Decision, Refusal } from "../domain/session/decision.ts";
import type { Duty } from "../domain/session/duties.ts";
import type { Event } from "../domain/session/events.ts";
import { evolve } from "../domain/session/evolve.ts";
import type { Input } from "../domain/session/inputs.ts";
import { standard } from "../domain/session/policy.ts";
import { newSession, type Session } from "../domain/session/session.ts";
import type { Line } from "./ports.ts";
import type { Commit, Committed, OwedBySession } from "./ports-store.ts";
import { noteSaid } from "./said.ts";

export type Handled = {
  readonly session: Session;
  /** What this input brought about; empty when it changed nothing. */
  readonly events: readonly Event[];
  readonly refused?: Refusal;
  /** It came before, and is not taken in twice, whatever it would mean by now. */
  readonly repeated?: true;
};

/** Gathered anew for every try: a lost race, or a responder somebody else now holds, is decided on fresh facts. */
export type Gathered = Input | (() => Promise<Input>);

/**
 * The only door to a session: load, decide, commit, wake. Losers of a race decide afresh, for as long as it takes.
 * `completes` names the alarm duty that brought the input: it ends in the same statement.
 */
export async function handle(
  line: Line,
  sessionId: string,
  gathered: Gathered,
  completes: string | null = null,
): Promise<Handled> {
  for (;;) {
    const session = (await line.store.load(sessionId)) ?? newSession(sessionId, standard);
    const input = typeof gathered === "function" ? await gathered() : gathered;
    const decision = decide(session, input);
    if (isNothing(decision)) {
      await noteSaid(line, sessionId, input);
      return answer(session, [], decision.refused);
    }
    const commit = commitOf(line, session, decision, { input, completes });
    const committed = await line.store.commit(commit);
    // Somebody held by another session cannot take this one, however often it is decided: their ring has run out.
    if (committed === "claimed" && typeof gathered !== "function") {
      await noteSaid(line, sessionId, input);
      return answer(session, []);
    }
    const known = await settle(line, commit, committed);
    if (known !== null) return known;
  }
}

const isNothing = ({ events, duties }: Decision): boolean =>
  events.length === 0 && duties.length === 0;

const answer = (session: Session, events: readonly Event[], refused?: Refusal): Handled =>
  refused === undefined ? { session, events } : { session, events, refused };

function commitOf(
  line: Line,
  session: Session,
  { events, duties }: Decision,
  { input, completes }: { input: Input; completes: string | null },
): Commit {
  const owed = duties.map((duty: Duty): OwedBySession => ({
    id: line.ids.uuid(),
    sessionId: session.id,
    duty,
    attempts: 0,
  }));
  return {
    session: events.reduce(evolve, session),
    before: session.version,
    input: { id: input.id, at: input.at },
    cause: input.id,
    events,
    duties: owed,
    claims: claimsOf(session, events),
    completes,
  };
}

/** What followed from what, for whoever reads the log: a duty named here is the `cause` of what comes of it. */
const saidOf = ({ session, cause, events, duties }: Commit) => ({
  sessionId: session.id,
  cause,
  events: events.map(({ kind }) => kind),
  owes: duties.map(({ id, duty }) => ({ dutyId: id, duty: duty.kind })),
});

/** Null: decide again. */
async function settle(line: Line, commit: Commit, committed: Committed): Promise<Handled | null> {
  const { session, events, duties } = commit;
  switch (committed) {
    case "done":
      line.alarms.set(duties);
      line.live.changed(session.id);
      line.metrics.happened(events, session.rehearsal);
      line.log.info(saidOf(commit), "Session moved on");
      return answer(session, events);
    case "repeated":
      return {
        session: (await line.store.load(session.id)) ?? session,
        events: [],
        repeated: true,
      };
    case "moved":
    case "claimed":
      return null;
  }
}
