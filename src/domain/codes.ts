const SHORTEST = 6;
const LONGEST = 10;
const UP = "01234567890123456789";
const DOWN = "98765432109876543210";

/** Whether a code somebody chose is one of the first that anybody would try: a run, a pattern again and again, or their own number. */
export function isWeakCode(digits: string, number: string | null): boolean {
  if (digits.length < SHORTEST || digits.length > LONGEST) return true;
  if (UP.includes(digits) || DOWN.includes(digits)) return true;
  if (/^(\d{1,3})\1+\d{0,2}$/.test(digits) && new Set(digits).size <= 3) return true;
  return number?.includes(digits) ?? false;
}
