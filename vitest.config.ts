import { defineConfig } from "vitest/config";

import { lastWord } from "./test/support/last-word.ts";

const kind = (name: string, testTimeout = 10_000) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout,
    hookTimeout: 60_000,
    isolate: false,
  },
});

/** With one real Postgres for them all, started once and stopped at the end; every test brings a database of its own. */
const onPostgres = (name: string, testTimeout: number) => {
  const { test } = kind(name, testTimeout);
  return { test: { ...test, globalSetup: ["test/support/postgres.ts"] } };
};

/** Other seeds every time: in `npm test`, not in `npm run check`. */
const FRESH_NIGHTS = "test/simulation/fresh.test.ts";

export default defineConfig({
  test: {
    reporters: ["default", lastWord],
    maxWorkers: 2,
    projects: [
      kind("tidy"),
      kind("unit"),
      kind("property", 30_000),
      { test: { ...kind("simulation", 60_000).test, exclude: [FRESH_NIGHTS] } },
      { test: { ...kind("simulation", 60_000).test, name: "nights", include: [FRESH_NIGHTS] } },
      onPostgres("integration", 60_000),
      onPostgres("e2e", 120_000),
      kind("browser", 60_000),
    ],
  },
});
