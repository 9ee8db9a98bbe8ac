import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { isEmergencyNumber } from "../domain/emergency-numbers.ts";

/** Ten digits that are no number one pays for. */
const NORTH_AMERICAN = /^\+1(?!900)\d{10}$/;
/** Elsewhere under +1 a call can cost anything. */
const NEAR: ReadonlySet<string | undefined> = new Set(["CA", "US", undefined]);

/**
 * A number somebody gives for themselves, as E.164, however they write it; null where the line would not ring it: an emergency
 * or short number, half a number, or one outside Canada and the US.
 */
export function ownNumber(given: string): string | null {
  const parsed = parsePhoneNumberFromString(given, "CA");
  if (parsed === undefined || parsed.ext !== undefined) return null;
  const { number, country } = parsed;
  const near = NEAR.has(country) && NORTH_AMERICAN.test(number);
  return near && !isEmergencyNumber(number) ? number : null;
}

/** All that is ever shown of it again. */
export const lastTwo = (number: string): string => number.slice(-2);
