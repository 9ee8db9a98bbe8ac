import { ConfigError, type Settings } from "./config.ts";
import type { Log } from "./engine/ports.ts";

/** Something that is done once, beside a running line. Returns whether all is well. */
export type Errand = (
  settings: Settings,
  databaseUrl: string,
  told: { readonly log: Log; readonly say: (line: string) => void },
) => Promise<boolean>;

type Around = {
  readonly settings: Settings;
  readonly log: Log;
  /** The database, and how to let go of it. */
  readonly database: () => Promise<{ url: string; close(): Promise<void> }>;
};

/** Said on the standard output, and told by what the process ends with. `word` is what was asked for. */
export async function run(
  errand: Errand,
  word: string,
  words: readonly string[],
  { settings, log, database }: Around,
): Promise<null> {
  if (words.length !== 1 || words[0] !== word) throw new ConfigError(`Say what to do: ${word}`);
  const opened = await database();
  try {
    const say = (line: string) => process.stdout.write(`${line}\n`);
    if (!(await errand(settings, opened.url, { log, say }))) process.exitCode = 1;
  } finally {
    await opened.close();
  }
  return null;
}
