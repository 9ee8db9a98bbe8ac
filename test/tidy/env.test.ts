import { expect, test } from "vitest";

import { environment, readConfig, settingNames } from "../../src/config.ts";
import { codeOf, read, sources } from "../support/source.ts";

const example = read(".env.example").split("\n");
const settings = example.filter((line) => /^[A-Z]/.test(line));

test(".env.example has every setting, in order, and no other", () => {
  expect(settings.map((line) => line.split("=")[0])).toEqual(settingNames);
});

test.each(settings)("%s says why it is there", (setting) => {
  const before = example[example.indexOf(setting) - 1];
  expect(before).toMatch(/^# [A-Z].+/);
});

test(".env.example as it is gives the line one gets with no settings at all", () => {
  const key = Buffer.alloc(32).toString("base64");
  const hex = "0".repeat(32);
  const keys = () => ({
    VAULT_KEYS: `generated:${key}`,
    HASH_KEY: key,
    AUTH_SECRET: key,
    TWILIO_ACCOUNT_SID: `AC${hex}`,
    TWILIO_AUTH_TOKEN: hex,
    TWILIO_API_KEY: `SK${hex}`,
    TWILIO_API_SECRET: hex,
  });
  const written = Object.fromEntries(settings.map((line) => line.split(/=(.*)/s).slice(0, 2)));
  expect(readConfig(written, keys)).toEqual(readConfig({}, keys));
});

test("the environment is what the process was given", () => {
  expect(environment()["PATH"]).toBe(process.env["PATH"]);
});

test("config.ts alone picks settings out of the environment; others at most hand it on whole", () => {
  const readers = sources("src/**/*.{ts,tsx}").filter((file) =>
    /(?<!\.\.\.)process\.env|loadEnvFile|import\.meta\.env/.test(codeOf(file)),
  );
  expect(readers).toEqual([]);
});
