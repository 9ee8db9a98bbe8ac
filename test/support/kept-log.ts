import type { Log } from "../../src/engine/ports.ts";

export type KeptLog = Log & {
  /** Every line ever written, as text. */
  readonly lines: readonly string[];
  /** What somebody should have looked at. */
  readonly errors: readonly string[];
  /** A line of the web server's, as it comes out. */
  readonly printed: (line: string) => void;
  /** They were expected. */
  forgetErrors(): void;
};

/** Keeps everything that is said, to be judged at the end. */
export function keptLog(): KeptLog {
  const lines: string[] = [];
  const errors: string[] = [];
  const keep = (fields: object, message: string): string => {
    const text = `${message} ${JSON.stringify(fields, withErrors)}`;
    lines.push(text);
    return text;
  };
  return {
    lines,
    errors,
    printed: (line) => void lines.push(line),
    forgetErrors: () => {
      errors.length = 0;
    },
    info: keep,
    warn: keep,
    error: (fields, message) => errors.push(keep(fields, message)),
  };
}

const withErrors = (_key: string, value: unknown): unknown =>
  value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;
