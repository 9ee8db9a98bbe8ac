import { nothing, type Decision } from "./decision.ts";
import type { Act, Alarm, Duty } from "./duties.ts";
import type { Event, EventBody } from "./events.ts";
import { evolve } from "./evolve.ts";
import type { Instant } from "./people.ts";
import type { Session } from "./session.ts";

/** A rule: what to record and owe, given where the session stands by then. */
export type Rule = (session: Session) => Decision;

/** The events that happened `at`, and the duties they leave. */
export function record(
  at: Instant,
  events: readonly EventBody[],
  duties: readonly Duty[] = [],
): Decision {
  return { events: events.map((event): Event => ({ ...event, at })), duties };
}

/** Duties alone, where nothing new has happened. */
export const owe = (...duties: readonly Duty[]): Decision => ({ events: [], duties });

export const now = (at: Instant, duty: Act | Alarm): Duty => ({ ...duty, dueAt: at });
export const later = (at: Instant, afterMs: number, duty: Act | Alarm): Duty => ({
  ...duty,
  dueAt: at + afterMs,
});

/** One rule after another, each seeing what those before it recorded. A refusal stops at itself. */
export function inTurn(session: Session, ...rules: readonly Rule[]): Decision {
  let current = session;
  let decision = nothing;
  for (const rule of rules) {
    const next = rule(current);
    if (next.refused !== undefined) return next;
    current = next.events.reduce(evolve, current);
    decision = {
      events: [...decision.events, ...next.events],
      duties: [...decision.duties, ...next.duties],
    };
  }
  return decision;
}

export const when = (condition: boolean, rule: Rule): Rule => (condition ? rule : () => nothing);
