const NEVER = new Set(["911", "933", "112", "988", "999"]);

/** True for emergency and N11 numbers, however they are written. No test may ever dial one. */
export function isEmergencyNumber(address: string): boolean {
  if (address.startsWith("client:")) return false;
  const digits = address.replace(/\D/g, "").replace(/^1(?=\d{3}$)/, "");
  return NEVER.has(digits) || /^[2-9]11$/.test(digits);
}
