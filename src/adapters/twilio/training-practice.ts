import twilio from "twilio";
import type { Language } from "../../domain/language.ts";
import type { Progress } from "../../domain/training/practice.ts";
import type { PracticeCalls } from "../../engine/ports-training.ts";
import { ask, connect, type Account } from "./client.ts";
import { refuseEmergencyNumber } from "./emergency-numbers.ts";
import { voices } from "./voices.ts";

const RING_SECONDS = 20;
/** Whatever else goes wrong, it is over by then. */
const LONGEST_SECONDS = 15 * 60;
const LISTEN_SECONDS = 2;

/** Our own caller, who practises with one of ours: what they say comes from `publicUrl`, turn by turn (http/training-practice.ts). */
export function twilioPractice(account: Account, publicUrl: string): Pick<PracticeCalls, "ring"> {
  const client = connect(account);
  return {
    async ring({ id, to, from }) {
      refuseEmergencyNumber(to);
      const twiml = practising(
        { keys: "", say: null },
        practiceUrl(publicUrl, id, { said: 0, at: 0 }),
      );
      const timing = { timeout: RING_SECONDS, timeLimit: LONGEST_SECONDS };
      await ask(() => client.calls.create({ to, from, twiml, ...timing }));
    },
  };
}

/** How far they are stands in the address they come back to: nothing else has to remember it. */
export const practiceUrl = (publicUrl: string, callId: string, { said, at }: Progress): string =>
  `${publicUrl.replace(/\/+$/, "")}/twilio/practice/${encodeURIComponent(callId)}?said=${said}&at=${at}`;

type Deed = {
  readonly keys: string;
  readonly say: { readonly text: string; readonly language: Language } | null;
};

/** Presses, or says something; waits a moment, and asks again. */
export function practising({ keys, say }: Deed, url: string): string {
  const response = new twilio.twiml.VoiceResponse();
  if (keys !== "") response.play({ digits: keys });
  if (say !== null) {
    const { voice, language } = voices[say.language];
    response.say({ voice, language }, say.text);
  }
  response.pause({ length: LISTEN_SECONDS });
  response.redirect({ method: "POST" }, url);
  return response.toString();
}
