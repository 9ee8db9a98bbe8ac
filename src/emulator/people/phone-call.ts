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
  /** Stays on the line and no longer reacts to anything; what a test tells them to do, they still do. */
  goesSilent(): void;
  /** Puts the call through to somebody else's telephone, as a desk does; resolves with the call in their hand. */
  transfersTo(other: { id: string }): Promise<PhoneCall>;
  hangsUp(): Promise<void>;
  /** The line is lost, without a word. */
  drops(): Promise<void>;
  /** Waits for the end of the call, and says how it ended. */
  ends(options?: Within): Promise<CallStatus>;
};

const USUAL_CONFIDENCE = 0.9;

export function phoneCall(transport: Transport, on: OnCall, expectations: Expectations): PhoneCall {
  const { callSid, handset } = on;
  let lastHeard = 0;
  const heard = () => heardOn(transport, on);
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
            isOn(one, on) ? pattern.test(one.text) : false,
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
    goesSilent() {
      expectations.silentCalls.add(callSid);
    },
    async transfersTo({ id }) {
      await act({ do: "transfer", callSid, to: id });
      return phoneCall(transport, { callSid, handset: id }, expectations);
    },
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

type OnCall = { callSid: string; handset: string };

/** After a transfer, somebody else has the same call. */
function isOn(entry: OnCall, { callSid, handset }: OnCall): boolean {
  return entry.callSid === callSid && entry.handset === handset;
}

function heardOn(transport: Transport, on: OnCall): EntryOf<"heard">[] {
  return transport.log.entries.filter(
    (entry): entry is EntryOf<"heard"> => entry.kind === "heard" && isOn(entry, on),
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
