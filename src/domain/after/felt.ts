/** From 1 to 5, as the person puts it themselves. */
export const FELT = [1, 2, 3, 4, 5] as const;
export type FeltValue = (typeof FELT)[number];

/** How hard it was (5: very), and what strength is left (5: much). Nothing is reckoned from it, by anybody. */
export type Felt = { readonly difficulty: FeltValue; readonly energy: FeltValue };

/** What somebody wrote for themselves after a call, or without one. Sealed; read by nobody else. */
export type OwnWords = Felt & { readonly sessionId: string | null; readonly words: string };

/** All that a supervisor ever sees of it, and only once it is shared: never the words, nor which call it was (PRACTICE 32). */
export const shownOf = ({ difficulty, energy }: OwnWords): Felt => ({ difficulty, energy });
