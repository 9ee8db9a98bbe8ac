import { describe, expect, test } from "vitest";

import { createProtocols } from "../../src/adapters/postgres/protocols.ts";
import { inBrowser, openTab } from "../support/browser.ts";
import { seen } from "./seeing.ts";
import { consoleOf, lineWithConsole } from "./the-line.ts";
import { goes, opensOwn, tabTo } from "./working.ts";

describe("the protocol", () => {
  inBrowser((browser) => {
    test("a supervisor publishes another number; what is wrong is said at its field, and everybody can read it", async () => {
      const line = await lineWithConsole();
      const page = await consoleOf(browser(), line.console, { id: "dana" });
      await goes(page, "Protocol");
      await page.getByText("In force: standard-1").waitFor();
      await page.getByText("The software's own numbers, not yet reviewed").first().waitFor();
      await seen(page, "protocol");
      await page.getByRole("button", { name: "Change numbers" }).click();

      const lastAsk = page.getByLabel("The line asks the last time after (s)");
      await lastAsk.fill("55");
      await page
        .getByText("Must be at least 10 s more than “The line asks the last time")
        .waitFor();
      await lastAsk.fill("500");
      await page.getByText("Outside what the software can keep its promises by.").first().waitFor();
      await seen(page, "protocol-wrong");
      await lastAsk.fill("46");
      await page
        .getByText("The line asks the last time after: 46 seconds (before: 44 sec")
        .waitFor();
      await page.getByRole("button", { name: "Publish" }).click();
      await page.getByRole("button", { name: "Press again to be sure" }).click();
      await page.getByText("Say who decided it.").waitFor();
      await page.getByText("Say why, in a sentence.").waitFor();
      await page.getByLabel("Who decided it").fill("Dr. N. Okafor, medical lead");
      await page
        .getByLabel("Why", { exact: true })
        .fill("The third ask came too soon after the second");
      await page.getByRole("button", { name: "Publish" }).click();
      await page.getByRole("button", { name: "Press again to be sure" }).click();
      await page.getByText("In force: standard-2").waitFor();
      await page.getByText("Published by Dana.").waitFor();
      await page.getByText("The third ask came too soon after the second").waitFor();
      const protocols = createProtocols(line.database.db, line.line.log);
      const { numbers } = await protocols.forSession(false);
      expect(numbers.askThirdMs).toBe(46_000);

      await opensOwn(page);
      await page.getByRole("button", { name: "Français" }).click();
      await page.getByText("En vigueur : standard-2").waitFor();
      await seen(page, "protocol-fr");
    });

    test("everybody reads the promises without a sign-in, in both languages", async () => {
      const line = await lineWithConsole();
      const page = await openTab(browser(), new URL("/promises", line.console).href);
      await page.getByRole("heading", { name: "What the line promises you" }).waitFor();
      await seen(page, "promises");
      await page.getByRole("link", { name: "En français" }).click();
      await page.getByRole("heading", { name: "Ce que la ligne te promet" }).waitFor();
      await seen(page, "promises-fr");
      expect(await page.locator("script").count()).toBe(0);
      await page.context().close();
    });
  });
});

describe("the pages of the console", () => {
  inBrowser((browser) => {
    test("are on one row in French at 1280, and reached by keyboard and on a telephone", async () => {
      const line = await lineWithConsole();
      const page = await consoleOf(browser(), line.console, { id: "dana", locale: "fr-CA" });
      await page.getByRole("link", { name: "Registre" }).waitFor();
      const height = () => page.locator(".top").evaluate((top) => top.clientHeight);
      expect(await height()).toBeLessThan(64);

      await tabTo(page, "Plus");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      await page.getByRole("link", { name: "Protocole" }).waitFor();
      await seen(page, "menu-fr");
      await page.keyboard.press("Escape");
      expect(await page.getByRole("link", { name: "Protocole" }).count()).toBe(0);
      const focused = await page.evaluate(() => document.activeElement?.textContent);
      expect(focused).toBe("Plus");

      await page.setViewportSize({ width: 390, height: 844 });
      await goes(page, "Si quelqu'un demande");
      await page.getByRole("heading", { name: "Si quelqu'un demande" }).waitFor();
      // Going on closed it.
      expect(await page.getByRole("link", { name: "Protocole" }).count()).toBe(0);
      const small = await page
        .locator(".top :is(a, button)")
        .evaluateAll((targets) =>
          targets.filter((target) => target.getBoundingClientRect().height < 44),
        );
      expect(small).toEqual([]);
      await opensOwn(page);
      await seen(page, "own-menu-fr");
      await page.getByRole("heading", { name: "Si quelqu'un demande" }).click();
      expect(await page.getByRole("button", { name: "English" }).count()).toBe(0);
    });
  });
});
