import type { Event } from "../session/events.ts";
import type { Session } from "../session/session.ts";

/** How far a session ever came, in order. What it came to after that is its outcome. */
export const REACHED = [
  "waiting",
  "accompanied",
  "watching",
  "escalated",
  "helpTaken",
  "helpArrived",
] as const;
export type Reached = (typeof REACHED)[number];

/** What is asked of a session long after: it is no part of any rule. */
export type Story = {
  readonly reached: Reached;
  /** Of ours, who were with the caller, in order. */
  readonly people: readonly string[];
};

const beginning: Story = { reached: "waiting", people: [] };

export const storyOf = ({ story }: Pick<Session, "story">): Story => story ?? beginning;

export function evolveStory(session: Pick<Session, "story">, event: Event): Story {
  const before = storyOf(session);
  const reached = later(before.reached, reachedBy(event));
  if (event.kind !== "responderJoined") return { ...before, reached };
  return { reached, people: [...new Set([...before.people, event.staffId])] };
}

/** An emergency, or a death that was learned of afterwards: somebody looks back at it. */
export const needsReview = (session: Pick<Session, "story" | "closed">): boolean =>
  session.closed !== null &&
  (session.closed.outcome === "died" || isAtLeast(storyOf(session).reached, "escalated"));

export const isAtLeast = (reached: Reached, least: Reached): boolean =>
  REACHED.indexOf(reached) >= REACHED.indexOf(least);

const later = (one: Reached, other: Reached): Reached => (isAtLeast(one, other) ? one : other);

function reachedBy({ kind }: Event): Reached {
  switch (kind) {
    case "responderJoined":
      return "accompanied";
    case "watchBegan":
      return "watching";
    case "emergencyDeclared":
    case "helpAsked":
      return "escalated";
    case "helpTaken":
    case "helpArrived":
      return kind;
    default:
      return "waiting";
  }
}
