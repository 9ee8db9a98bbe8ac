import twilio from "twilio";
import type { SyntheticCalls } from "../../engine/ports-synthetic.ts";
import { ask, connect, type Account } from "./client.ts";
import { refuseEmergencyNumber } from "./emergency-numbers.ts";

const RING_SECONDS = 20;
/** Whatever else goes wrong, it is over by then. */
const LONGEST_SECONDS = 150;
const LISTEN_SECONDS = 2;
/** The other end has begun to listen by then: half a second each. */
const WAIT = "ww";

/** Our own caller: what they press comes from `publicUrl`, turn by turn (http/synthetic.ts). */
export function twilioSynthetic(account: Account, publicUrl: string): Pick<SyntheticCalls, "ring"> {
  const client = connect(account);
  return {
    async ring({ id, to, from, code }) {
      refuseEmergencyNumber(to);
      const twiml = pressing(`${WAIT}${code}`, syntheticUrl(publicUrl, id));
      const timing = { timeout: RING_SECONDS, timeLimit: LONGEST_SECONDS };
      await ask(() => client.calls.create({ to, from, twiml, ...timing }));
    },
  };
}

export const syntheticUrl = (publicUrl: string, callId: string): string =>
  `${publicUrl.replace(/\/+$/, "")}/twilio/synthetic/${encodeURIComponent(callId)}`;

/** Presses these keys, or none; waits a moment, and asks again. */
export function pressing(keys: string, url: string): string {
  const response = new twilio.twiml.VoiceResponse();
  if (keys !== "") response.play({ digits: keys });
  response.pause({ length: LISTEN_SECONDS });
  response.redirect({ method: "POST" }, url);
  return response.toString();
}
