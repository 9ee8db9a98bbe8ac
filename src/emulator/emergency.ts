const NEVER = ["911", "933", "112", "988", "999"];
/** The longest that is still a service and no telephone: a country's code before one of them included. */
const LONGEST_SHORT = 6;

/**
 * True for 911, 933, 112, 988, 999 and every N11, however they are written, with a country's code or more digits behind
 * them. No test may ever dial one.
 */
export function isEmergencyNumber(address: string): boolean {
  if (address.startsWith("client:")) return false;
  const [dialled = ""] = address.replace(/^(?:sips?|tel):/i, "").split(/[@,;#wx?]/i);
  const digits = dialled.replace(/\D/g, "");
  if (digits.length > LONGEST_SHORT) return /^1?[2-9]11\d{7}$/.test(digits);
  return NEVER.some((number) => digits.endsWith(number)) || /[2-9]11$/.test(digits);
}
