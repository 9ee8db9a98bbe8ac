import { rehearsalDesks } from "../../src/adapters/postgres/seed.ts";
import { deskLine } from "../../src/domain/words/words.ts";
import type { Stage } from "./callers.ts";
import { isKind } from "./telephones.ts";

const deskNumbers: readonly string[] = rehearsalDesks(0).map(({ number }) => number);
const known: ReadonlySet<string> = new Set(deskNumbers);
export const isDesk = (number: string): boolean => known.has(number);

const BRIEF = /Press 1 if you're sending|Faites le 1 si vous envoyez/;
const STILL = /Still sending\?|Envoyez-vous toujours/;
const THANKS = [deskLine("taken", "en"), deskLine("taken", "fr")];
const STAYS_MS = 20_000;
/** Nobody at a desk stays longer on one call. */
const LONGEST_MS = 90_000;

/** People at desks: most take it when they have heard the brief; some hang up on a recording, some only listen for a while. */
export async function desksAnswer({ telephones, luck, later }: Stage): Promise<void> {
  for (const handset of deskNumbers) {
    const behaviour = { answers: { afterMs: luck.between(1_000, 2_500) } } as const;
    await telephones.perform({ do: "behave", handset, behaviour });
  }
  const leaving = new Set<string>();
  const act = (command: Parameters<typeof telephones.perform>[0]) =>
    void telephones.perform(command).catch(() => undefined); // they may have been put through or hung up meanwhile
  const leaves = (callSid: string, afterMs: number) => {
    if (leaving.has(callSid)) return;
    leaving.add(callSid);
    later(afterMs, () => act({ do: "hangUp", callSid }));
  };
  telephones.onEntry((entry) => {
    if (isKind(entry, "answered") && isDesk(entry.handset)) {
      const { callSid } = entry;
      later(LONGEST_MS, () => act({ do: "hangUp", callSid }));
      if (luck.chance(0.12)) leaves(callSid, luck.between(500, 8_000));
      return;
    }
    if (isKind(entry, "joined") && isDesk(entry.handset)) return leaves(entry.callSid, STAYS_MS);
    if (!isKind(entry, "heard") || !isDesk(entry.handset) || entry.source === "voice") return;
    const { callSid, text } = entry;
    if (BRIEF.test(text))
      later(luck.between(800, 3_000), () => act({ do: "press", callSid, digits: "1" }));
    if (STILL.test(text)) {
      later(luck.between(800, 3_000), () => act({ do: "press", callSid, digits: "2" }));
      leaves(callSid, STAYS_MS);
    }
    if (THANKS.some((one) => text.includes(one))) leaves(callSid, STAYS_MS);
  });
}
