import { benchCallLog } from "./call-log.ts";
import { benchDispatch } from "./dispatch.ts";
import { benchEmulator } from "./emulator.ts";

/** Measures, by name: real time, this machine, numbers with a floor beside them. Ends with 1 if something was missed. */
const benches: Readonly<Record<string, (words: readonly string[]) => Promise<boolean>>> = {
  "call-log": benchCallLog,
  dispatch: benchDispatch,
  emulator: benchEmulator,
};

const [name = "", ...words] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
  process.stderr.write(`npm run bench ${Object.keys(benches).join(" | ")}\n`);
  process.exit(2);
}
process.exit((await bench(words)) ? 0 : 1);
