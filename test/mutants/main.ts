import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

import { mutants } from "./list.ts";
import { testFile, type Mutant } from "./mutant.ts";
import { stopTrials, trial, type Trial } from "./trial.ts";
import { copyOfTheTree } from "./tree.ts";

/**
 * Breaks the line in small ways, one at a time and on copies, and sees which test notices. `npm run mutants`, or
 * `npm run mutants -- <words>` for those whose name, file or tests contain them all.
 */
type Tried = { readonly mutant: Mutant; readonly trial: Trial; readonly ms: number };

const MOST_COPIES = 4;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const words = process.argv.slice(2);

const asked = (mutant: Mutant): boolean => {
  const all = [mutant.name, mutant.file, ...mutant.killers].join(" ");
  return words.every((word) => all.includes(word));
};

/** How often a mutant's words occur in the file it breaks. */
const timesIn = (file: string, find: string): number =>
  readFileSync(file, "utf8").split(find).length - 1;

async function main(): Promise<number> {
  const chosen = mutants.filter(asked);
  const rotten = chosen.filter(({ file, find }) => timesIn(file, find) !== 1);
  if (rotten.length > 0) {
    say("These no longer find the one place they break; mend the list first:");
    for (const { name, file } of rotten) say(`- ${name}, in ${file}`);
    return 1;
  }
  const began = performance.now();
  const trees = Array.from(
    { length: Math.min(availableParallelism(), MOST_COPIES, chosen.length) },
    copyOfTheTree,
  );
  const stop = () => {
    stopTrials();
    for (const tree of trees) tree.remove();
    process.exit(130);
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    const sound = await trial(trees[0]?.root ?? ".", [
      ...new Set(chosen.flatMap(({ killers }) => killers)),
    ]);
    if (sound.came !== "survived") {
      say(`Nothing is broken yet, and a test fails: ${JSON.stringify(sound)}`);
      return 1;
    }
    const waiting = [...chosen];
    const tried: Tried[] = [];
    const work = async (tree: (typeof trees)[number]) => {
      for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
        tried.push(await tryOne(tree, mutant));
        say(progress(tried, chosen.length));
      }
    };
    await Promise.all(trees.map(work));
    return verdict(tried, performance.now() - began);
  } finally {
    for (const tree of trees) tree.remove();
  }
}

/** One test file after another: the first that fails is enough. */
async function tryOne(tree: ReturnType<typeof copyOfTheTree>, mutant: Mutant): Promise<Tried> {
  const began = performance.now();
  const mend = tree.breaks(mutant);
  try {
    let last: Trial = { came: "survived", tests: 0 };
    for (const killer of mutant.killers) {
      last = await trial(tree.root, [killer]);
      if (last.came === "killed") break;
    }
    return { mutant, trial: last, ms: performance.now() - began };
  } finally {
    mend();
  }
}

function progress(tried: readonly Tried[], all: number): string {
  const last = tried.at(-1);
  if (last === undefined) return "";
  const { mutant, trial, ms } = last;
  const count = `${tried.length}/${all}`.padStart(7);
  return `${count}  ${trial.came.padEnd(8)} ${mutant.name} (${(ms / 1_000).toFixed(1)} s)`;
}

function verdict(tried: readonly Tried[], ms: number): number {
  const inOrder = mutants.flatMap(({ name }) => tried.filter(({ mutant }) => mutant.name === name));
  say("\n| promise | what was broken | where | noticed by |\n|---|---|---|---|");
  for (const { mutant, trial } of inOrder) {
    say(`| ${mutant.promise} | ${mutant.name} | ${mutant.file} | ${noticed(mutant, trial)} |`);
  }
  const alive = inOrder.filter(({ trial }) => trial.came !== "killed");
  const seconds = Math.round(ms / 1_000);
  say(`\n${tried.length - alive.length} of ${tried.length} mutants were killed, in ${seconds} s.`);
  return alive.length === 0 ? 0 : 1;
}

function noticed({ killers }: Mutant, trial: Trial): string {
  switch (trial.came) {
    case "killed":
      return `${trial.by}: ${trial.because}`.replaceAll("|", "/");
    case "broke":
      return `NOBODY: it does not run at all, ${trial.because}`;
    case "survived":
      return `NOBODY, of ${killers.map(testFile).join(", ")}`;
  }
}

process.exitCode = await main();
