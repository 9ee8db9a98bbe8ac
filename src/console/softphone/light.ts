import type { Standing } from "./heartbeat.ts";

export type Light = "yes" | "barely" | "no" | "unsure";

/** `barely`: rung only because nobody else is there. Null: the line has not said so lately, and nothing else turns it green. */
export function lightOf(stands: Standing | null): Light {
  if (stands === null) return "unsure";
  if (!stands.reachable) return "no";
  return stands.why === null ? "yes" : "barely";
}
