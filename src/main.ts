import { inspect } from "node:util";

import { createLog, type AppLog } from "./adapters/log.ts";
import { ConfigError, environment, readConfig } from "./config.ts";
import { isRole, roles, start } from "./roles.ts";

/** One program. The word after it says which part of the line this process is. */
async function main(word: string | undefined): Promise<void> {
  if (word === undefined || !isRole(word)) {
    const usage = `node src/main.ts ${roles.join(" | ")}`;
    process.stderr.write(`Say which part of the line to start: ${usage}\n`);
    process.exit(1);
  }
  const log = createLog();
  const stopping = toldToStop(log);
  const running = await start(word, readConfig(environment()), log);
  if (running === null) return;
  await stopping;
  await running.close();
  process.exit(0);
}

/**
 * Resolves when somebody asks us to stop, or when the process we watch over is gone. Asked while starting, we still start
 * cleanly; asked twice, as Ctrl-C under npm does, we still stop cleanly.
 */
function toldToStop(log: AppLog): Promise<void> {
  return new Promise((resolve) => {
    process.on("SIGINT", () => resolve());
    process.on("SIGTERM", () => resolve());
    process.on("disconnect", () => {
      log.error({}, "The line's own process is gone: none of it runs until somebody starts it");
      resolve();
    });
  });
}

main(process.argv[2]).catch((err: unknown) => {
  const explained = err instanceof ConfigError ? err.message : inspect(err);
  process.stderr.write(`${explained}\n`);
  process.exit(1);
});
