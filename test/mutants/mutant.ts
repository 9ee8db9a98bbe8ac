/** One small breakage, made on a copy, that some test has to notice. */
export type Mutant = {
  /** What the line would do wrong. */
  readonly name: string;
  readonly file: string;
  /** Occurs in `file` exactly once. */
  readonly find: string;
  readonly replace: string;
  /** The promise of DESIGN 3 and docs/architecture.md that it breaks. */
  readonly promise: number;
  /** Test files that are run against it; at least one has to fail, by what it asserts. */
  readonly killers: readonly string[];
};

const KINDS = ["unit", "property", "integration"] as const;

/** "unit/session/watch" is test/unit/session/watch.test.ts. */
export const testFile = (killer: string): string => `test/${killer}.test.ts`;

export const isKiller = (killer: string): boolean =>
  KINDS.some((kind) => killer.startsWith(`${kind}/`)) || killer.startsWith("simulation/");
