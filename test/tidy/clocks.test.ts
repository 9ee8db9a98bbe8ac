import { expect, test } from "vitest";

import { codeOf, read, sources, textsOf } from "../support/source.ts";

const files = sources("src/**/*.{ts,tsx}");
const CLOCKS = new Set(["src/adapters/clock.ts", "src/emulator/clock.ts"]);
/** Where Postgres is asked for its time; every other statement is handed it. */
const ASKS_POSTGRES = "src/adapters/postgres/time.ts";

const IMPURE =
  /\b(?:Date|performance|crypto|process|fetch|console|setTimeout|setInterval|setImmediate|queueMicrotask|async|await|Promise)\b|Math\.random/;
const SQL_CLOCK =
  /(?<![.\w])(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\(\)|\b(?:current_timestamp|current_date|current_time|localtimestamp)\b/i;

test.each(files.filter((file) => file.startsWith("src/domain/")))(
  "%s reads no clock, no chance and no machine",
  (file) => {
    expect(IMPURE.exec(codeOf(file))?.[0]).toBeUndefined();
  },
);

test("the time comes from one place", () => {
  const readers = files.filter((file) => /\bDate\.now\b|new Date\(\s*\)/.test(codeOf(file)));
  expect(readers.filter((file) => !CLOCKS.has(file))).toEqual([]);
});

test("the database is handed the time", () => {
  const asking = files.filter((file) => textsOf(file).some((text) => SQL_CLOCK.test(text)));
  expect(asking.filter((file) => file !== ASKS_POSTGRES)).toEqual([]);
});

test.each(sources("prisma/migrations/**/*.sql", "prisma/schema.prisma", "prisma/**/*.ts"))(
  "%s does not let the database choose a time",
  (file) => {
    const statements = read(file).replaceAll(/--[^\n]*|\/\/[^\n]*/g, "");
    expect(SQL_CLOCK.exec(statements)?.[0]).toBeUndefined();
  },
);
