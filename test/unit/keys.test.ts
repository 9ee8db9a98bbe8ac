import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { keysIn } from "../../src/adapters/keys.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "line-keys-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("keys are made once and stay the same", () => {
  const first = keysIn(folder);
  expect(first.TWILIO_ACCOUNT_SID).toMatch(/^AC[0-9a-f]{32}$/);
  expect(keysIn(folder)).toEqual(first);
});

test("two lines do not share keys", () => {
  const other = keysIn(path.join(folder, "other"));
  expect(keysIn(folder).HASH_KEY).not.toBe(other.HASH_KEY);
});

test("only their owner may read them, and nothing half-written lies about", () => {
  const names = Object.keys(keysIn(folder)).toSorted();
  const files = readdirSync(path.join(folder, "keys")).toSorted();
  expect(files).toEqual(names);
  for (const file of files) {
    expect(statSync(path.join(folder, "keys", file)).mode & 0o777).toBe(0o600);
  }
});
