import type { TellGaps } from "../domain/shifts/duties.ts";
import { gapText } from "../domain/words/shifts.ts";
import type { LineActed } from "./line-acts.ts";
import type { Line } from "./ports.ts";
import { textStaff } from "./staff-texts.ts";

/** One supervisor is told that too few are on, unless that time has passed. */
export async function tellGaps(line: Line, duty: TellGaps): Promise<LineActed> {
  if (duty.first.to <= line.clock.now()) return { how: "overtaken", by: "gapOver" };
  const { timeZone } = line.voice;
  const { staffId, first, more } = duty;
  const sent = await textStaff(line, staffId, (name, language) =>
    gapText({ ...duty, timeZone }, name, language),
  );
  const data = { from: String(first.from), to: String(first.to), more: String(more), sent };
  return { how: "done", event: { kind: "gapsTold", subject: staffId, data }, owes: [] };
}
