import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";

import type { Browser, Page } from "playwright-core";
import { onTestFinished } from "vitest";

import { startEmulator } from "../../src/emulator/server.ts";
import { openTab } from "../support/browser.ts";

export const APPLICATION = "+15555550100";

export type Asked = { path: string; params: Record<string, string> };
/** What the application answers by path, in TwiML verbs. */
type Application = Record<string, (params: Record<string, string>) => string>;

/** Any voice application, and a network that knows one number of it. Quick: nothing here waits for a real carrier. */
export async function network(application: Application) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void read(request).then((params) => {
      const path = request.url ?? "/";
      asked.push({ path, params });
      const verbs = application[path]?.(params) ?? "";
      response.writeHead(200, { "Content-Type": "text/xml" });
      return response.end(`<Response>${verbs}</Response>`);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const emulator = await startEmulator({
    port: 0,
    accountSid: "AC0123456789abcdef0123456789abcdef",
    authToken: "f00dfacef00dfacef00dfacef00dface",
    callsPerSecond: 10,
    timings: { dialDelayMs: 1, ringDelayMs: 1 },
    numbers: [{ number: APPLICATION, voiceUrl: `http://127.0.0.1:${port}/voice` }],
  });
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await emulator.close();
  });
  return { ...emulator, asked, page: `${emulator.url}/phone` };
}

async function read(request: IncomingMessage): Promise<Record<string, string>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
}

/** Opens a telephone in a tab of its own, with the mouse and what a person reads. */
export async function telephone(
  browser: Browser,
  url: string,
  who: { caller: string } | { client: string },
): Promise<Page> {
  const page = await openTab(browser, url);
  onTestFinished(() => page.context().close());
  if ("caller" in who) await page.getByLabel("Your number").fill(who.caller);
  else {
    await page.getByRole("radio", { name: "A softphone" }).check();
    await page.getByLabel("Name", { exact: true }).fill(who.client);
  }
  await page.getByRole("button", { name: "Take this telephone" }).click();
  await page.getByText("Ready. It rings here.").waitFor();
  return page;
}

export async function dial(page: Page, number: string = APPLICATION): Promise<void> {
  await page.getByLabel("Number to call").fill(number);
  await page.getByRole("button", { name: "Call", exact: true }).click();
}

/** Everything this telephone heard, said and pressed, as its page shows it. */
export const transcript = (page: Page): Promise<string[]> =>
  page.locator("#heard li .text").allTextContents();
