import type { CallStatus } from "../call.ts";
import type { EntryOf } from "../log.ts";
import type { Expectations } from "./expectations.ts";
import type { Transport } from "./transport.ts";
import { firstEntry, waitFor, type Within } from "./waiting.ts";

/** One call in a person's hand. */
export type PhoneCall = {
  readonly callSid: string;
  /** `+1…` or `client:identity`. */
  readonly handset: string;
  /** The next thing heard that fits, after the one `hears` found before; rejects with what was heard instead. */
  hears(pattern: RegExp, options?: Within): Promise<EntryOf<"heard">>;
  /** Everything heard so far. */
  heard(): readonly string[];
  presses(digits: string): Promise<void>;
  /** `confidence` null: the recogniser gives none. */
  says(text: string, options?: { confidence?: number | null }): Promise<void>;
  hangsUp(): Promise<void>;
  /** The line is lost, without a word. */
  drops(): Promise<void>;
  /** Waits for the end of the call, and says how it ended. */
  ends(options?: Within): Promise<CallStatus>;
};

const USUAL_CONFIDENCE = 0.9;

export function phoneCall(
  transport: Transport,
  on: { callSid: string; handset: string },
  expectations: Expectations,
): PhoneCall {
  const { callSid, handset } = on;
  let lastHeard = 0;
  const heard = () => heardOn(transport, callSid);
  const act = async (command: Parameters<Transport["perform"]>[0]) => {
    await transport.perform(command);
  };
  return {
    callSid,
    handset,
    async hears(pattern, options = {}) {
      expectations.speech.push(pattern);
      const entry = await waitFor(transport, {
        ...options,
        look: () =>
          firstEntry(transport.log.since(lastHeard), "heard", (one) =>
            one.callSid === callSid ? pattern.test(one.text) : false,
          ),
        complain: () => complaint(handset, pattern, { heard: heard(), lastHeard }),
      });
      lastHeard = entry.seq;
      return entry;
    },
    heard: () => heard().map(({ text }) => text),
    presses: (digits) => act({ do: "press", callSid, digits }),
    says: (text, { confidence = USUAL_CONFIDENCE } = {}) =>
      act({ do: "say", callSid, text, confidence }),
    hangsUp: () => act({ do: "hangUp", callSid }),
    drops: () => act({ do: "drop", callSid }),
    async ends(options = {}) {
      const entry = await waitFor(transport, {
        ...options,
        look: () => firstEntry(transport.log.entries, "ended", (one) => one.callSid === callSid),
        complain: () => `the call of ${handset} is still up`,
      });
      return entry.status;
    },
  };
}

function heardOn(transport: Transport, callSid: string): EntryOf<"heard">[] {
  return transport.log.entries.filter(
    (entry): entry is EntryOf<"heard"> => entry.kind === "heard" && entry.callSid === callSid,
  );
}

function complaint(
  handset: string,
  pattern: RegExp,
  found: { heard: readonly EntryOf<"heard">[]; lastHeard: number },
): string {
  const lines = found.heard.map(
    ({ seq, text }) => `  ${seq > found.lastHeard ? ">" : " "} ${text}`,
  );
  const instead = lines.length === 0 ? "  (nothing at all)" : lines.join("\n");
  return `${handset} did not hear ${String(pattern)}. Heard (> since the last match):\n${instead}`;
}
