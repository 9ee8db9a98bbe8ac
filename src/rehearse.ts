import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { inspect } from "node:util";

import { environment, readConfig, type Settings } from "./config.ts";
import { connect } from "./emulator/remote.ts";
import { perform, summary, type Performed } from "./rehearsals/perform.ts";
import { plays } from "./rehearsals/plays.ts";
import type { Troupe } from "./rehearsals/stage.ts";
import { LineAway, parsePasswords, signInAll, signInOutsider } from "./rehearsals/staff.ts";

const ALL = "all";
const words = [...plays.map(({ name }) => name), ALL];

class CannotRehearse extends Error {
  override name = "CannotRehearse";
}

/** Plays one rehearsal, or all of them, on a line that is running. Returns what the process ends with. */
async function main(word: string | undefined): Promise<number> {
  const wanted = plays.filter(({ name }) => word === ALL || isNamed(name, word));
  if (wanted.length === 0) {
    process.stderr.write(usage());
    return 1;
  }
  const { config } = readConfig(environment());
  const troupe = await gather(config);
  try {
    const performed: Performed[] = [];
    for (const play of wanted) performed.push(await perform(troupe, play));
    process.stdout.write(summary(performed));
    for (const problem of troupe.network.problems) process.stderr.write(`${inspect(problem)}\n`);
    const holds = performed.every(({ judgements }) => judgements.every((one) => one.holds));
    return holds && troupe.network.problems.length === 0 ? 0 : 1;
  } finally {
    await troupe.network.close();
  }
}

/** "dispatch" is the play of that name and those that are named after it, such as dispatch-french. */
const isNamed = (name: string, word: string | undefined): boolean =>
  name === word || name.startsWith(`${word}-`);

function usage(): string {
  const list = plays.map(({ name, about }) => `  ${name.padEnd(16)}${about}`);
  return [`Say what to rehearse: npm run rehearse ${words.join(" | ")}`, ...list, ""].join("\n");
}

/** The telephone network and the rehearsal staff of the line that is up. Throws `CannotRehearse` saying what to do. */
async function gather(config: Settings["config"]): Promise<Troupe> {
  const { dataDir, http, twilio, numbers } = config;
  if (!twilio.emulated) throw new CannotRehearse("A line with a real account is not rehearsed on.");
  const lineNumber = numbers.find(({ role }) => role === "rehearsal")?.number;
  if (lineNumber === undefined) {
    throw new CannotRehearse("LINE_NUMBERS has no rehearsal number to dial.");
  }
  const staffFile = path.join(dataDir, "rehearsal-staff.json");
  if (!(await isUp(http.publicUrl)) || !existsSync(staffFile)) throw notUp(http.publicUrl);
  const passwords = parsePasswords(readFileSync(staffFile, "utf8"));
  const networkUrl = twilio.apiBaseUrl ?? `http://${http.host}:${http.port + 1}`;
  const colleagues = await signInAll(http.publicUrl, passwords);
  const outsider = await signInOutsider(http.publicUrl, passwords);
  return { network: await connect(networkUrl), networkUrl, colleagues, outsider, lineNumber };
}

async function isUp(url: string): Promise<boolean> {
  try {
    await fetch(`${url}/health/live`);
    return true;
  } catch {
    return false;
  }
}

const notUp = (url: string) =>
  new CannotRehearse(
    `The line is not up at ${url}. Start it with \`npm start\` in another terminal, and try again.`,
  );

main(process.argv[2]).then(
  (code) => process.exit(code),
  (err: unknown) => {
    const plain = err instanceof CannotRehearse || err instanceof LineAway;
    process.stderr.write(`${plain ? err.message : inspect(err)}\n`);
    process.exit(1);
  },
);
