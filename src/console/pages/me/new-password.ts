/** As the line asks it (http/contract-access.ts). */
export const LEAST_LETTERS = 12;

/** What is wrong with a new password typed twice; null: nothing. */
export function wrongIn(password: string, again: string): "short" | "differ" | null {
  if (password.length < LEAST_LETTERS) return "short";
  return password === again ? null : "differ";
}
