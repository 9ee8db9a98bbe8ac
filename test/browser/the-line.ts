import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { pino } from "pino";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";

import { seedRehearsalLine } from "../../src/adapters/postgres/seed.ts";
import { readConfig, type Settings } from "../../src/config.ts";
import { startEmulator } from "../../src/emulator/server.ts";
import { compose } from "../../src/line.ts";
import { serve } from "../../src/serving.ts";
import { performDuties } from "../../src/worker/duties.ts";
import { watchPresence } from "../../src/worker/presence.ts";
import { openTab } from "../support/browser.ts";
import { testDatabase } from "../support/database.ts";
import { freePort } from "../support/free-port.ts";
import { numberOf } from "../support/rehearsal.ts";

const PASSWORD = "correct horse battery";

/** `host`: as browsers call it; passkeys need a name. `places`: whether one that was read back is sealed. */
type Wanted = { readonly host?: string; readonly places?: "open" | "sealed" };

/** The whole line as `npm start` puts it together, in real time, with the console built from these sources. */
export async function lineWithConsole({ host = "127.0.0.1", places = "open" }: Wanted = {}) {
  execFileSync(process.execPath, ["src/ready.mjs"], {
    env: { ...process.env, npm_lifecycle_event: "test" },
  });
  const database = await testDatabase();
  const port = await freePort();
  const settings = settingsFor(port, database.url, { host, places });
  const { accountSid, authToken, apiKey } = settings.secrets.twilio;
  const emulator = await startEmulator({
    port: 0,
    accountSid,
    authToken,
    apiKey: apiKey.sid,
    apiSecret: apiKey.secret,
    callsPerSecond: 10,
    timings: { dialDelayMs: 1, ringDelayMs: 1 },
    numbers: settings.config.numbers.map(({ number }) => numberOf(number, port)),
  });
  const log = pino({ level: "silent" });
  const at = { databaseUrl: database.url, apiBaseUrl: emulator.url };
  const composed = await compose(settings, at, log);
  await seedRehearsalLine(composed.database.db, composed.vault, composed.line.clock.now());
  for (const id of ["robin", "jo", "dana"]) await composed.signIn.setPassword(id, PASSWORD);
  const worker = performDuties(composed.line, composed.queue, "test", composed);
  const presence = watchPresence({ ...composed, line: worker.line });
  const server = await serve(settings, composed, log);
  onTestFinished(async () => {
    await server.close();
    await presence.close();
    await worker.close();
    await emulator.close();
    await composed.close();
    await database.drop();
  });
  return {
    ...composed,
    network: emulator.network,
    phones: `${emulator.url}/phone`,
    console: `${settings.config.http.publicUrl}/console/`,
  };
}

/** What a browser complains of is a failure: a policy broken, an error nobody caught. */
export async function consoleOf(
  browser: Browser,
  url: string,
  { id = "robin", ...options }: BrowserContextOptions & { id?: string } = {},
): Promise<Page> {
  const page = await openTab(browser, "about:blank", options);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (said) => {
    if (said.type() === "error" && !said.text().startsWith("Failed to load resource"))
      complaints.push(said.text());
  });
  onTestFinished(async () => {
    await page.context().close();
    expect(complaints).toEqual([]);
  });
  await page.goto(url);
  await signIn(page, id);
  return page;
}

export async function signIn(page: Page, id: string): Promise<void> {
  await page.getByLabel(/Email|Courriel/).fill(`${id}@rehearsal.example`);
  await page.getByLabel(/Password|Mot de passe/).fill(PASSWORD);
  await page.keyboard.press("Enter");
}

function settingsFor(
  port: number,
  databaseUrl: string,
  { host, places }: Required<Wanted>,
): Settings {
  const dataDir = mkdtempSync(path.join(tmpdir(), "line-console-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const hex = (bytes: number) => randomBytes(bytes).toString("hex");
  const publicUrl = `http://${host}:${port}`;
  const env = {
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    LINE_PLACES: places,
  };
  return readConfig(env, () => ({
    VAULT_KEYS: `test:${randomBytes(32).toString("base64")}`,
    HASH_KEY: randomBytes(32).toString("base64"),
    AUTH_SECRET: hex(32),
    TWILIO_ACCOUNT_SID: `AC${hex(16)}`,
    TWILIO_AUTH_TOKEN: hex(16),
    TWILIO_API_KEY: `SK${hex(16)}`,
    TWILIO_API_SECRET: hex(16),
  }));
}
