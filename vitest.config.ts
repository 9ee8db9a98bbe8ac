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
/** A whole week, and nights until everything has happened: as long as all the rest of the simulation. */
const LONG = ["test/simulation/week.test.ts", "test/simulation/rare.test.ts"];

/** The telephone network over real HTTP, point by point: in `npm test`, not in `npm run check`, which is to be quick. */
const NETWORK = [
  "behaviours/*",
  "design-5*",
  "oracle-*",
  "rest*",
  "calls",
  "conference",
  "faults",
].map((name) => `test/unit/emulator/${name}.test.ts`);

export default defineConfig({
  test: {
    reporters: ["default", lastWord],
    maxWorkers: 2,
    projects: [
      kind("tidy"),
      { test: { ...kind("unit").test, exclude: NETWORK } },
      { test: { ...kind("unit").test, name: "network", include: NETWORK } },
      kind("property", 30_000),
      { test: { ...kind("simulation", 60_000).test, exclude: [FRESH_NIGHTS, ...LONG] } },
      {
        test: {
          ...kind("simulation", 60_000).test,
          name: "nights",
          include: [FRESH_NIGHTS, ...LONG],
        },
      },
      onPostgres("integration", 60_000),
      onPostgres("e2e", 120_000),
      onPostgres("browser", 120_000),
    ],
  },
});
