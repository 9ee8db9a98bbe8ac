import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { inBrowser } from "../support/browser.ts";
import { seen } from "./seeing.ts";
import { consoleOf, lineWithConsole } from "./the-line.ts";
import { goes, tabTo } from "./working.ts";

const DAY_MS = 24 * 60 * 60_000;

describe("making shifts", () => {
  inBrowser((browser) => {
    test("one that comes again is agreed on, one day of it is otherwise, and it is ended", async () => {
      const line = await lineWithConsole();
      const page = await consoleOf(browser(), line.console, { id: "dana" });
      await goes(page, "Shifts");
      await page.getByRole("button", { name: "Make a shift" }).click();
      await page.getByRole("button", { name: "Agree on it" }).click();
      await page.getByText("Choose somebody.").waitFor();
      expect(await line.database.db.shiftRule.count()).toBe(0);
      await page.getByLabel("Who").selectOption("Robin");
      await page.getByLabel("First day").fill("2020-01-06");
      await page.getByRole("button", { name: "Agree on it" }).click();
      await page.getByText("That is past already.").waitFor();
      await seen(page, "shift-wrong");

      const first = new Date(line.line.clock.now() + 2 * DAY_MS);
      await page.getByLabel("First day").fill(first.toISOString().slice(0, "2026-11-27".length));
      await page.getByLabel("From").fill("22:00");
      await page.getByLabel("Until").fill("06:00");
      await page.getByText("It ends the day after it begins.").waitFor();
      await page.locator(".tick", { hasText: "Fri" }).click();
      await page.locator(".tick", { hasText: "Sat" }).click();
      await seen(page, "shift-new");
      await page.getByRole("button", { name: "Agree on it" }).click();
      await page.getByText(/Fri, Sat, 22:00 to 06:00/).waitFor();
      const rule = await line.database.db.shiftRule.findFirstOrThrow();
      expect(rule).toMatchObject({
        staffId: "robin",
        kind: "line",
        repeat: "FREQ=WEEKLY;BYDAY=FR,SA",
        madeBy: "dana",
      });

      const week = page.locator("table.week");
      await weekWith(page, "Change Robin");
      await week.getByRole("button", { name: "Change Robin" }).first().click();
      await page.getByLabel("Who").selectOption("Maude");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await week.getByRole("button", { name: "Change Maude" }).first().waitFor();
      expect(await line.database.db.shiftOverride.findMany()).toMatchObject([
        { staffId: "maude", cancelled: false, madeBy: "dana" },
      ]);
      await week.getByRole("button", { name: "Change Maude" }).first().click();
      await page.getByText("It does not happen").click();
      await seen(page, "shift-day");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByRole("heading", { name: "Not this week" }).waitFor();
      await page.getByRole("button", { name: "As agreed again" }).click();
      await page.getByRole("heading", { name: "Not this week" }).waitFor({ state: "detached" });

      await page.getByRole("button", { name: "End it now" }).click();
      await page.getByRole("button", { name: "Press again to be sure" }).click();
      await page.getByText(/no shift of it begins from/).waitFor();
    });

    test("how many are needed is set by hour and language; a wrong hour is said at its field, in French", async () => {
      const line = await lineWithConsole();
      const page = await consoleOf(browser(), line.console, { id: "dana", locale: "fr-CA" });
      await goes(page, "Quarts");
      await tabTo(page, "Ajouter une rangée");
      await page.keyboard.press("Enter");
      await page.getByLabel("Langue").selectOption("Français");
      await page.getByLabel("De (heure)").fill("22");
      await page.getByLabel("À (heure)").fill("6");
      await page.getByRole("button", { name: "Garder ça" }).click();
      await page.getByText("Ça doit finir après le début. Passé minuit, fais-en deux.").waitFor();
      await page.getByLabel("À (heure)").fill("25");
      await page.getByRole("button", { name: "Garder ça" }).click();
      await page.getByText(/^Il faut un nombre entier/).waitFor();
      await seen(page, "minimums-wrong-fr");
      await page.getByLabel("À (heure)").fill("24");
      await page.getByLabel("Au moins").fill("1");
      await page.getByRole("button", { name: "Garder ça" }).click();
      await page.getByText("C'est gardé.").waitFor();
      expect(await line.database.db.coverageMinimum.findMany()).toMatchObject([
        { language: "fr", fromHour: 22, toHour: 24, least: 1 },
      ]);
      await seen(page, "minimums-fr");
    });
  });
});

/** Forward to the week that has it: this one or the next. */
async function weekWith(page: Page, name: string): Promise<void> {
  const button = page.locator("table.week").getByRole("button", { name }).first();
  await page.locator("table.week li").first().waitFor();
  if (await button.isVisible()) return;
  await page.getByRole("button", { name: "Week after" }).click();
  await button.waitFor();
}
