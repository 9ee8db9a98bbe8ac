import { inspect } from "node:util";

import { flush } from "./flush.ts";
import { night } from "./night.ts";
import { optionsOf, Usage, type Options } from "./options.ts";
import { writeDown } from "./reliability.ts";
import { lacking, report } from "./report.ts";

const say = (words: string): void => void process.stdout.write(`${words}\n`);

/** 0: every promise was kept. 1: one was broken. 2: kept, but too little happened to prove it. */
async function main(options: Options): Promise<number> {
  if (options.scenario === "flush") {
    const { text, late } = await flush(options, say);
    say(`\n${text}`);
    if (options.write) writeDown("flush", text);
    return late === 0 ? 0 : 1;
  }
  const judged = await night(options, say);
  const text = report(options, judged);
  say(`\n${text}\n`);
  for (const one of judged.broken) say(`  ${one}`);
  for (const [why, times] of judged.evidence.notDone) say(`  clicks not done: ${why} (${times})`);
  if (judged.broken.length > 0) return 1;
  const missing = lacking(judged);
  for (const one of missing) say(`  too little to prove it: ${one}`);
  if (options.write) writeDown("night", text);
  return missing.length === 0 ? 0 : 2;
}

function options(): Options {
  try {
    return optionsOf(process.argv.slice(2));
  } catch (err) {
    if (!(err instanceof Usage)) throw err;
    process.stderr.write(`${err.message}\n`);
    process.exit(2);
  }
}

main(options()).then(
  (code) => process.exit(code),
  (err: unknown) => {
    process.stderr.write(`${inspect(err)}\n`);
    process.exit(1);
  },
);
