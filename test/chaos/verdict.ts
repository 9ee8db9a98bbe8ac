/** What one promise came to. */
export type Verdict = {
  readonly promise: string;
  readonly what: string;
  readonly cases: number;
  /** How late each was, in ms; null where it is kept or not, and never late. */
  readonly lateMs: readonly number[] | null;
  /** Each case in which it was not kept, in words. */
  readonly broken: readonly string[];
};
