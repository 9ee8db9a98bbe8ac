import type { RemindShift } from "../domain/shifts/duties.ts";
import { reminderText } from "../domain/words/shifts.ts";
import type { LineActed } from "./line-acts.ts";
import type { Line } from "./ports.ts";
import { textStaff } from "./staff-texts.ts";

/** Somebody is told of their shift that comes, unless it began or changed. */
export async function remindShift(line: Line, duty: RemindShift): Promise<LineActed> {
  if (duty.startsAt <= line.clock.now()) return { how: "overtaken", by: "shiftBegan" };
  if (!(await line.shiftsAhead.stillOn(duty))) return { how: "overtaken", by: "shiftChanged" };
  const { ruleId, day, aheadMs, staffId } = duty;
  const sent = await textStaff(line, staffId, (name, language) =>
    reminderText(duty, name, language),
  );
  const data = { ruleId, day, aheadMs: String(aheadMs), sent };
  return { how: "done", event: { kind: "shiftReminded", subject: staffId, data }, owes: [] };
}
