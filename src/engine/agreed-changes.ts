import { LOOK_AGAIN_MS, REMIND_EVERY_MS } from "../domain/after/debriefs.ts";
import type { AgreedChange } from "../domain/reviews/changes.ts";
import { afterText } from "../domain/words/after.ts";
import type { Reminded } from "./debriefs.ts";
import type { Line } from "./ports.ts";
import { textSupervising } from "./text-supervising.ts";

/**
 * What was to change by now stays owed until a person says that it is done, or waives it. Once a day those who supervise at that moment
 * hear so, without a name. Of what was agreed in practice nobody is told.
 */
export async function remindChange(
  line: Line,
  dutyId: string,
  { staffId, rehearsal }: AgreedChange,
): Promise<Reminded> {
  const at = line.clock.now();
  if (rehearsal) return { waits: "A change, agreed in practice", until: at + REMIND_EVERY_MS };
  const told = await textSupervising(line, {
    what: "an agreed change",
    except: null,
    words: (name, language) => afterText("changeOwed", language, { line: name }),
  });
  if (!told) {
    return { waits: "A change is owed; nobody supervises now", until: at + LOOK_AGAIN_MS };
  }
  const event = { kind: "changeOwed", subject: staffId, data: {}, at, cause: dutyId };
  await line.lineEvents.append(event);
  return { waits: "A change is owed", until: at + REMIND_EVERY_MS };
}
