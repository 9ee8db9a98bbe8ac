import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { testFile } from "./mutant.ts";

/** What came of running tests: a test that failed by what it asserts, all well, or something else. */
export type Trial =
  | { readonly came: "killed"; readonly by: string; readonly because: string }
  | { readonly came: "survived"; readonly tests: number }
  | { readonly came: "broke"; readonly because: string };

const results = z.object({
  numTotalTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).optional(),
        }),
      ),
    }),
  ),
});

/** What is only now and then wrong is looked for longer: a mutant must not live by luck. */
const LONGER = { MODEL_RUNS: "3000" };

const running = new Set<ChildProcess>();

/** Whoever stops us stops the tests as well, and what they started. */
export function stopTrials(): void {
  for (const child of running) child.kill("SIGTERM");
}

/** Code that no longer runs proves nothing of what the tests watch over. */
const NOT_BEHAVIOUR = /^(Syntax|Reference|Type)Error|Test timed out|Hook timed out/;

/** Runs these tests in that copy of the tree, and reads what they said. */
export async function trial(root: string, killers: readonly string[]): Promise<Trial> {
  const file = join(root, "results.json");
  rmSync(file, { force: true });
  const said = await runVitest(root, [
    ...killers.map(testFile),
    "--bail=1",
    "--maxWorkers=1",
    "--reporter=json",
    `--outputFile=${file}`,
  ]);
  if (!existsSync(file)) return { came: "broke", because: lastLines(said) };
  const { testResults, numTotalTests } = results.parse(JSON.parse(readFileSync(file, "utf8")));
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === "failed"),
  );
  const messages = failed.map(({ fullName, failureMessages = [] }) => ({
    by: fullName,
    because: firstLine(failureMessages[0] ?? ""),
  }));
  const killer = messages.find(({ because }) => !NOT_BEHAVIOUR.test(because));
  if (killer !== undefined) return { came: "killed", ...killer };
  const [other] = messages;
  if (other !== undefined) return { came: "broke", because: `${other.by}: ${other.because}` };
  const broken = testResults.find(({ message }) => message !== "");
  if (broken !== undefined) return { came: "broke", because: firstLine(broken.message) };
  return { came: "survived", tests: numTotalTests };
}

function runVitest(cwd: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const vitest = join(cwd, "node_modules", "vitest", "vitest.mjs");
    const child = spawn(process.execPath, [vitest, "run", ...args], {
      cwd,
      env: { ...process.env, ...LONGER },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", reject);
    running.add(child);
    child.on("close", () => {
      running.delete(child);
      resolve(said);
    });
  });
}

const firstLine = (text: string): string => text.split("\n")[0] ?? "";
const lastLines = (text: string): string => text.trim().split("\n").slice(-5).join(" / ");
