import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { barriers } from "../support/axe.ts";
import { inBrowser } from "../support/browser.ts";
import { START } from "../support/given.ts";
import { abandonedCall, keepPlayed, keptCall, silentCall } from "../support/played.ts";
import { look } from "./looking.ts";
import { consoleOf, lineWithConsole } from "./the-line.ts";
import { tabTo } from "./working.ts";

describe("the numbers of a week", () => {
  inBrowser((browser) => {
    test("a quiet week says so; a busy one is drawn, and told as tables", async () => {
      const line = await lineWithConsole();
      await aBusyWeek(line);
      const page = await consoleOf(browser(), `${line.console}numbers`, { id: "dana" });
      await page.getByText("Nobody called this week.").waitFor();
      await look(page, "numbers-1-quiet", true);

      await page.goto(`${line.console}numbers?at=${START}`);
      await page.getByText("Week of January 12, 2026").waitFor();
      await page.getByText("From their last answer, or the loss of their line").waitFor();
      await drawn(page);
      await look(page, "numbers-2-week", true);
      await tabTo(page, "The same as a table");
      await page.keyboard.press("Enter");
      const thursday = page.getByRole("row", { name: /^Thursday/ }).first();
      expect(await thursday.getByRole("cell").allTextContents()).toEqual([
        "3 (see these calls)",
        "2 (see these calls)",
        "2 (see these calls)",
        "1 (see these calls)",
        "0",
        "0",
        "0",
      ]);
      expect(await barriers(page)).toEqual([]);
    });

    test("each number leads to its calls, by keyboard alone, and back", async () => {
      const line = await lineWithConsole();
      await aBusyWeek(line);
      const address = `${line.console}numbers?at=${START}`;
      // The line's clock, wherever the device is.
      const far = { id: "dana", timezoneId: "Asia/Tokyo" };
      const page = await consoleOf(browser(), address, far);
      await page.getByText("Week of January 12, 2026").waitFor();
      await tabTo(page, "The same as a table");
      await page.keyboard.press("Enter");
      await tabTo(page, "3 (see these calls)");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Calls counted as “Calls”" }).waitFor();
      await page.getByText("January 12, 2026 to January 18, 2026 · Thursday").waitFor();
      await page.locator("a.found").first().waitFor();
      expect(await page.locator("a.found").count()).toBe(3);
      const when = await page.locator("a.found .when").first().textContent();
      expect(when).toMatch(/^Jan\.? 15, 2026 3:\d\d\u00a0a\.m\.$/);
      await look(page, "numbers-3-calls");
      expect(await barriers(page)).toEqual([]);
      await tabTo(page, "Back to the numbers");
      await page.keyboard.press("Enter");
      await page.getByText("Week of January 12, 2026").waitFor();
      await page.getByRole("button", { name: "Week before" }).press("Enter");
      await page.getByText("Week of January 5, 2026").waitFor();
      await page.getByText("Nobody called this week.").waitFor();
    });

    test("in French; a responder finds the page in the menu, and sees numbers without their calls", async () => {
      const line = await lineWithConsole();
      await aBusyWeek(line);
      const page = await consoleOf(browser(), line.console, { locale: "fr-CA" });
      await page.getByRole("button", { name: "Plus" }).press("Enter");
      await page.getByRole("link", { name: "Chiffres" }).click();
      await page.getByText("Personne n'a appelé cette semaine.").waitFor();
      expect(await barriers(page)).toEqual([]);
      await look(page, "numbers-4-quiet-fr", true);

      await page.goto(`${line.console}numbers?at=${START}`);
      await page.getByText("Semaine du 12 janvier 2026").waitFor();
      await page.getByText("Prises de nouvelles manquées").first().waitFor();
      await drawn(page);
      expect(await page.locator("main a").count()).toBe(0);
      expect(await barriers(page)).toEqual([]);
      await look(page, "numbers-5-week-fr", true);
    });

    /** One kept, one silent, one that hung up: Thursday at three in the morning. */
    async function aBusyWeek({ line }: Awaited<ReturnType<typeof lineWithConsole>>) {
      for (const call of [keptCall(), silentCall(), abandonedCall()]) await keepPlayed(line, call);
    }

    /** Its bars are there, and nobody who listens hears them twice. */
    async function drawn(page: Page): Promise<void> {
      await page.locator(".drawing .recharts-bar-rectangle path").first().waitFor();
      const heard = await page
        .locator(".drawing")
        .evaluateAll(
          (all) => all.filter((one) => one.getAttribute("aria-hidden") !== "true").length,
        );
      expect(heard).toBe(0);
    }
  });
});
