import { z } from "zod";
import type { Call } from "../call.ts";
import { isEmergencyNumber } from "../emergency.ts";
import type { Exchange } from "../exchange.ts";
import { NoSuchNumber } from "../incoming.ts";
import type { Command } from "../people/commands.ts";
import { NotPossible, perform } from "../people/perform.ts";
import type { Deed } from "../phone/contract.ts";
import { callInHand } from "./calls.ts";
import { TelephoneProblem, type Telephone } from "./telephones.ts";

const callSid = z.string();

/** What a person does with a telephone in a browser. */
export const deed: z.ZodType<Deed> = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("call"), to: z.string().min(1) }),
  z.strictObject({ do: z.literal("answer"), callSid }),
  z.strictObject({ do: z.literal("decline"), callSid }),
  z.strictObject({ do: z.literal("press"), digits: z.string().regex(/^[0-9*#]{1,50}$/) }),
  z.strictObject({ do: z.literal("say"), text: z.string().trim().min(1).max(1000) }),
  z.strictObject({ do: z.literal("hangUp") }),
]);

/** What speech recognition makes of typed words. */
const CONFIDENCE = 0.9;
const WITHHELD = "anonymous";

/** Does it, or throws `TelephoneProblem`. */
export function doDeed(exchange: Exchange, telephone: Telephone, wanted: Deed): void {
  try {
    for (const command of commands(exchange, telephone, wanted)) perform(exchange, command);
  } catch (error) {
    if (error instanceof NoSuchNumber) throw new TelephoneProblem("noSuchNumber", error.message);
    if (error instanceof NotPossible) throw new TelephoneProblem("notPossible", error.message);
    throw error;
  }
}

function commands(exchange: Exchange, telephone: Telephone, wanted: Deed): readonly Command[] {
  const { address, withheld } = telephone;
  switch (wanted.do) {
    case "call":
      return [dial(exchange, { address, from: withheld ? WITHHELD : address }, wanted.to)];
    case "answer": {
      // Answering a second call ends the first: this telephone has one line.
      const present = callInHand(exchange, address);
      const first: Command[] = present ? [{ do: "hangUp", callSid: present.sid }] : [];
      return [...first, { do: "answer", callSid: here(exchange, address, wanted.callSid) }];
    }
    case "decline":
      return [{ do: "decline", callSid: here(exchange, address, wanted.callSid) }];
    case "press":
      return [{ ...wanted, callSid: present(exchange, address).sid }];
    case "say":
      return [{ ...wanted, callSid: present(exchange, address).sid, confidence: CONFIDENCE }];
    case "hangUp":
      return [{ do: "hangUp", callSid: present(exchange, address).sid }];
  }
}

function dial(
  exchange: Exchange,
  { address, from }: { address: string; from: string },
  dialled: string,
): Command {
  const to = dialled.replaceAll(/[\s().-]/g, "");
  if (isEmergencyNumber(to)) {
    throw new TelephoneProblem("emergency", "a rehearsal telephone never calls emergency services");
  }
  if (callInHand(exchange, address)) {
    throw new TelephoneProblem("notPossible", "this telephone is on a call already");
  }
  return { do: "call", handset: address, to: whole(to), from };
}

/** As people write it: `1 555 555 0100` and `555 555 0100` are North American. */
function whole(number: string): string {
  if (/^[2-9]\d{9}$/.test(number)) return `+1${number}`;
  return /^1[2-9]\d{9}$/.test(number) ? `+${number}` : number;
}

function present(exchange: Exchange, address: string): Call {
  const call = callInHand(exchange, address);
  if (!call) throw new TelephoneProblem("notPossible", "this telephone is on no call");
  return call;
}

/** A telephone answers its own calls, nobody else's. */
function here(exchange: Exchange, address: string, sid: string): string {
  if (exchange.calls.get(sid)?.handset !== address) {
    throw new TelephoneProblem("notPossible", `call ${sid} does not ring at ${address}`);
  }
  return sid;
}
