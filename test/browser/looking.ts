import type { Page } from "playwright-core";

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

/** With LOOK set to a folder: what a person sees, in both sizes and themes; `fullPage`: also what is below. Otherwise nothing. */
export async function look(page: Page, name: string, fullPage = false): Promise<void> {
  const folder = process.env["LOOK"];
  if (folder === undefined) return;
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const path = `${folder}/${name}-${size.width}-${colorScheme}.png`;
      await page.screenshot({ path, fullPage });
    }
  }
  await page.setViewportSize(SIZES[0] ?? { width: 1280, height: 800 });
}
