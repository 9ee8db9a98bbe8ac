import { expect, test } from "vitest";

import { read, sources } from "../support/source.ts";

const tooLong = (files: readonly string[], most: number) =>
  files
    .map((file) => ({ file, lines: read(file).split("\n").length - 1 }))
    .filter(({ lines }) => lines > most)
    .map(({ file, lines }) => `${file}: ${lines} lines`);

test("no file is longer than a person can hold in mind", () => {
  expect(tooLong(sources("src/**/*.{ts,tsx,mjs,css}", "prisma/**/*.ts"), 300)).toEqual([]);
});

test("no test file is either", () => {
  expect(tooLong(sources("test/**/*.{ts,tsx}"), 400)).toEqual([]);
});
