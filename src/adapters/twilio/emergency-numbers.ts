import { isEmergencyNumber } from "../../domain/emergency-numbers.ts";
import { CarrierRefused } from "../../engine/errors.ts";

const SOFTPHONE = /^client:[\w-]+(\?.*)?$/;

/** The refusal is ours, not the carrier's: it has no number of Twilio's. */
const OURS = 0;

/**
 * Throws `CarrierRefused` for a number that is no ordinary telephone number. 911 through Twilio reaches the city of *our* number,
 * never the caller's; 911, 933, 112, 988, 999 and any N11 are never dialled, by the line or a test, and nothing shorter than 7 digits.
 */
export function refuseEmergencyNumber(to: string): void {
  if (SOFTPHONE.test(to) || !isEmergencyNumber(to)) return;
  throw new CarrierRefused("Refused to dial an emergency or malformed number", OURS);
}
