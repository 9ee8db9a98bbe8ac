import type { Page } from "playwright-core";
import { expect } from "vitest";

import { barriers } from "../support/axe.ts";
import { look } from "./looking.ts";

/** On a screen and on a telephone: nothing serious for axe, and nothing wider than the page. */
export async function seen(page: Page, name: string): Promise<void> {
  await look(page, name, true);
  expect(await barriers(page)).toEqual([]);
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1280, height: 800 },
  ]) {
    await page.setViewportSize(viewport);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect({ name, width }).toEqual({ name, width: viewport.width });
  }
}
