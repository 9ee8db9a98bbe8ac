import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect, test, vi } from "vitest";

import { keysIn } from "../../src/adapters/keys.ts";
import { ConfigError, readConfig } from "../../src/config.ts";

const key = Buffer.alloc(32, 7).toString("base64");
const hex = "0123456789abcdef".repeat(2);
const generated = {
  VAULT_KEYS: `generated:${key}`,
  HASH_KEY: key,
  AUTH_SECRET: key,
  TWILIO_ACCOUNT_SID: `AC${hex}`,
  TWILIO_AUTH_TOKEN: hex,
  TWILIO_API_KEY: `SK${hex}`,
  TWILIO_API_SECRET: hex,
};
const account = {
  ...generated,
  VAULT_KEYS: `new:${key},old:${key}`,
  PUBLIC_URL: "https://line.example.org/",
  FALLBACK_URL: "https://fallback.example.org",
  LINE_NUMBERS: "+15555550101=public,fr;+15555550191=desk-return,en",
};

const keys = () => generated;
const read = (env: Record<string, string>) => readConfig(env, keys);
function complaints(env: Record<string, string>): string {
  try {
    readConfig(env, keys);
  } catch (err) {
    if (err instanceof ConfigError) return err.message;
    throw err;
  }
  return "";
}

test("with nothing set, it is a rehearsal line of fictional numbers on the emulator, for this machine only", () => {
  const { config, secrets } = read({});
  expect(config.http).toEqual({
    host: "127.0.0.1",
    port: 3000,
    publicUrl: "http://127.0.0.1:3000",
  });
  expect(config.twilio).toEqual({
    emulated: true,
    apiBaseUrl: null,
    outboundPerSecond: 1,
    recordsKeptMs: 7 * 24 * 3_600_000,
  });
  expect(config.database.embedded).toBe(true);
  expect(config.queue.on).toBe("postgres");
  expect(config.sealsPlaces).toBe(false);
  expect(config.saysListeners).toBe(false);
  expect(config.dataDir).toMatch(/\.data$/);
  expect(config.numbers.every(({ number }) => number.startsWith("+155555501"))).toBe(true);
  expect(config.outside.fallbackUrl).toBe("http://127.0.0.1:3000/twilio/voice/fallback");
  expect(secrets.twilio.accountSid).toBe(generated.TWILIO_ACCOUNT_SID);
});

test("a real account brings all of its own", () => {
  const neverGenerated = vi.fn(keys);
  const { config, secrets } = readConfig(account, neverGenerated);
  expect(neverGenerated).not.toHaveBeenCalled();
  expect(config.twilio.emulated).toBe(false);
  expect(config.http.publicUrl).toBe("https://line.example.org");
  expect(config.numbers[0]).toEqual({ number: "+15555550101", role: "public", language: "fr" });
  expect(secrets.vaultKeys.map(({ id }) => id)).toEqual(["new", "old"]);
  expect(secrets.hashKey).toHaveLength(32);
});

test("a real account missing its secrets is told of each one and what to do", () => {
  const said = complaints({ TWILIO_ACCOUNT_SID: account.TWILIO_ACCOUNT_SID });
  for (const name of Object.keys(account).filter((known) => known !== "TWILIO_ACCOUNT_SID")) {
    expect(said).toContain(`${name} is not set, and a real account needs it: `);
  }
});

test("a real account is not reached over plain http", () => {
  const said = complaints({ ...account, PUBLIC_URL: "http://line.example.org" });
  expect(said).toContain("PUBLIC_URL must be https://");
});

test("every wrong key is listed at once, with what would be right", () => {
  const said = complaints({
    PORT: "eighty",
    PUBLIC_URL: "line.example.org",
    DATABASE_URL: "mysql://localhost/line",
    REDIS_URL: "localhost:6379",
    LINE_NUMBERS: "911=public,en;+15555550150=rehearsal,en",
    LINE_TIME_ZONE: "Toronto",
    LINE_NAMES_EN: "Our line",
    VAULT_KEYS: "short:abc",
    HASH_KEY: "abc",
    AUTH_SECRET: "abc",
    TWILIO_AUTH_TOKEN: "hunter2",
    OUTBOUND_PER_SECOND: "0",
  });
  const lines = said.split("\n").slice(1);
  expect(lines.map((line) => line.trim().split(" ")[0])).toEqual([
    "AUTH_SECRET",
    "DATABASE_URL",
    "HASH_KEY",
    "LINE_NAMES_EN",
    "LINE_NUMBERS",
    "LINE_NUMBERS",
    "LINE_TIME_ZONE",
    "OUTBOUND_PER_SECOND",
    "PORT",
    "PUBLIC_URL",
    "REDIS_URL",
    "TWILIO_AUTH_TOKEN",
    "TWILIO_AUTH_TOKEN",
    "VAULT_KEYS",
  ]);
  expect(said).toContain('PORT must be a whole number from 1 to 65535, not "eighty"');
  expect(said).toContain("did you mean LINE_NAME_EN?");
  expect(said).toContain('has "911=public,en", which is not like +15555550100=public,en');
  expect(said).toContain("TWILIO_AUTH_TOKEN is set but TWILIO_ACCOUNT_SID is not");
});

test("places are sealed until they are needed on a line that says so, in that word", () => {
  expect(read({ LINE_PLACES: "sealed" }).config.sealsPlaces).toBe(true);
  expect(read({ LINE_LISTENING: "said" }).config.saysListeners).toBe(true);
  expect(complaints({ LINE_PLACES: "yes" })).toContain('LINE_PLACES must be "open" or "sealed"');
});

test("no secret is repeated in a complaint", () => {
  const said = complaints({ AUTH_SECRET: "hunter2", DATABASE_URL: "x://me:hunter2@db/line" });
  expect(said).toContain("AUTH_SECRET");
  expect(said).not.toContain("hunter2");
});

test("what may be logged holds no secret", () => {
  const { config } = read({ DATABASE_URL: "postgres://me:hunter2@db/line" });
  const text = JSON.stringify(config);
  for (const secret of ["hunter2", key, hex]) expect(text).not.toContain(secret);
});

test("a setting left empty is a setting not set", () => {
  expect(read({ PORT: "", REDIS_URL: " " }).config.http.port).toBe(3000);
});

test("a data folder that cannot be written to is said in words", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "line-config-"));
  const file = path.join(folder, "file");
  writeFileSync(file, "");
  expect(() => readConfig({ DATA_DIR: file }, keysIn)).toThrow(/DATA_DIR must be a folder/);
  rmSync(folder, { recursive: true });
});
