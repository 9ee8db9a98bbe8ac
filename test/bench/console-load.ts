import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

import { CONSOLE_FILES } from "../../src/http/console-files.ts";
import { browse } from "./chromium.ts";
import type { Person } from "./console-client.ts";

/** Bytes, gzipped. */
export type Load = {
  readonly emulator: number;
  /** The same with the carrier's program instead of the emulator's. */
  readonly carrier: number;
};

/** Everything of the console's own that a browser fetches to open a call for the first time. */
export async function firstLoad(
  url: string,
  person: Person | undefined,
  sessionId: string,
): Promise<Load> {
  if (person === undefined) throw new Error("Nobody answers calls");
  const { context, browser } = await browse(url, person);
  const page = await context.newPage();
  const loaded = new Map<string, Promise<Buffer>>();
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith("/console/")) loaded.set(pathname, response.body());
  });
  await page.goto(`${url}/console/sessions/${sessionId}`);
  await page.locator(".clock").first().waitFor();
  await page.waitForTimeout(SETTLE_MS);
  let emulator = 0;
  let ofEmulator = 0;
  for (const [name, body] of loaded) {
    const bytes = gzipSync(await body).length;
    emulator += bytes;
    if (name.includes("/emulator-phone-")) ofEmulator += bytes;
  }
  await browser.close();
  return { emulator, carrier: emulator - ofEmulator + carrierProgram() };
}

const SETTLE_MS = 3_000;

function carrierProgram(): number {
  const [name] = globSync("assets/twilio-phone-*.js", { cwd: CONSOLE_FILES });
  if (name === undefined) throw new Error("The carrier's softphone is not built");
  return gzipSync(readFileSync(path.join(CONSOLE_FILES, name))).length;
}
