import { parseArgs } from "node:util";

export type Options = {
  /** What stands behind the name of a bench. */
  readonly words: readonly string[];
  /** Small sizes, to see that it works; what it finds proves nothing and is never written down. */
  readonly quick: boolean;
  /** Also what takes more than the quarter of an hour of the whole run. */
  readonly long: boolean;
  /** Put what was found into docs/performance.md. */
  readonly write: boolean;
};

export class Usage extends Error {
  override name = "Usage";
}

const FLAGS = {
  quick: { type: "boolean" },
  long: { type: "boolean" },
  write: { type: "boolean" },
} as const;

/** What the command line asks for; without a name, everything. Throws `Usage`. */
export function optionsOf(args: readonly string[]): { name: string | null; options: Options } {
  const { values, positionals } = read(args);
  const { quick = false, long = false, write = false } = values;
  if (quick && write) throw new Usage("What --quick finds is not written down");
  const [name = null, ...words] = positionals;
  return { name, options: { words, quick, long, write } };
}

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: FLAGS });
  } catch (cause) {
    throw new Usage("It knows --quick, --long and --write", { cause });
  }
}
