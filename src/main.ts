import { inspect } from "node:util";

import { createLog, type AppLog } from "./adapters/log.ts";
import { ConfigError, environment, readConfig } from "./config.ts";
import { doctor } from "./doctor.ts";
import { provision } from "./provision.ts";
import { isRole, roles, start } from "./roles.ts";

/** One program. The word after it says which part of the line this process is. */
async function main([word, ...words]: readonly string[]): Promise<void> {
  // Both have something to say of settings that are wrong or missing.
  if (word === "doctor") return doctor(() => readConfig(environment()), words);
  if (word === "provision") {
    return provision((instead) => readConfig({ ...environment(), ...instead }), words);
  }
  if (word === undefined || !isRole(word)) {
    const usage = `node src/main.ts ${[...roles, "doctor", "provision"].join(" | ")}`;
    process.stderr.write(`Say which part of the line to start: ${usage}\n`);
    process.exit(1);
  }
  const log = createLog();
  const { told, alone } = endings(log);
  const running = await start(word, readConfig(environment()), log, words);
  if (running === null) return;
  await Promise.race([told, alone.then(() => running.alone?.())]);
  await running.close();
  process.exit(0);
}

/**
 * `told`: somebody asks us to stop. Asked while starting, we still start cleanly; asked twice, as Ctrl-C under npm does, we
 * still stop cleanly. `alone`: the process we watch over is gone, and did not take us with it.
 */
function endings(log: AppLog): { told: Promise<void>; alone: Promise<void> } {
  const told = new Promise<void>((resolve) => {
    process.on("SIGINT", () => resolve());
    process.on("SIGTERM", () => resolve());
  });
  const alone = new Promise<void>((resolve) => {
    process.on("disconnect", () => {
      log.error({}, "The line's own process is gone: none of it runs until somebody starts it");
      resolve();
    });
  });
  return { told, alone };
}

main(process.argv.slice(2)).catch((err: unknown) => {
  const explained = err instanceof ConfigError ? err.message : inspect(err);
  process.stderr.write(`${explained}\n`);
  process.exit(1);
});
