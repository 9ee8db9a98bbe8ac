import axe from "axe-core";
import type { Page } from "playwright-core";
import { z } from "zod";

const found = z.array(
  z.object({ id: z.string(), impact: z.string(), nodes: z.array(z.object({ html: z.string() })) }),
);

/** What is serious for somebody who sees little, hears a screen reader or has no mouse: in light and dark. */
export async function barriers(page: Page): Promise<string[]> {
  const all: string[] = [];
  await page.evaluate(axe.source);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const violations = found.parse(await page.evaluate("axe.run().then((r) => r.violations)"));
    for (const { id, impact, nodes } of violations) {
      if (impact !== "serious" && impact !== "critical") continue;
      all.push(...nodes.map(({ html }) => `${colorScheme}: ${id}: ${html}`));
    }
  }
  return all;
}
