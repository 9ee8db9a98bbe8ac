import type { Standing } from "./heartbeat.ts";

export type Light = "yes" | "barely" | "no" | "away" | "unsure";

/** On a break or resting: no fault, and no alarm about it. */
export const isByChoice = (why: Standing["why"]): boolean => why === "onBreak" || why === "resting";

/** `barely`: rung only because nobody else is there. `away`: by their own wish, or at rest. Null: the line has not said so lately, and nothing else turns it green. */
export function lightOf(stands: Standing | null): Light {
  if (stands === null) return "unsure";
  if (!stands.reachable) return isByChoice(stands.why) ? "away" : "no";
  return stands.why === null ? "yes" : "barely";
}
