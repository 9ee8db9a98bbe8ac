import type { Handset } from "../../src/emulator/people/handset.ts";
import type { PhoneCall } from "../../src/emulator/people/phone-call.ts";
import type { Within } from "../../src/emulator/people/waiting.ts";
import type { LogView } from "../../src/emulator/log.ts";

export type InHand<H extends Handset> = H & {
  /** The call picked up last, while it is up; throws when there is none. */
  onCall(): Promise<PhoneCall>;
  /** Every call picked up and not over. */
  callsUp(): Promise<readonly PhoneCall[]>;
  says(words: string): Promise<void>;
  presses(keys: string): Promise<void>;
};

/** A telephone whose person acts on the call they are on, without having waited for its ring. */
export function inHand<H extends Handset>(handset: H, log: LogView): InHand<H> {
  const rung: PhoneCall[] = [];
  const isRung = async (options?: Within) => {
    const call = await handset.isRung(options);
    rung.push(call);
    return call;
  };
  const callsUp = async () => {
    while (await isRung({ within: 0 }).catch(() => null)) {}
    return rung.filter(({ callSid }) => isUp(log, callSid));
  };
  const onCall = async () => {
    const call = (await callsUp()).at(-1);
    if (call === undefined) throw new Error(`${handset.id} is on no call`);
    return call;
  };
  return {
    ...handset,
    isRung,
    callsUp,
    onCall,
    says: async (words: string) => (await onCall()).says(words),
    presses: async (keys: string) => (await onCall()).presses(keys),
  };
}

function isUp({ entries }: LogView, callSid: string): boolean {
  const has = (kind: "answered" | "ended") =>
    entries.some((entry) => entry.kind === kind && entry.callSid === callSid);
  return has("answered") && !has("ended");
}
