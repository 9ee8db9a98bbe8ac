import type { LineNumber } from "./exchange.ts";

/** An emulator that serves any application, on its own: what one types to start it, and what it says then. */

const EXAMPLE = "+15555550100=http://127.0.0.1:8080/voice";
const FORM =
  /^(?<number>\+[1-9]\d{6,14})=(?<voiceUrl>https?:\/\/[^,]+)(?:,(?<smsUrl>https?:\/\/.+))?$/;

/** Reads `number=voice address`, or `number=voice address,message address`; the rest is told back as wrong. */
export function numbersIn(words: readonly string[]): { numbers: LineNumber[]; wrong: string[] } {
  const numbers: LineNumber[] = [];
  const wrong: string[] = [];
  for (const word of words) {
    const { number, voiceUrl, smsUrl } = FORM.exec(word)?.groups ?? {};
    if (number === undefined || voiceUrl === undefined) {
      wrong.push(`"${word}" is not like ${EXAMPLE}`);
    } else numbers.push({ number, voiceUrl, ...(smsUrl === undefined ? {} : { smsUrl }) });
  }
  return { numbers, wrong };
}

type Started = {
  url: string;
  /** Null for an account that is not made up: its token is nobody's to read here. */
  account: { sid: string; token: string } | null;
  numbers: readonly LineNumber[];
};

/** What the person who started it needs next. */
export function greeting({ url, account, numbers }: Started): string {
  const credentials = account
    ? [`  Account SID:  ${account.sid}`, `  Auth token:   ${account.token}`]
    : ["  Account:      the one in your settings"];
  const known = numbers.map(({ number, voiceUrl }) => `    ${number}  asks ${voiceUrl}`);
  return [
    "",
    `A telephone network that speaks Twilio's API: ${url}`,
    `  Telephone:    ${url}/phone`,
    ...credentials,
    "  Its numbers:",
    ...known,
    "",
    `  Another number: npm run emulator -- ${EXAMPLE}`,
    "  How an application is pointed at it: docs/emulator.md. Ctrl-C closes it.",
    "",
    "",
  ].join("\n");
}
