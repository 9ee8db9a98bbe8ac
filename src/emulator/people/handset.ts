import type { Behaviour } from "../behaviour.ts";
import type { EntryOf } from "../log.ts";
import type { Expectations } from "./expectations.ts";
import { phoneCall, type PhoneCall } from "./phone-call.ts";
import type { Transport } from "./transport.ts";
import { firstEntry, waitFor, type Within } from "./waiting.ts";

type Reaction = (call: PhoneCall, heard: EntryOf<"heard">) => void | Promise<void>;

/** A telephone or softphone, and the person who has it. */
export type Handset = {
  readonly id: string;
  /** How it behaves from now on when it rings. */
  behaves(behaviour: Behaviour): Promise<void>;
  /** Dials one of the line's numbers; `from` is the caller ID shown instead of its own. */
  calls(to: string, options?: { from?: string }): Promise<PhoneCall>;
  /** The next ring nobody has taken notice of yet. */
  isRung(options?: Within): Promise<PhoneCall>;
  /** Picks up what rings now, or next. */
  answers(options?: Within): Promise<PhoneCall>;
  /** Turns away what rings now, or next. */
  declines(options?: Within): Promise<PhoneCall>;
  texts(to: string, body: string): Promise<void>;
  /** The next text message that fits. */
  receives(pattern: RegExp, options?: Within): Promise<EntryOf<"messageSent">>;
  /** Reacts each time something like this is heard, on any call of this handset. Ends with the returned function. */
  onHears(pattern: RegExp, react: Reaction): () => void;
  /** Says what it may hear: anything else becomes unexpected. */
  mayHear(...patterns: readonly RegExp[]): void;
};

/** A softphone in a browser. */
export type Softphone = Handset & {
  accept(options?: Within): Promise<PhoneCall>;
  decline(options?: Within): Promise<PhoneCall>;
  /** The browser is gone: rings go unanswered at once. */
  goesOffline(): Promise<void>;
  comesOnline(): Promise<void>;
};

export type HandsetParts = {
  transport: Transport;
  expectations: Expectations;
  /** Where a reaction that throws is told. */
  failed(error: unknown): void;
};

export function handset(id: string, parts: HandsetParts): Handset {
  const { transport, expectations } = parts;
  const callOn = (callSid: string) => phoneCall(transport, { callSid, handset: id }, expectations);
  const { isRung, answers, declines } = ringingOn(id, parts, callOn);
  let lastMessage = 0;
  return {
    id,
    async behaves(behaviour) {
      expectations.behaves = true;
      await transport.perform({ do: "behave", handset: id, behaviour });
    },
    async calls(to, { from = id } = {}) {
      const { sid } = await transport.perform({ do: "call", handset: id, to, from });
      if (sid === null) throw new Error(`${id} could not call ${to}`);
      return callOn(sid);
    },
    isRung,
    answers,
    declines,
    async texts(to, body) {
      await transport.perform({ do: "text", handset: id, to, body });
    },
    async receives(pattern, options = {}) {
      const message = await waitFor(transport, {
        ...options,
        look: () =>
          firstEntry(transport.log.since(lastMessage), "messageSent", (entry) =>
            entry.to === id ? pattern.test(entry.body) : false,
          ),
        complain: () => `${id} did not receive a message like ${String(pattern)}`,
      });
      lastMessage = message.seq;
      return message;
    },
    onHears(pattern, react) {
      expectations.speech.push(pattern);
      return reactions(id, parts, { pattern, react, callOn });
    },
    mayHear(...patterns) {
      expectations.strict = true;
      expectations.speech.push(...patterns);
    },
  };
}

type CallOn = (callSid: string) => PhoneCall;

function ringingOn(
  id: string,
  { transport, expectations }: HandsetParts,
  callOn: CallOn,
): Pick<Handset, "isRung" | "answers" | "declines"> {
  let lastRing = 0;
  const isOpen = (callSid: string) =>
    !transport.log.entries.some(
      (entry) => (entry.kind === "answered" || entry.kind === "ended") && entry.callSid === callSid,
    );
  const nextRing = async (after: number, open: boolean, options: Within) => {
    const ring = await waitFor(transport, {
      ...options,
      look: () =>
        firstEntry(transport.log.since(after), "rang", (entry) =>
          entry.handset === id ? !open || isOpen(entry.callSid) : false,
        ),
      complain: () => `${id} does not ring`,
    });
    lastRing = Math.max(lastRing, ring.seq);
    expectations.takenCalls.add(ring.callSid);
    return ring.callSid;
  };
  const take = async (how: "answer" | "decline", options: Within) => {
    const callSid = await nextRing(0, true, options);
    await transport.perform({ do: how, callSid });
    return callOn(callSid);
  };
  return {
    isRung: async (options = {}) => callOn(await nextRing(lastRing, false, options)),
    answers: (options = {}) => take("answer", options),
    declines: (options = {}) => take("decline", options),
  };
}

/** People react a moment after hearing, never while the network is still speaking the first word. */
function reactions(
  id: string,
  parts: HandsetParts,
  reaction: { pattern: RegExp; react: Reaction; callOn: CallOn },
): () => void {
  return parts.transport.log.subscribe((entry) => {
    if (entry.kind !== "heard" || entry.handset !== id) return;
    if (!reaction.pattern.test(entry.text)) return;
    if (parts.expectations.silentCalls.has(entry.callSid)) return;
    Promise.resolve()
      .then(() => reaction.react(reaction.callOn(entry.callSid), entry))
      .catch((error: unknown) => parts.failed(error));
  });
}

export function softphone(id: string, parts: HandsetParts): Softphone {
  const base = handset(id, parts);
  return {
    ...base,
    accept: (options) => base.answers(options),
    decline: (options) => base.declines(options),
    async goesOffline() {
      await parts.transport.perform({ do: "goOffline", handset: id });
    },
    async comesOnline() {
      await parts.transport.perform({ do: "plugIn", handset: id });
    },
  };
}
