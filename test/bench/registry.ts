import { benchCallLog } from "./call-log.ts";
import { benchConsole } from "./console.ts";
import { benchDispatch } from "./dispatch.ts";
import { benchEmulator } from "./emulator.ts";
import { benchGrowth } from "./growth.ts";
import { benchKilled } from "./killed.ts";
import { benchLateness } from "./lateness.ts";
import { benchMany } from "./many.ts";
import type { Found } from "./measures.ts";
import type { Options } from "./options.ts";
import { benchRoles } from "./roles.ts";
import { benchWebhook } from "./webhook.ts";

export type Bench = {
  readonly name: string;
  /** `all`: part of the whole run. `long`: with `--long` too. `alone`: by its name only. */
  readonly runs: "all" | "long" | "alone";
  readonly run: (options: Options) => Promise<Found>;
};

export const benches: readonly Bench[] = [
  { name: "webhook", runs: "all", run: benchWebhook },
  { name: "lateness", runs: "all", run: benchLateness },
  { name: "killed", runs: "all", run: benchKilled },
  { name: "dispatch", runs: "all", run: benchDispatch },
  { name: "roles", runs: "all", run: benchRoles },
  { name: "growth", runs: "all", run: benchGrowth },
  { name: "console", runs: "all", run: benchConsole },
  { name: "many", runs: "long", run: benchMany },
  { name: "emulator", runs: "alone", run: benchEmulator },
  { name: "call-log", runs: "alone", run: benchCallLog },
];
