import type { Reporter, TestModule } from "vitest/node";

/** Says in the last lines of a run how many tests there were, and which did not run and why. */
export const lastWord: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const skipped = tests.filter((test) => test.result().state === "skipped");
    const counts = `${count("passed")} passed, ${count("failed")} failed, ${skipped.length} skipped`;
    process.stdout.write(`\n${counts}\n`);
    if (skipped.length === 0) return;
    const names = [
      ...new Set(
        skipped.map((test) =>
          test.parent.type === "suite" ? test.parent.fullName : test.fullName,
        ),
      ),
    ];
    process.stdout.write(`Did not run: ${names.join("; ")}\n`);
  },
};
