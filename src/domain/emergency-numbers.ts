const TELEPHONE = /^\+?[0-9]{7,15}$/;
/** In North America no area code ends in 11: 911, 411 and the rest reach a service, whatever follows. */
const N11_FIRST = /^(\+?1)?[2-9]11/;

/** 911, 933, 112, 988, 999, any N11, or anything else too short or malformed to be an ordinary telephone number. */
export function isEmergencyNumber(to: string): boolean {
  const number = to.replaceAll(/[\s().-]/g, "");
  return !TELEPHONE.test(number) || N11_FIRST.test(number);
}
