import twilio from "twilio";
import type { Language } from "../../domain/language.ts";
import { ask, connect, type Account } from "./client.ts";
import { refuseEmergencyNumber } from "./emergency-numbers.ts";
import { voices } from "./voices.ts";

export type PagedCall = {
  readonly to: string;
  readonly from: string;
  /** Said twice, each time followed by `press`. */
  readonly words: string;
  readonly press: string;
  readonly language: Language;
  /** Where a key that was pressed is told; a whole address. */
  readonly takenUrl: string;
};

/** The carrier as the watchdog needs it. Throws `CarrierRefused` or `CarrierUnreachable`. */
export type Pager = {
  /** Everything to be heard goes with the request, so that it is heard with the line gone. */
  call(call: PagedCall): Promise<void>;
  text(to: string, from: string, body: string): Promise<void>;
  /** Asks something small. Nothing thrown: the carrier answers us, and knows us. */
  answers(): Promise<void>;
};

const RING_SECONDS = 25;
const LISTEN_SECONDS = 5;

export function twilioPager(account: Account): Pager {
  const client = connect(account);
  return {
    async call(call) {
      const { to, from } = call;
      refuseEmergencyNumber(to);
      await ask(() =>
        client.calls.create({ to, from, twiml: spokenPage(call), timeout: RING_SECONDS }),
      );
    },
    async text(to, from, body) {
      refuseEmergencyNumber(to);
      await ask(() => client.messages.create({ to, from, body }));
    },
    async answers() {
      await ask(() => client.calls.page({ pageSize: 1 }));
    },
  };
}

function spokenPage({ words, press, language, takenUrl }: PagedCall): string {
  const response = new twilio.twiml.VoiceResponse();
  const { voice, language: spoken } = voices[language];
  for (let times = 0; times < 2; times += 1) {
    response
      .gather({ action: takenUrl, method: "POST", numDigits: 1, timeout: LISTEN_SECONDS })
      .say({ voice, language: spoken }, `${words} ${press}`);
  }
  response.hangup();
  return response.toString();
}
