import type { CarrierNumber, NumberAddresses } from "../adapters/twilio/numbers.ts";
import { isEmergencyNumber } from "../domain/emergency-numbers.ts";
import type { LineNumber } from "../engine/arrive.ts";

export type Change = {
  readonly what: keyof NumberAddresses;
  readonly from: string;
  readonly to: string;
};

/** What one number of ours needs; nothing, where it is as it should be. */
export type NumberPlan = LineNumber & {
  readonly sid: string;
  readonly changes: readonly Change[];
  /** From an application or a trunk that has its calls now. */
  readonly takeBack: string | null;
};

export type Plan = {
  readonly numbers: readonly NumberPlan[];
  /** Of the line, and not of the account: bought by a person, or never. */
  readonly missing: readonly LineNumber[];
  /** Emergency short codes, which are never touched. */
  readonly refused: readonly LineNumber[];
};

const FIELDS = [
  "voiceUrl",
  "voiceMethod",
  "voiceFallbackUrl",
  "voiceFallbackMethod",
  "smsUrl",
  "smsMethod",
  "statusCallback",
  "statusCallbackMethod",
] as const satisfies readonly (keyof NumberAddresses)[];

/** What would have to change for the line's own numbers to lead here. No other number of the account is looked at. */
export function planNumbers(
  ours: readonly LineNumber[],
  theirs: readonly CarrierNumber[],
  wanted: NumberAddresses,
): Plan {
  const known = new Map(theirs.map((one) => [one.number, one]));
  const [refused, numbers, missing]: [LineNumber[], NumberPlan[], LineNumber[]] = [[], [], []];
  for (const one of ours) {
    const found = known.get(one.number);
    if (isEmergencyNumber(one.number)) refused.push(one);
    else if (found === undefined) missing.push(one);
    else numbers.push(planOf(one, found, wanted));
  }
  return { numbers, missing, refused };
}

const planOf = (one: LineNumber, found: CarrierNumber, wanted: NumberAddresses): NumberPlan => ({
  ...one,
  sid: found.sid,
  changes: FIELDS.filter((what) => found.addresses[what] !== wanted[what]).map((what) => ({
    what,
    from: found.addresses[what],
    to: wanted[what],
  })),
  takeBack: found.takenOverBy,
});

export const needsNothing = ({ changes, takeBack }: NumberPlan): boolean =>
  changes.length === 0 && takeBack === null;

/** What is asked of the carrier for one number. */
export const addressesIn = ({ changes }: NumberPlan): Partial<NumberAddresses> =>
  Object.fromEntries(changes.map(({ what, to }) => [what, to]));
