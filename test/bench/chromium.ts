import { existsSync } from "node:fs";

import { chromium, type Browser, type BrowserContext } from "playwright-core";

import type { Person } from "./console-client.ts";

const PROGRAM = "/usr/bin/chromium";
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
];

export type Browsing = { readonly context: BrowserContext; readonly browser: Browser };

/** A real browser in which somebody is signed in. Throws where there is none. */
export async function browse(url: string, { email, password }: Person): Promise<Browsing> {
  if (!existsSync(PROGRAM)) throw new Error(`There is no ${PROGRAM}: apt-get install chromium`);
  const browser = await chromium.launch({ executablePath: PROGRAM, args: FLAGS });
  const context = await browser.newContext({ locale: "en-CA" });
  const answer = await context.request.post(`${url}/api/auth/sign-in/email`, {
    data: { email, password },
    headers: { origin: url },
  });
  if (!answer.ok()) throw new Error(`${email} cannot sign in: ${answer.status()}`);
  return { context, browser };
}
