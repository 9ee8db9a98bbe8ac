import { expect } from "vitest";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

import { consoleOf, type lineWithConsole } from "./the-line.ts";

type Line = Awaited<ReturnType<typeof lineWithConsole>>;

/** Robin, signed in and on shift, whom a ring reaches. */
export async function onShift(
  browser: Browser,
  line: Line,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await consoleOf(browser, line.console, options);
  await page.getByRole("button", { name: "Go on shift" }).click();
  await page.getByRole("heading", { name: "You can be reached" }).waitFor();
  return page;
}

/** Takes the ring with the one key there is for it. */
export async function takesCall(page: Page): Promise<void> {
  await page.getByRole("heading", { name: "A call is ringing" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "You are with them" }).waitFor();
}

export async function recordsPlace(page: Page): Promise<void> {
  await page.getByLabel("Where: address").fill("12 Rehearsal Lane");
  await page.getByLabel("Town").fill("Kingston");
  await page.getByLabel("Province").selectOption("Ontario");
  await page.getByText(/Rehearsal desk 1, Ontario/).waitFor();
  await page.getByText(/^Saved /).waitFor();
  await page.getByRole("heading", { name: "You are with them" }).click();
}

/** "Using now", by its key. */
export async function beginsWatch(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Using now" }).waitFor();
  await page.keyboard.press("4");
  await page.locator(".clock").getByRole("timer").waitFor();
}

/** To one of the line's pages that are behind the menu "More". */
export async function goes(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: /^(More|Plus)$/ }).click();
  await page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
}

/** Opens the menu of whoever is signed in. */
export async function opensOwn(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^(Signed in:|Session de) / }).click();
}

/** Signed in, and past every step. */
export const isIn = (page: Page): Promise<void> =>
  page.getByRole("button", { name: /^(Signed in:|Session de) / }).waitFor();

/** Presses Tab until what has this name has the focus; it must show. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0] : element;
      const outline = element === null ? "none" : getComputedStyle(element).outlineStyle;
      return { name: label?.textContent?.replaceAll(/\s+/g, " ").trim() ?? "", outline };
    });
    if (!focused.name.startsWith(name)) continue;
    expect(focused.outline).toBe("solid");
    return;
  }
  throw new Error(`Tab never reaches ${name}`);
}

/** What can be pressed and is smaller than a finger needs: 44 px. */
export const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        "button, select, summary, a:not(.skip), .option, .tick, .field input",
      ),
    ]
      .filter((target) => target.offsetParent)
      .filter((target) => target.getBoundingClientRect().height < 44)
      .map(({ textContent, id }) => `${id} ${textContent}`.trim()),
  );
