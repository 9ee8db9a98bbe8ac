import { LOOK_AGAIN_MS, REMIND_EVERY_MS } from "../domain/after/debriefs.ts";
import type { Instant } from "../domain/session/people.ts";
import { afterText } from "../domain/words/after.ts";
import { say } from "../domain/words/words.ts";
import type { Line } from "./ports.ts";
import { textSupervising } from "./text-supervising.ts";

type OwedTo = {
  readonly dutyId: string;
  readonly staffId: string;
  readonly rehearsal: boolean;
};

export type Reminded = { readonly waits: string; readonly until: Instant };

/**
 * Support stays owed until a person says it was given, or waives it. Gently: once a day those who supervise at that moment hear by
 * text that one is owed, without a name; whom it is owed to is never pressed.
 */
export async function remindDebrief(
  line: Line,
  { dutyId, staffId, rehearsal }: OwedTo,
): Promise<Reminded> {
  const at = line.clock.now();
  const told = await textSupervising(line, {
    what: "a debrief",
    except: staffId,
    words(name, language) {
      const words = afterText("debriefOwed", language, { line: name });
      return rehearsal ? `${say("rehearsalNotice", language)} ${words}` : words;
    },
  });
  if (!told) {
    return { waits: "A debrief is owed; nobody supervises now", until: at + LOOK_AGAIN_MS };
  }
  const event = { kind: "debriefOwed", subject: staffId, data: {}, at, cause: dutyId };
  await line.lineEvents.append(event);
  return { waits: "A debrief is owed", until: at + REMIND_EVERY_MS };
}
