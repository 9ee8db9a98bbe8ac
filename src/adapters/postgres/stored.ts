/**
 * What a row holds, as the type it was written with. Only this program writes these tables, and the database checks
 * its closed lists, so rows are trusted here and nowhere else.
 */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion, typescript/no-unnecessary-type-parameters
export const stored = <T>(value: unknown): T => value as T;
