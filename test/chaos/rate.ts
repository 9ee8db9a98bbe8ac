/** A setting of the line: calls it may start in a second. Fifty callers at once are more than the usual one a second carries. */
export const PER_SECOND = 10;
