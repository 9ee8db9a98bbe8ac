import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import type { MadeKey } from "../adapters/twilio/account.ts";

export type Around = {
  readonly folder: string;
  /** Whether a person reads this at a terminal, and nothing keeps it. */
  readonly terminal: boolean;
  readonly make: () => Promise<MadeKey>;
};

/** Where a key waits until somebody moves it into the settings. */
export const keyFile = (folder: string): string => path.join(folder, "twilio-api-key");

/**
 * Makes an API key, once. Its secret goes to a terminal, or else to a file for its owner alone; what is returned is said, and may be
 * kept by a log: `shown` apart, which must not.
 */
export async function provideKey({
  folder,
  terminal,
  make,
}: Around): Promise<{ readonly said: string; readonly shown: readonly string[] }> {
  const file = keyFile(folder);
  if (existsSync(file)) {
    return {
      said: `An API key was made before, and waits in ${file}: move it into the settings.`,
      shown: [],
    };
  }
  const { sid, secret } = await make();
  const settings = [`TWILIO_API_KEY=${sid}`, `TWILIO_API_SECRET=${secret}`];
  if (terminal) {
    return {
      said: "An API key was made. Its secret is shown this once; put both into the settings:",
      shown: settings,
    };
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(file, `${settings.join("\n")}\n`, { mode: 0o600, flag: "wx" });
  return {
    said: `An API key was made: move what is in ${file} into the settings, and remove the file.`,
    shown: [],
  };
}
