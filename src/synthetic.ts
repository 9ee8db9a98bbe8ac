import { createHmac } from "node:crypto";

import type { Database } from "./adapters/postgres/client.ts";
import { createSynthetic } from "./adapters/postgres/synthetic.ts";
import type { Account } from "./adapters/twilio/client.ts";
import { twilioSynthetic } from "./adapters/twilio/synthetic.ts";
import type { Settings } from "./config.ts";
import type { SyntheticCalls } from "./engine/ports-synthetic.ts";

/** The line's calls to itself: to every number that people call, each in its turn. */
export function syntheticOf(
  db: Database,
  { config, secrets }: Settings,
  account: Account,
): SyntheticCalls {
  const { numbers, syntheticEveryMinutes: every, http } = config;
  const called = numbers.filter(({ role }) => role !== "desk-return");
  return {
    ...createSynthetic(db, {
      everyMs: every === null ? null : every * 60_000,
      numbers: called.map(({ number }) => number),
      hash: (text) => createHmac("sha256", secrets.hashKey).update(text).digest("base64url"),
    }),
    ...twilioSynthetic(account, http.publicUrl),
  };
}
