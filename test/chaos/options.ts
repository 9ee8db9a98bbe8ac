import { parseArgs } from "node:util";

export type Options = {
  /** `night`: faults for minutes on end. `flush`: Redis emptied in the middle of a thousand watches. */
  readonly scenario: "night" | "flush";
  readonly minutes: number;
  readonly seed: number;
  /** Sessions kept open at once, or watches open in `flush`. */
  readonly sessions: number;
  /** Write what was found into docs/reliability.md. */
  readonly write: boolean;
};

export class Usage extends Error {
  override name = "Usage";
}

const USAGE =
  "npm run chaos -- [night | flush] [--minutes 10] [--seed 1] [--sessions 50 | 1000] [--write]";

/** What the command line asks for. Throws `Usage` with the way to ask. */
export function optionsOf(args: readonly string[]): Options {
  const { values, positionals } = read(args);
  const [scenario = "night", ...others] = positionals;
  if ((scenario !== "night" && scenario !== "flush") || others.length > 0) throw new Usage(USAGE);
  const flush = scenario === "flush";
  return {
    scenario,
    minutes: positive(values.minutes, 10),
    seed: positive(values.seed, 1),
    sessions: positive(values.sessions, flush ? 1_000 : 50),
    write: values.write ?? false,
  };
}

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        minutes: { type: "string" },
        seed: { type: "string" },
        sessions: { type: "string" },
        write: { type: "boolean" },
      },
    });
  } catch (cause) {
    throw new Usage(USAGE, { cause });
  }
}

function positive(given: string | undefined, otherwise: number): number {
  const value = given === undefined ? otherwise : Number(given);
  if (!Number.isFinite(value) || value <= 0) throw new Usage(USAGE);
  return value;
}
