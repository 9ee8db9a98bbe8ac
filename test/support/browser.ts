import { existsSync } from "node:fs";

import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

const PROGRAM = "/usr/bin/chromium";

/**
 * Tests in a real browser. Where Chromium is missing (Debian: `apt-get install chromium`) that is said at the end of the
 * run; in CI it is a failure.
 */
export function inBrowser(tests: (browser: () => Browser) => void): void {
  if (existsSync(PROGRAM)) withBrowser(tests);
  else missing();
}

function missing(): void {
  test.skipIf(process.env["CI"] === undefined)("chromium is installed", () => {
    expect.fail("chromium is not installed (apt-get install chromium)");
  });
}

function withBrowser(tests: (browser: () => Browser) => void): void {
  let browser: Browser;
  beforeAll(async () => {
    browser = await testBrowser();
  });
  afterAll(() => browser.close());
  tests(() => browser);
}

/** A real browser with no windows, a microphone that beeps, and nothing to reach but this machine. */
function testBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: PROGRAM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-dev-shm-usage",
      "--autoplay-policy=no-user-gesture-required",
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
    ],
  });
}

/** A tab of its own, as another person's browser: nothing is shared with the others. */
export async function openTab(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ locale: "en-CA", ...options });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}
