import { defineConfig } from "vitest/config";

import { lastWord } from "./test/support/last-word.ts";

const kind = (name: string, testTimeout = 10_000) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout,
    hookTimeout: 60_000,
    isolate: false,
    pool: "threads" as const,
  },
});

/** With one real Postgres for them all, started once and stopped at the end; every test brings a database of its own. */
const onPostgres = (name: string, testTimeout: number) => {
  const { test } = kind(name, testTimeout);
  return {
    test: { ...test, pool: "forks" as const, globalSetup: ["test/support/postgres.ts"] },
  };
};

/** Other seeds every time: in `npm test`, not in `npm run check`. */
const FRESH_NIGHTS = "test/simulation/fresh.test.ts";
/** A whole week, nights until everything has happened, and lines that break a promise: longer than all the rest of the simulation. */
const LONG = ["week", "rare", "court"].map((name) => `test/simulation/${name}.test.ts`);

/** What speaks real HTTP, starts programs, waits for a real time limit or has a thousand rows: in `npm test`, not in `npm run check`, which is to be quick. */
const NETWORK = ["emulator/**/*", "twilio/phone", "vault/*", "shifts/matrix"].map(
  (name) => `test/unit/${name}.test.ts`,
);

/** Thousands of tables and timetables, of no call: they find their faults in `npm test`. */
const SEARCHES = ["sharing", "coverage"].map((name) => `test/property/${name}.test.ts`);

export default defineConfig({
  test: {
    reporters: ["default", lastWord],
    maxWorkers: 2,
    projects: [
      kind("tidy"),
      { test: { ...kind("unit").test, exclude: NETWORK } },
      { test: { ...kind("unit").test, name: "network", include: NETWORK } },
      { test: { ...kind("property", 30_000).test, exclude: SEARCHES } },
      { test: { ...kind("property", 30_000).test, name: "searches", include: SEARCHES } },
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
