import type { NumberAddresses } from "../adapters/twilio/numbers.ts";
import { needsNothing, type NumberPlan, type Plan } from "./plan.ts";

const WORDS: Readonly<Record<keyof NumberAddresses, string>> = {
  voiceUrl: "a call comes in",
  voiceMethod: "  asked by",
  voiceFallbackUrl: "we are away",
  voiceFallbackMethod: "  asked by",
  smsUrl: "a text comes in",
  smsMethod: "  asked by",
  statusCallback: "a call ends",
  statusCallbackMethod: "  asked by",
};
const WIDTH = 17;

/** What there is and what would be, number by number. */
export function planLines({ numbers, missing, refused }: Plan): readonly string[] {
  return [
    ...numbers.flatMap(numberLines),
    ...missing.map(
      ({ number, role }) =>
        `${number}  ${role}: NOT A NUMBER OF THIS ACCOUNT. Buy it, or correct LINE_NUMBERS.`,
    ),
    ...refused.map(
      ({ number }) => `${number}  REFUSED: an emergency short code is never a number of the line.`,
    ),
  ];
}

function numberLines(plan: NumberPlan): readonly string[] {
  const { number, role, language, changes, takeBack } = plan;
  const head = `${number}  ${role}, ${language}`;
  if (needsNothing(plan)) return [`${head}: as it should be.`];
  return [
    head,
    ...(takeBack === null ? [] : [`  - taken over by ${takeBack}`]),
    ...changes.flatMap(({ what, from, to }) => [
      `  - ${WORDS[what].padEnd(WIDTH)} ${from || "(nothing)"}`,
      `  + ${WORDS[what].padEnd(WIDTH)} ${to}`,
    ]),
  ];
}
