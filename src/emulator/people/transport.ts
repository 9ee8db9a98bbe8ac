import type { EmulatorClock } from "../clock.ts";
import type { LogView } from "../log.ts";
import type { Command, CommandResult } from "./commands.ts";

/** How people reach the network: in the same process, or over HTTP. */
export type Transport = {
  /** Does it, and resolves once the log here has caught up. Rejects when it cannot be done. */
  perform(command: Command): Promise<CommandResult>;
  readonly log: LogView;
  readonly clock: EmulatorClock;
  /** With a clock that only moves when told: how people who wait let time pass. */
  readonly passTime?: (ms: number) => Promise<void>;
};
