import { CarrierRefused } from "../../engine/errors.ts";

const SOFTPHONE = /^client:[\w-]+(\?.*)?$/;
const TELEPHONE = /^\+?[0-9]{7,15}$/;
/** In North America no area code ends in 11: 911, 411 and the rest reach a service, whatever follows. */
const N11_FIRST = /^(\+?1)?[2-9]11/;

/** The refusal is ours, not the carrier's: it has no number of Twilio's. */
const OURS = 0;

/**
 * Throws `CarrierRefused` for a number that is no ordinary telephone number. 911 through Twilio reaches the city of *our* number,
 * never the caller's; 911, 933, 112, 988, 999 and any N11 are never dialled, by the line or a test, and nothing shorter than 7 digits.
 */
export function refuseEmergencyNumber(to: string): void {
  if (SOFTPHONE.test(to)) return;
  const number = to.replaceAll(/[\s().-]/g, "");
  if (TELEPHONE.test(number) && !N11_FIRST.test(number)) return;
  throw new CarrierRefused("Refused to dial an emergency or malformed number", OURS);
}
