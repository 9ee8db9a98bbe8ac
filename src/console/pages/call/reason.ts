import type { HelpReason } from "../../../domain/session/plan.ts";
import type { SessionView } from "../../../http/contract.ts";

type Known = Pick<SessionView, "caller" | "concerns" | "emergency" | "watch">;

/**
 * Why help is needed, as far as the state says it: a press that sends help reads nothing and chooses nothing (PRACTICE 12).
 * Null: it does not say.
 */
export function reasonIn(
  { caller, concerns, emergency, watch }: Known,
  now: number,
): HelpReason | null {
  if (concerns.includes("selfHarm")) return "selfHarm";
  if (concerns.includes("violence")) return "violence";
  if (caller.on !== "line") return "lineLost";
  if (emergency || watch?.deadline === "asked") return "askedForHelp";
  if (watch === null) return null;
  return watch.deadline === "quiet" || now >= watch.dueAt ? "stoppedAnswering" : null;
}

/**
 * What the desk is told until the responder says otherwise, one press after sending. In a watch nobody sends help for somebody
 * who answers, and the star key says the same; before one, it is the caller who wished it.
 */
export const reasonSent = (session: Known, now: number): HelpReason =>
  reasonIn(session, now) ?? (session.watch === null ? "askedForHelp" : "stoppedAnswering");
