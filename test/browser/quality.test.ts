import { v7 as uuid } from "uuid";
import { describe, expect, test } from "vitest";

import { barriers } from "../support/axe.ts";
import { inBrowser } from "../support/browser.ts";
import { keepPlayed, keptCall, silentCall } from "../support/played.ts";
import { look } from "./looking.ts";
import { consoleOf, lineWithConsole } from "./the-line.ts";
import { tabTo } from "./working.ts";

describe("how calls went, by month", () => {
  inBrowser((browser) => {
    test("a supervisor finds it in the menu; a number leads to its calls by keyboard, and back", async () => {
      const line = await lineWithConsole();
      const page = await consoleOf(browser(), line.console, { id: "dana" });
      await page.getByRole("button", { name: "More" }).press("Enter");
      await page.getByRole("link", { name: "Quality" }).click();
      await page.getByText("There is no month yet that is over.").waitFor();
      expect(await barriers(page)).toEqual([]);

      await aJanuary(line);
      await page.goto(`${line.console}quality?month=2026-01`);
      await page.getByText("January 2026", { exact: true }).first().waitFor();
      await page.locator(".drawing .recharts-bar-rectangle path").first().waitFor();
      await look(page, "quality-1-month", true);
      expect(await barriers(page)).toEqual([]);
      await page
        .locator("figure", { hasText: "Check-ins" })
        .getByText("The same as a table")
        .press("Enter");
      await page.getByRole("row", { name: /^Let slip by the protocol hidden/ }).waitFor();
      await tabTo(page, "20 (see these calls)");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Check-ins: Every one was confirmed" }).waitFor();
      await page.locator("a.found").first().waitFor();
      expect(await page.locator("a.found").count()).toBe(20);
      await look(page, "quality-2-calls");
      expect(await barriers(page)).toEqual([]);
      await tabTo(page, "Back to quality");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Month after" }).press("Enter");
      await page.getByText("February 2026", { exact: true }).first().waitFor();
      await page.getByText("Too few this month to be told apart.").first().waitFor();
    });

    test("in French, and nobody's name is on it", async () => {
      const line = await lineWithConsole();
      await aJanuary(line);
      const address = `${line.console}quality?month=2026-01`;
      const page = await consoleOf(browser(), address, { id: "dana", locale: "fr-CA" });
      await page.getByText("Du silence aux secours").waitFor();
      await page.locator(".drawing .recharts-bar-rectangle path").first().waitFor();
      expect(await barriers(page)).toEqual([]);
      await look(page, "quality-3-french", true);
      const said = await page.locator("main").innerText();
      expect(said).not.toMatch(/Robin|Dana|Casey|Maude/);
    });

    async function aJanuary({
      line,
      database: { db },
    }: Awaited<ReturnType<typeof lineWithConsole>>) {
      const silent: string[] = [];
      for (let time = 0; time < 20; time += 1) {
        await keepPlayed(line, keptCall());
        silent.push(await keepPlayed(line, silentCall()));
      }
      const at = new Date("2026-01-20T18:00:00.000Z");
      await db.review.updateMany({
        where: { sessionId: { in: silent } },
        data: { reviewedBy: "dana", reviewedAt: at, causes: ["desk", "place"] },
      });
      await db.lineEvent.createMany({
        data: silent.map(() => ({
          kind: "breakTaken",
          subject: "robin",
          data: {},
          at,
          cause: uuid(),
        })),
      });
    }
  });
});
