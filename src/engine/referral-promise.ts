import { REMIND_PROMISE_EVERY_MS, type PromisedContactDuty } from "../domain/referrals/duties.ts";
import type { Instant } from "../domain/session/people.ts";
import { afterText } from "../domain/words/after.ts";
import { say } from "../domain/words/words.ts";
import type { Line } from "./ports.ts";
import { textStaff } from "./staff-texts.ts";

/** Whoever promised a caller to call or text them hears by text that it is time, and once a day until they say what became of it. Nobody is named. */
export async function remindPromise(
  line: Line,
  { staffId, rehearsal }: PromisedContactDuty,
): Promise<{ readonly waits: string; readonly until: Instant }> {
  const sent = await textStaff(line, staffId, (name, language) => {
    const words = afterText("promiseDue", language, { line: name });
    return rehearsal ? `${say("rehearsalNotice", language)} ${words}` : words;
  });
  if (sent !== "texted")
    line.log.warn({ staffId, sent }, "A promise to a caller is due: not texted");
  return {
    waits: "A promise to a caller is due",
    until: line.clock.now() + REMIND_PROMISE_EVERY_MS,
  };
}
