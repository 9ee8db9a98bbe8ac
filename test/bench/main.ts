import { spawn } from "node:child_process";
import { once } from "node:events";
import { inspect } from "node:util";

import { LOAD, printed, startLoad } from "./measures.ts";
import { optionsOf, Usage, type Options } from "./options.ts";
import { writeDown } from "./performance.ts";
import { benches, type Bench } from "./registry.ts";

/** Measures: real time, this machine, numbers with a floor beside them. Ends with 1 if something was missed. */
async function main(args: readonly string[]): Promise<number> {
  const { name, options } = optionsOf(args);
  if (name === null) return whole(options, args);
  const bench = benches.find((one) => one.name === name);
  if (bench === undefined) throw new Usage(`There is no bench ${name}`);
  const found = await bench.run(options);
  const met = printed(bench.name, found);
  if (options.write) writeDown(bench.name, found);
  return met ? 0 : 1;
}

/** One after another, each in a process of its own: none runs on what another left behind. */
async function whole({ long }: Options, args: readonly string[]): Promise<number> {
  const began = performance.now();
  const wanted = benches.filter(({ runs }) => runs === "all" || (long && runs === "long"));
  const missed: string[] = [];
  for (const [index, bench] of wanted.entries()) {
    process.stderr.write(`\n${index + 1} of ${wanted.length}: ${bench.name}\n`);
    const from = performance.now();
    if ((await runApart(bench, args)) !== 0) missed.push(bench.name);
    process.stderr.write(
      `${bench.name} took ${Math.round((performance.now() - from) / 1_000)} s\n`,
    );
  }
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  const verdict = missed.length === 0 ? "Nothing missed" : `Missed in ${missed.join(", ")}`;
  process.stdout.write(`\n${minutes} minutes. ${verdict}.\n`);
  return missed.length === 0 ? 0 : 1;
}

async function runApart({ name }: Bench, args: readonly string[]): Promise<number> {
  const program = import.meta.filename;
  const env = { ...process.env, [LOAD]: String(startLoad) };
  const child = spawn(process.execPath, [program, name, ...args], { stdio: "inherit", env });
  const [code] = await once(child, "exit");
  return typeof code === "number" ? code : 1;
}

const names = benches.map(({ name }) => name).join(" | ");

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (err: unknown) => {
    const usage = `npm run bench [-- --quick | --write] [-- --long], or npm run bench ${names}`;
    process.stderr.write(err instanceof Usage ? `${err.message}. ${usage}\n` : `${inspect(err)}\n`);
    process.exit(err instanceof Usage ? 2 : 1);
  },
);
